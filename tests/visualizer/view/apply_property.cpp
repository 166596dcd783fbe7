// Laws of the reducer under any commands.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "tests/visualizer/recordings.hpp"
#include "visualizer/view/link.hpp"
#include "visualizer/view/view_state.hpp"

namespace wavetank::visualizer {
namespace {

const scenarios::Recording& sample() {
  static const scenarios::Recording recording = catalogue("lateness/late-firing");
  return recording;
}

sim::EventId any_event() { return sim::EventId{*rc::gen::inRange<std::uint32_t>(0, sample().size() + 3)}; }

Command navigation() {
  switch (*rc::gen::inRange(0, 8)) {
    case 0: return StepEvents{*rc::gen::inRange<std::int64_t>(-200, 200)};
    case 1: return StepLandmarks{*rc::gen::inRange<std::int64_t>(-5, 6)};
    case 2: return StepSameKind{*rc::gen::inRange<std::int64_t>(-3, 4)};
    case 3: return SeekEvent{any_event()};
    case 4: return SeekTime{sim::SimTime(*rc::gen::arbitrary<std::int64_t>())};
    case 5: return SeekFirst{};
    case 6: return SeekLast{};
    default: return Elapse{*rc::gen::arbitrary<std::int64_t>()};
  }
}

Command view_change() {
  switch (*rc::gen::inRange(0, 11)) {
    case 0:
      return Zoom{{*rc::gen::arbitrary<std::int64_t>(), *rc::gen::arbitrary<std::int64_t>()},
                  {*rc::gen::inRange(1, 1000), *rc::gen::inRange(1, 1000)}};
    case 1: return Pan{*rc::gen::arbitrary<std::int64_t>(), *rc::gen::arbitrary<std::int64_t>()};
    case 2: return Fit{};
    case 3: return Centre{};
    case 4: return NextKey{};
    case 5: return ScaleSteps{*rc::gen::arbitrary<int>()};
    case 6: return Select{any_event()};
    case 7: return ScrollWhy{*rc::gen::arbitrary<int>()};
    case 8: return Show{static_cast<View>(*rc::gen::inRange(0, kViews))};
    case 9: return ScrollRows{*rc::gen::arbitrary<int>()};
    default: return TogglePlay{};
  }
}

ViewState after_any_commands(Scene& scene) {
  ViewState state = opening_state(scene, std::nullopt);
  const int count = *rc::gen::inRange(0, 24);
  for (int i = 0; i < count; ++i) {
    state = apply(state, *rc::gen::arbitrary<bool>() ? navigation() : view_change(), scene);
    scene.look_at(state.lane, state.key);
  }
  return state;
}

RC_GTEST_PROP(ReducerLaws, ThePlayheadStaysInTheRunAndNowIsNotBeforeIt, ()) {
  Scene scene(sample(), {});
  const ViewState state = after_any_commands(scene);
  RC_ASSERT(static_cast<std::uint32_t>(state.playhead) <= sample().size());
  RC_ASSERT(scene.time_of(state.playhead) <= state.now);
  RC_ASSERT(state.viewport.event.length() >= kSpanMin);
  RC_ASSERT(state.viewport.clock.length() >= kSpanMin);
}

RC_GTEST_PROP(ReducerLaws, AStepBackUndoesAStep, ()) {
  Scene scene(sample(), {});
  ViewState state = after_any_commands(scene);
  state.playing = false;
  state.why_scroll = 0;
  RC_PRE(static_cast<std::uint32_t>(state.playhead) < sample().size());
  state = apply(state, SeekEvent{state.playhead}, scene);
  RC_ASSERT(apply(apply(state, StepEvents{1}, scene), StepEvents{-1}, scene) == state);
}

RC_GTEST_PROP(ReducerLaws, SeekingAnEventIsSteppingThere, ()) {
  Scene scene(sample(), {});
  const ViewState first = apply(opening_state(scene, std::nullopt), SeekFirst{}, scene);
  const auto count = *rc::gen::inRange<std::uint32_t>(0, sample().size() + 1);
  ViewState stepped = first;
  for (std::uint32_t i = 0; i < count; ++i) stepped = apply(stepped, StepEvents{1}, scene);
  RC_ASSERT(apply(first, SeekEvent{sim::EventId{count}}, scene) == stepped);
}

RC_GTEST_PROP(ReducerLaws, ALinkLeadsBackToWhereItWasTaken, ()) {
  Scene scene(sample(), {});
  const ViewState state = after_any_commands(scene);
  const Link link = link_to(sample(), state);
  const auto read = from_link(to_link(link));
  RC_ASSERT(read.ok());
  RC_ASSERT(read.value() == link);
  const ViewState followed = follow(read.value(), scene);
  RC_ASSERT(followed.playhead == state.playhead);
  RC_ASSERT(followed.viewport == state.viewport);
  RC_ASSERT(followed.view == state.view);
}

RC_GTEST_PROP(ReducerLaws, NoCommandChangesTheRecording, ()) {
  const std::size_t events = sample().trace.events.size();
  const auto fingerprint = sample().fingerprint;
  Scene scene(sample(), {});
  after_any_commands(scene);
  RC_ASSERT(sample().trace.events.size() == events);
  RC_ASSERT(sample().fingerprint == fingerprint);
}

}  // namespace
}  // namespace wavetank::visualizer
