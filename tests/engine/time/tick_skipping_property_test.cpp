// Skipping silent ticks changes nothing: the same records at the same times give the same stream, event for event
// and moment for moment, whether every tick runs or only those that matter.
#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "engine/time/assigner.hpp"
#include "tests/engine/time/support.hpp"

namespace wavetank::engine::testing {
namespace {

enum class Action : std::uint8_t { Record, MarkedRecord, Pause, Resume, UpstreamEnd };

struct Arrival {
  std::int64_t wait = 0;  // since the arrival before
  Action action = Action::Record;
  std::int64_t time = 0;
};

std::ostream& operator<<(std::ostream& out, const Arrival& arrival) {
  return out << "+" << arrival.wait << " action " << static_cast<int>(arrival.action) << " @" << arrival.time;
}

struct Heard {
  std::vector<std::string> lines;
  std::int64_t ticks = 0;
};

void hear(Heard& heard, ProcessingTime now, const TimeEvents& events) {
  if (!events.empty()) heard.lines.push_back(std::to_string(now.ticks()) + ": " + words(events));
}

// A punctual host: runs each tick when it is due, those of the same moment before the arrival.
void run_until(Assigner& assigner, ProcessingTime now, Heard& heard) {
  while (assigner.next_tick() && *assigner.next_tick() <= now) {
    const ProcessingTime due = *assigner.next_tick();
    hear(heard, due, assigner.on_clock(due));
    ++heard.ticks;
  }
}

TimeEvents arrive(Assigner& assigner, const Arrival& arrival, ProcessingTime now) {
  switch (arrival.action) {
    case Action::Record: return assigner.on_record({.own = at(arrival.time), .previous = {}}, now).after;
    case Action::MarkedRecord:
      return assigner.on_record({.own = at(arrival.time), .previous = {}, .mark = Mark::Marked}, now).after;
    case Action::Pause: assigner.pause(now); return {};
    case Action::Resume: assigner.resume(now); return {};
    case Action::UpstreamEnd: return assigner.on_watermark(kMax);
  }
  WT_UNREACHABLE();
}

Heard run(AssignerSpec spec, TickPolicy policy, const std::vector<Arrival>& arrivals) {
  constexpr ProcessingTime kOpened{1003};
  spec.ticks = policy;
  Assigner assigner(spec, kOpened);
  Heard heard;
  ProcessingTime now = kOpened;
  for (const Arrival& arrival : arrivals) {
    now = saturating_add(now, Millis{arrival.wait});
    run_until(assigner, now, heard);
    hear(heard, now, arrive(assigner, arrival, now));
  }
  now = saturating_add(now, Millis{500});
  run_until(assigner, now, heard);
  hear(heard, now, assigner.finish(now));
  return heard;
}

std::vector<Arrival> arrivals() {
  // Short waits meet ticks of equal time, long ones run into idleness.
  const auto wait = rc::gen::oneOf(rc::gen::inRange<std::int64_t>(0, 12), rc::gen::inRange<std::int64_t>(0, 150));
  const auto action = rc::gen::weightedElement<Action>({{12, Action::Record},
                                                        {6, Action::MarkedRecord},
                                                        {3, Action::Pause},
                                                        {4, Action::Resume},
                                                        {1, Action::UpstreamEnd}});
  const auto time = rc::gen::inRange<std::int64_t>(-20, 60);
  const auto arrival = rc::gen::build<Arrival>(
      rc::gen::set(&Arrival::wait, wait), rc::gen::set(&Arrival::action, action), rc::gen::set(&Arrival::time, time));
  return *rc::gen::container<std::vector<Arrival>>(arrival);
}

AssignerSpec any_assigner_spec() {
  AssignerSpec spec;
  spec.strategy.kind = *rc::gen::element(GeneratorKind::Bounded, GeneratorKind::Monotonous, GeneratorKind::Punctuated,
                                         GeneratorKind::None);
  spec.strategy.bound = Millis{*rc::gen::inRange<std::int64_t>(0, 15)};
  spec.strategy.emission = *rc::gen::element(WatermarkEmission::Periodic, WatermarkEmission::EachRecord);
  spec.strategy.interval = Millis{*rc::gen::inRange<std::int64_t>(0, 15)};
  return spec;
}

RC_GTEST_PROP(TickSkipping, IsSilentWithoutIdleness, ()) {
  const AssignerSpec spec = any_assigner_spec();
  const std::vector<Arrival> input = arrivals();
  const Heard every = run(spec, TickPolicy::Every, input);
  const Heard useful = run(spec, TickPolicy::UsefulOnly, input);
  RC_ASSERT(useful.lines == every.lines);
  RC_ASSERT(useful.ticks <= static_cast<std::int64_t>(input.size()) + 1);  // one a record, and the first
}

RC_GTEST_PROP(TickSkipping, IsSilentWithIdleness, ()) {
  AssignerSpec spec = any_assigner_spec();
  spec.strategy.idle_timeout = Millis{*rc::gen::inRange<std::int64_t>(1, 60)};
  const std::vector<Arrival> input = arrivals();
  const Heard every = run(spec, TickPolicy::Every, input);
  const Heard useful = run(spec, TickPolicy::UsefulOnly, input);
  RC_ASSERT(useful.lines == every.lines);
  RC_ASSERT(useful.ticks <= every.ticks);
}

TEST(TickSkipping, RunsAHandfulOfTicksInAQuietYear) {
  AssignerSpec spec;
  spec.strategy = {.kind = GeneratorKind::Bounded, .bound = Millis{5}, .idle_timeout = Millis{60'000}};
  constexpr std::int64_t kYear = 31'536'000'000;
  const std::vector<Arrival> input{{7, Action::Record, 100}, {kYear, Action::Record, 200}};
  const Heard heard = run(spec, TickPolicy::UsefulOnly, input);
  // Grid 1003 + 200k: the record at 1010 is seen at 1203, the timer starts at 1403, idle is strictly after 60 s.
  ASSERT_EQ(heard.lines.size(), 3u);
  EXPECT_EQ(heard.lines[0], "1203: 94");
  EXPECT_EQ(heard.lines[1], "61603: idle");
  EXPECT_EQ(heard.lines[2], "31536001203: active 194");
  EXPECT_LE(heard.ticks, 6);
}

}  // namespace
}  // namespace wavetank::engine::testing
