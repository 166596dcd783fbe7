// Sources and partitions that were found idle: while they are, nobody waits for them. And those that wait for others,
// being too far ahead of their group.
#include <algorithm>

#include "visualizer/paint/plane/plane_canvas.hpp"

namespace wavetank::visualizer {
namespace {

constexpr std::size_t kSilencesMax = 12;

// One source, or one partition of it, from the tick that found it idle until it speaks again, or while it waits.
struct Silence {
  sim::EventId begin{};
  sim::SimTime from;
  std::optional<sim::SimTime> to;
  sim::ActorId source{};
  std::uint64_t partition = 0;  // from 1; 0: the whole source
  bool waits = false;           // for its group; else it is idle
};

// One that ended in the instant in which the same begins again has not ended.
bool goes_on(std::vector<Silence>& silences, const sim::TraceEvent& event, sim::SimTime now) {
  const bool waits = event.kind == sim::EventKind::SourcePause;
  for (Silence& silence : silences) {
    const bool is_same = silence.source == event.actor && silence.partition == event.a && silence.waits == waits;
    if (!is_same || silence.to != now) continue;
    silence.to.reset();
    return true;
  }
  return false;
}

std::vector<Silence> silences_until(const Scene& scene, sim::EventId playhead) {
  std::vector<Silence> silences;
  for (const Landmark& landmark : scene.landmarks().all) {
    if (landmark.id > playhead) break;
    if (landmark.kind != LandmarkKind::Status) continue;
    const sim::TraceEvent& event = scene.recording().at(landmark.id);
    const bool waits = event.kind == sim::EventKind::SourcePause;
    if (waits || event.kind == sim::EventKind::SourceIdle) {
      if (goes_on(silences, event, landmark.at)) continue;
      silences.push_back({landmark.id, landmark.at, std::nullopt, event.actor, event.a, waits});
    }
    const bool reads_on = event.kind == sim::EventKind::SourceResume;
    if (!reads_on && event.kind != sim::EventKind::SourceActive) continue;
    for (Silence& silence : silences) {
      const bool is_same = silence.source == event.actor && silence.partition == event.a && silence.waits == reads_on;
      if (is_same && !silence.to) silence.to = landmark.at;
    }
  }
  if (silences.size() > kSilencesMax) silences.erase(silences.begin(), silences.end() - kSilencesMax);
  return silences;
}

// A partition that takes its whole source along needs no words of its own.
bool is_said_by_source(const Silence& silence, const std::vector<Silence>& all) {
  return silence.partition != 0 && std::any_of(all.begin(), all.end(), [&](const Silence& other) {
           return other.partition == 0 && other.source == silence.source && other.from == silence.from &&
                  other.waits == silence.waits;
         });
}

std::string silence_text(const PlaneCanvas& canvas, const Silence& silence) {
  const std::string& source = canvas.recording().cast.actors.at(static_cast<std::size_t>(silence.source)).name;
  const std::string who =
      silence.partition == 0 ? source : "partition " + std::to_string(silence.partition - 1) + " of " + source;
  return who + (silence.waits ? " waits" : " is idle");
}

}  // namespace

// Dotted where the silence was found, and a bar on the clock's axis for as long as it lasts.
void paint_silences(PlaneCanvas& canvas) {
  Pen& pen = canvas.pen;
  const Rect& area = canvas.area();
  for (const Silence& silence : silences_until(canvas.scene, canvas.state.playhead)) {
    const float bottom = canvas.projection.y(silence.from.ticks());
    const float top = canvas.projection.y(silence.to.value_or(canvas.state.now).ticks());
    if (bottom < area.top || top > area.bottom) continue;
    pen.dashed_across(area.left, area.right, bottom, pen.ink(Role::Idle), kDotted);
    pen.hatch({area.left, top, area.left + pen.px(8), bottom}, pen.ink(Role::Idle));
    pen.down(area.left + pen.px(8), top, bottom, pen.ink(Role::Idle), pen.px(1));
  }
}

void paint_silence_labels(PlaneCanvas& canvas) {
  Pen& pen = canvas.pen;
  const Rect& area = canvas.area();
  const std::vector<Silence> silences = silences_until(canvas.scene, canvas.state.playhead);
  for (const Silence& silence : silences) {
    const float y = canvas.projection.y(silence.from.ticks());
    if (y < area.top || y > area.bottom || is_said_by_source(silence, silences)) continue;
    const std::string text = pen.shortened(silence_text(canvas, silence), area.width() / 2);
    const Point size = pill_size(pen, text);
    const float right = area.right - pen.px(6) - size.x;
    const float left = area.left + pen.px(14);
    const auto spot = [&](float x, float top) { return Rect{x, top, x + size.x, top + size.y}; };
    const float above = y - size.y - pen.px(3);
    const float below = y + pen.px(3);
    const auto place =
        canvas.labels.place({spot(right, below), spot(right, above), spot(left, above), spot(left, below)});
    if (place) paint_pill(pen, *place, {text, pen.ink(Role::Idle)});
  }
}

}  // namespace wavetank::visualizer
