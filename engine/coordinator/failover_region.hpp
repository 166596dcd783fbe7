// What must restart when a task fails: all that is connected to it (CK-37).
//
// All edges of a job that streams are pipelined: who reads from a task that lost its place must begin again with it, and so
// must who writes to it. One all-to-all edge makes its whole two vertices one region.
#pragma once

#include <vector>

#include "engine/coordinator/checkpoint_plan.hpp"

namespace wavetank::engine {

// The tasks of the failed one's region, itself among them, sorted. Cost: tasks and edges of the job.
// REQUIRES: the task is in the graph.
[[nodiscard]] std::vector<JobTask> failover_region(const JobGraph& graph, JobTask failed);

}  // namespace wavetank::engine
