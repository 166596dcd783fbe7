// What barriers cause, in order. The gate performs some of it on its queues and passes the rest on to the task.
#pragma once

#include <cstdint>
#include <variant>
#include <vector>

#include "engine/base/ids.hpp"
#include "engine/base/time.hpp"
#include "engine/checkpoint/barrier.hpp"
#include "engine/coordinator/failure_reason.hpp"

namespace wavetank::engine {

enum class BufferId : std::uint64_t {};  // data on a channel; the host knows what it is

// The task takes the checkpoint now: no record of another input may come between (CK-16).
struct TakeCheckpoint {
  Barrier barrier;  // the first that told of it
  Alignment alignment = Alignment::Aligned;
  friend bool operator==(const TakeCheckpoint&, const TakeCheckpoint&) = default;
};

// The task declines the checkpoint and sends a cancel marker on.
struct AbortCheckpoint {
  CheckpointId checkpoint{};
  CheckpointFailureReason reason{};
  friend bool operator==(const AbortCheckpoint&, const AbortCheckpoint&) = default;
};

// The sender of this channel may go on behind its barrier.
struct ResumeChannel {
  ChannelIndex channel{};
  friend bool operator==(const ResumeChannel&, const ResumeChannel&) = default;
};

// Call on_alarm with this checkpoint at `at`. Alarms that fell away are not taken back: they are ignored.
struct SetAlignmentAlarm {
  CheckpointId checkpoint{};
  ProcessingTime at;
  friend bool operator==(const SetAlignmentAlarm&, const SetAlignmentAlarm&) = default;
};

// A place for in-flight data is opened, BEFORE any PersistInFlight. Also where the mode allows in-flight data and this
// checkpoint turns out to have none.
struct OpenChannelState {
  CheckpointId checkpoint{};
  friend bool operator==(const OpenChannelState&, const OpenChannelState&) = default;
};

// For the gate: what lies ahead of the barriers belongs to the checkpoint, and what arrives ahead of them from now on.
struct BeginInFlight {
  CheckpointId checkpoint{};
  friend bool operator==(const BeginInFlight&, const BeginInFlight&) = default;
};

// For the gate: no more of it.
struct EndInFlight {
  CheckpointId checkpoint{};
  friend bool operator==(const EndInFlight&, const EndInFlight&) = default;
};

// For the gate: the barrier that was announced on this channel overtakes what lies ahead of it.
struct OvertakeQueue {
  ChannelIndex channel{};
  friend bool operator==(const OvertakeQueue&, const OvertakeQueue&) = default;
};

using AlignmentEffect = std::variant<TakeCheckpoint, AbortCheckpoint, ResumeChannel, SetAlignmentAlarm,
                                     OpenChannelState, BeginInFlight, EndInFlight, OvertakeQueue>;
using AlignmentEffects = std::vector<AlignmentEffect>;

// Make this data part of the checkpoint; it also stays in the queue. It must be durable BEFORE the checkpoint is
// acknowledged, which waits for all of it.
struct PersistInFlight {
  CheckpointId checkpoint{};
  ChannelIndex channel{};
  std::vector<BufferId> buffers;  // in the order of the channel, never empty
  friend bool operator==(const PersistInFlight&, const PersistInFlight&) = default;
};

// Nothing more is persisted for this checkpoint: its in-flight data is whole, or it is aborted, which follows.
struct CloseChannelState {
  CheckpointId checkpoint{};
  friend bool operator==(const CloseChannelState&, const CloseChannelState&) = default;
};

// What is left for the task.
using GateEffect = std::variant<TakeCheckpoint, AbortCheckpoint, ResumeChannel, SetAlignmentAlarm, OpenChannelState,
                                PersistInFlight, CloseChannelState>;
using GateEffects = std::vector<GateEffect>;

}  // namespace wavetank::engine
