// The outside that values are committed to, in the vectors of two-phase commit: what it answers, and what it remembers.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string_view>
#include <vector>

#include "engine/commit/committable.hpp"
#include "scenarios/conform/driver.hpp"

namespace wavetank::scenarios {

class CommitOutside {
 public:
  // Whether a value that was committed before is answered so.
  enum class Memory : std::uint8_t { Known, Unasked };

  // The first `times` commits of `value` are answered so.
  void add_fate(engine::CommittableId value, engine::CommitOutcome outcome, std::int64_t times);

  // Answers in ascending order of the values; an unknown failure ends the call.
  [[nodiscard]] std::vector<engine::CommitAnswer> commit(std::span<const engine::CommittableId> values, Memory memory);

 private:
  struct Fate {
    engine::CommitOutcome outcome;
    std::int64_t left = 0;
  };
  [[nodiscard]] engine::CommitOutcome outcome_of(engine::CommittableId value, Memory memory);

  std::map<engine::CommittableId, Fate> fates_;
  std::set<engine::CommittableId> committed_;
};

// `fates` of a config.
[[nodiscard]] CommitOutside commit_outside(VectorFields& config);

[[nodiscard]] JsonValue committable_value(engine::CommittableId value);
// [[value, answer], …]
[[nodiscard]] JsonValue answers_value(std::span<const engine::CommitAnswer> answers);

}  // namespace wavetank::scenarios
