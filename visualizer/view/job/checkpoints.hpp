// The checkpoints of a run as data: when each began, what each task did for it and when, and how it ended.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "visualizer/view/job/lives.hpp"

namespace wavetank::visualizer {

// What one task did for one checkpoint. What is missing did not happen.
struct CheckpointPart {
  sim::ActorId task{};
  std::optional<Moment> first_barrier;  // that it waited behind for others
  std::optional<Moment> aligned;
  std::optional<Moment> snapshot;  // its state is copied
  std::optional<Moment> stored;
  std::optional<Moment> acknowledged;  // the job manager knows
  std::optional<Moment> given_up;      // it declined, or died
  std::uint64_t held_back = 0;         // messages that waited for barriers
  std::uint64_t in_flight = 0;         // messages stored with it
};

struct CheckpointStory {
  std::uint64_t number = 0;  // 0: it ended before it had one
  Moment trigger;
  std::vector<CheckpointPart> parts;  // of all tasks, in the order of the pipeline
  std::optional<Moment> done;
  std::optional<Moment> aborted;
  std::string why_aborted;
  std::optional<Moment> discarded;  // newer ones are kept
};

// By when they began. Costs one pass over the trace.
[[nodiscard]] std::vector<CheckpointStory> fold_checkpoints(const scenarios::Recording& recording, const Lives& lives);

// How many have begun up to `playhead`.
[[nodiscard]] std::size_t begun(const std::vector<CheckpointStory>& checkpoints, sim::EventId playhead);
// "3 of 6", "complete in 1.2 s", "aborted: …": what is known at `playhead`.
[[nodiscard]] std::string status_text(const CheckpointStory& checkpoint, sim::EventId playhead);

}  // namespace wavetank::visualizer
