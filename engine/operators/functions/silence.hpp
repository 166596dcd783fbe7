// Silence: says when a key has not been heard of for a while.
//
// Each record moves the key's timer: the old one is deleted, a new one set at the record's time + `after` (TM-01). An
// older record than the last one changes nothing. When the timer comes due, the key is silent, is said to be so once,
// and is forgotten until it speaks again; a record that ends a silence which the watermark has not seen yet says so, too
// (in an unordered stream that may be too early: put a sort before it). By the clock, pending timers die with the input (TM-11); by event time the
// final watermark finds every key silent.
#pragma once

#include "engine/operators/process/process_function.hpp"
#include "engine/windows/window_assigner_spec.hpp"

namespace wavetank::engine {

struct SilenceSpec {
  Millis after;  // > 0
  TimeDomain time = TimeDomain::Event;
  SchemaId result{};  // key, last_heard, silent_at (timestamps)
};

class SilenceFunction final : public ProcessFunction {
 public:
  // REQUIRES: spec.after > 0.
  SilenceFunction(const SilenceSpec& spec, Texts& texts);

  [[nodiscard]] const StateLayout& layout() const override { return layout_; }
  [[nodiscard]] ReplayClass replay_class() const override;
  void on_record(const Record& record, ProcessContext& context) const override;
  void on_timer(EventTime time, ProcessContext& context) const override { alert(time.ticks(), context); }
  void on_timer(ProcessingTime time, ProcessContext& context) const override { alert(time.ticks(), context); }

 private:
  [[nodiscard]] std::int64_t due(std::int64_t heard) const { return saturating_add(heard, spec_.after.count); }
  void set_timer(std::int64_t at, ProcessContext& context) const;
  void delete_timer(std::int64_t at, ProcessContext& context) const;
  void alert(std::int64_t at, ProcessContext& context) const;

  SilenceSpec spec_;
  TextId heard_name_;
  StateLayout layout_;
  ValueHandle<std::int64_t> heard_ = layout_.value<std::int64_t>("heard");
};

}  // namespace wavetank::engine
