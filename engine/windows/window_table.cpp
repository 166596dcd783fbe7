// Adding and removing entries and contents.
#include "engine/windows/window_table.hpp"

#include <algorithm>

namespace wavetank::engine {

WindowTable::Slot WindowTable::find_or_add(const StateName& name) {
  if (const Slot found = find(name); found != kNone) return found;
  Slot slot = static_cast<Slot>(entries_.size());
  if (free_.empty()) {
    entries_.emplace_back();
    cells_.resize(cells_.size() + width_);
    if (keeps_elements_) elements_.emplace_back();
  } else {
    slot = free_.back();
    free_.pop_back();
  }
  slots_.find_or_add(name) = slot;
  entries_[slot] = {.name = name, .in_use = true};
  std::ranges::fill(cells(slot), 0);
  return slot;
}

void WindowTable::set_trigger(Slot slot, const TriggerState& state) {
  entries_[slot].has_trigger = state.set != 0;
  if (state.set == 0) return;
  if (triggers_.size() <= slot) triggers_.resize(entries_.size());
  triggers_[slot] = state;
}

void WindowTable::drop_if_empty(Slot slot) {
  WindowEntry& entry = entries_[slot];
  WT_ASSERT(entry.in_use, slot);
  if (!entry.is_empty()) return;
  slots_.erase(entry.name);
  entry = {};
  if (keeps_elements_) elements_[slot].clear();
  free_.push_back(slot);
}

void WindowTable::drop_contents(Slot slot, const Accumulator& accumulator, Lists& lists) {
  accumulator.release(cells(slot), lists);
  std::ranges::fill(cells(slot), 0);
  if (keeps_elements_) elements_[slot].clear();
  entries_[slot].seen = 0;
  entries_[slot].has_contents = false;
  drop_if_empty(slot);
}

void WindowTable::fold(Slot from, Slot into, const Accumulator& accumulator, Lists& lists) {
  WT_ASSERT(from != into, from);
  entries_[into].has_contents = true;
  accumulator.merge(cells(into), entries_[into].seen, cells(from), entries_[from].seen, lists);
  if (keeps_elements_) std::ranges::copy(elements_[from], std::back_inserter(elements_[into]));
  std::ranges::fill(cells(from), 0);  // lists went along
  drop_contents(from, accumulator, lists);
}

}  // namespace wavetank::engine
