// The language of the tests of time: events read as words, "active 12 idle", nothing as "".
#pragma once

#include <cstdint>
#include <string>

#include "engine/base/ids.hpp"
#include "engine/time/status.hpp"

namespace wavetank::engine::testing {

inline constexpr EventTime kMin = EventTime::min();
inline constexpr EventTime kMax = EventTime::max();

inline EventTime at(std::int64_t milliseconds) { return EventTime(milliseconds); }
inline ChannelIndex channel(std::uint32_t index) { return ChannelIndex{index}; }

inline std::string words(const TimeEvent& event) {
  if (event.kind == TimeEventKind::Idle) return "idle";
  if (event.kind == TimeEventKind::Active) return "active";
  if (event.time == kMin) return "MIN";
  if (event.time == kMax) return "MAX";
  return std::to_string(event.time.ticks());
}

inline std::string words(const TimeEvents& events) {
  std::string all;
  for (const TimeEvent& event : events) all += (all.empty() ? "" : " ") + words(event);
  return all;
}

}  // namespace wavetank::engine::testing
