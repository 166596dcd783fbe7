// The state of an operator's windows by (key, window): contents, and what the trigger remembers.
//
// An entry is there as long as it holds something. Entries lie in slots that are recycled. For windows that all keys share and that fire at their end, panes are smaller and faster (pane.hpp).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/assert.hpp"
#include "engine/state/tables/keyed_table.hpp"
#include "engine/windows/aggregate.hpp"
#include "engine/windows/evictor.hpp"
#include "engine/windows/trigger.hpp"

namespace wavetank::engine {

struct WindowEntry {
  StateName name;
  bool in_use = false;
  bool has_contents = false;
  bool has_trigger = false;    // a trigger remembers something, which lies apart
  std::uint32_t seen = 0;      // aggregates with a value
  RowId last_result = kNoRow;  // what a retracting window said last
  [[nodiscard]] bool is_empty() const { return !has_contents && !has_trigger && last_result == kNoRow; }
};

class WindowTable {
 public:
  using Slot = std::uint32_t;
  static constexpr Slot kNone = 0xffffffffu;

  // `width`: cells of an entry's aggregates; `keeps_elements`: whether entries keep their records, too.
  WindowTable(std::size_t width, bool keeps_elements) : width_(width), keeps_elements_(keeps_elements) {}

  [[nodiscard]] Slot find(const StateName& name) const {
    const Slot* slot = slots_.find(name);
    return slot == nullptr ? kNone : *slot;
  }
  // Made empty if it is new. Other slots stay valid.
  Slot find_or_add(const StateName& name);
  // Removes the entry if it holds nothing any more.
  void drop_if_empty(Slot slot);
  // Drops the entry's contents, and the entry if it holds nothing else.
  void drop_contents(Slot slot, const Accumulator& accumulator, Lists& lists);
  // Moves the contents of `from` behind those of `into`.
  void fold(Slot from, Slot into, const Accumulator& accumulator, Lists& lists);

  [[nodiscard]] WindowEntry& operator[](Slot slot) { return entries_[slot]; }
  [[nodiscard]] const WindowEntry& operator[](Slot slot) const { return entries_[slot]; }
  // What the trigger remembers of an entry. Most triggers never remember anything, and then it takes no memory.
  [[nodiscard]] TriggerState trigger(Slot slot) const {
    return entries_[slot].has_trigger ? triggers_[slot] : TriggerState{};
  }
  // Does not remove the entry if it is empty now.
  void set_trigger(Slot slot, const TriggerState& state);

  [[nodiscard]] std::span<std::int64_t> cells(Slot slot) { return std::span(cells_).subspan(slot * width_, width_); }
  [[nodiscard]] std::span<const std::int64_t> cells(Slot slot) const {
    return std::span(cells_).subspan(slot * width_, width_);
  }
  // REQUIRES: made with `keeps_elements`.
  [[nodiscard]] std::vector<Element>& elements(Slot slot) { return elements_[slot]; }
  [[nodiscard]] const std::vector<Element>& elements(Slot slot) const { return elements_[slot]; }

  [[nodiscard]] std::size_t size() const { return slots_.size(); }
  // Calls `visit` with each entry's slot, in an order that depends on the history alone.
  template <typename Visit>
  void each(const Visit& visit) const {
    for (Slot slot = 0; slot < entries_.size(); ++slot) {
      if (entries_[slot].in_use) visit(slot);
    }
  }

 private:
  std::size_t width_;
  bool keeps_elements_;
  KeyedTable<Slot> slots_;
  std::vector<WindowEntry> entries_;
  std::vector<TriggerState> triggers_;  // by slot; as far as one was ever set
  std::vector<std::int64_t> cells_;
  std::vector<std::vector<Element>> elements_;
  std::vector<Slot> free_;
};

}  // namespace wavetank::engine
