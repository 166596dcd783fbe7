// The reducer.
#include <algorithm>

#include "visualizer/view/view_state.hpp"

namespace wavetank::visualizer {
namespace {

using sim::EventId;

std::int64_t number_of(EventId id) { return static_cast<std::int64_t>(static_cast<std::uint32_t>(id)); }

constexpr int kRowScrollMax = 65'535;  // there are no more tasks

// A first speed that shows a run in about twenty seconds, as a power of two.
std::int64_t speed_for(sim::SimTime length) {
  constexpr std::int64_t kWatched = 20'000'000;  // nanoseconds of twenty seconds, in thousandths
  std::int64_t speed = kSpeedMin;
  while (speed < kSpeedMax && speed < length.ticks() / kWatched) speed *= 2;
  return speed;
}

// One overload per command, on a copy of the state.
class Change {
 public:
  Change(const ViewState& state, const Scene& scene) : state_(state), scene_(scene) {}

  [[nodiscard]] ViewState result() const { return state_; }

  void operator()(const StepEvents& step) { go(number_of(state_.playhead) + bounded(step.count)); }
  void operator()(const StepLandmarks& step) {
    for (std::int64_t i = 0; i < std::abs(bounded(step.count)); ++i) {
      const auto found = step.count > 0 ? next_landmark(scene_.landmarks(), state_.playhead)
                                        : previous_landmark(scene_.landmarks(), state_.playhead);
      if (!found) return;
      go(number_of(found->id));
    }
  }
  void operator()(const StepSameKind& step) {
    if (state_.playhead == EventId{}) return;
    const sim::TraceEvent& model = scene_.recording().at(state_.playhead);
    const std::int64_t direction = step.count < 0 ? -1 : 1;
    std::int64_t left = std::abs(bounded(step.count));
    for (std::int64_t at = number_of(state_.playhead) + direction; at >= 1 && at <= size() && left > 0;
         at += direction) {
      const sim::TraceEvent& event = scene_.recording().at(EventId{static_cast<std::uint32_t>(at)});
      if (event.kind != model.kind || event.actor != model.actor) continue;
      --left;
      go(at);
    }
  }
  void operator()(const SeekEvent& seek) { go(number_of(seek.id)); }
  void operator()(const SeekTime& seek) {
    state_.playing = false;
    state_.now = std::clamp(seek.time, sim::SimTime{}, scene_.end());
    state_.playhead = scene_.last_until(state_.now);
  }
  void operator()(const SeekFirst&) { go(0); }
  void operator()(const SeekLast&) { go(size()); }

  void operator()(const TogglePlay&) {
    if (!state_.playing && number_of(state_.playhead) == size()) go(0);
    state_.playing = !state_.playing;
  }
  void operator()(const SpeedSteps& steps) {
    for (int i = 0; i < std::min(std::abs(steps.count), 64); ++i) {
      const std::int64_t speed = steps.count > 0 ? state_.speed * 2 : state_.speed / 2;
      state_.speed = std::clamp(speed, kSpeedMin, kSpeedMax);
    }
  }
  void operator()(const Elapse& elapsed) {
    if (!state_.playing || elapsed.nanoseconds <= 0) return;
    constexpr std::int64_t kLongest = 250'000'000;  // a slow frame does not skip the film
    __extension__ using Wide = __int128;
    const Wide moved = Wide{std::min(elapsed.nanoseconds, kLongest)} * state_.speed / 1000;
    const std::int64_t by = moved > kSpanMax ? kSpanMax : static_cast<std::int64_t>(moved);
    state_.now = std::min(saturating_add(state_.now, sim::SimDuration{by}), scene_.end());
    state_.playhead = std::max(state_.playhead, scene_.last_until(state_.now));
    if (number_of(state_.playhead) == size()) state_.playing = false;
  }

