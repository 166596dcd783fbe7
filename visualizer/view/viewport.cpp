// Fitting, zooming, panning.
#include "visualizer/view/viewport.hpp"

#include <algorithm>

namespace wavetank::visualizer {
namespace {

using engine::saturating_add;
using scenarios::Recording;

// Times stay inside a quarter of the range, so that sums of two of them exist.
constexpr std::int64_t kEdge = std::int64_t{1} << 61;
constexpr std::int64_t kWindowsTold = 36;  // more windows side by side are no longer told apart
constexpr std::int64_t kWindowsAround = 7;

std::int64_t bounded(std::int64_t time) { return std::clamp(time, -kEdge, kEdge); }

// a * b / c without overflow on the way, rounded down.
std::int64_t scaled(std::int64_t a, std::int64_t b, std::int64_t c) {
  __extension__ using Wide = __int128;
  return static_cast<std::int64_t>(static_cast<Wide>(a) * b / c);
}

Range sound_range(Range range) {
  range.from = bounded(range.from);
  range.to = bounded(range.to);
  if (range.to < range.from) std::swap(range.from, range.to);
  const std::int64_t missing = kSpanMin - range.length();
  if (missing > 0) {
    range.from -= missing / 2;
    range.to = range.from + kSpanMin;
  }
  if (range.length() > kSpanMax) range.to = range.from + kSpanMax;
  return range;
}

Range with_air(const Range& range, int percent_before, int percent_after) {
  const std::int64_t length = std::max<std::int64_t>(range.length(), 1);
  return sound_range({saturating_add(range.from, -scaled(length, percent_before, 100)),
                      saturating_add(range.to, scaled(length, percent_after, 100))});
}

// The range of `times` without stragglers: as long as the first or last twentieth lies farther off than four times
// what the others span, it is cut.
Range without_stragglers(std::vector<std::int64_t> times) {
  WT_REQUIRE(!times.empty());
  std::sort(times.begin(), times.end());
  std::size_t first = 0;
  std::size_t last = times.size() - 1;
  const std::size_t spare = std::max<std::size_t>(1, times.size() / 20);
  constexpr std::int64_t kFar = 4;
  for (std::size_t cut = 0; cut < spare && last - first >= 3; ++cut) {
    const std::int64_t inner = std::max<std::int64_t>(bounded(times[last - 1]) - bounded(times[first]), 1000);
    if (bounded(times[last]) - bounded(times[last - 1]) > scaled(inner, kFar, 1)) --last;
  }
  for (std::size_t cut = 0; cut < spare && last - first >= 3; ++cut) {
    const std::int64_t inner = std::max<std::int64_t>(bounded(times[last]) - bounded(times[first + 1]), 1000);
    if (bounded(times[first + 1]) - bounded(times[first]) > scaled(inner, kFar, 1)) ++first;
  }
  return {bounded(times[first]), bounded(times[last])};
}

// Windows that hold a time of `range`, wholly.
Range with_windows(Range range, const Plane& plane) {
  const Range records = range;
  for (const Box& box : plane.boxes) {
    if (spans_all_times(plane, box)) continue;
    if (box.window.end.ticks() <= records.from || box.window.start.ticks() > records.to) continue;
    range.from = std::min(range.from, bounded(box.window.start.ticks()));
    range.to = std::max(range.to, bounded(box.window.end.ticks()));
  }
  return range;
}

// From the first arrival until the last thing that the plane shows; to the end of the run if that is near.
Range fit_clock(const Recording& recording, const Plane& plane) {
  Range range =
      plane.marks.empty() ? Range{0, 0} : Range{plane.marks.front().at.ticks(), plane.marks.back().at.ticks()};
  for (const WatermarkStep& step : plane.watermark) range.to = std::max(range.to, step.at.ticks());
  for (const Box& box : plane.boxes) {
    if (!box.stamps.empty()) range.to = std::max(range.to, box.stamps.back().at.ticks());
    if (box.cleared) range.to = std::max(range.to, box.cleared->at.ticks());
  }
  for (const TimerLife& timer : plane.timers) {
    if (timer.ended) range.to = std::max(range.to, timer.ended->at.ticks());
  }
  const std::int64_t rest = engine::saturating_add(recording.end.ticks(), -range.to);
  if (rest > 0 && rest <= range.length() / 2) range.to = recording.end.ticks();
  return range;
}

// Moved so that nothing is seen that `all` does not show, where that is possible.
Viewport inside(const Viewport& viewport, const Viewport& all) {
  const auto shift = [](const Range& range, const Range& limits) {
    if (range.length() >= limits.length()) return std::int64_t{0};
    if (range.from < limits.from) return limits.from - range.from;
    return std::min<std::int64_t>(0, limits.to - range.to);
  };
  return panned(viewport, shift(viewport.event, all.event), shift(viewport.clock, all.clock));
}

std::int64_t clock_ms(const Recording& recording, sim::SimTime time) {
  return sim::to_processing_time(recording.clock_base, time).ticks();
}

// What there is, without air.
Viewport extent(const Recording& recording, const Plane& plane) {
  std::vector<std::int64_t> times;
  times.reserve(plane.marks.size());
  for (const Mark& mark : plane.marks) times.push_back(mark.time.ticks());
  for (const TimerLife& timer : plane.timers) {
    if (timer.clock == engine::TimeDomain::Event) times.push_back(timer.time);
  }
  const Range clock = fit_clock(recording, plane);
  if (times.empty()) times.push_back(clock_ms(recording, sim::SimTime(clock.from)));
  return {with_windows(without_stragglers(std::move(times)), plane), clock};
}

}  // namespace

Viewport fit(const Recording& recording, const Plane& plane) {
  const Viewport all = extent(recording, plane);
  return {with_air(all.event, 5, 8), with_air(all.clock, 7, 9)};
}

Range fit_run(sim::SimTime end) { return with_air({0, std::max<std::int64_t>(end.ticks(), 1)}, 1, 2); }

Viewport opening_view(const Recording& recording, const Plane& plane, sim::EventId around) {
  const Viewport all = extent(recording, plane);
  const std::int64_t slide = plane.lane.has_windows ? plane.lane.shape.slide.count : 0;
  if (slide == 0 || all.event.length() / slide <= kWindowsTold) return fit(recording, plane);
  const std::int64_t span = std::max(scaled(slide, kWindowsAround, 1), plane.lane.shape.size.count);
  const std::int64_t clock_span = sim::saturating_from(engine::Millis{span}).count;
  const Viewport near{{0, span}, {0, clock_span}};
  const Viewport limits{{all.event.from - span / 16, all.event.to + span / 16},
                        {all.clock.from - clock_span / 16, all.clock.to + clock_span / 16}};
  return inside(centred(near, place_of(recording, around)), limits);
}

Viewport zoomed(const Viewport& viewport, PlanePoint anchor, ZoomPercent percent) {
  WT_REQUIRE(percent.event >= 1 && percent.event <= 10'000, percent.event);
  WT_REQUIRE(percent.clock >= 1 && percent.clock <= 10'000, percent.clock);
  const auto zoom = [](const Range& range, std::int64_t at, int by) {
    const std::int64_t fixed = std::clamp(at, range.from, range.to);
    if (by > 100 && range.length() > kSpanMax / 128) return range;
    return sound_range({saturating_add(fixed, -scaled(fixed - range.from, by, 100)),
                        saturating_add(fixed, scaled(range.to - fixed, by, 100))});
  };
  return {zoom(viewport.event, anchor.event_ms, percent.event), zoom(viewport.clock, anchor.clock_ns, percent.clock)};
}

Viewport panned(const Viewport& viewport, std::int64_t event_ms, std::int64_t clock_ns) {
  const auto pan = [](const Range& range, std::int64_t by) {
    const std::int64_t from = std::clamp(saturating_add(range.from, by), -kEdge, kEdge - range.length());
    return Range{from, from + range.length()};
  };
  return {pan(viewport.event, event_ms), pan(viewport.clock, clock_ns)};
}

Viewport centred(const Viewport& viewport, PlanePoint middle) {
  const auto move = [](const Range& range, std::int64_t at) {
    return engine::saturating_add(bounded(at), -engine::saturating_add(range.from, range.length() / 2));
  };
  return panned(viewport, move(viewport.event, middle.event_ms), move(viewport.clock, middle.clock_ns));
}

Viewport sound(const Viewport& viewport) { return {sound_range(viewport.event), sound_range(viewport.clock)}; }

PlanePoint place_of(const Recording& recording, sim::EventId id) {
  const sim::TraceEvent& event = recording.at(id);
  PlanePoint place{clock_ms(recording, event.time), event.time.ticks()};
  switch (event.kind) {
    case sim::EventKind::RecordDrop:
    case sim::EventKind::RecordSide:
    case sim::EventKind::RecordLate:
      place.event_ms = static_cast<std::int64_t>(recording.at(sim::EventId{event.cause}).a);
      break;
    case sim::EventKind::ProducerSend:
    case sim::EventKind::RecordOut:
    case sim::EventKind::RecordIn:
    case sim::EventKind::RecordUnassigned:
    case sim::EventKind::RecordFilter:
    case sim::EventKind::RecordEvict:
    case sim::EventKind::OutVisible:
    case sim::EventKind::WatermarkAdvance: place.event_ms = static_cast<std::int64_t>(event.a); break;
    case sim::EventKind::WindowAdd:
    case sim::EventKind::SliceAdd:
    case sim::EventKind::WindowFire:
    case sim::EventKind::WindowPurge:
    case sim::EventKind::WindowClear: {
      const engine::Window window = recording.facts->windows.window(engine::WindowId{engine::upper(event.a)});
      place.event_ms = engine::wrapping_add(window.start.ticks(), window.end.ticks()) / 2;
      break;
    }
    default: break;
  }
  place.event_ms = bounded(place.event_ms);
  return place;
}

}  // namespace wavetank::visualizer
