// Watermark generators and the detection of idleness.
#include "engine/time/generator.hpp"

#include <cstdint>
#include <initializer_list>
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
  const std::optional<TimeEvent> event = generator.on_tick(clock_at(clock));
  return event ? words(*event) : "";
}
void records(Generator& generator, std::initializer_list<std::int64_t> times) {
  for (const std::int64_t time : times) generator.on_record(at(time), Mark::Unmarked);
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
  generator.on_record(kMin, Mark::Unmarked);
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
  EXPECT_EQ(generator.on_record(at(5), Mark::Marked), at(5));
  EXPECT_EQ(generator.on_record(at(6), Mark::Unmarked), std::nullopt);
  EXPECT_EQ(tick(generator), "");
}

TEST(NoGenerator, NeverSpeaks) {  // WM-04
  Generator generator(of_kind(GeneratorKind::None));
  EXPECT_EQ(generator.on_record(at(5), Mark::Marked), std::nullopt);
  EXPECT_EQ(tick(generator), "");
  EXPECT_EQ(generator.need(), TickNeed{TickUrgency::None});
}

TEST(EachRecordEmission, FollowsEveryRecordAndNeedsNoTicks) {
  WatermarkStrategy strategy = bounded(10);
  strategy.emission = WatermarkEmission::EachRecord;
  Generator generator(strategy);
  EXPECT_EQ(generator.on_record(at(100), Mark::Unmarked), at(89));
  EXPECT_EQ(generator.on_record(at(90), Mark::Unmarked), at(89));
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

}  // namespace
}  // namespace wavetank::engine::testing
