// The last n samples of a watermark. Alignment looks at the oldest, so that a source runs on for n update intervals
// before it is held back (WM-35).
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/assert.hpp"
#include "engine/base/time.hpp"

namespace wavetank::engine {

class WatermarkSamples {
 public:
  // All samples are MIN at first. With a count of 0 nothing is sampled, and the latest watermark counts.
  explicit WatermarkSamples(std::uint32_t count) : ring_(count, EventTime::min()) {}

  // REQUIRES: a watermark does not go back.
  void set_latest(EventTime watermark) {
    WT_REQUIRE(watermark >= latest_, watermark, latest_);
    latest_ = watermark;
  }
  void sample() {
    if (ring_.empty()) return;
    WT_ASSERT(ring_[next_] <= latest_, ring_[next_], latest_);  // samples grow, so the oldest is the least
    ring_[next_] = latest_;
    next_ = (next_ + 1) % ring_.size();
  }

  [[nodiscard]] EventTime latest() const { return latest_; }
  [[nodiscard]] EventTime oldest() const { return ring_.empty() ? latest_ : ring_[next_]; }

  friend bool operator==(const WatermarkSamples&, const WatermarkSamples&) = default;

 private:
  std::vector<EventTime> ring_;  // the place of the next sample holds the oldest
  std::size_t next_ = 0;
  EventTime latest_ = EventTime::min();
};

}  // namespace wavetank::engine
