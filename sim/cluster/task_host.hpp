// One task as its process holds it: state, timers, inputs, and what it writes of checkpoints.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "engine/core/effects.hpp"
#include "engine/core/output_gate.hpp"
#include "engine/core/task.hpp"
#include "sim/cluster/broker_state.hpp"
#include "sim/cluster/checkpoint_store.hpp"
#include "sim/cluster/task_inputs.hpp"
#include "sim/kernel/kernel.hpp"
#include "sim/random/stream.hpp"

namespace wavetank::sim {

// What an armed fault holds back. Of several that hold the same thing, the one that is lifted last counts.
struct Hold {
  bool armed = false;
  SimTime until;
  std::uint32_t fault = 0;
};

enum class TaskPresence : std::uint8_t {
  Absent,  // not deployed, cancelled, or its process is dead: what comes for it is lost
  Running,
  Ended,  // by itself: its input has ended
};

// What a task is told of a checkpoint.
enum class Notice : std::uint8_t { Complete, Aborted };

// A checkpoint that a task has begun, until all of its part is stored.
struct CheckpointWrite {
  StoredSnapshot state;
  InFlight in_flight;
  bool is_stored = false;     // the state
  bool is_recording = false;  // what belongs to it is still coming in
  std::uint32_t taken = 0;    // trace event
};

// A message that a task works on.
struct InHand {
  engine::ChannelIndex channel{};
  Parcel parcel;
};

// What only tasks of a job on a cluster have.
struct TaskLife {
  std::optional<TaskInputs> inputs;  // none: a source
  std::optional<InHand> in_hand;
  SimTime busy_until;
  std::uint32_t ends_under_way = 0;  // channels on which its end has been sent and not been taken
  bool resumes = false;              // an event will bring it back to its inputs
  std::uint32_t full_outputs = 0;    // channels; while there is one, nothing is taken in
  SimTime blocked_since;
  std::uint32_t blocked = 0;                               // trace event
  std::map<std::uint32_t, std::uint32_t> held_fetches;     // by partition, their cause
  std::map<engine::CheckpointId, CheckpointWrite> writes;  // begun, not stored yet
  std::set<engine::CheckpointId> aborted;                  // before they came here (CK-18)
  engine::CheckpointId newest{};                           // that it took or gave up
  engine::CheckpointId aligning{};                         // whose barriers it awaits, or awaited last
  std::uint32_t align_begun = 0;                           // trace event; 0: it awaits none
};

struct ArmedTimer {
  EventHandle event;
  engine::ProcessingTime at;  // by the task's clock
};

struct TaskHost {
  TaskPresence presence = TaskPresence::Absent;
  engine::TaskState state;
  std::vector<engine::OutputGate> outputs;
  std::map<std::uint32_t, ArmedTimer> timers;  // by tag
  SimDuration clock_offset;                    // its clock is so far ahead
  std::optional<TaskLife> life;                // of a job on a cluster
  StreamId call_draws{};
  StreamId write_draws{};
  Hold stall;         // takes nothing
  Hold source_stall;  // its log gives nothing
  BrokerWait broker;  // of a sink
};

}  // namespace wavetank::sim
