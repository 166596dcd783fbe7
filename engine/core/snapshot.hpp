// What an operator's state looks like outside: canonical bytes, keyed state cut by key group.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/core/key_groups.hpp"

namespace wavetank::engine {

// Of one subtask. Restoring at another parallelism deals out the same groups by range (FLINK.md KG-07).
struct Snapshot {
  std::map<std::uint32_t, std::string> keyed;  // key group -> canonical bytes; groups without state are absent
  std::vector<std::string> split;              // operator list state, one item per split (KG-09)
  friend bool operator==(const Snapshot&, const Snapshot&) = default;
};

// Deals the snapshots of all old subtasks out to one new one: its key groups, and its share of the split items.
[[nodiscard]] Snapshot assign(std::span<const Snapshot> snapshots, const Subtask& subtask);

}  // namespace wavetank::engine
