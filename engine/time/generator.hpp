// Watermark generators (WM-02 to WM-04, WM-12, WM-13): what a stream's records say about time.
//
// A generator speaks unfiltered; the emitter behind it drops what does not grow (WM-10).
#pragma once

#include <cstdint>
#include <optional>

#include "engine/base/time.hpp"
#include "engine/time/idleness.hpp"
#include "engine/time/status.hpp"

namespace wavetank::engine {

enum class GeneratorKind : std::uint8_t {
  None,        // never a watermark
  Bounded,     // the greatest timestamp - bound - 1
  Monotonous,  // bounded with 0
  Punctuated,  // a marked record's own timestamp, at once; nothing on ticks
};

enum class WatermarkEmission : std::uint8_t {
  Periodic,    // on ticks, as Flink does
  EachRecord,  // after every record: the strictest stream, and no ticks but for idleness. Not Flink's.
};

// How a stream gets its watermarks: plain data.
struct WatermarkStrategy {
  GeneratorKind kind = GeneratorKind::None;
  Millis bound{0};                                           // of Bounded; not negative
  std::optional<Millis> idle_timeout;                        // greater than zero
  WatermarkEmission emission = WatermarkEmission::Periodic;  // of Bounded and Monotonous
  Millis interval{200};                                      // from tick to tick (WM-05); zero: no ticks
  friend bool operator==(const WatermarkStrategy&, const WatermarkStrategy&) = default;
};

// Whether a record carries what a punctuated generator looks for.
enum class Mark : std::uint8_t { Unmarked, Marked };

class Generator {
 public:
  explicit Generator(const WatermarkStrategy& strategy);

  // Called after the record was sent (WM-06). The watermark follows the record.
  std::optional<EventTime> on_record(EventTime time, Mark mark);

  // The periodic tick: a watermark, idle, or nothing. `reading` is of the stream's pausable clock (WM-14).
  std::optional<TimeEvent> on_tick(IdleInstant reading);

  // Which tick matters next; the others would be silent and change nothing.
  [[nodiscard]] TickNeed need() const;

  friend bool operator==(const Generator&, const Generator&) = default;

 private:
  [[nodiscard]] bool is_bounded() const;
  [[nodiscard]] EventTime bounded_watermark() const;

  GeneratorKind kind_;
  WatermarkEmission emission_;
  Millis bound_;
  EventTime greatest_;
  bool fresh_;  // a tick would say something new
  std::optional<IdlenessTimer> idleness_;
};

}  // namespace wavetank::engine
