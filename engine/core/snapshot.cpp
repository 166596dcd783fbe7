// Redistribution of state after a restore (FLINK.md KG-07, KG-09).
#include "engine/core/snapshot.hpp"

#include "engine/base/assert.hpp"

namespace wavetank::engine {

Snapshot assign(std::span<const Snapshot> snapshots, const Subtask& subtask) {
  WT_REQUIRE(subtask.index < subtask.parallelism, subtask.index, subtask.parallelism);
  const KeyGroupRange range = range_of(subtask);
  Snapshot share;
  std::vector<std::string> items;
  for (const Snapshot& snapshot : snapshots) {
    for (const auto& [group, bytes] : snapshot.keyed) {
      if (!range.contains(KeyGroup{group})) continue;
      const bool fresh = share.keyed.emplace(group, bytes).second;
      WT_ASSERT(fresh, group);  // a key group has one owner
    }
    items.insert(items.end(), snapshot.split.begin(), snapshot.split.end());
  }
  // Contiguous chunks; the first `total % parallelism` subtasks get one more.
  const std::size_t each = items.size() / subtask.parallelism;
  const std::size_t longer = items.size() % subtask.parallelism;
  const std::size_t first = subtask.index * each + std::min<std::size_t>(subtask.index, longer);
  const std::size_t count = each + (subtask.index < longer ? 1 : 0);
  for (std::size_t i = first; i < first + count; ++i) share.split.push_back(std::move(items[i]));
  return share;
}

}  // namespace wavetank::engine
