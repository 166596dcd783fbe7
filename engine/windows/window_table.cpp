// Adding and removing entries.
#include "engine/windows/window_table.hpp"

#include <algorithm>

namespace wavetank::engine {

WindowTable::Slot WindowTable::find_or_add(const KeyedWindow& name) {
  if ((used_ + 1) * 2 > index_.size()) grow();
  std::size_t at = home(name);
  for (; index_[at] != 0; at = (at + 1) & mask()) {
    if (entries_[index_[at] - 1].name == name) return index_[at] - 1;
  }
  Slot slot = static_cast<Slot>(entries_.size());
  if (free_.empty()) {
    entries_.emplace_back();
    cells_.resize(cells_.size() + width_);
    if (keeps_elements_) elements_.emplace_back();
  } else {
    slot = free_.back();
    free_.pop_back();
  }
  index_[at] = slot + 1;
  ++used_;
  entries_[slot] = {.name = name, .in_use = true};
  std::ranges::fill(cells(slot), 0);
  return slot;
}

void WindowTable::drop_if_empty(Slot slot) {
  WindowEntry& entry = entries_[slot];
  WT_ASSERT(entry.in_use, slot);
  if (!entry.is_empty()) return;
  unlink(entry.name);
  entry = {};
  if (keeps_elements_) elements_[slot].clear();
  free_.push_back(slot);
  --used_;
}

void WindowTable::grow() {
  index_.assign(std::max<std::size_t>(16, index_.size() * 2), 0);
  each([&](Slot slot) {
    std::size_t at = home(entries_[slot].name);
    while (index_[at] != 0) at = (at + 1) & mask();
    index_[at] = slot + 1;
  });
}

// Closes the gap, so that no search ends too early: what follows moves up unless it is past its home already.
void WindowTable::unlink(const KeyedWindow& name) {
  std::size_t gap = home(name);
  while (entries_[index_[gap] - 1].name != name) gap = (gap + 1) & mask();
  for (std::size_t at = (gap + 1) & mask(); index_[at] != 0; at = (at + 1) & mask()) {
    const std::size_t wanted = home(entries_[index_[at] - 1].name);
    if (((at - wanted) & mask()) < ((at - gap) & mask())) continue;
    index_[gap] = index_[at];
    gap = at;
  }
  index_[gap] = 0;
}

}  // namespace wavetank::engine
