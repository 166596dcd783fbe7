// What of a plane has happened up to an event.
#include <algorithm>

#include "visualizer/view/plane.hpp"

namespace wavetank::visualizer {
namespace {

using sim::EventId;

EventId id_of(const Mark& mark) { return mark.arrival; }
EventId id_of(const WatermarkStep& step) { return step.id; }
EventId id_of(const Growth& growth) { return growth.id; }
EventId id_of(const Stamp& stamp) { return stamp.first; }
EventId id_of(const Box& box) { return box.first; }
EventId id_of(const Retraction& retraction) { return retraction.id; }
EventId id_of(const TimerLife& timer) { return timer.set.id; }
EventId id_of(const FoundMatch& match) { return match.said.id; }

template <typename T>
std::size_t count_until(const std::vector<T>& sorted, EventId playhead) {
  const auto end = std::upper_bound(sorted.begin(), sorted.end(), playhead,
                                    [](EventId id, const T& element) { return id < id_of(element); });
  return static_cast<std::size_t>(end - sorted.begin());
}

}  // namespace

std::size_t happened(const std::vector<Mark>& marks, EventId playhead) { return count_until(marks, playhead); }
std::size_t happened(const std::vector<WatermarkStep>& steps, EventId playhead) { return count_until(steps, playhead); }
std::size_t happened(const std::vector<Growth>& growth, EventId playhead) { return count_until(growth, playhead); }
std::size_t happened(const std::vector<Stamp>& stamps, EventId playhead) { return count_until(stamps, playhead); }
std::size_t happened(const std::vector<Box>& boxes, EventId playhead) { return count_until(boxes, playhead); }
std::size_t happened(const std::vector<Retraction>& retractions, EventId playhead) {
  return count_until(retractions, playhead);
}

std::size_t happened(const std::vector<TimerLife>& timers, EventId playhead) { return count_until(timers, playhead); }
std::size_t happened(const std::vector<FoundMatch>& matches, EventId playhead) {
  return count_until(matches, playhead);
}

std::optional<WatermarkStep> watermark_at(const Plane& plane, EventId playhead) {
  const std::size_t count = happened(plane.watermark, playhead);
  if (count == 0) return std::nullopt;
  return plane.watermark[count - 1];
}

std::optional<StampPlace> stamp_of(const Plane& plane, EventId firing) {
  const std::size_t boxes = happened(plane.boxes, firing);
  for (std::size_t at = boxes; at-- > 0;) {
    const std::vector<Stamp>& stamps = plane.boxes[at].stamps;
    const std::size_t count = happened(stamps, firing);
    if (count == 0) continue;
    // Firings of several windows in one instant are interleaved, so the parts decide.
    const std::vector<StampPart>& parts = plane.boxes[at].parts;
    const auto part = std::lower_bound(parts.begin(), parts.end(), firing,
                                       [](const StampPart& element, EventId id) { return element.id < id; });
    if (part != parts.end() && part->id == firing) return StampPlace{at, count - 1};
  }
  return std::nullopt;
}

std::optional<std::size_t> mark_of(const Plane& plane, EventId id) {
  const std::size_t count = happened(plane.marks, id);
  if (count == 0) return std::nullopt;
  if (plane.marks[count - 1].arrival == id) return count - 1;
  // A batch arrives before it is decided: look back through what arrived shortly before.
  constexpr std::size_t kLookBack = 4096;
  for (std::size_t back = 0; back < kLookBack && back < count; ++back) {
    if (plane.marks[count - 1 - back].decided == id) return count - 1 - back;
  }
  return std::nullopt;
}

}  // namespace wavetank::visualizer
