// The open windows of one operator, found by their start.
//
// Sorted by start, with the last hit remembered: neighbours in a stream mostly share a window. Panes are recycled
// with their memory.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/windows/pane.hpp"

namespace wavetank::engine {

class PaneTable {
 public:
  using Slot = std::uint32_t;

  [[nodiscard]] std::optional<Slot> find(EventTime start) const {
    if (last_ < order_.size() && order_[last_].start == start) return order_[last_].slot;
    const auto at = lower_bound(start);
    if (at == order_.end() || at->start != start) return std::nullopt;
    last_ = static_cast<std::size_t>(at - order_.begin());
    return at->slot;
  }

  // The pane found or added last; null without panes.
  [[nodiscard]] const Pane* recent() const { return last_ < order_.size() ? &panes_[order_[last_].slot] : nullptr; }

  // REQUIRES: recent() is not null.
  [[nodiscard]] Slot recent_slot() const { return order_[last_].slot; }

  // REQUIRES: no pane with this start.
  Slot add(const Window& window, WindowId id, std::size_t width) {
    const auto at = lower_bound(window.start);
    WT_REQUIRE(at == order_.end() || at->start != window.start, window.start);
    Slot slot = static_cast<Slot>(panes_.size());
    if (free_.empty()) {
      panes_.emplace_back();
    } else {
      slot = free_.back();
      free_.pop_back();
    }
    panes_[slot].reset(window, id, width);
    last_ = static_cast<std::size_t>(at - order_.begin());
    order_.insert(at, Place{window.start, slot});
    return slot;
  }

  void remove(Slot slot) {
    const auto at = lower_bound(panes_[slot].window().start);
    WT_ASSERT(at != order_.end() && at->slot == slot, slot);
    order_.erase(at);
    free_.push_back(slot);
    last_ = 0;
  }

  [[nodiscard]] Pane& operator[](Slot slot) { return panes_[slot]; }
  [[nodiscard]] const Pane& operator[](Slot slot) const { return panes_[slot]; }
  [[nodiscard]] std::size_t size() const { return order_.size(); }

  // Slots of those that start in [from, until), by start.
  template <typename Visit>
  void each_between(EventTime from, EventTime until, const Visit& visit) const {
    for (auto at = lower_bound(from); at != order_.end() && at->start < until; ++at) visit(at->slot);
  }
  // Slots of the open windows, by start.
  template <typename Visit>
  void each(const Visit& visit) const {
    for (const Place& place : order_) visit(place.slot);
  }

 private:
  struct Place {
    EventTime start;
    Slot slot;
  };
  [[nodiscard]] std::vector<Place>::const_iterator lower_bound(EventTime start) const {
    return std::lower_bound(order_.begin(), order_.end(), start,
                            [](const Place& place, EventTime value) { return place.start < value; });
  }

  std::vector<Place> order_;
  std::vector<Pane> panes_;
  std::vector<Slot> free_;
  mutable std::size_t last_ = 0;  // a cache: says nothing about the table's value
};

}  // namespace wavetank::engine
