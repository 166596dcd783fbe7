// Watermark generators and the detection of idleness.
#include "engine/time/generator.hpp"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "tests/engine/time/support.hpp"

namespace wavetank::engine::testing {
namespace {

WatermarkStrategy bounded(std::int64_t bound) {
  return {.kind = GeneratorKind::Bounded, .bound = Millis{bound}, .idle_timeout = {}};
}
WatermarkStrategy of_kind(GeneratorKind kind) { return {.kind = kind, .idle_timeout = {}}; }

IdleInstant clock_at(std::int64_t milliseconds) { return IdleInstant::of(ProcessingTime(milliseconds)); }

std::string tick(Generator& generator, std::int64_t clock = 1) {
  const std::optional<TimeEvent> event = generator.on_tick(clock_at(clock), ProcessingTime(clock));
  return event ? words(*event) : "";
}
void records(Generator& generator, std::initializer_list<std::int64_t> times) {
  for (const std::int64_t time : times) generator.on_record({at(time), Mark::Unmarked});
}

TEST(BoundedGenerator, LagsByItsBoundPlusOne) {
  Generator generator(bounded(10));
  records(generator, {1337});
  EXPECT_EQ(tick(generator), "1326");
  records(generator, {12345, 12300, 12340, 12280});
  EXPECT_EQ(tick(generator), "12334");
  records(generator, {723456});
  EXPECT_EQ(tick(generator), "723445");
}

TEST(BoundedGenerator, StartsWithMinWhateverItsBound) {  // WM-02
  Generator ten(bounded(10));
  EXPECT_EQ(tick(ten), "MIN");
  Generator widest(bounded(kMax.ticks()));
  EXPECT_EQ(tick(widest), "MIN");
}

TEST(BoundedGenerator, IgnoresRecordsBelowItsStart) {
  Generator generator(bounded(10));
  generator.on_record({kMin, Mark::Unmarked});
  EXPECT_EQ(tick(generator), "MIN");
}

TEST(MonotonousGenerator, LagsByOneAndIgnoresOlderRecords) {
  Generator generator(of_kind(GeneratorKind::Monotonous));
  for (std::int64_t time = 0; time < 5; ++time) {
    records(generator, {time});
    EXPECT_EQ(tick(generator), std::to_string(time - 1));
  }
  records(generator, {2});
  EXPECT_EQ(tick(generator), "3");
}

TEST(PunctuatedGenerator, SpeaksForMarkedRecordsOnly) {  // WM-04
  Generator generator(of_kind(GeneratorKind::Punctuated));
  EXPECT_EQ(generator.on_record({at(5), Mark::Marked}), at(5));
  EXPECT_EQ(generator.on_record({at(6), Mark::Unmarked}), std::nullopt);
  EXPECT_EQ(tick(generator), "");
}

TEST(NoGenerator, NeverSpeaks) {  // WM-04
  Generator generator(of_kind(GeneratorKind::None));
  EXPECT_EQ(generator.on_record({at(5), Mark::Marked}), std::nullopt);
  EXPECT_EQ(tick(generator), "");
  EXPECT_EQ(generator.need(), TickNeed{TickUrgency::None});
}

TEST(EachRecordEmission, FollowsEveryRecordAndNeedsNoTicks) {
  WatermarkStrategy strategy = bounded(10);
  strategy.emission = WatermarkEmission::EachRecord;
  Generator generator(strategy);
  EXPECT_EQ(generator.on_record({at(100), Mark::Unmarked}), at(89));
  EXPECT_EQ(generator.on_record({at(90), Mark::Unmarked}), at(89));
  EXPECT_EQ(generator.need(), TickNeed{TickUrgency::None});
  EXPECT_EQ(tick(generator), "");
}

class IdleGeneratorTest : public ::testing::Test {
 protected:
  static WatermarkStrategy strategy() { return {.kind = GeneratorKind::Monotonous, .idle_timeout = Millis{10}}; }
  Generator generator_{strategy()};
};

TEST_F(IdleGeneratorTest, GoesIdleStrictlyAfterItsTimeout) {  // WM-12
  EXPECT_EQ(tick(generator_, 100), "MIN");                    // starts the timer
  EXPECT_EQ(tick(generator_, 110), "MIN");                    // 10 is not more than 10
  EXPECT_EQ(tick(generator_, 111), "idle");
  EXPECT_EQ(tick(generator_, 140), "");  // once
  records(generator_, {7});
  EXPECT_EQ(tick(generator_, 150), "6");
}

TEST_F(IdleGeneratorTest, OnlyStartsTheTimerOnTheFirstQuietTick) {  // WM-12
  records(generator_, {7});
  EXPECT_EQ(tick(generator_, 100), "6");
  EXPECT_EQ(tick(generator_, 900), "6");
  EXPECT_EQ(tick(generator_, 911), "idle");
}

TEST_F(IdleGeneratorTest, TellsWhichTickMattersNext) {
  EXPECT_EQ(generator_.need().urgency, TickUrgency::Next);
  tick(generator_, 100);
  EXPECT_EQ(generator_.need(), (TickNeed{TickUrgency::AfterDeadline, clock_at(110)}));
  tick(generator_, 111);
  EXPECT_EQ(generator_.need().urgency, TickUrgency::None);
  records(generator_, {1});
  EXPECT_EQ(generator_.need().urgency, TickUrgency::Next);
}

TEST_F(IdleGeneratorTest, RefusesATimeoutOfZeroAndANegativeBound) {
  WatermarkStrategy strategy = bounded(1);
  strategy.idle_timeout = Millis{0};
  EXPECT_THROW(Generator{strategy}, InvariantViolation);
  EXPECT_THROW(Generator{bounded(-1)}, InvariantViolation);
}

TEST(PausableClock, StandsStillWhilePaused) {  // WM-14
  PausableClock clock;
  clock.pause(clock_at(10));
  clock.pause(clock_at(12));
  EXPECT_EQ(clock.read(clock_at(30)), clock_at(10));
  clock.resume(clock_at(30));
  clock.resume(clock_at(31));
  EXPECT_EQ(clock.read(clock_at(35)), clock_at(15));
}

// --- beyond Flink

WatermarkStrategy guarded(FutureRecords then) {
  WatermarkStrategy strategy = bounded(10);
  strategy.emission = WatermarkEmission::EachRecord;
  strategy.future = FutureGuard{Millis{50}, then};
  return strategy;
}
std::optional<EventTime> hears(Generator& generator, std::int64_t time, std::int64_t now) {
  return generator.on_record({at(time), Mark::Unmarked, ProcessingTime(now)});
}

TEST(GuardedGenerator, BelievesWhatIsAsFarAheadAsIsTolerated) {
  Generator generator(guarded(FutureRecords::Ignore));
  EXPECT_EQ(hears(generator, 150, 100), at(139));
}

TEST(GuardedGenerator, DoesNotHearWhatIsFartherAhead) {
  Generator generator(guarded(FutureRecords::Ignore));
  EXPECT_EQ(hears(generator, 100, 100), at(89));
  EXPECT_EQ(hears(generator, 151, 100), std::nullopt);
  EXPECT_EQ(hears(generator, 100, 101), at(89));
}

TEST(GuardedGenerator, HearsTheLatestToleratedTimeWhenItClamps) {
  Generator generator(guarded(FutureRecords::Clamp));
  EXPECT_EQ(hears(generator, 86'400'000, 100), at(139));
}

TEST(GuardedGenerator, CountsWhatItDoesNotBelieveAsTraffic) {
  WatermarkStrategy strategy = guarded(FutureRecords::Ignore);
  strategy.idle_timeout = Millis{10};
  Generator generator(strategy);
  EXPECT_EQ(tick(generator, 0), "");
  hears(generator, 86'400'000, 5);
  EXPECT_EQ(tick(generator, 11), "");
  EXPECT_EQ(tick(generator, 12), "");
  EXPECT_EQ(tick(generator, 22), "");
  EXPECT_EQ(tick(generator, 23), "idle");
}

TEST(FutureGuard, SaturatesAtBothEndsOfTime) {
  constexpr FutureGuard kGuard{Millis{50}, FutureRecords::Ignore};
  EXPECT_EQ(kGuard.beyond(kMax, ProcessingTime::max()), std::nullopt);
  EXPECT_EQ(kGuard.beyond(kMax, ProcessingTime::min()), Millis{kMax.ticks()});
  EXPECT_EQ(kGuard.beyond(at(151), ProcessingTime(100)), Millis{1});
}

WatermarkStrategy by_clock() {
  WatermarkStrategy strategy = bounded(10);
  strategy.clock = ClockAdvance{.after = Millis{100}, .allowance = Millis{30}};
  return strategy;
}

TEST(GeneratorByClock, SpeaksOnEachTickOnceItHasBeenSilentForLongerThanTheTimeout) {
  Generator generator(by_clock());
  hears(generator, 990, 1000);
  EXPECT_EQ(tick(generator, 1010), "979");
  EXPECT_EQ(tick(generator, 1020), "979");  // the timer starts
  EXPECT_EQ(tick(generator, 1120), "979");
  EXPECT_FALSE(generator.is_by_clock());
  EXPECT_EQ(tick(generator, 1121), "1090");  // a record of 1091, right at the allowance, is not late
  EXPECT_TRUE(generator.is_by_clock());
  EXPECT_EQ(tick(generator, 1131), "1100");
}

TEST(GeneratorByClock, IsSilentAgainAfterARecord) {
  Generator generator(by_clock());
  tick(generator, 1000);
  EXPECT_EQ(tick(generator, 1101), "1070");
  hears(generator, 1095, 1105);
  EXPECT_FALSE(generator.is_by_clock());
  EXPECT_EQ(tick(generator, 1110), "1084");
}

TEST(GeneratorByClock, NeedsEachTickWhileTheClockSpeaks) {
  Generator generator(by_clock());
  tick(generator, 1000);
  EXPECT_EQ(generator.need(), (TickNeed{TickUrgency::AfterDeadline, clock_at(1100)}));
  tick(generator, 1101);
  EXPECT_EQ(generator.need(), TickNeed{TickUrgency::Next});
}

TEST(GeneratorByClock, ExcludesIdleness) {
  WatermarkStrategy strategy = by_clock();
  strategy.idle_timeout = Millis{1};
  EXPECT_THROW(Generator{strategy}, InvariantViolation);
}

// A watermark with every second record; on ticks one that says what the clock shows.
struct EverySecond {
  std::optional<EventTime> on_record(const HeardRecord& record) {
    return ++heard % 2 == 0 ? std::optional(record.time) : std::nullopt;
  }
  std::optional<EventTime> on_periodic(ProcessingTime now) const {
    return heard == 0 ? std::nullopt : std::optional(EventTime(now.ticks()));
  }
  int heard = 0;
  friend bool operator==(const EverySecond&, const EverySecond&) = default;
};

WatermarkStrategy custom() {
  WatermarkStrategy strategy = of_kind(GeneratorKind::Custom);
  strategy.custom.emplace(EverySecond{});
  return strategy;
}

TEST(CustomGeneratorTest, SaysWhatTheUsersGeneratorSays) {
  Generator generator(custom());
  EXPECT_EQ(tick(generator, 7), "");
  EXPECT_EQ(hears(generator, 5, 10), std::nullopt);
  EXPECT_EQ(hears(generator, 6, 10), at(6));
  EXPECT_EQ(tick(generator, 12), "12");
  EXPECT_EQ(generator.need(), TickNeed{TickUrgency::Next});
}

TEST(CustomGeneratorTest, IsCopiedWithItsState) {
  Generator one(custom());
  hears(one, 5, 10);
  Generator other = one;
  EXPECT_TRUE(one == other);
  EXPECT_EQ(hears(other, 6, 10), at(6));
  EXPECT_FALSE(one == other);
  EXPECT_EQ(hears(one, 8, 10), at(8));  // the copy's record is not its own
}

}  // namespace
}  // namespace wavetank::engine::testing
