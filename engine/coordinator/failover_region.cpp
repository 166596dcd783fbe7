// Sets that are joined edge by edge; each set is known by the least of its tasks.
#include "engine/coordinator/failover_region.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>

#include "engine/base/assert.hpp"

namespace wavetank::engine {
namespace {

class TaskSets {
 public:
  explicit TaskSets(std::size_t tasks) : parents_(tasks) { std::iota(parents_.begin(), parents_.end(), 0u); }

  [[nodiscard]] std::uint32_t least_of(std::uint32_t task) {
    while (parents_[task] != task) {
      parents_[task] = parents_[parents_[task]];
      task = parents_[task];
    }
    return task;
  }
  void join(std::uint32_t a, std::uint32_t b) {
    const std::uint32_t one = least_of(a);
    const std::uint32_t other = least_of(b);
    parents_[std::max(one, other)] = std::min(one, other);
  }

 private:
  std::vector<std::uint32_t> parents_;
};

}  // namespace

std::vector<JobTask> failover_region(const JobGraph& graph, JobTask failed) {
  const std::size_t tasks = graph.predecessors.size();
  WT_REQUIRE(static_cast<std::size_t>(failed) < tasks, failed);
  TaskSets sets(tasks);
  for (std::uint32_t task = 0; task < tasks; ++task) {
    for (const JobTaskRange& range : graph.predecessors[task]) {
      WT_REQUIRE(range.first <= range.end && range.end <= tasks, range.first, range.end);
      for (std::uint32_t sender = range.first; sender < range.end; ++sender) sets.join(task, sender);
    }
  }
  std::vector<JobTask> region;
  const std::uint32_t least = sets.least_of(static_cast<std::uint32_t>(failed));
  for (std::uint32_t task = 0; task < tasks; ++task) {
    if (sets.least_of(task) == least) region.push_back(JobTask{task});
  }
  WT_ASSERT(std::ranges::binary_search(region, failed), region.size());
  return region;
}

}  // namespace wavetank::engine
