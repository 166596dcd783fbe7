// A funnel: how many of n steps, one after the other, a key reaches within a time from the first.
//
// A step counts when its record arrives and is the next one in the row; all other records change nothing. So records
// must come in the order in which they happened: put a sort before it. The last step in time completes the funnel; else
// the timer at first step + `within` ends it, or the first record beyond. A record of that very instant is in time, as
// all records at or before a watermark come before it (WM-01). Either end gives one row and forgets the key, whose next
// first step begins anew.
#pragma once

#include <string_view>
#include <vector>

#include "engine/operators/process/process_function.hpp"
#include "engine/operators/row_expression.hpp"
#include "engine/windows/window_assigner_spec.hpp"

namespace wavetank::engine {

struct FunnelStep {
  TextId name{};
  RowExpression condition;
};

struct FunnelSpec {
  std::vector<FunnelStep> steps;  // at least two
  Millis within;                  // > 0
  TimeDomain time = TimeDomain::Event;
  // key, steps (int64), last_step (text), outcome (text), started, ended (timestamps)
  SchemaId result{};
};

class FunnelFunction final : public ProcessFunction {
 public:
  // REQUIRES: as said at the members of `spec`.
  FunnelFunction(FunnelSpec spec, Texts& texts);

  [[nodiscard]] const StateLayout& layout() const override { return layout_; }
  [[nodiscard]] ReplayClass replay_class() const override;
  void on_record(const Record& record, ProcessContext& context) const override;
  void on_timer(EventTime time, ProcessContext& context) const override { end(time.ticks(), timed_out_, context); }
  void on_timer(ProcessingTime time, ProcessContext& context) const override { end(time.ticks(), timed_out_, context); }

 private:
  [[nodiscard]] std::int64_t deadline_of(std::int64_t start) const { return saturating_add(start, spec_.within.count); }
  void set_deadline(std::int64_t start, ProcessContext& context) const;
  void delete_deadline(std::int64_t start, ProcessContext& context) const;
  // Says how far the key came, and forgets it.
  void end(std::int64_t at, TextId outcome, ProcessContext& context) const;

  FunnelSpec spec_;
  TextId completed_;
  TextId timed_out_;
  TextId reached_name_;
  StateLayout layout_;
  ValueHandle<std::int64_t> reached_ = layout_.value<std::int64_t>("reached");
  ValueHandle<std::int64_t> started_ = layout_.value<std::int64_t>("started");
};

}  // namespace wavetank::engine
