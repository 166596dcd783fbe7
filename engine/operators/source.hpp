// A source that reads the partitions of a log, with a watermark generator per partition (WM-15 to WM-20).
//
// It asks for one batch per partition at a time and asks again when it has sent it on. Each partition's generator
// sees its own records; the source's watermark is their combination, so a silent partition holds it back until the
// partition is found idle. A partition that has ended is left out from the next tick on (WM-19); when all have
// ended, the final watermark and the end follow.
#pragma once

#include <optional>
#include <vector>

#include "engine/core/operator.hpp"
#include "engine/operators/row_expression.hpp"
#include "engine/time/generator.hpp"
#include "engine/time/source_output.hpp"
#include "engine/time/tick_schedule.hpp"

namespace wavetank::engine {

struct SourceSpec {
  std::uint32_t partitions = 1;  // of the log; subtask i reads those with number % parallelism == i
  WatermarkStrategy strategy;
  std::optional<RowExpression> mark;  // which records a punctuated generator looks at; none: all
};

class SourceOperator final : public Operator {
 public:
  explicit SourceOperator(SourceSpec spec);

  [[nodiscard]] ReplayClass replay_class() const override { return ReplayClass::OrderDependent; }
  [[nodiscard]] State open(const Subtask& subtask, const Snapshot& snapshot, Moment moment,
                           Effects& effects) const override;
  void on_batch(InputIndex input, std::span<const Record> records, Moment moment, State& state,
                Effects& effects) const override;
  void on_control(const Control& control, Moment moment, State& state, Effects& effects) const override;
  void on_timer(TimerTag tag, Moment moment, State& state, Effects& effects) const override;
  void on_reply(const Reply& reply, Moment moment, State& state, Effects& effects) const override;
  // One united item per partition, its number and the next offset: whoever reads it afterwards finds it.
  [[nodiscard]] Snapshot snapshot(const State& state, const Facts& facts) const override;

 private:
  static constexpr TimerTag kTick{0};

  struct Split {
    std::uint32_t partition = 0;
    std::uint64_t offset = 0;  // of the next record
    Generator generator;
    Cause last = kNoCause;  // the last record read, the cause of what a tick says
    bool idle = false;
    bool ended = false;
  };
  struct Contents {
    std::vector<Split> splits;  // the place in it is the split's slot
    SourceOutput output;
    Generator main;
    TickSchedule schedule;
    std::optional<ProcessingTime> due;
    std::optional<ProcessingTime> armed;
    bool ended = false;
  };
  struct Step {
    Moment moment;
    Contents& contents;
    Effects& effects;
  };

  static void tick_split(std::uint32_t slot, Step& step);
  void read(const Reply& reply, std::size_t slot, Step& step) const;
  void run_due_tick(Step& step) const;
  void arm(Step& step) const;
  void end(std::size_t slot, Step& step) const;
  static void send(const TimeEvents& events, Cause cause, Step& step);
  [[nodiscard]] std::optional<ProcessingTime> next_tick(const Contents& contents, ProcessingTime now) const;

  SourceSpec spec_;
};

}  // namespace wavetank::engine
