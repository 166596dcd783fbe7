// Nodes that look at one record at a time, and the ends of a pipeline.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/operators/changelog/change_table.hpp"
#include "engine/operators/sort.hpp"
#include "engine/source/read_alignment.hpp"
#include "engine/time/assigner.hpp"
#include "sim/random/quantiles.hpp"

namespace wavetank::scenarios {

// A source that reads no further ahead of the others of its group than it may (WM-32).
struct AlignmentNode {
  std::string group;
  engine::Millis max_drift{0};
  engine::Millis update_interval{1000};
  std::uint32_t samples = 3;  // of its watermark: the oldest counts (WM-35); 0: the latest does
  engine::SplitPausing pausing = engine::SplitPausing::Supported;
};
inline constexpr std::uint32_t kSamplesMax = 1000;

struct SourceNode {
  std::string input;
  engine::WatermarkStrategy watermark;
  std::string mark;  // expression: which records a punctuated generator looks at; empty: all
  std::optional<AlignmentNode> alignment{};
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
// What a sink promises of the rows that it shows.
enum class Delivery : std::uint8_t {
  AtLeastOnce,  // each is shown as it comes, and again after a restart (SS-20)
  ExactlyOnce,  // in transactions of a broker, which are committed with checkpoints (SS-11)
};
struct TransactionSpec {
  engine::Millis timeout{900'000};                    // Kafka's brokers allow no more, unless told so
  std::uint32_t partitions = 1;                       // of the topic; subtask i writes to number i modulo so many
  std::uint32_t retries = 10;                         // of a commit, after the first (SS-18)
  sim::Quantiles call{std::vector<std::int64_t>{0}};  // nanoseconds, between a task and the broker
};
inline constexpr std::uint32_t kOutputPartitionsMax = 128;

// Behind a sink may stand a table that the rows are folded into (FT-01, FT-02).
struct SinkNode {
  std::optional<engine::Folding> folds{};  // none: the rows are only made visible
  std::vector<std::string> key{};          // of upserts: the fields that name a row of the table
  Delivery delivery = Delivery::AtLeastOnce;
  std::optional<TransactionSpec> transaction{};  // of ExactlyOnce; none: all defaults
};

}  // namespace wavetank::scenarios
