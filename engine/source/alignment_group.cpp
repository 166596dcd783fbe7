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

void AlignmentGroup::report(AlignedSource source, AlignedSubtask subtask, EventTime watermark) {
  std::map<AlignedSubtask, EventTime>& subtasks = reported_[source];
  const EventTime before = least_watermark(subtasks);
  subtasks[subtask] = watermark;
  const EventTime after = least_watermark(subtasks);
  if (after != before) minima_[source] = after;
  WT_ASSERT(after <= watermark, after, watermark);
}

std::optional<EventTime> AlignmentGroup::max_allowed(AlignedSource source, Millis drift) const {
  WT_REQUIRE(drift.count >= 0, drift);
  if (!reported_.contains(source)) return std::nullopt;
  const EventTime allowed = saturating_add(minimum(), drift);
  WT_ASSERT(allowed >= minimum(), allowed);
  return allowed;
}

bool AlignmentGroup::has_reported(AlignedSource source, AlignedSubtask subtask) const {
  const auto reported = reported_.find(source);
  return reported != reported_.end() && reported->second.contains(subtask);
}

EventTime AlignmentGroup::minimum() const {
  if (!mutants_.has(Mutant::GroupTakesMax) || minima_.empty()) return least_watermark(minima_);
  return std::max_element(minima_.begin(), minima_.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->second;
}

}  // namespace wavetank::engine
