// Which tasks a checkpoint asks, waits for and informs (CK-07, CK-30). Pure: computed from the job as it is now.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/ids.hpp"

namespace wavetank::engine {

enum class JobTask : std::uint32_t {};  // a subtask of the whole job, dense

// Tasks `first` up to, not including, `end`.
struct JobTaskRange {
  std::uint32_t first = 0;
  std::uint32_t end = 0;
  friend bool operator==(const JobTaskRange&, const JobTaskRange&) = default;
};

// Who sends to whom, by task: predecessors[t] are the tasks that send to task t. Fixed while the job runs. A range for
// each edge is enough: all-to-all edges come from all subtasks, others from neighbouring ones.
struct JobGraph {
  std::vector<std::vector<JobTaskRange>> predecessors;
};

enum class JobTaskStatus : std::uint8_t {
  Starting,  // deployed or not, it does not run yet; also while it takes in recovered data (CK-28)
  Running,
  Finished,  // by itself, its input ended
};

// What a coordinator sees of the job. A view: both outlive it.
struct JobView {
  const JobGraph& graph;
  const std::vector<JobTaskStatus>& statuses;  // of each task
};

enum class FinishedTasks : std::uint8_t {
  TakeNoPart,    // the others take checkpoints without them
  AllowNothing,  // no checkpoint any more once a task has finished
};

// All sorted. A finished task is in none.
struct CheckpointPlan {
  std::vector<JobTask> trigger;   // those without running predecessors; barriers reach the others
  std::vector<JobTask> wait_for;  // they acknowledge, and are told how it ended
  friend bool operator==(const CheckpointPlan&, const CheckpointPlan&) = default;
};

// Empty if the job is not in a state for a checkpoint. Cost: tasks and, for those in `trigger`, their predecessors.
// REQUIRES: as many statuses as tasks of the graph.
[[nodiscard]] std::optional<CheckpointPlan> plan_checkpoint(const JobView& job, FinishedTasks finished);

}  // namespace wavetank::engine
