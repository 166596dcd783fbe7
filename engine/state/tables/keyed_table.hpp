// One thing per (key, namespace): what every keyed state of an operator lies in.
//
// Entries lie side by side, so that going through all of them is one pass over memory, and an open-addressing index
// finds one of them by its name. Removing an entry moves the last one into its place.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "engine/base/assert.hpp"
#include "engine/base/ids.hpp"
#include "engine/base/mix.hpp"
#include "engine/base/note.hpp"

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

}  // namespace wavetank::engine
