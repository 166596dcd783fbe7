// A loop over candidate starts.
#include "properties/oracle/windows.hpp"

#include <limits>

#include "engine/base/assert.hpp"
#include "properties/oracle/arrivals.hpp"

namespace wavetank::properties {
namespace {

// Towards the past, unlike the division of the language.
std::int64_t floor_divide(std::int64_t dividend, std::int64_t divisor) {
  std::int64_t quotient = dividend / divisor;
  while (quotient * divisor > dividend) --quotient;
  return quotient;
}

engine::EventTime stopped_sum(std::int64_t time, std::int64_t length) {
  if (length > std::numeric_limits<std::int64_t>::max() - time) return engine::EventTime::max();
  return engine::EventTime(time + length);
}

}  // namespace

std::vector<engine::Window> windows_containing(const engine::WindowShape& shape, engine::EventTime time) {
  const std::int64_t t = time.ticks();
  const std::int64_t size = shape.size.count;
  const std::int64_t slide = shape.slide.count;
  WT_REQUIRE(t >= -kJudgedTimeMax && t <= kJudgedTimeMax, time);
  WT_REQUIRE(size > 0 && size <= kJudgedTimeMax && slide > 0 && slide <= kJudgedTimeMax, size, slide);
  std::vector<engine::Window> windows;
  // The first candidate starts at or before the time; the windows before it reach less and less far.
  std::int64_t start = floor_divide(t - shape.offset.count, slide) * slide + shape.offset.count;
  for (; start + size > t; start -= slide) {
    windows.push_back({engine::EventTime(start), engine::EventTime(start + size)});
  }
  return windows;
}

std::vector<engine::Window> moved_containing(const engine::WindowShape& shape, std::int64_t moved,
                                             engine::EventTime time) {
  return windows_containing({shape.size, shape.size, engine::Millis{shape.offset.count + moved}}, time);
}

std::int64_t moved_naturally(engine::Millis size, engine::ProcessingTime first) {
  return first.ticks() - floor_divide(first.ticks(), size.count) * size.count;
}

std::vector<engine::Window> cumulated_containing(const engine::WindowShape& shape, engine::EventTime time) {
  const engine::WindowShape cycles{shape.size, shape.size, shape.offset};
  const engine::Window cycle = windows_containing(cycles, time).front();
  std::vector<engine::Window> windows;
  for (std::int64_t end = cycle.start.ticks() + shape.slide.count; end <= cycle.end.ticks(); end += shape.slide.count) {
    if (end > time.ticks()) windows.push_back({cycle.start, engine::EventTime(end)});
  }
  return windows;
}

engine::EventTime last_instant(const engine::Window& window) {
  if (window == engine::kGlobalWindow) return engine::EventTime::max();
  return engine::EventTime(window.end.ticks() - 1);
}

engine::EventTime cleanup_time(const engine::Window& window, engine::Millis lateness) {
  const std::int64_t last = last_instant(window).ticks();
  return last < 0 ? engine::EventTime(last + lateness.count) : stopped_sum(last, lateness.count);
}

bool is_late(const engine::Window& window, engine::Millis lateness, engine::EventTime watermark) {
  return cleanup_time(window, lateness) <= watermark;
}

bool is_late(engine::EventTime record, engine::Millis lateness, engine::EventTime watermark) {
  const std::int64_t time = record.ticks();
  const engine::EventTime kept =
      time < 0 ? engine::EventTime(time + lateness.count) : stopped_sum(time, lateness.count);
  return kept <= watermark;
}

}  // namespace wavetank::properties
