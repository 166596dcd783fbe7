// Valve and combiner against twins that keep no counts and no tree: every answer is searched for anew, from the
// words of the rules (WM-16, WM-21 to WM-28).
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "engine/time/combiner.hpp"
#include "engine/time/valve.hpp"
#include "tests/engine/time/support.hpp"

namespace wavetank::engine::testing {
namespace {

struct TwinChannel {
  std::int64_t watermark = kMin.ticks();
  bool idle = false;
  bool aligned = true;
};

struct TwinValve {
  explicit TwinValve(std::size_t count) : channels(count) {}

  bool all_idle() const {
    return std::all_of(channels.begin(), channels.end(), [](const TwinChannel& c) { return c.idle; });
  }
  std::string raise(std::int64_t to) {
    if (to <= output) return "";
    output = to;
    return words(TimeEvent::watermark(at(to)));
  }
  std::string raise_to_minimum() {
    std::vector<std::int64_t> aligned;
    for (const TwinChannel& c : channels) {
      if (c.aligned) aligned.push_back(c.watermark);
    }
    return aligned.empty() ? "" : raise(*std::min_element(aligned.begin(), aligned.end()));
  }
  std::string raise_to_maximum() {
    std::vector<std::int64_t> all;
    for (const TwinChannel& c : channels) all.push_back(c.watermark);
    return raise(*std::max_element(all.begin(), all.end()));
  }
  std::string watermark(std::size_t from, std::int64_t value) {
    TwinChannel& c = channels[from];
    if (all_idle() || c.idle || value <= c.watermark) return "";
    c.watermark = value;
    if (!c.aligned) c.aligned = value >= output;
    return raise_to_minimum();
  }
  std::string idle(std::size_t from) {
    TwinChannel& c = channels[from];
    if (c.idle) return "";
    c.idle = true;
    c.aligned = false;
    const bool slowest = c.watermark == output;
    if (!all_idle()) return slowest ? raise_to_minimum() : "";
    const std::string flush = slowest ? raise_to_maximum() : "";
    return flush.empty() ? "idle" : flush + " idle";
  }
  std::string active(std::size_t from) {
    TwinChannel& c = channels[from];
    if (!c.idle) return "";
    const bool was_idle = all_idle();
    c.idle = false;
    c.aligned = c.watermark >= output;
    return was_idle ? "active" : "";
  }

  std::vector<TwinChannel> channels;
  std::int64_t output = kMin.ticks();
};

struct TwinCombiner {
  explicit TwinCombiner(std::size_t count) : inputs(count) {}

  std::string recompute() {
    std::vector<std::int64_t> active;
    std::vector<std::int64_t> all;
    for (const TwinChannel& c : inputs) {
      all.push_back(c.watermark);
      if (!c.idle) active.push_back(c.watermark);
    }
    idle_now = active.empty();
    const std::int64_t value =
        idle_now ? *std::max_element(all.begin(), all.end()) : *std::min_element(active.begin(), active.end());
    if (value <= output) return "";
    output = value;
    return words(TimeEvent::watermark(at(value)));
  }
  std::string watermark(std::size_t from, std::int64_t value) {
    inputs[from].idle = false;
    inputs[from].watermark = std::max(inputs[from].watermark, value);
    return recompute();
  }
  std::string status(std::size_t from, bool idle) {
    const bool before = idle_now;
    inputs[from].idle = idle;
    std::string said = recompute();
    if (before == idle_now) return said;
    return said + (said.empty() ? "" : " ") + (idle_now ? "idle" : "active");
  }

