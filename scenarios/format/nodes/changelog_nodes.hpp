// Operators whose results change: what each sends is a changelog.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/operators/changelog/deduplicate.hpp"
#include "engine/operators/changelog/over_aggregate.hpp"
#include "engine/operators/changelog/rank_output.hpp"
#include "engine/windows/window_assigner_spec.hpp"
#include "scenarios/format/nodes/aggregate_spec.hpp"

namespace wavetank::scenarios {

// How a change is said: the old row is taken back, or the new one alone is said to who knows rows by a key.
enum class Updates : std::uint8_t { Retract, Upsert };

// After each row what its group comes to. Sends the key and the aggregates.
struct GroupByNode {
  std::string key;
  std::vector<AggregateSpec> aggregates;  // count, sum, min, max
  Updates updates = Updates::Retract;
  std::optional<engine::Millis> ttl;
  std::optional<engine::Millis> mini_batch;  // changes of so much event time are said as one
};

// Each row, by event time, with what the rows of its key before it come to.
struct OverNode {
  std::string key;
  std::vector<AggregateSpec> aggregates;  // count, sum, min, max
  engine::FrameUnit frame = engine::FrameUnit::Rows;
  std::optional<std::uint32_t> preceding_rows;   // of a frame of rows; none: all
  std::optional<engine::Millis> preceding_time;  // of a range; none: all
};

// One row of each key.
struct DeduplicateNode {
  std::string key;
  engine::KeptRow keep = engine::KeptRow::FirstArrived;
  Updates updates = Updates::Retract;
  std::optional<engine::Millis> ttl;
};

// Of each key the rows of the first numbers, by one field.
struct TopNNode {
  std::string key;
  std::uint32_t rows = 0;  // how many
  std::uint32_t skip = 0;  // how many before them are not shown
  std::string by;          // the field that decides
  engine::SortOrder order = engine::SortOrder::Descending;
  engine::RankedRows takes = engine::RankedRows::Append;
  std::vector<std::string> identity;  // of Update: the fields that name a row within its key
  std::string number;                 // the field that a row's number becomes; empty: none
  Updates updates = Updates::Retract;
  std::optional<engine::Millis> ttl;
};

// Puts updates in order in front of a consumer that knows rows by `key`.
struct UpsertMaterializeNode {
  std::string key;
  std::vector<std::string> source_key;  // by which the source knows a row; none: all its fields
  std::optional<engine::Millis> ttl;
};

}  // namespace wavetank::scenarios
