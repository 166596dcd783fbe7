// A source that reads the partitions of a log, with a watermark generator per partition (WM-15 to WM-20).
//
// It asks for one batch per partition at a time and asks again when it has sent it on. What the records say about time
// is SplitSource's, whose splits the partitions are: a silent partition holds the watermark back until it is found
// idle, and one that has ended is left out from the next tick on (WM-19). When all have ended, the final watermark and
// the end follow: at once for a subtask that no partition of a bounded log belongs to (SS-03). Of an unbounded one it
// holds event time back until it is found idle (SS-09).
//
// An aligned source tells its coordinator its watermark each interval (WM-33). While it, or a partition, is ahead of
// what the coordinator allows, it asks for nothing; what was under way is taken no notice of and asked for again
// (WM-35, WM-36).
#pragma once

#include <optional>

#include "engine/core/operator.hpp"
#include "engine/operators/row_expression.hpp"
#include "engine/source/split_source.hpp"

namespace wavetank::engine {

// Whether the log says of every partition at some time that nothing will follow.
enum class LogLength : std::uint8_t { Bounded, Unbounded };

struct SourceSpec {
  std::uint32_t partitions = 1;  // of the log; subtask i reads those with number % parallelism == i
  WatermarkStrategy strategy;
  std::optional<RowExpression> mark;  // which records a punctuated generator looks at; none: all
  AlignmentSpec alignment = {};       // without an interval: none
  LogLength length = LogLength::Bounded;
};

class SourceOperator final : public Operator {
 public:
  explicit SourceOperator(SourceSpec spec);

  // What it sends is what its log keeps, in whatever order partitions take turns.
  [[nodiscard]] ReplayClass replay_class() const override {
    return goes_by_clock(spec_.strategy) ? ReplayClass::ClockDependent : ReplayClass::Deterministic;
  }
  [[nodiscard]] State open(const Subtask& subtask, const Snapshot& snapshot, Moment moment,
                           Effects& effects) const override;
  void on_batch(InputIndex input, std::span<const Record> records, Moment moment, State& state,
                Effects& effects) const override;
  void on_control(const Control& control, Moment moment, State& state, Effects& effects) const override;
  void on_timer(TimerTag tag, Moment moment, State& state, Effects& effects) const override;
  void on_reply(const Reply& reply, Moment moment, State& state, Effects& effects) const override;
  void on_allowed(EventTime max, Moment moment, State& state, Effects& effects) const override;
  // One united item per partition, its number and the next offset: whoever reads it afterwards finds it.
  [[nodiscard]] Snapshot snapshot(const State& state, const Facts& facts) const override;

 private:
  static constexpr TimerTag kAlarm{0};

  struct Contents {
    SplitSource source;
    std::optional<ProcessingTime> due;
    std::optional<ProcessingTime> armed;
    std::vector<bool> asked = {};  // by slot: a fetch is under way
    SourceEvents events = {};      // of the step; empty between steps
  };
  struct Step {
    Moment moment;
    Contents& contents;
    Effects& effects;
  };

  // Says whether all of it was read: a source that comes too far stops at once (WM-35).
  [[nodiscard]] bool read(const Reply& reply, SplitSlot slot, Step& step) const;
  static void ask(SplitSlot slot, Step& step);
  void ask_all(Step& step) const;
  static void hold(NoteKind kind, const SourceEvent& event, Cause cause, Step& step);
  void run_due_alarms(Step& step) const;
  static void arm(Step& step);
  void end(Step& step) const;
  void tell(Cause cause, Step& step) const;
  void send(const TimeEvent& event, Cause cause, Step& step) const;

  SourceSpec spec_;
};

}  // namespace wavetank::engine
