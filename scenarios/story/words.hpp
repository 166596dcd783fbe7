// How times, windows, keys and values are written for people. One notation everywhere: story, explain, pictures.
#pragma once

#include <string>

#include "scenarios/format/scenario.hpp"

namespace wavetank::scenarios {

// Writes times of one run. A run whose clock starts near zero shows times as minutes and seconds, "00:09.999"; one
// that replays real time shows dates, "2013-02-08 12:00" in UTC.
class Words {
 public:
  explicit Words(engine::ProcessingTime clock_base);

  [[nodiscard]] std::string time(std::int64_t milliseconds) const;  // of event time or a clock
  [[nodiscard]] std::string time(engine::EventTime time) const;     // also "none", "the end of time"
  // "watermark 00:09.999"; "final watermark" at MAX, "no watermark yet" at MIN (WM-01).
  [[nodiscard]] std::string watermark(engine::EventTime time) const;
  // What clocks show at a simulated time.
  [[nodiscard]] std::string clock(sim::SimTime time) const;
  [[nodiscard]] std::size_t clock_width() const { return dates_ ? 16 : 10; }
  [[nodiscard]] std::string window(
      const engine::Window& window) const;  // "[00:00,00:10)", whole days as "[2013-02-08,2013-02-09)", "all time"

  [[nodiscard]] static std::string length(std::int64_t milliseconds);  // "2.2 s", "9.002 s", "1 h 30 min", "2 d"
  [[nodiscard]] static std::string value(const Value& value);

 private:
  engine::ProcessingTime base_;
  bool dates_;
};

}  // namespace wavetank::scenarios
