// Which windows an operator puts records into: a value that specifications, operators and the oracle share.
#pragma once

#include <cstdint>

#include "engine/windows/window_shape.hpp"

namespace wavetank::engine {

enum class AssignerKind : std::uint8_t {
  Aligned,         // tumbling and sliding (AS-03, AS-06)
  Cumulate,        // all windows of a cycle share its start and end a step apart (AS-15)
  Session,         // [time, time + gap), merged while they touch (AS-09, AS-10)
  SessionByField,  // the same, the gap in milliseconds is a field of the record
  Global,          // one window for ever (AS-12)
};

// Which clock decides where a record belongs and when its window is over (AS-08).
enum class TimeDomain : std::uint8_t { Event, Processing };

// How the windows of one subtask stand to those of another (AS-05).
enum class WindowStagger : std::uint8_t {
  Aligned,  // all alike
  Random,   // moved by anything below their size: by the subtask's lot
  Natural,  // moved so that one begins when the subtask's first record arrives, by its clock
};

struct WindowAssignerSpec {
  AssignerKind kind = AssignerKind::Aligned;
  TimeDomain domain = TimeDomain::Event;           // of a global window: processing, whatever this says (AS-12)
  WindowShape shape{};                             // Aligned; Cumulate: size is the cycle's, slide the step
  Millis gap{};                                    // Session: > 0
  std::uint32_t gap_field = 0;                     // SessionByField
  WindowStagger stagger = WindowStagger::Aligned;  // of tumbling windows; others have none
  friend bool operator==(const WindowAssignerSpec&, const WindowAssignerSpec&) = default;
};

[[nodiscard]] constexpr bool merges(const WindowAssignerSpec& spec) {
  return spec.kind == AssignerKind::Session || spec.kind == AssignerKind::SessionByField;
}
[[nodiscard]] constexpr bool is_event_time(const WindowAssignerSpec& spec) {
  return spec.kind != AssignerKind::Global && spec.domain == TimeDomain::Event;
}
[[nodiscard]] constexpr bool is_valid(const WindowAssignerSpec& spec) {
  switch (spec.kind) {
    case AssignerKind::Aligned:
      return is_valid(spec.shape) && (spec.stagger == WindowStagger::Aligned || spec.shape.size == spec.shape.slide);
    case AssignerKind::Cumulate: return is_valid(spec.shape) && spec.shape.size.count % spec.shape.slide.count == 0;
    case AssignerKind::Session: return spec.gap.count > 0;
    case AssignerKind::SessionByField:
    case AssignerKind::Global: return true;
  }
  return false;
}

}  // namespace wavetank::engine
