// Nodes that look at one record at a time, and the ends of a pipeline.
#pragma once

#include <string>
#include <utility>
#include <vector>

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
struct FilterNode {
  std::string condition;  // expression
};
struct TimestampsNode {
  std::string field;  // a timestamp or integer field, milliseconds
  engine::WatermarkStrategy watermark;
  std::string mark;
};
struct SinkNode {};

}  // namespace wavetank::scenarios
