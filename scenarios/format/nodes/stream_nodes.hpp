// Nodes that look at one record at a time, and the ends of a pipeline.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/operators/sort.hpp"
#include "engine/time/assigner.hpp"

namespace wavetank::scenarios {

struct SourceNode {
  std::string input;
  engine::WatermarkStrategy watermark;
  std::string mark;  // expression: which records a punctuated generator looks at; empty: all
};
struct MapNode {
  std::vector<std::pair<std::string, std::string>> fields;  // name, expression
};
struct ProjectNode {
  std::vector<std::string> fields;  // those that stay, in this order
};
// One row that a record may become.
struct AlternativeSpec {
  std::vector<std::pair<std::string, std::string>> fields;  // name, expression
  std::string condition;                                    // expression; empty: always
};
struct FlatMapNode {
  std::vector<AlternativeSpec> alternatives;  // all of the same fields
};
// Each record goes to the first output whose condition holds; the rest goes on.
struct SplitNode {
  std::vector<std::pair<std::string, std::string>> outputs;  // name, condition
};
struct FilterNode {
  std::string condition;  // expression
};
struct TimestampsNode {
  std::string field;  // a timestamp or integer field, milliseconds
  engine::WatermarkStrategy watermark;
  std::string mark;
};
// Waits for the watermark and sends records in the order of their times (SO-01).
struct SortNode {
  std::string then_by{};  // field: the order of records of equal time; empty: as they came
  engine::SortOrder order = engine::SortOrder::Ascending;
  engine::LateRecords late = engine::LateRecords::Count;
};
struct SinkNode {};

}  // namespace wavetank::scenarios
