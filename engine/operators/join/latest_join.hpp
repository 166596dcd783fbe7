// Temporal join by processing time: each left row with the version that is there when the row arrives (PF-23).
//
// Rows of the right side are versions, by arrival: each takes the place of the one before it, and one that takes back
// leaves the place empty. Nothing waits and nothing is late, so the answer follows the interleaving of the two sides: a
// second run over the same records may give another one.
//
// With a retention, the version of a key that nothing comes for in that long is forgotten by the clock (RJ-05); a left
// row that finds none keeps nothing alive.
//
// Cost: O(1) a row; one row kept a key.
#pragma once

#include "engine/operators/join/temporal_join.hpp"

namespace wavetank::engine {

class LatestJoinOperator final : public Operator {
 public:
  explicit LatestJoinOperator(TemporalJoinSpec spec) : spec_(std::move(spec)) {}

  [[nodiscard]] ReplayClass replay_class() const override;
  [[nodiscard]] State open(const Subtask& subtask, const Snapshot& snapshot, Moment moment,
                           Effects& effects) const override;
  // A left row without a key meets nothing; a right one is no version of anything (RJ-06).
  void on_batch(InputIndex input, std::span<const Record> records, Moment moment, State& state,
                Effects& effects) const override;
  void on_control(const Control& control, Moment moment, State& state, Effects& effects) const override;
  void on_timer(TimerTag tag, Moment moment, State& state, Effects& effects) const override;
  [[nodiscard]] Snapshot snapshot(const State& state, const Facts& facts) const override;

 private:
  struct KeyPart {
    RowId version = kNoRow;
    KeyCleanup cleanup;
  };
  struct Contents {
    Subtask subtask;
    KeyedTable<KeyPart> keys;
    TimerQueue cleanups;
    ProcessingAlarm alarm;
  };
  struct Step {
    Moment moment;
    Contents& contents;
    Effects& effects;
    [[nodiscard]] KeyCleanup::Clock by_clock() const {
      return {moment.now, contents.cleanups, {moment.facts, contents.subtask.max_parallelism}};
    }
  };

  void look_up(const Record& record, const Step& step) const;
  void put(const Record& record, const Step& step) const;
  static void forget(KeyId key, Cause cause, const Step& step);

  TemporalJoinSpec spec_;
};

}  // namespace wavetank::engine
