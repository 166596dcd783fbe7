// What all window operators have in common, however they keep their windows: what they are told to do, and what is
// late (WO-02, WO-03, WO-14).
#pragma once

#include <memory>

#include "engine/core/operator.hpp"
#include "engine/windows/window_spec.hpp"

namespace wavetank::engine {

class AnyWindowOperator : public Operator {
 public:
  [[nodiscard]] virtual WindowCounts counts(const State& state) const = 0;

 protected:
  // REQUIRES: is_valid(spec).
  explicit AnyWindowOperator(WindowSpec spec);

  // WO-02: saturates where the sum overflows; lateness means nothing in processing time.
  [[nodiscard]] EventTime cleanup_time(const Window& window) const {
    const EventTime max = window.max();
    if (!is_event_time(spec_.assigner)) return max;
    const EventTime cleanup = wrapping_add(max, spec_.allowed_lateness);
    return cleanup >= max ? cleanup : EventTime::max();
  }
  // WO-03, inclusive.
  [[nodiscard]] bool is_late(const Window& window, EventTime watermark) const {
    if (!is_event_time(spec_.assigner)) return false;
    if (spec_.mutants.has(Mutant::LateTestOffByOne)) return cleanup_time(window) < watermark;
    return cleanup_time(window) <= watermark;
  }
  // Of a record that joins a window whose end the watermark has passed.
  void note_behind(const Record& record, const Window& window, EventTime watermark, Effects& effects) const;
  // WO-14: a record whose last window's state was kept until `kept_until` is counted or sent aside, never both.
  void refuse(const Record& record, EventTime kept_until, EventTime watermark, std::uint64_t& dropped,
              Effects& effects) const;

  const WindowSpec spec_;
  const Accumulator accumulator_;
};

// AlignedWindowOperator where it can run `spec`, else WindowOperator. REQUIRES: is_valid(spec).
[[nodiscard]] std::unique_ptr<AnyWindowOperator> make_window_operator(WindowSpec spec);

}  // namespace wavetank::engine
