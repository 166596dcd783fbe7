// A source passes its minimum to the group only when it changed. So one that has reported nothing but MIN, where every
// minimum starts, does not hold the group back.
#include "engine/source/alignment_group.hpp"

#include <algorithm>

#include "engine/base/assert.hpp"

namespace wavetank::engine {
namespace {

template <typename Key>
EventTime least_watermark(const std::map<Key, EventTime>& watermarks) {
  if (watermarks.empty()) return EventTime::min();
  const auto least = std::min_element(watermarks.begin(), watermarks.end(),
                                      [](const auto& a, const auto& b) { return a.second < b.second; });
  return least->second;
}

}  // namespace

AlignmentGroup::AlignmentGroup(Millis drift) : drift_(drift) { WT_REQUIRE(drift.count >= 0, drift); }

void AlignmentGroup::report(AlignedSource source, AlignedSubtask subtask, EventTime watermark) {
  std::map<AlignedSubtask, EventTime>& subtasks = reported_[source];
  const EventTime before = least_watermark(subtasks);
  subtasks[subtask] = watermark;
  const EventTime after = least_watermark(subtasks);
  if (after != before) minima_[source] = after;
  WT_ASSERT(after <= watermark, after, watermark);
}

std::optional<EventTime> AlignmentGroup::max_allowed(AlignedSource source) const {
  if (!reported_.contains(source)) return std::nullopt;
  const EventTime allowed = saturating_add(minimum(), drift_);
  WT_ASSERT(allowed >= minimum(), allowed);
  return allowed;
}

EventTime AlignmentGroup::minimum() const { return least_watermark(minima_); }

}  // namespace wavetank::engine
