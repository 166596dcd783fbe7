// Decides for one task when a checkpoint is taken, from the barriers of its channels: one checkpoint at a time, aligned,
// unaligned, or aligned until that takes too long (CK-19 to CK-23, CK-25, CK-26).
//
// Pure: it sees barriers when the gate takes them, announcements when they arrive, and alarms; it answers with effects.
// What lies in the queues is the gate's. At-least-once is another class, barrier_tracker.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/base/ids.hpp"
#include "engine/base/time.hpp"
#include "engine/checkpoint/alignment_effects.hpp"
#include "engine/checkpoint/barrier.hpp"

namespace wavetank::engine {

enum class BarrierMode : std::uint8_t {
  Aligned,      // exactly once, a channel waits behind its barrier for the others
  Unaligned,    // exactly once, the first barrier takes the checkpoint
  Alternating,  // exactly once, aligned first; barriers say how long
  AtLeastOnce,  // nobody waits
};

// What an ended channel is to a checkpoint that waits for its barrier.
enum class EndedChannel : std::uint8_t {
  CountsAsAligned,  // checkpoints after tasks finished (CK-23)
  AbortsPending,
};

struct AlignmentOptions {
  std::size_t channels = 1;
  BarrierMode mode = BarrierMode::Aligned;
  EndedChannel ended = EndedChannel::CountsAsAligned;
};

// Invariants:
//   (1) a checkpoint is taken or aborted at most once, and ids of those taken grow;
//   (2) a channel that was held is resumed exactly once: when its checkpoint ends, or at once if it has ended before;
//   (3) no more barriers are awaited than channels were open when the checkpoint became known.
class BarrierAligner {
 public:
  // REQUIRES: one channel or more; not at-least-once.
  explicit BarrierAligner(const AlignmentOptions& options);

  // A barrier of kind Timeout arrived on `channel` and lies in its queue.
  void on_announcement(ChannelIndex channel, const Barrier& barrier, ProcessingTime now, AlignmentEffects& effects);
  // The gate took this barrier. REQUIRES: its kind fits the mode.
  void on_barrier(ChannelIndex channel, const Barrier& barrier, ProcessingTime now, AlignmentEffects& effects);
  void on_cancel(const CancelMarker& marker, AlignmentEffects& effects);
  // REQUIRES: `channel` has not ended before.
  void on_end(ChannelIndex channel, ProcessingTime now, AlignmentEffects& effects);
  // The time of a SetAlignmentAlarm has come.
  void on_alarm(CheckpointId checkpoint, AlignmentEffects& effects);

  // Whether a checkpoint is known and neither all its barriers are in nor is it aborted.
  [[nodiscard]] bool pending() const { return current_.checkpoint != last_over_; }
  // That checkpoint, or the last one; zero if there was none.
  [[nodiscard]] CheckpointId current() const { return current_.checkpoint; }
  [[nodiscard]] bool is_held(ChannelIndex channel) const { return channels_[index_of(channel)].held; }
  void check_invariants() const;

 private:
  // Diagram: barrier_aligner.cpp.
  enum class Phase : std::uint8_t {
    AwaitFirst,           // waits for the first barrier of a checkpoint
    Collect,              // waits for the others; channels that have theirs are held
    AwaitFirstUnaligned,  // waits for the first barrier, at which the checkpoint is taken
    CollectUnaligned,     // the checkpoint is taken; waits for barriers that end its in-flight data
  };
  struct Channel {
    bool open = true;
    bool aligned = false;    // has brought the current checkpoint's barrier, or has ended since it began
    bool held = false;       // behind a barrier
    bool announced = false;  // a barrier lies in its queue that may still overtake
  };

  [[nodiscard]] bool is_over(CheckpointId checkpoint) const;
  [[nodiscard]] bool is_unaligned_phase() const;
  [[nodiscard]] bool all_aligned() const { return aligned_ == awaited_; }
  [[nodiscard]] static bool is_timed_out(const Barrier& barrier, ProcessingTime now);
  void begin_if_new(const Barrier& barrier, ProcessingTime now, AlignmentEffects& effects);
  void mark_aligned(Channel& channel);
  // One more channel is aligned; `barrier` is the one that speaks of time-outs.
  void advance(const Barrier& barrier, ProcessingTime now, AlignmentEffects& effects);
  void switch_to_unaligned(AlignmentEffects& effects);
  void take_unaligned(AlignmentEffects& effects);
  void abort(CheckpointId checkpoint, CheckpointFailureReason reason, AlignmentEffects& effects);
  // Nothing more is awaited: held channels go on.
  void end_phase(AlignmentEffects& effects);
  void forget_aligned();

  BarrierMode mode_;
  EndedChannel ended_;
  std::vector<Channel> channels_;
  std::size_t open_;
  Phase phase_;
  Barrier current_{};         // the first barrier, or announcement, of the current checkpoint
  CheckpointId last_over_{};  // the last one taken with all its barriers, or aborted
  std::size_t awaited_ = 0;   // channels
  std::size_t aligned_ = 0;   // of those
};

}  // namespace wavetank::engine
