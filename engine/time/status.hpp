// What the machinery of event time says: a watermark, or that a stream went idle or active again.
//
// `TimeEvents` is the answer of one step: at most three events in order, held inline, because valves and
// generators answer once per watermark and channel and must not allocate.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>

#include "engine/base/assert.hpp"
#include "engine/base/time.hpp"

namespace wavetank::engine {

// An idle stream is left out of its reader's watermark; its records still count (WM-26).
enum class StreamStatus : std::uint8_t { Active, Idle };

enum class TimeEventKind : std::uint8_t { Watermark, Idle, Active };

// One event of time in a stream. `time` means something for a watermark only.
struct TimeEvent {
  TimeEventKind kind = TimeEventKind::Watermark;
  EventTime time = EventTime::min();

  [[nodiscard]] static constexpr TimeEvent watermark(EventTime time) {
    return TimeEvent{TimeEventKind::Watermark, time};
  }
  [[nodiscard]] static constexpr TimeEvent idle() { return TimeEvent{TimeEventKind::Idle}; }
  [[nodiscard]] static constexpr TimeEvent active() { return TimeEvent{TimeEventKind::Active}; }
  [[nodiscard]] static constexpr TimeEvent status(StreamStatus status) {
    return status == StreamStatus::Idle ? idle() : active();
  }
  friend constexpr bool operator==(const TimeEvent&, const TimeEvent&) = default;
};

// The events of one step, in order. Three are enough: active, a watermark and idle out of one flush (WM-16).
class TimeEvents {
 public:
  static constexpr std::size_t kCapacity = 3;

  constexpr TimeEvents() = default;
  constexpr TimeEvents(std::initializer_list<TimeEvent> events) {
    for (const TimeEvent& event : events) add(event);
  }

  constexpr void add(const TimeEvent& event) {
    WT_ASSERT(count_ < kCapacity, count_);
    events_[count_] = event;
    ++count_;
  }
  constexpr void add(const TimeEvents& more) {
    for (const TimeEvent& event : more) add(event);
  }

  [[nodiscard]] constexpr std::size_t size() const { return count_; }
  [[nodiscard]] constexpr bool empty() const { return count_ == 0; }
  [[nodiscard]] constexpr const TimeEvent& operator[](std::size_t at) const {
    WT_REQUIRE(at < count_, at, count_);
    return events_[at];
  }
  [[nodiscard]] constexpr const TimeEvent* begin() const { return events_.data(); }
  [[nodiscard]] constexpr const TimeEvent* end() const { return events_.data() + count_; }

  friend constexpr bool operator==(const TimeEvents& a, const TimeEvents& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
  }

 private:
  std::array<TimeEvent, kCapacity> events_{};
  std::size_t count_ = 0;
};

}  // namespace wavetank::engine
