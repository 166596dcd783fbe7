// Watermark generators (WM-02 to WM-04, WM-12, WM-13): what a stream's records say about time.
//
// A generator speaks unfiltered; the emitter behind it drops what does not grow (WM-10).
#pragma once

#include <cstdint>
#include <optional>

#include "engine/base/mutant.hpp"
#include "engine/base/time.hpp"
#include "engine/time/custom_generator.hpp"
#include "engine/time/future_guard.hpp"
#include "engine/time/idleness.hpp"
#include "engine/time/status.hpp"

namespace wavetank::engine {

enum class GeneratorKind : std::uint8_t {
  None,        // never a watermark
  Bounded,     // the greatest timestamp - bound - 1
  Monotonous,  // bounded with 0
  Punctuated,  // a marked record's own timestamp, at once; nothing on ticks
  Custom,      // what the user's generator says
};

enum class WatermarkEmission : std::uint8_t {
  Periodic,    // on ticks, as Flink does
  EachRecord,  // after every record: the strictest stream, and no ticks but for idleness. Not Flink's.
};

// When no record has come for longer than `after`, measured as idleness is (WM-12), each tick says the task's clock minus
// the allowance minus one, if that is more than the records said: event time goes on although nobody sends. Records
// that come afterwards with times before that are late like any others. Beyond Flink; excludes an idle timeout.
struct ClockAdvance {
  Millis after{0};      // greater than zero
  Millis allowance{0};  // not negative: how far behind the clock what still comes may be
  friend constexpr bool operator==(const ClockAdvance&, const ClockAdvance&) = default;
};

// How a stream gets its watermarks: plain data.
struct WatermarkStrategy {
  GeneratorKind kind = GeneratorKind::None;
  Millis bound{0};                                           // of Bounded; not negative
  std::optional<Millis> idle_timeout;                        // greater than zero
  WatermarkEmission emission = WatermarkEmission::Periodic;  // of Bounded and Monotonous
  Millis interval{200};                                      // from tick to tick (WM-05); zero: no ticks
  std::optional<FutureGuard> future{};                       // none: every time is believed, as in Flink
  std::optional<ClockAdvance> clock{};                       // none: only records move event time, as in Flink
  std::optional<CustomGenerator> custom{};                   // of Custom: copied for each stream
  Mutants mutants{};
  friend bool operator==(const WatermarkStrategy&, const WatermarkStrategy&) = default;
};

// Whether anything but records, and the ticks on which it speaks, moves event time or decides about a record.
[[nodiscard]] inline bool goes_by_clock(const WatermarkStrategy& strategy) {
  return strategy.idle_timeout || strategy.future || strategy.clock;
}

class Generator {
 public:
  explicit Generator(const WatermarkStrategy& strategy);

  // Called after the record was sent (WM-06). The watermark follows the record.
  std::optional<EventTime> on_record(HeardRecord record);

  // The periodic tick: a watermark, idle, or nothing. `reading` is of the stream's pausable clock (WM-14).
  std::optional<TimeEvent> on_tick(IdleInstant reading, ProcessingTime now);

  // Which tick matters next; the others would be silent and change nothing.
  [[nodiscard]] TickNeed need() const;

  // Whether the last tick found the stream silent for so long that the clock speaks for it.
  [[nodiscard]] bool is_by_clock() const { return silence_ && silence_->is_idle(); }

  friend bool operator==(const Generator&, const Generator&) = default;

 private:
  [[nodiscard]] bool is_bounded() const;
  [[nodiscard]] EventTime bounded_watermark() const;
  [[nodiscard]] EventTime clock_watermark(ProcessingTime now) const;

  GeneratorKind kind_;
  WatermarkEmission emission_;
  Millis bound_;
  EventTime greatest_;
  bool fresh_;  // a tick would say something new
  std::optional<IdlenessTimer> idleness_;
  std::optional<FutureGuard> future_;
  std::optional<IdlenessTimer> silence_;  // of a clock that advances event time
  Millis allowance_;
  std::optional<CustomGenerator> custom_;
  Mutants mutants_;
};

}  // namespace wavetank::engine
