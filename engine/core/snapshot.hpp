// What an operator's state looks like outside: canonical bytes, keyed state cut by key group.
//
// Three kinds of operator state beside the keyed one; all are found by the name that the operator gave them.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/core/key_groups.hpp"

namespace wavetank::engine {

// The items of list states by name. An item is the smallest thing that moves.
using ListItems = std::map<std::string, std::vector<std::string>>;

// Those of one state; empty if there are none.
[[nodiscard]] std::span<const std::string> items_of(const ListItems& lists, const std::string& name);

// Of one subtask. Restoring at another parallelism deals out the same groups by range (KG-07).
struct Snapshot {
  std::map<std::uint32_t, std::string> keyed{};    // key group -> canonical bytes; groups without state are absent
  ListItems split{};                               // each item goes to one subtask (KG-09)
  ListItems united{};                              // each item goes to all, also at the same parallelism (KG-10)
  std::map<std::string, std::string> broadcast{};  // equal in all subtasks; a new one takes an old one's (KG-10)
  friend bool operator==(const Snapshot&, const Snapshot&) = default;
};

// Deals the snapshots of all old subtasks out to one new one. REQUIRES: no key group is in two of them.
[[nodiscard]] Snapshot assign(std::span<const Snapshot> snapshots, const Subtask& subtask);

}  // namespace wavetank::engine
