// A list in keyed state, changed in its place: for lists of which one element changes at a time. Reading or writing one
// as a whole (ListState) costs all its elements each time.
#pragma once

#include "engine/state/tables/list_table.hpp"

namespace wavetank::engine {

// The list of one key, until the next look at this state. Whoever may have left it empty says so with `done`.
template <Stored T>
class ListEdit {
 public:
  // What has expired is gone (PF-06). REQUIRES: a state of which nothing is read that has expired.
  ListEdit(ListTable& table, const StateAt& at) : table_(table), at_(at), words_(table.edit(at)) {}

  [[nodiscard]] std::size_t size() const { return words_.size(); }
  [[nodiscard]] T at(std::size_t place) const { return AsWord<T>::value(words_.at(place).word); }
  void set(std::size_t place, T value) { words_.at(place) = {AsWord<T>::word(value), at_.now}; }
  // Ahead of what stands at `place` now.
  void insert(std::size_t place, T value) { words_.insert(place, {AsWord<T>::word(value), at_.now}); }
  void erase(std::size_t place) { words_.erase(place); }
  void keep_first(std::size_t count) { words_.keep_first(count); }
  // Stamps all elements anew.
  void renew() {
    words_.each([&](StampedWord& word) { word.stamp = at_.now; });
  }
  // How many elements, from the first on, `is_before(value)` holds of. REQUIRES: none behind one of which it does not.
  template <typename IsBefore>
  [[nodiscard]] std::size_t count_before(const IsBefore& is_before) const {
    return words_.count_before([&](const StampedWord& word) { return is_before(AsWord<T>::value(word.word)); });
  }
  // A list without elements is gone. Nothing else may be asked afterwards.
  void done() {
    if (words_.empty()) table_.clear(at_.name);
  }

 private:
  ListTable& table_;
  StateAt at_;
  WordList& words_;
};

}  // namespace wavetank::engine
