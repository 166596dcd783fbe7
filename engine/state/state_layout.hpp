// Which states a user function has: declared once, in order, when the function is made. The function keeps the
// handles; the values themselves are in the operator's state, by key (keyed_state.hpp).
//
//   StateLayout layout;
//   ValueHandle<std::int64_t> sum = layout.value<std::int64_t>("sum");
//   MapHandle<TextId, RowId> last = layout.map<TextId, RowId>("last", {.schema = schema});
#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/state/time_to_live.hpp"
#include "engine/state/word.hpp"

namespace wavetank::engine {

enum class StateShape : std::uint8_t { Value, List, Map, Aggregate };

// Folds values into a few cells, which start as 0, and reads a result from them.
struct Aggregation {
  std::size_t width = 1;  // cells, at most kAggregationCells
  void (*add)(std::span<std::int64_t> cells, std::int64_t value) = nullptr;
  std::int64_t (*result)(std::span<const std::int64_t> cells) = nullptr;
};
inline constexpr std::size_t kAggregationCells = 4;

struct StateSpec {
  StateShape shape = StateShape::Value;
  std::string name;
  WordType value;
  WordKind map_key = WordKind::Integer;
  std::optional<TimeToLive> ttl;
  std::size_t width = 0;  // cells of an aggregation
};
// Of an operator's own state, equal in all its subtasks (PF-07, PF-08).
struct BroadcastSpec {
  std::string name;
  WordKind key = WordKind::Integer;
  WordType value;
};

template <Stored T>
struct ValueHandle {
  std::size_t place;
};
template <Stored T>
struct ListHandle {
  std::size_t place;
};
template <StoredKey Key, Stored T>
struct MapHandle {
  std::size_t place;
};
template <Stored T>
struct ReducingHandle {
  std::size_t place;
  T (*reduce)(T so_far, T next);
};
struct AggregatingHandle {
  std::size_t place;
  Aggregation aggregation;
};
template <StoredKey Key, Stored T>
struct BroadcastHandle {
  std::size_t place;
};

struct StateOptions {
  SchemaId schema{};  // of values that are rows
  std::optional<TimeToLive> ttl{};
};

class StateLayout {
 public:
  template <Stored T>
  [[nodiscard]] ValueHandle<T> value(std::string name, const StateOptions& options = {}) {
    return {add<T>(StateShape::Value, std::move(name), options)};
  }
  template <Stored T>
  [[nodiscard]] ListHandle<T> list(std::string name, const StateOptions& options = {}) {
    return {add<T>(StateShape::List, std::move(name), options)};
  }
  template <StoredKey Key, Stored T>
  [[nodiscard]] MapHandle<Key, T> map(std::string name, const StateOptions& options = {}) {
    const std::size_t place = add<T>(StateShape::Map, std::move(name), options);
    states_.back().map_key = AsWord<Key>::kKind;
    return {place};
  }
  template <Stored T>
  [[nodiscard]] ReducingHandle<T> reducing(std::string name, T (*reduce)(T, T), const StateOptions& options = {}) {
    WT_REQUIRE(reduce != nullptr);
    return {add<T>(StateShape::Value, std::move(name), options), reduce};
  }
  // REQUIRES: aggregation.width is 1 to kAggregationCells.
  [[nodiscard]] AggregatingHandle aggregating(std::string name, const Aggregation& aggregation,
                                              const StateOptions& options = {}) {
    WT_REQUIRE(aggregation.width > 0 && aggregation.width <= kAggregationCells, aggregation.width);
    WT_REQUIRE(aggregation.add != nullptr && aggregation.result != nullptr);
    const std::size_t place = add<std::int64_t>(StateShape::Aggregate, std::move(name), options);
    states_.back().width = aggregation.width;
    return {place, aggregation};
  }
  template <StoredKey Key, Stored T>
  [[nodiscard]] BroadcastHandle<Key, T> broadcast(std::string name, SchemaId schema = {}) {
    broadcasts_.push_back({std::move(name), AsWord<Key>::kKind, {AsWord<T>::kKind, schema}});
    return {broadcasts_.size() - 1};
  }

  [[nodiscard]] std::span<const StateSpec> states() const { return states_; }
  [[nodiscard]] std::span<const BroadcastSpec> broadcasts() const { return broadcasts_; }

 private:
  template <Stored T>
  std::size_t add(StateShape shape, std::string name, const StateOptions& options) {
    WT_REQUIRE(!options.ttl || options.ttl->length.count > 0, options.ttl->length);
    states_.push_back({.shape = shape,
                       .name = std::move(name),
                       .value = {AsWord<T>::kKind, options.schema},
                       .map_key = WordKind::Integer,
                       .ttl = options.ttl,
                       .width = 0});
    return states_.size() - 1;
  }

  std::vector<StateSpec> states_;
  std::vector<BroadcastSpec> broadcasts_;
};

}  // namespace wavetank::engine
