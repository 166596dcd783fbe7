// Payloads of pending events in dense slots, with a free list and a generation per slot.
//
// A slot's generation is odd while its payload is live. Cancelling makes it even at once and leaves the slot
// taken, because a node of the queue still points at it; the slot becomes free when that node is popped. So a
// cancel is O(1) and touches no queue, and a cancelled event costs its memory until its instant has come.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <type_traits>
#include <vector>

#include "engine/base/assert.hpp"
#include "sim/kernel/queue.hpp"

namespace wavetank::sim {

// Names one scheduled event for ever: a later event in the same slot has another generation.
struct EventHandle {
  Slot slot{};
  std::uint32_t generation = 0;  // 0 names no event
  friend constexpr bool operator==(const EventHandle&, const EventHandle&) = default;
};

// Invariants:
//   (1) live_count() + cancelled and not yet released + free + retired == slots ever made.
//   (2) a slot is in the free list iff it was released.
template <typename T>
  requires std::is_trivially_copyable_v<T>
class Slab {
 public:
  // REQUIRES: fewer than kPendingEventsMax slots are taken.
  EventHandle insert(const T& payload) {
    if (free_ == kNone) grow();
    const std::uint32_t slot = free_;
    Cell& cell = cells_[slot];
    WT_ASSERT(!is_live(cell), slot);
    free_ = cell.next_free;
    cell.payload = payload;
    cell.generation += 1;
    live_ += 1;
    return {Slot{slot}, cell.generation};
  }

  // True iff the event was still to come; it then never will.
  bool cancel(EventHandle handle) {
    if (!alive(handle)) return false;
    cells_[index(handle.slot)].generation += 1;
    live_ -= 1;
    return true;
  }

  // Frees the slot and answers with its payload, or with nothing if it was cancelled.
  // REQUIRES: the slot was inserted and not released since. To be called once for each insert.
  std::optional<T> release(Slot slot) {
    WT_REQUIRE(index(slot) < cells_.size(), index(slot), cells_.size());
    Cell& cell = cells_[index(slot)];
    std::optional<T> payload;
    if (is_live(cell)) {
      payload = cell.payload;
      cell.generation += 1;
      live_ -= 1;
    }
    // A slot whose generations are used up is retired: old handles would name new events otherwise.
    if (cell.generation == kGenerationsEnd) return payload;
    cell.next_free = free_;
    free_ = static_cast<std::uint32_t>(slot);
    return payload;
  }

  [[nodiscard]] bool alive(EventHandle handle) const {
    return index(handle.slot) < cells_.size() && (handle.generation & 1) != 0 &&
           cells_[index(handle.slot)].generation == handle.generation;
  }
  [[nodiscard]] bool is_live(Slot slot) const {
    WT_REQUIRE(index(slot) < cells_.size(), index(slot), cells_.size());
    return is_live(cells_[index(slot)]);
  }
  [[nodiscard]] std::size_t live_count() const { return live_; }
  [[nodiscard]] std::size_t slots() const { return cells_.size(); }

 private:
  struct Cell {
    T payload{};
    std::uint32_t generation = 0;
    std::uint32_t next_free = 0;
  };
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  static constexpr std::uint32_t kGenerationsEnd = kNone - 1;  // the last even one

  [[nodiscard]] static constexpr std::size_t index(Slot slot) { return static_cast<std::size_t>(slot); }
  [[nodiscard]] static constexpr bool is_live(const Cell& cell) { return (cell.generation & 1) != 0; }

  void grow() {
    WT_REQUIRE(cells_.size() < kPendingEventsMax, cells_.size());
    free_ = static_cast<std::uint32_t>(cells_.size());
    cells_.emplace_back();
    cells_.back().next_free = kNone;
  }

  std::vector<Cell> cells_;
  std::uint32_t free_ = kNone;  // the slot released last
  std::size_t live_ = 0;
};

}  // namespace wavetank::sim
