// The open windows of one operator, found by their start.
//
// Sorted by start, with the last hits remembered: neighbours in a stream mostly share a window. Panes are recycled
// with their memory.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/windows/pane.hpp"

namespace wavetank::engine {

class PaneTable {
 public:
  using Slot = std::uint32_t;
  static constexpr Slot kNoSlot = 0xffffffffu;

  [[nodiscard]] std::optional<Slot> find(EventTime start) const {
    if (last_ < order_.size() && order_[last_].start == start) return order_[last_].slot;
    const auto at = lower_bound(start);
    if (at == order_.end() || at->start != start) return std::nullopt;
    last_ = static_cast<std::size_t>(at - order_.begin());
    return at->slot;
  }

  // As find, for windows that have numbers: those of neighbours are neighbours. A load instead of a search while open
  // windows lie close together.
  [[nodiscard]] std::optional<Slot> find(EventTime start, std::uint64_t number) const {
    if (order_.empty()) return std::nullopt;
    if (near_.size() < order_.size() * 2) near_.assign(std::bit_ceil(order_.size() * 4), kNoSlot);
    Slot& near = near_[number & (near_.size() - 1)];
    if (near < panes_.size() && is_open_[near] != 0 && panes_[near].window().start == start) return near;
    const std::optional<Slot> found = find(start);
    if (found) near = *found;
    return found;
  }

  // Whether the open windows together, if they are like the last one, are more than the nearer caches hold.
  [[nodiscard]] bool is_large() const {
    return last_ < order_.size() && panes_[order_[last_].slot].words() * order_.size() > Pane::kLargeWords;
  }

  // REQUIRES: no pane with this start.
  Slot add(const Window& window, WindowId id, std::size_t width) {
    const auto at = lower_bound(window.start);
    WT_REQUIRE(at == order_.end() || at->start != window.start, window.start);
    Slot slot = static_cast<Slot>(panes_.size());
    if (free_.empty()) {
      panes_.emplace_back();
      is_open_.push_back(1);
    } else {
      slot = free_.back();
      free_.pop_back();
      is_open_[slot] = 1;
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
    is_open_[slot] = 0;
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
  std::vector<std::uint8_t> is_open_;  // by slot
  std::vector<Slot> free_;
  // Caches: they say nothing about the table's value.
  mutable std::size_t last_ = 0;
  mutable std::vector<Slot> near_;  // by the last bits of a window's number, where it was found
};

}  // namespace wavetank::engine
