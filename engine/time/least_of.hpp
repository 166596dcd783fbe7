// The least time of slots that come, change and go: what valves, inputs and splits take their minimum from.
//
// A tournament: leaf i sits at n + i, each inner node holds the lesser of its two children, node 1 the least of
// all. A change costs O(log n) and stops as soon as a node keeps its value, so a channel that is not the slowest
// touches a node or two. A binary heap would do as well in time, but its layout tells its history: two equal
// valves would compare unequal. n need not be a power of two, for the least of all does not mind their order.
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "engine/base/assert.hpp"
#include "engine/base/time.hpp"

namespace wavetank::engine {

class LeastOf {
 public:
  LeastOf() = default;
  explicit LeastOf(std::size_t slots) : nodes_(2 * slots, EventTime::max()) {}

  [[nodiscard]] std::size_t slots() const { return nodes_.size() / 2; }

  // The least time that was put and not taken out; MAX when there is none. O(1).
  [[nodiscard]] EventTime least() const { return nodes_.empty() ? EventTime::max() : nodes_[top()]; }

  void put(std::size_t slot, EventTime time) {
    WT_REQUIRE(slot < slots(), slot, slots());
    std::size_t node = slots() + slot;
    nodes_[node] = time;
    while (node > top()) {
      const EventTime lesser = std::min(nodes_[node], nodes_[node ^ 1]);
      node /= 2;
      if (nodes_[node] == lesser) return;
      nodes_[node] = lesser;
    }
  }

  void take_out(std::size_t slot) { put(slot, EventTime::max()); }

  // Makes room for `count` slots; those there are stay. O(count): the tree is built anew.
  void grow(std::size_t count) {
    WT_REQUIRE(count >= slots(), count, slots());
    LeastOf larger(count);
    for (std::size_t slot = 0; slot < slots(); ++slot) larger.put(slot, nodes_[slots() + slot]);
    *this = std::move(larger);
  }

  friend bool operator==(const LeastOf&, const LeastOf&) = default;

 private:
  static constexpr std::size_t top() { return 1; }

  std::vector<EventTime> nodes_;  // node 0 stays unused
};

}  // namespace wavetank::engine
