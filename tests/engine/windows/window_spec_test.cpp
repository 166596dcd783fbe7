// Which window specifications are whole, and which operator runs them.
#include "engine/windows/window_spec.hpp"

#include <string>

#include <gtest/gtest.h>

#include "engine/base/assert.hpp"
#include "engine/operators/window/aligned_window.hpp"
#include "engine/operators/window/any_window.hpp"
#include "engine/operators/window/window.hpp"
#include "engine/windows/assigner.hpp"

namespace wavetank::engine::testing {
namespace {

constexpr WindowAssignerSpec kTenMillis{.shape = tumbling(Millis{10})};
constexpr WindowAssignerSpec kSessions{.kind = AssignerKind::Session, .gap = Millis{5}};

// With an aggregate, which every window needs.
bool is_whole(WindowSpec spec) {
  spec.aggregates = {Aggregate{}};
  return is_valid(spec);
}

TEST(WindowSpecTest, NeedsAnAggregate) { EXPECT_FALSE(is_valid(WindowSpec{.assigner = kTenMillis})); }

TEST(WindowSpecTest, WithAShapeIsWhole) { EXPECT_TRUE(is_whole(WindowSpec{.assigner = kTenMillis})); }

TEST(WindowSpecTest, RefusesNegativeLateness) {  // WO-02
  EXPECT_FALSE(is_whole(WindowSpec{.assigner = kTenMillis, .allowed_lateness = Millis{-1}}));
}

TEST(WindowSpecTest, RefusesATriggerThatCannotMergeOverSessions) {  // TR-03
  const TriggerSpec delta{{{.kind = TriggerKind::Delta}}};
  EXPECT_FALSE(is_whole(WindowSpec{.assigner = kSessions, .trigger = delta}));
  EXPECT_TRUE(is_whole(WindowSpec{.assigner = kTenMillis, .trigger = delta}));
  EXPECT_THROW(WindowOperator(WindowSpec{.assigner = kSessions, .trigger = delta}), InvariantViolation);
}

TEST(WindowSpecTest, RefusesToTakeBackWhatWasPurged) {
  const TriggerSpec purging{{{.kind = TriggerKind::Purging}, {.kind = TriggerKind::Event}}};
  EXPECT_FALSE(is_whole(WindowSpec{.assigner = kTenMillis, .trigger = purging, .refiring = Refiring::Retracts}));
  EXPECT_TRUE(is_whole(WindowSpec{.assigner = kTenMillis, .trigger = purging}));
}

TEST(WindowSpecTest, RefusesAssignersOutOfTheirRanges) {
  EXPECT_FALSE(is_whole(WindowSpec{.assigner = {.kind = AssignerKind::Session, .gap = Millis{0}}}));  // AS-09
  EXPECT_FALSE(is_whole(WindowSpec{.assigner = {.shape = tumbling(Millis{10}, Millis{10})}}));        // AS-03
  EXPECT_FALSE(is_whole(WindowSpec{.assigner = {.shape = {Millis{10}, Millis{4}, Millis{-4}}}}));     // AS-06
  const WindowShape uneven{Millis{10}, Millis{4}, Millis{0}};
  EXPECT_FALSE(is_whole(WindowSpec{.assigner = {.kind = AssignerKind::Cumulate, .shape = uneven}}));  // AS-15
}

TEST(WindowSpecTest, AssignersHaveATriggerOfTheirOwn) {
  const auto kind = [](const WindowAssignerSpec& assigner) { return default_trigger(assigner).parts[0].kind; };
  EXPECT_EQ(kind(kTenMillis), TriggerKind::Event);
  EXPECT_EQ(kind({.domain = TimeDomain::Processing, .shape = tumbling(Millis{10})}), TriggerKind::Processing);
  EXPECT_EQ(kind({.kind = AssignerKind::Global}), TriggerKind::Never);  // AS-12
}

TEST(WindowSpecTest, AGlobalWindowIsOfTheClockWhateverItSays) {  // AS-12
  EXPECT_FALSE(is_event_time(WindowAssignerSpec{.kind = AssignerKind::Global, .domain = TimeDomain::Event}));
}

bool runs_aligned(const WindowSpec& spec) {
  return dynamic_cast<const AlignedWindowOperator*>(make_window_operator(spec).get()) != nullptr;
}

TEST(WindowSpecTest, OnlyWindowsThatFireOnceAtTheirEndRunAligned) {
  const std::vector<Aggregate> count{{.name = "n"}};
  EXPECT_TRUE(runs_aligned({.assigner = kTenMillis, .aggregates = count}));
  EXPECT_FALSE(runs_aligned({.assigner = kSessions, .aggregates = count}));
  EXPECT_FALSE(runs_aligned(
      {.assigner = kTenMillis, .trigger = {{{.kind = TriggerKind::Count, .count = 2}}}, .aggregates = count}));
  EXPECT_FALSE(
      runs_aligned({.assigner = kTenMillis, .evictor = {.kind = EvictorKind::Count, .count = 1}, .aggregates = count}));
  EXPECT_FALSE(runs_aligned({.assigner = kTenMillis, .refiring = Refiring::Retracts, .aggregates = count}));
}

// "[0,2) [0,4)"
std::string cumulated(std::int64_t time, const WindowShape& shape) {
  std::string all;
  assign_cumulated(shape, EventTime(time), [&](const Window& window) {
    all += (all.empty() ? "[" : " [") + std::to_string(window.start.ticks()) + "," +
           std::to_string(window.end.ticks()) + ")";
  });
  return all;
}

TEST(CumulatedWindowsTest, ShareTheirStartAndEndAStepApart) {  // AS-15
  const WindowShape six_by_two{Millis{6}, Millis{2}, Millis{0}};
  EXPECT_EQ(cumulated(0, six_by_two), "[0,2) [0,4) [0,6)");
  EXPECT_EQ(cumulated(2, six_by_two), "[0,4) [0,6)");
  EXPECT_EQ(cumulated(5, six_by_two), "[0,6)");
  EXPECT_EQ(cumulated(6, six_by_two), "[6,8) [6,10) [6,12)");
  EXPECT_EQ(cumulated(-1, six_by_two), "[-6,0)");
}

TEST(CumulatedWindowsTest, OfOneStepAreTumbling) {  // AS-15
  EXPECT_EQ(cumulated(13, tumbling(Millis{10})), "[10,20)");
}

TEST(CumulatedWindowsTest, CanBeShifted) {  // AS-15
  EXPECT_EQ(cumulated(1, {Millis{6}, Millis{2}, Millis{1}}), "[1,3) [1,5) [1,7)");
  EXPECT_EQ(cumulated(0, {Millis{6}, Millis{2}, Millis{1}}), "[-5,1)");
}

}  // namespace
}  // namespace wavetank::engine::testing