  std::vector<TwinChannel> inputs;
  std::int64_t output = kMin.ticks();
  bool idle_now = false;
};

struct Step {
  TimeEventKind kind = TimeEventKind::Watermark;
  std::uint32_t from = 0;
  std::int64_t time = 0;
};

std::ostream& operator<<(std::ostream& out, const Step& step) {
  return out << step.from << " " << words(TimeEvent{step.kind, at(step.time)});
}

// Free length, so that a counterexample shrinks; few values, so that ties are frequent; long, for the valve must
// come to stand between its channels before the rules of idleness differ.
std::vector<Step> steps_over(std::size_t channels) {
  const auto last = static_cast<std::uint32_t>(channels);
  const auto time =
      rc::gen::weightedOneOf<std::int64_t>({{30, rc::gen::inRange<std::int64_t>(-3, 25)},
                                            {1, rc::gen::element(kMin.ticks(), kMax.ticks() - 1, kMax.ticks())}});
  const auto kind = rc::gen::weightedElement<TimeEventKind>(
      {{3, TimeEventKind::Watermark}, {2, TimeEventKind::Idle}, {2, TimeEventKind::Active}});
  const auto step = rc::gen::build<Step>(rc::gen::set(&Step::kind, kind),
                                         rc::gen::set(&Step::from, rc::gen::inRange<std::uint32_t>(0, last)),
                                         rc::gen::set(&Step::time, time));
  return *rc::gen::scale(4, rc::gen::container<std::vector<Step>>(step));
}

RC_GTEST_PROP(ValveProperty, AnswersLikeATwinThatSearchesAllChannels, ()) {
  const auto channels = *rc::gen::element<std::size_t>(1, 2, 3, 4, 5, 9);
  Valve valve(channels);
  TwinValve twin(channels);
  for (const Step& step : steps_over(channels)) {
    const ChannelIndex from = channel(step.from);
    const EventTime before = valve.last_output();
    std::string expected;
    TimeEvents events;
    if (step.kind == TimeEventKind::Watermark) {
      expected = twin.watermark(step.from, step.time);
      events = valve.on_watermark(from, at(step.time));
    } else {
      const bool idle = step.kind == TimeEventKind::Idle;
      expected = idle ? twin.idle(step.from) : twin.active(step.from);
      events = valve.on_status(from, idle ? StreamStatus::Idle : StreamStatus::Active);
    }
    RC_ASSERT(words(events) == expected);
    RC_ASSERT(valve.last_output() >= before);
    valve.check_invariants();
  }
}

RC_GTEST_PROP(ValveProperty, EmitsStrictlyGrowingWatermarksAndOnlyWhileActive, ()) {
  const auto channels = *rc::gen::inRange<std::size_t>(1, 6);
  Valve valve(channels);
  EventTime last = kMin;
  StreamStatus status = StreamStatus::Active;
  for (const Step& step : steps_over(channels)) {
    const ChannelIndex from = channel(step.from);
    const TimeEvents events = step.kind == TimeEventKind::Watermark ? valve.on_watermark(from, at(step.time))
                              : step.kind == TimeEventKind::Idle    ? valve.on_status(from, StreamStatus::Idle)
                                                                    : valve.on_status(from, StreamStatus::Active);
    for (const TimeEvent& event : events) {
      if (event.kind == TimeEventKind::Watermark) {
        RC_ASSERT(event.time > last);
        RC_ASSERT(status == StreamStatus::Active);
        last = event.time;
      } else {
        RC_ASSERT(event != TimeEvent::status(status));
        status = event.kind == TimeEventKind::Idle ? StreamStatus::Idle : StreamStatus::Active;
      }
    }
  }
}

RC_GTEST_PROP(CombinerProperty, AnswersLikeATwinThatSearchesAllInputs, ()) {
  const auto inputs = *rc::gen::inRange<std::size_t>(1, 6);
  Combiner combiner(inputs);
  TwinCombiner twin(inputs);
  for (const Step& step : steps_over(inputs)) {
    const InputIndex from{step.from};
    const EventTime before = combiner.watermark();
    if (step.kind == TimeEventKind::Watermark) {
      const std::string expected = twin.watermark(step.from, step.time);
      RC_ASSERT(words(combiner.on_watermark(from, at(step.time))) == expected);
    } else {
      const bool idle = step.kind == TimeEventKind::Idle;
      const std::string expected = twin.status(step.from, idle);
      const StreamStatus status = idle ? StreamStatus::Idle : StreamStatus::Active;
      RC_ASSERT(words(combiner.on_status(from, status)) == expected);
    }
    RC_ASSERT(combiner.watermark() >= before);
  }
}

}  // namespace
}  // namespace wavetank::engine::testing
