// The combined watermark of an operator with several inputs (WM-27, WM-28).
#pragma once

#include <cstddef>

#include "engine/base/ids.hpp"
#include "engine/time/partials.hpp"

namespace wavetank::engine {

class Combiner {
 public:
  explicit Combiner(std::size_t inputs);

  // The combined watermark when it grew. A watermark on an idle input ends its idleness, and perhaps that of the
  // operator, without a word: no active goes out (WM-28). `status()` shows it.
  TimeEvents on_watermark(InputIndex input, EventTime watermark);

  // The combined watermark when it grew, to be handled with its timers first; then the status when it changed.
  TimeEvents on_status(InputIndex input, StreamStatus status);

  [[nodiscard]] EventTime watermark() const { return inputs_.combined(); }
  [[nodiscard]] StreamStatus status() const { return inputs_.status(); }
  [[nodiscard]] EventTime watermark_of(InputIndex input) const { return inputs_.watermark_of(index_of(input)); }
  [[nodiscard]] StreamStatus status_of(InputIndex input) const { return inputs_.status_of(index_of(input)); }

  friend bool operator==(const Combiner&, const Combiner&) = default;

 private:
  PartialWatermarks inputs_;
};

}  // namespace wavetank::engine
