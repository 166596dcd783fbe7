// A pattern over the records of a key, in order of event time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/operators/sequence/sequence_spec.hpp"
#include "engine/windows/window_spec.hpp"

namespace wavetank::scenarios {

// How a stage's first record follows the record before it. The words are those of Flink's patterns (SQ-04, SQ-07).
enum class StageFollows : std::uint8_t { Next, FollowedBy, FollowedByAny, NotNext, NotFollowedBy };

struct PatternStageSpec {
  std::string name;
  std::string condition;
  std::string rising;                   // a field that must grow from record to record of the stage; empty: none
  std::optional<StageFollows> follows;  // none: the first stage
  bool is_optional = false;
  std::optional<std::uint32_t> times;     // exactly; without it:
  std::optional<std::uint32_t> at_least;  // either makes it a loop
  std::optional<std::uint32_t> at_most;
  engine::Contiguity between = engine::Contiguity::Relaxed;  // the records of a loop
  bool is_greedy = false;
  std::string until;  // ends a loop; empty: nothing does

  [[nodiscard]] bool is_loop() const { return times || at_least || at_most; }
  [[nodiscard]] bool is_forbidden() const {
    return follows == StageFollows::NotNext || follows == StageFollows::NotFollowedBy;
  }
};

// "first(paid.amount)" under a name.
struct MeasureSpec {
  std::string name;
  engine::MeasureKind kind = engine::MeasureKind::Count;
  std::string stage;
  std::string field;  // of all but a count
};

struct SkipSpec {
  engine::SkipKind kind = engine::SkipKind::None;
  std::string stage;  // of to-first and to-last
};

// Sends for each match its key, when its first record was, when it ended, and the measures; on the output "timeout" the
// same for beginnings that ran out of time.
struct PatternNode {
  std::string key;
  std::vector<PatternStageSpec> stages;
  std::optional<engine::Millis> within;
  engine::WithinFrom within_from = engine::WithinFrom::First;
  SkipSpec after_match;
  std::vector<MeasureSpec> measures;
  engine::LateRecords late = engine::LateRecords::Count;
};

inline constexpr std::size_t kPatternStagesMax = 16;
inline constexpr std::uint32_t kPatternTimesMax = 100;

}  // namespace wavetank::scenarios
