// Redistribution of state after a restore (KG-07, KG-09, KG-10).
#include "engine/core/snapshot.hpp"

#include "engine/base/assert.hpp"

namespace wavetank::engine {
namespace {

// All items by name, in the order of the old subtasks (DT-04).
ListItems gather(std::span<const Snapshot> snapshots, ListItems Snapshot::* lists) {
  ListItems all;
  for (const Snapshot& snapshot : snapshots) {
    for (const auto& [name, items] : snapshot.*lists) all[name].insert(all[name].end(), items.begin(), items.end());
  }
  return all;
}

// KG-09: contiguous chunks, the first of them one longer where it does not come out even. Who gets the first chunk
// of a state is where the longer chunks of the one before ended.
ListItems deal(const ListItems& all, const Subtask& subtask) {
  ListItems share;
  std::size_t start = 0;
  for (const auto& [name, items] : all) {
    const std::size_t each = items.size() / subtask.parallelism;
    const std::size_t longer = items.size() % subtask.parallelism;
    const std::size_t chunk = (subtask.index + subtask.parallelism - start) % subtask.parallelism;
    const std::size_t first = chunk * each + std::min(chunk, longer);
    const std::size_t count = each + (chunk < longer ? 1 : 0);
    WT_ASSERT(first + count <= items.size(), first, count, items.size());
    if (count > 0) {
      const auto begin = items.begin() + static_cast<std::ptrdiff_t>(first);
      share[name].assign(begin, begin + static_cast<std::ptrdiff_t>(count));
    }
    start = (start + longer) % subtask.parallelism;
  }
  return share;
}

}  // namespace

std::span<const std::string> items_of(const ListItems& lists, const std::string& name) {
  const auto found = lists.find(name);
  if (found == lists.end()) return {};
  return found->second;
}

Snapshot assign(std::span<const Snapshot> snapshots, const Subtask& subtask) {
  WT_REQUIRE(subtask.index < subtask.parallelism, subtask.index, subtask.parallelism);
  const KeyGroupRange range = range_of(subtask);
  Snapshot share;
  if (snapshots.empty()) return share;
  for (const Snapshot& snapshot : snapshots) {
    for (const auto& [group, bytes] : snapshot.keyed) {
      WT_REQUIRE(group < subtask.max_parallelism, group, subtask.max_parallelism);
      if (!range.contains(KeyGroup{group})) continue;
      const bool fresh = share.keyed.emplace(group, bytes).second;
      WT_ASSERT(fresh, group);  // a key group has one owner
    }
  }
  const bool same = snapshots.size() == subtask.parallelism;
  share.split = same ? snapshots[subtask.index].split : deal(gather(snapshots, &Snapshot::split), subtask);
  share.united = gather(snapshots, &Snapshot::united);
  share.broadcast = snapshots[subtask.index % snapshots.size()].broadcast;
  return share;
}

}  // namespace wavetank::engine
