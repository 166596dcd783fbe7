// Looking for a running predecessor stops at the first one, so a plan of a job that runs whole costs its edges.
#include "engine/coordinator/checkpoint_plan.hpp"

#include <algorithm>

#include "engine/base/assert.hpp"

namespace wavetank::engine {
namespace {

bool has_running_task(const std::vector<JobTaskStatus>& statuses, JobTaskRange range) {
  WT_REQUIRE(range.first <= range.end && range.end <= statuses.size(), range.first, range.end);
  const auto at = [&](std::uint32_t task) { return statuses.begin() + static_cast<std::ptrdiff_t>(task); };
  return std::find(at(range.first), at(range.end), JobTaskStatus::Running) != at(range.end);
}

}  // namespace

std::optional<CheckpointPlan> plan_checkpoint(const JobView& job, FinishedTasks finished) {
  WT_REQUIRE(job.statuses.size() == job.graph.predecessors.size(), job.statuses.size());
  CheckpointPlan plan;
  for (std::uint32_t task = 0; task < job.statuses.size(); ++task) {
    switch (job.statuses[task]) {
      case JobTaskStatus::Starting: return std::nullopt;
      case JobTaskStatus::Finished:
        if (finished == FinishedTasks::AllowNothing) return std::nullopt;
        continue;
      case JobTaskStatus::Running: break;
    }
    plan.wait_for.push_back(JobTask{task});
    const bool is_reached = std::ranges::any_of(
        job.graph.predecessors[task], [&](const JobTaskRange& range) { return has_running_task(job.statuses, range); });
    if (!is_reached) plan.trigger.push_back(JobTask{task});
  }
  WT_ASSERT(plan.trigger.size() <= plan.wait_for.size(), plan.trigger.size());
  WT_ASSERT(plan.trigger.empty() == plan.wait_for.empty(), plan.wait_for.size());
  return plan;
}

}  // namespace wavetank::engine
