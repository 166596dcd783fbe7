// The state of an operator's windows by (key, window): contents, and what the trigger remembers.
//
// An entry is there as long as it holds something. Entries lie in slots that are recycled; an open-addressing index
// finds them. For windows that all keys share and that fire at their end, panes are smaller and faster (pane.hpp).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/assert.hpp"
#include "engine/base/mix.hpp"
#include "engine/base/note.hpp"
#include "engine/windows/evictor.hpp"
#include "engine/windows/trigger.hpp"

namespace wavetank::engine {

// The namespace of a window's state: one key's part of one window.
struct KeyedWindow {
  KeyId key = kNoKey;
  WindowId window{};
  friend bool operator==(const KeyedWindow&, const KeyedWindow&) = default;
};

struct WindowEntry {
  KeyedWindow name;
  bool in_use = false;
  bool has_contents = false;
  std::uint32_t seen = 0;      // aggregates with a value
  RowId last_result = kNoRow;  // what a retracting window said last
  TriggerState trigger;
  [[nodiscard]] bool is_empty() const { return !has_contents && trigger.set == 0 && last_result == kNoRow; }
};

class WindowTable {
 public:
  using Slot = std::uint32_t;
  static constexpr Slot kNone = 0xffffffffu;

  // `width`: cells of an entry's aggregates; `keeps_elements`: whether entries keep their records, too.
  WindowTable(std::size_t width, bool keeps_elements) : width_(width), keeps_elements_(keeps_elements) {}

  [[nodiscard]] Slot find(const KeyedWindow& name) const {
    if (index_.empty()) return kNone;
    for (std::size_t at = home(name);; at = (at + 1) & mask()) {
      if (index_[at] == 0) return kNone;
      if (entries_[index_[at] - 1].name == name) return index_[at] - 1;
    }
  }
  // Made empty if it is new. Other slots stay valid.
  Slot find_or_add(const KeyedWindow& name);
  // Removes the entry if it holds nothing any more.
  void drop_if_empty(Slot slot);

  [[nodiscard]] WindowEntry& operator[](Slot slot) { return entries_[slot]; }
  [[nodiscard]] const WindowEntry& operator[](Slot slot) const { return entries_[slot]; }
  [[nodiscard]] std::span<std::int64_t> cells(Slot slot) { return std::span(cells_).subspan(slot * width_, width_); }
  [[nodiscard]] std::span<const std::int64_t> cells(Slot slot) const {
    return std::span(cells_).subspan(slot * width_, width_);
  }
  // REQUIRES: made with `keeps_elements`.
  [[nodiscard]] std::vector<Element>& elements(Slot slot) { return elements_[slot]; }
  [[nodiscard]] const std::vector<Element>& elements(Slot slot) const { return elements_[slot]; }

  [[nodiscard]] std::size_t size() const { return used_; }
  // Calls `visit` with each entry's slot, in an order that depends on the history alone.
  template <typename Visit>
  void each(const Visit& visit) const {
    for (Slot slot = 0; slot < entries_.size(); ++slot) {
      if (entries_[slot].in_use) visit(slot);
    }
  }

 private:
  [[nodiscard]] std::size_t mask() const { return index_.size() - 1; }
  [[nodiscard]] std::size_t home(const KeyedWindow& name) const {
    return mix(pack(name.window, name.key), 0x57) & mask();
  }
  void grow();
  void unlink(const KeyedWindow& name);

  std::size_t width_;
  bool keeps_elements_;
  std::size_t used_ = 0;
  std::vector<std::uint32_t> index_;  // slot + 1; 0: empty
  std::vector<WindowEntry> entries_;
  std::vector<std::int64_t> cells_;
  std::vector<std::vector<Element>> elements_;
  std::vector<Slot> free_;
};

}  // namespace wavetank::engine
