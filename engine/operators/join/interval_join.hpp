// Interval join: pairs rows of one key whose event times lie close to each other (PF-09 to PF-12).
//
//   left.time + lower  <=  right.time  <=  left.time + upper
//
// A pair leaves when the later of its two arrives, with the greater of their times. Rows behind the watermark are late:
// they go to the output of their side, or are dropped (PF-10). A row is kept until the watermark says that no partner
// can follow: a left row until time + upper, a right one until time - lower, but never less than its own time. The
// watermark takes rows away that lie at that very time, while a partner of that time would still be accepted: such a
// pair is missed (PF-11).
//
// Cost: O(log n) comparisons a row and what it pairs with, n rows kept of a key and side; 16 bytes a row and its timer.
#pragma once

#include <array>

#include "engine/core/operator.hpp"
#include "engine/operators/join/joined_rows.hpp"
#include "engine/operators/join/side_buffer.hpp"
#include "engine/state/keyed_store.hpp"
#include "engine/windows/window_spec.hpp"

namespace wavetank::engine {

// Both included. Nothing lies between them if `upper` is less.
struct JoinInterval {
  Millis lower;
  Millis upper;
};
// As a user writes one; an exclusive bound is moved by a millisecond (PF-09).

struct JoinBound {
  Millis distance;
  bool inclusive = true;
};
// REQUIRES: lower.distance <= upper.distance. With exclusive bounds there may be nothing between them.
[[nodiscard]] JoinInterval join_interval(const JoinBound& lower, const JoinBound& upper);

struct IntervalJoinSpec {
  JoinSchemas schemas;
  JoinInterval interval;
  std::optional<JoinCondition> condition{};
  LateRecords late = LateRecords::Count;
  Mutants mutants{};
};

// Sizes of its state, as the recorded answers count them.
struct IntervalJoinCounts {
  std::uint64_t event_timers = 0;  // one per (time, key, side)
  std::uint64_t buffers = 0;       // (key, side) with rows
  std::uint64_t rows = 0;
};

class IntervalJoinOperator final : public Operator {
 public:
  static constexpr OutputIndex kLateLeft = kSideOutput;
  static constexpr OutputIndex kLateRight{2};

  explicit IntervalJoinOperator(IntervalJoinSpec spec) : spec_(std::move(spec)) {}

  [[nodiscard]] ReplayClass replay_class() const override { return ReplayClass::OrderDependent; }
  [[nodiscard]] State open(const Subtask& subtask, const Snapshot& snapshot, Moment moment,
                           Effects& effects) const override;
  // A record without a key meets nothing (RJ-06).
  void on_batch(InputIndex input, std::span<const Record> records, Moment moment, State& state,
                Effects& effects) const override;
  void on_control(const Control& control, Moment moment, State& state, Effects& effects) const override;
  [[nodiscard]] Snapshot snapshot(const State& state, const Facts& facts) const override;

  [[nodiscard]] IntervalJoinCounts counts(const State& state) const;

 private:
  using Sides = std::array<SideBuffer, 2>;
  struct Contents {
    Subtask subtask;
    EventTime watermark = EventTime::min();  // not part of a snapshot (WM-09)
    KeyedTable<Sides> keys;
    std::array<TimerQueue, 2> cleanups;  // by side
  };
  struct Step {
    Moment moment;
    Contents& contents;
    Effects& effects;
  };

  // Returns false if the job has to fail.
  [[nodiscard]] bool accept(JoinSide side, const Record& record, Step& step) const;
  void refuse(JoinSide side, const Record& record, Step& step) const;
  void keep(JoinSide side, const Record& record, Step& step) const;
  void pair_up(JoinSide side, const Record& record, Step& step) const;
  void forget(JoinSide side, const Timer& timer, Cause cause, Step& step) const;
  // PF-11: how long after its own time a row of this side is kept.
  [[nodiscard]] Millis stay(JoinSide side) const;

  IntervalJoinSpec spec_;
};

}  // namespace wavetank::engine
