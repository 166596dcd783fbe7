// Which tasks are there and which are not: what died with a task manager, what was cancelled, what was deployed again.
//
// A task that is not there has no state, no timers and no watermark; no view may show what it had as if it still were.
#pragma once

#include <cstdint>
#include <vector>

#include "scenarios/explain/recording.hpp"
#include "visualizer/view/moment.hpp"

namespace wavetank::visualizer {

struct Attempt {
  std::uint64_t number = 0;      // from 0, as in the trace
  Moment deployed;               // the first one: the start of the run, with no event
  std::uint64_t checkpoint = 0;  // that its state came from; 0: it began with none
  std::optional<Moment> failed;
};

struct Lives {
  std::vector<Attempt> attempts;  // never empty
  // By actor, in order; of tasks, task managers and the job manager.
  std::vector<std::vector<Stretch>> gone;
  // By actor; of tasks. From a deployment until the last record that an earlier attempt had read before.
  std::vector<std::vector<Stretch>> replays;
};

// Costs one pass over the trace, and another one if the job was ever deployed again.
[[nodiscard]] Lives fold_lives(const scenarios::Recording& recording);

[[nodiscard]] bool is_gone(const Lives& lives, sim::ActorId actor, sim::EventId playhead);
// The attempt that runs at `playhead`, or that failed last.
[[nodiscard]] const Attempt& attempt_at(const Lives& lives, sim::EventId playhead);

}  // namespace wavetank::visualizer
