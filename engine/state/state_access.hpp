// What a user function sees of its state: the value, list or map of the current key, typed.
//
// Each is a view for one call, made by a context from a handle (operators/process/process_function.hpp). Reads may change
// what they read: they remove what has expired, and stamp anew where the time to live says so.
#pragma once

#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "engine/state/keyed_state.hpp"
#include "engine/state/list_edit.hpp"

namespace wavetank::engine {

template <Stored T>
class ValueState {
 public:
  ValueState(ValueTable& table, const StateAt& at) : table_(table), at_(at) {}

  [[nodiscard]] std::optional<T> get() {
    const std::optional<Word> word = table_.get(at_);
    return word ? std::optional<T>(AsWord<T>::value(*word)) : std::nullopt;
  }
  void put(T value) { table_.put(at_, AsWord<T>::word(value)); }
  void clear() { table_.clear(at_.name); }
  // What has outlived its time to live and has not been read since; for the trace only.
  [[nodiscard]] std::optional<T> expired() const {
    const std::optional<Word> word = table_.has_expired(at_) ? table_.raw(at_.name) : std::nullopt;
    return word ? std::optional<T>(AsWord<T>::value(*word)) : std::nullopt;
  }

 private:
  ValueTable& table_;
  StateAt at_;
};

template <Stored T>
class ListState {
 public:
  ListState(ListTable& table, const StateAt& at) : table_(table), at_(at) {}

  // In the order of adding; empty if there is none.
  [[nodiscard]] std::vector<T> get() {
    std::vector<T> values;
    for (const Word word : table_.get(at_)) values.push_back(AsWord<T>::value(word));
    return values;
  }
  void add(T value) { table_.add(at_, AsWord<T>::word(value)); }
  void put(std::span<const T> values) {
    std::vector<Word> words;
    for (const T value : values) words.push_back(AsWord<T>::word(value));
    table_.put(at_, words);
  }
  void clear() { table_.clear(at_.name); }
  // To be changed in its place.
  [[nodiscard]] ListEdit<T> edit() { return {table_, at_}; }

 private:
  ListTable& table_;
  StateAt at_;
};

template <StoredKey Key, Stored T>
class MapState {
 public:
  MapState(MapTable& table, const StateAt& at) : table_(table), at_(at) {}

  [[nodiscard]] std::optional<T> get(Key key) {
    const std::optional<Word> word = table_.get(at_, AsWord<Key>::word(key));
    return word ? std::optional<T>(AsWord<T>::value(*word)) : std::nullopt;
  }
  [[nodiscard]] bool contains(Key key) { return table_.get(at_, AsWord<Key>::word(key)).has_value(); }
  void put(Key key, T value) { table_.put(at_, AsWord<Key>::word(key), AsWord<T>::word(value)); }
  void remove(Key key) { table_.remove(at_, AsWord<Key>::word(key)); }
  // By key.
  [[nodiscard]] std::vector<std::pair<Key, T>> entries() {
    std::vector<std::pair<Key, T>> entries;
    for (const auto& [key, word] : table_.entries_of(at_)) {
      entries.emplace_back(AsWord<Key>::value(key), AsWord<T>::value(word));
    }
    return entries;
  }
  [[nodiscard]] bool is_empty() const { return table_.is_empty(at_.name); }
  void clear() { table_.clear(at_.name); }

 private:
  MapTable& table_;
  StateAt at_;
};

template <Stored T>
class ReducingState {
 public:
  ReducingState(ValueTable& table, const StateAt& at, T (*reduce)(T, T)) : table_(table), at_(at), reduce_(reduce) {}

  [[nodiscard]] std::optional<T> get() { return ValueState<T>(table_, at_).get(); }
  // The first value is taken as it is.
  void add(T value) {
    const std::optional<Word> so_far = table_.so_far(at_);
    table_.put(at_, AsWord<T>::word(so_far ? reduce_(AsWord<T>::value(*so_far), value) : value));
  }
  void clear() { table_.clear(at_.name); }

 private:
  ValueTable& table_;
  StateAt at_;
  T (*reduce_)(T, T);
};

class AggregatingState {
 public:
  AggregatingState(AggregateTable& table, const StateAt& at, const Aggregation& aggregation)
      : table_(table), at_(at), aggregation_(aggregation) {}

  // Nothing if nothing was added.
  [[nodiscard]] std::optional<std::int64_t> get() { return table_.get(at_, aggregation_); }
  void add(std::int64_t value) { table_.add(at_, aggregation_, value); }
  void clear() { table_.clear(at_.name); }

 private:
  AggregateTable& table_;
  StateAt at_;
  const Aggregation& aggregation_;
};

// The view of what `handle` names.
template <Stored T>
[[nodiscard]] ValueState<T> access(KeyedState& state, const ValueHandle<T>& handle, const StateAt& at) {
  return {state.table<ValueTable>(handle.place), at};
}
template <Stored T>
[[nodiscard]] ListState<T> access(KeyedState& state, const ListHandle<T>& handle, const StateAt& at) {
  return {state.table<ListTable>(handle.place), at};
}
template <StoredKey Key, Stored T>
[[nodiscard]] MapState<Key, T> access(KeyedState& state, const MapHandle<Key, T>& handle, const StateAt& at) {
  return {state.table<MapTable>(handle.place), at};
}
template <Stored T>
[[nodiscard]] ReducingState<T> access(KeyedState& state, const ReducingHandle<T>& handle, const StateAt& at) {
  return {state.table<ValueTable>(handle.place), at, handle.reduce};
}
[[nodiscard]] inline AggregatingState access(KeyedState& state, const AggregatingHandle& handle, const StateAt& at) {
  return {state.table<AggregateTable>(handle.place), at, handle.aggregation};
}

}  // namespace wavetank::engine
