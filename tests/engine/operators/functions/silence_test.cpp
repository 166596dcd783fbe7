// A silence: one timer per key, moved by each newer record.
#include "engine/operators/functions/silence.hpp"

#include <gtest/gtest.h>

#include "engine/operators/process/keyed_process.hpp"
#include "tests/engine/operators/functions/function_story.hpp"

namespace wavetank::engine::testing {
namespace {

class Silence : public ::testing::Test {
 protected:
  void in(TimeDomain time) {
    const SchemaId result = story_.result(
        {{.name = "last_heard", .type = FieldType::Timestamp}, {.name = "silent_at", .type = FieldType::Timestamp}});
    story_.run(std::make_unique<KeyedProcessOperator>(std::make_unique<SilenceFunction>(
        SilenceSpec{.after = Millis{10}, .time = time, .result = result}, story_.facts().texts)));
  }
  FunctionStory story_;
};

TEST_F(Silence, IsSaidOnceWhenTheTimeIsOver) {
  in(TimeDomain::Event);
  EXPECT_EQ(story_.play("a=1@1 W10 W11 W99"), "W10 {a,1,11}@11 W11 W99");
}

TEST_F(Silence, BeginsAnewWithEachRecord) {
  in(TimeDomain::Event);
  EXPECT_EQ(story_.play("a=1@1 a=1@8 W11 b=1@12 W18 W22"), "W11 {a,8,18}@18 W18 {b,12,22}@22 W22");
  EXPECT_EQ(story_.notes(NoteKind::EventTimerDelete), 1u);
}

TEST_F(Silence, IsNotMovedBackByAnOlderRecord) {
  in(TimeDomain::Event);
  EXPECT_EQ(story_.play("a=1@8 a=1@1 a=1@8 W17 W18"), "W17 {a,8,18}@18 W18");
  EXPECT_EQ(story_.notes(NoteKind::RecordIgnore), 2u);
}

// The watermark lags behind; the next record must not hide the silence before it.
TEST_F(Silence, IsSaidByTheRecordThatEndsIt) {
  in(TimeDomain::Event);
  EXPECT_EQ(story_.play("a=1@1 a=1@12 W22"), "{a,1,11}@12 {a,12,22}@22 W22");
  EXPECT_EQ(story_.notes(NoteKind::EventTimer), 1u);
}

TEST_F(Silence, EndsWithTheNextRecordAndComesAgain) {
  in(TimeDomain::Event);
  EXPECT_EQ(story_.play("a=1@1 W11 a=1@20 S W30"), "{a,1,11}@11 W11 {a,20,30}@30 W30");
}

TEST_F(Silence, IsSeenByTheClockAMillisecondLater) {
  in(TimeDomain::Processing);
  EXPECT_EQ(story_.play("C5 a=1@none C9 a=1@none C19"), "");
  EXPECT_EQ(story_.play("C20"), "{a,9,19}");  // TM-07
}

TEST_F(Silence, FailsWithoutATimestamp) {
  in(TimeDomain::Event);
  EXPECT_EQ(story_.play("a=1@none"), "failed: a record without a timestamp reached a silence of event time");
}

}  // namespace
}  // namespace wavetank::engine::testing
