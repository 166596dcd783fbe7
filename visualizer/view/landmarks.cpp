// Finding what is worth stopping at.
#include "visualizer/view/landmarks.hpp"

#include <algorithm>

#include "sim/trace/joined_windows.hpp"

namespace wavetank::visualizer {
namespace {

using scenarios::Recording;
using sim::EventId;
using sim::EventKind;
using sim::TraceEvent;

std::optional<LandmarkKind> kind_of(const TraceEvent& event) {
  switch (event.kind) {
    case EventKind::WindowFire:
      return static_cast<engine::FireReason>(engine::upper(event.b)) == engine::FireReason::Late
                 ? LandmarkKind::FireLate
                 : LandmarkKind::Fire;
    case EventKind::RecordLate: return LandmarkKind::Late;
    case EventKind::RecordDrop: return LandmarkKind::Drop;
    case EventKind::RecordSide: return LandmarkKind::Side;
    case EventKind::SourcePause:
    case EventKind::SourceResume:
    case EventKind::ClockAdvance:
    case EventKind::SourceIdle:
    case EventKind::SourceActive:
    case EventKind::SourceEnd: return LandmarkKind::Status;
    case EventKind::FaultBegin:
    case EventKind::FaultEnd: return LandmarkKind::Fault;
    case EventKind::HostCrash:
    case EventKind::HostStart:
    case EventKind::JobFailure:
    case EventKind::JobAttempt:
    case EventKind::JobFail: return LandmarkKind::Failure;
    default: return std::nullopt;
  }
}

// Transport is left out; what a window task hears and does is told.
bool is_told(const Recording& recording, const TraceEvent& event) {
  if (kind_of(event)) return true;
  switch (event.kind) {
    case EventKind::RecordUnassigned:
    case EventKind::RecordEvict:
    case EventKind::WindowAdd:
    case EventKind::SliceAdd:
    case EventKind::WindowPurge:
    case EventKind::WindowClear:
    case EventKind::KeyEnd:
    case EventKind::OutVisible: return true;
    case EventKind::RecordIn:
    case EventKind::WatermarkAdvance: return std::holds_alternative<scenarios::WindowNode>(recording.node(event).op);
    default: return false;
  }
}

}  // namespace

Landmarks find_landmarks(const Recording& recording, std::span<const EventId> violations) {
  std::vector<EventId> broken(violations.begin(), violations.end());
  std::sort(broken.begin(), broken.end());
  Landmarks landmarks;
  for (std::uint32_t at = 1; at <= recording.size(); ++at) {
    const TraceEvent& event = recording.at(EventId{at});
    const bool is_broken = std::binary_search(broken.begin(), broken.end(), EventId{at});
    const std::optional<LandmarkKind> kind = is_broken ? LandmarkKind::Violation : kind_of(event);
    if (kind) landmarks.all.push_back({EventId{at}, event.time, *kind});
    if (is_broken || is_told(recording, event)) landmarks.told.push_back(EventId{at});
  }
  return landmarks;
}

std::optional<Landmark> next_landmark(const Landmarks& landmarks, EventId from) {
  const auto next = std::upper_bound(landmarks.all.begin(), landmarks.all.end(), from,
                                     [](EventId id, const Landmark& landmark) { return id < landmark.id; });
  if (next == landmarks.all.end()) return std::nullopt;
  return *next;
}

std::optional<Landmark> previous_landmark(const Landmarks& landmarks, EventId from) {
  const auto next = std::lower_bound(landmarks.all.begin(), landmarks.all.end(), from,
                                     [](const Landmark& landmark, EventId id) { return landmark.id < id; });
  if (next == landmarks.all.begin()) return std::nullopt;
  return *std::prev(next);
}

std::optional<EventId> most_interesting(const Recording& recording, const Landmarks& landmarks) {
  for (const LandmarkKind wanted :
       {LandmarkKind::Violation, LandmarkKind::Drop, LandmarkKind::Side, LandmarkKind::FireLate, LandmarkKind::Fire}) {
    const auto last = std::find_if(landmarks.all.rbegin(), landmarks.all.rend(),
                                   [&](const Landmark& landmark) { return landmark.kind == wanted; });
    if (last != landmarks.all.rend()) return last->id;
  }
  for (std::uint32_t at = recording.size(); at > 0; --at) {
    if (sim::says_joined(recording.at(EventId{at}).kind)) return EventId{at};
  }
  if (recording.size() == 0) return std::nullopt;
  return EventId{recording.size()};
}

}  // namespace wavetank::visualizer
