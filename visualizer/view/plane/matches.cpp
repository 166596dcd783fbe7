// The row of a match has its beginning behind its key.
#include "visualizer/view/plane/matches.hpp"

namespace wavetank::visualizer {
namespace {

constexpr std::uint32_t kStartedField = 1;

}  // namespace

std::vector<FoundMatch> fold_matches(const scenarios::Recording& recording, const Plane& plane) {
  using sim::EventKind;
  std::vector<FoundMatch> matches;
  for (std::uint32_t at = 1; at <= recording.size(); ++at) {
    const sim::TraceEvent& event = recording.at(sim::EventId{at});
    const bool timed_out = event.kind == EventKind::SequenceTimeout;
    if (!timed_out && event.kind != EventKind::SequenceMatch) continue;
    const engine::KeyId key{engine::lower(event.b)};
    if (!plane.lane.task_number(event.actor) || (plane.only && *plane.only != key)) continue;
    const engine::RowId row{engine::upper(event.b)};
    const engine::EventTime started(recording.facts->rows.bits(row, kStartedField));
    matches.push_back({{sim::EventId{at}, event.time},
                       started,
                       engine::EventTime(static_cast<std::int64_t>(event.a)),
                       key,
                       timed_out ? FoundMatch::How::TimedOut : FoundMatch::How::Whole});
  }
  return matches;
}

}  // namespace wavetank::visualizer
