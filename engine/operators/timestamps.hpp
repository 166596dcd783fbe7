// Assigns timestamps and watermarks in mid-stream, and swallows what upstream says about time (WM-05 to
// WM-08). The logic is `Assigner`; this hosts it.
#pragma once

#include <optional>

#include "engine/core/operator.hpp"
#include "engine/operators/row_expression.hpp"
#include "engine/time/assigner.hpp"

namespace wavetank::engine {

struct TimestampsSpec {
  AssignerSpec assigner;
  std::uint32_t field = 0;            // of the row, milliseconds; read by TimestampRule::Extract
  std::optional<RowExpression> mark;  // which records a punctuated generator looks at; none: all
};

class TimestampsOperator final : public Operator {
 public:
  explicit TimestampsOperator(TimestampsSpec spec);

  [[nodiscard]] ReplayClass replay_class() const override {
    return goes_by_clock(spec_.assigner.strategy) ? ReplayClass::ClockDependent : ReplayClass::Deterministic;
  }
  [[nodiscard]] State open(const Subtask& subtask, const Snapshot& snapshot, Moment moment,
                           Effects& effects) const override;
  void on_batch(InputIndex input, std::span<const Record> records, Moment moment, State& state,
                Effects& effects) const override;
  void on_control(const Control& control, Moment moment, State& state, Effects& effects) const override;
  void on_timer(TimerTag tag, Moment moment, State& state, Effects& effects) const override;

 private:
  static constexpr TimerTag kTick{0};

  struct Contents {
    Assigner assigner;
    std::optional<ProcessingTime> armed;
    bool by_clock = false;  // said that the clock speaks for the stream
  };
  void tick(Contents& contents, Moment moment, Effects& effects) const;
  void send(const TimeEvents& events, Cause cause, Effects& effects) const;
  static void arm(Contents& contents, Effects& effects);

  TimestampsSpec spec_;
};

}  // namespace wavetank::engine
