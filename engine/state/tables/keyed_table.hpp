// One thing per (key, namespace): what every keyed state of an operator lies in.
//
// Entries lie side by side, so that going through all of them is one pass over memory, and an open-addressing index
// finds one of them by its name. Removing an entry moves the last one into its place.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "engine/base/assert.hpp"
#include "engine/base/ids.hpp"
#include "engine/base/mix.hpp"
#include "engine/base/note.hpp"
#include "engine/base/record.hpp"

namespace wavetank::engine {

// Whose state it is: a key's, in a window or in no namespace.
struct StateName {
  KeyId key = kNoKey;
  WindowId window = kNoWindow;
  friend bool operator==(const StateName&, const StateName&) = default;
};

template <typename Entry>
class KeyedTable {
 public:
  // Null if there is none. Good until the next entry is added or removed.
  [[nodiscard]] Entry* find(const StateName& name) {
    const std::size_t at = index_.empty() ? 0 : probe(name);
    return index_.empty() || index_[at] == 0 ? nullptr : &named_[index_[at] - 1].entry;
  }
  [[nodiscard]] const Entry* find(const StateName& name) const {
    const std::size_t at = index_.empty() ? 0 : probe(name);
    return index_.empty() || index_[at] == 0 ? nullptr : &named_[index_[at] - 1].entry;
  }
  // Made from nothing if it is new.
  Entry& find_or_add(const StateName& name) {
    if ((named_.size() + 1) * 2 > index_.size()) grow();
    const std::size_t at = probe(name);
    if (index_[at] == 0) {
      named_.push_back({name, Entry{}});
      index_[at] = static_cast<std::uint32_t>(named_.size());
    }
    return named_[index_[at] - 1].entry;
  }
  // Does nothing if there is none.
  void erase(const StateName& name) {
    if (index_.empty()) return;
    const std::size_t at = probe(name);
    if (index_[at] == 0) return;
    const std::size_t place = index_[at] - 1;
    WT_ASSERT(place < named_.size(), place, named_.size());
    unlink(at);
    if (place + 1 < named_.size()) {
      index_[probe(named_.back().name)] = static_cast<std::uint32_t>(place + 1);
      named_[place] = std::move(named_.back());
    }
    named_.pop_back();
  }

  // Hints, nothing else: bring into the caches what will be asked for, first the index, some time later the entry. Worth
  // their instructions for large tables only.
  [[nodiscard]] bool is_large() const { return index_.size() > kLargeIndex; }
  void hint_index(const StateName& name) const { __builtin_prefetch(&index_[home(name)]); }
  void hint_entry(const StateName& name) const {
    if (const Named* near = near_home(name)) __builtin_prefetch(near, 1);
  }
  // Where the entry is if no other one stands in its way; null if there is none.
  [[nodiscard]] const Entry* glance(const StateName& name) const {
    const Named* near = near_home(name);
    return near != nullptr && near->name == name ? &near->entry : nullptr;
  }

  [[nodiscard]] std::size_t size() const { return named_.size(); }
  // Calls `visit(name, entry)` in an order that depends on the history alone.
  template <typename Visit>
  void each(const Visit& visit) const {
    for (const Named& named : named_) visit(named.name, named.entry);
  }

 private:
  struct Named {
    StateName name;
    Entry entry;
  };

  static constexpr std::size_t kLargeIndex = 16'384;  // with its entries about what the nearer caches hold

  [[nodiscard]] const Named* near_home(const StateName& name) const {
    const std::uint32_t place = index_[home(name)];
    return place == 0 ? nullptr : &named_[place - 1];
  }
  [[nodiscard]] std::size_t mask() const { return index_.size() - 1; }
  [[nodiscard]] std::size_t home(const StateName& name) const {
    return mix(pack(name.window, name.key), 0x5717) & mask();
  }
  // Where the index has it, or the empty place where it would be. REQUIRES: an index.
  [[nodiscard]] std::size_t probe(const StateName& name) const {
    std::size_t at = home(name);
    while (index_[at] != 0 && named_[index_[at] - 1].name != name) at = (at + 1) & mask();
    return at;
  }
  void grow() {
    index_.assign(std::max<std::size_t>(16, index_.size() * 2), 0);
    WT_ASSERT(index_.size() > named_.size(), index_.size(), named_.size());  // a probe ends
    for (std::size_t place = 0; place < named_.size(); ++place) {
      index_[probe(named_[place].name)] = static_cast<std::uint32_t>(place + 1);
    }
  }
  // Closes the gap, so that no search ends too early: what follows moves up unless it is past its home already.
  void unlink(std::size_t gap) {
    for (std::size_t at = (gap + 1) & mask(); index_[at] != 0; at = (at + 1) & mask()) {
      const std::size_t wanted = home(named_[index_[at] - 1].name);
      if (((at - wanted) & mask()) < ((at - gap) & mask())) continue;
      index_[gap] = index_[at];
      gap = at;
    }
    index_[gap] = 0;
  }

  std::vector<Named> named_;
  std::vector<std::uint32_t> index_;  // place in `named_` + 1; 0: empty
};

// How many records ahead hints are given: for the index, for the entry, for what the entry names.
inline constexpr std::size_t kHintIndex = 12;
inline constexpr std::size_t kHintEntry = 8;
inline constexpr std::size_t kHintNamed = 4;

// Hints for the keys of `records`, which are taken one after the other; `next` is at hand now. Calls `named(entry)` with
// one that has been asked for before.
template <typename Entry, typename Named>
void hint_ahead(const KeyedTable<Entry>& table, std::span<const Record> records, std::size_t next, const Named& named) {
  if (!table.is_large()) return;
  const auto name = [&](std::size_t ahead) { return StateName{records[next + ahead].key, kNoWindow}; };
  if (next + kHintIndex < records.size()) table.hint_index(name(kHintIndex));
  if (next + kHintEntry < records.size()) table.hint_entry(name(kHintEntry));
  if (next + kHintNamed >= records.size()) return;
  if (const Entry* entry = table.glance(name(kHintNamed))) named(*entry);
}

}  // namespace wavetank::engine