  void operator()(const Zoom& zoom) { state_.viewport = zoomed(state_.viewport, zoom.anchor, zoom.percent); }
  void operator()(const Pan& pan) { state_.viewport = panned(state_.viewport, pan.event_ms, pan.clock_ns); }
  void operator()(const Fit&) {
    if (state_.view == View::Plane) {
      state_.viewport = fit(scene_.recording(), scene_.plane());
    } else {
      state_.viewport.clock = fit_run(scene_.shown_end());
      state_.row_scroll = 0;
    }
  }
  void operator()(const Show& show) {
    if (state_.view != show.view) state_.row_scroll = 0;
    state_.view = show.view;
  }
  void operator()(const ScrollRows& scroll) {
    state_.row_scroll = std::clamp(state_.row_scroll + std::clamp(scroll.rows, -10'000, 10'000), 0, kRowScrollMax);
  }
  void operator()(const Centre&) {
    const EventId id = state_.selection.value_or(state_.playhead);
    if (id != EventId{}) state_.viewport = centred(state_.viewport, place_of(scene_.recording(), id));
  }
  void operator()(const ChooseLane& choice) {
    if (choice.lane >= scene_.lanes().size()) return;
    if (choice.lane != state_.lane) state_.key.reset();
    state_.lane = choice.lane;
  }
  void operator()(const NextLane&) {
    if (!scene_.lanes().empty()) (*this)(ChooseLane{(state_.lane + 1) % scene_.lanes().size()});
  }
  void operator()(const NextKey&) {
    const std::vector<engine::KeyId>& keys = scene_.plane().keys;
    const auto at = state_.key ? std::find(keys.begin(), keys.end(), *state_.key) : keys.end();
    if (at == keys.end()) {
      if (!keys.empty()) state_.key = keys.front();
    } else if (std::next(at) == keys.end()) {
      state_.key.reset();
    } else {
      state_.key = *std::next(at);
    }
  }
  void operator()(const ToggleTheme&) { state_.theme = state_.theme == Theme::Light ? Theme::Dark : Theme::Light; }
  void operator()(const ScaleSteps& steps) {
    const int count = std::clamp(steps.count, -100, 100);
    state_.scale_percent =
        std::clamp(state_.scale_percent + count * kScalePercentStep, kScalePercentMin, kScalePercentMax);
  }
  void operator()(const ResetScale&) { state_.scale_percent = 100; }

  void operator()(const Select& select) {
    if (select.id && (number_of(*select.id) < 1 || number_of(*select.id) > size())) return;
    choose(select.id);
  }
  void operator()(const SelectCause&) {
    if (!state_.selection) return;
    const EventId cause{scene_.recording().at(*state_.selection).cause};
    if (cause != EventId{}) choose(cause);
  }
  void operator()(const SelectConsequence&) {
    if (!state_.selection) return;
    for (std::int64_t at = number_of(*state_.selection) + 1; at <= size(); ++at) {
      const EventId id{static_cast<std::uint32_t>(at)};
      if (EventId{scene_.recording().at(id).cause} != *state_.selection) continue;
      choose(id);
      return;
    }
  }
  void operator()(const ScrollWhy& scroll) {
    state_.why_scroll = std::clamp(state_.why_scroll + std::clamp(scroll.lines, -1000, 1000), 0, 100'000);
  }
  void operator()(const ToggleHelp&) { state_.help = !state_.help; }
  void operator()(const Dismiss&) {
    if (state_.help) {
      state_.help = false;
    } else {
      choose(std::nullopt);
    }
  }

 private:
  [[nodiscard]] std::int64_t size() const { return scene_.recording().size(); }
  [[nodiscard]] std::int64_t bounded(std::int64_t count) const { return std::clamp(count, -size(), size()); }

  void choose(std::optional<EventId> id) {
    if (state_.selection != id) state_.why_scroll = 0;
    state_.selection = id;
  }
  // Moves the playhead and selects what stands there.
  void go(std::int64_t number) {
    state_.playhead = EventId{static_cast<std::uint32_t>(std::clamp<std::int64_t>(number, 0, size()))};
    state_.now = scene_.time_of(state_.playhead);
    choose(state_.playhead == EventId{} ? std::nullopt : std::optional(state_.playhead));
  }

  ViewState state_;
  const Scene& scene_;
};

}  // namespace

ViewState opening_state(const Scene& scene, std::optional<EventId> at) {
  const scenarios::Recording& recording = scene.recording();
  ViewState state;
  state.speed = speed_for(scene.end());
  if (recording.size() == 0) return state;
  const EventId last{recording.size()};
  state.playhead = at.value_or(last);
  WT_REQUIRE(number_of(state.playhead) >= 1 && state.playhead <= last, number_of(state.playhead));
  state.now = at ? scene.time_of(*at) : scene.end();
  state.selection = at ? at : most_interesting(recording, scene.landmarks());
  state.viewport = opening_view(recording, scene.plane(), state.selection.value_or(state.playhead));
  return state;
}

ViewState apply(const ViewState& state, const Command& command, const Scene& scene) {
  Change change(state, scene);
  std::visit(change, command);
  ViewState changed = change.result();
  WT_ASSERT(number_of(changed.playhead) <= scene.recording().size(), number_of(changed.playhead));
  WT_ASSERT(scene.time_of(changed.playhead) <= changed.now, changed.now);
  return changed;
}

}  // namespace wavetank::visualizer
