// A funnel: steps in order, its deadline in both times, and beginning anew.
#include "engine/operators/functions/funnel.hpp"

#include <gtest/gtest.h>

#include "engine/operators/process/keyed_process.hpp"
#include "tests/engine/operators/functions/function_story.hpp"

namespace wavetank::engine::testing {
namespace {

// Values 1, 2, 3 are the steps one, two, three; 10 from the first.
class Funnel : public ::testing::Test {
 protected:
  void in(TimeDomain time) {
    FunnelSpec spec{.steps = {}, .within = Millis{10}, .time = time, .result = result()};
    for (const auto& [name, condition] :
         {std::pair{"one", "value == 1"}, std::pair{"two", "value == 2"}, std::pair{"three", "value == 3"}}) {
      spec.steps.push_back({story_.facts().texts.intern(name), story_.expression(condition)});
    }
    story_.run(std::make_unique<KeyedProcessOperator>(
        std::make_unique<FunnelFunction>(std::move(spec), story_.facts().texts)));
  }
  SchemaId result() {
    return story_.result({{.name = "steps"},
                          {.name = "last_step", .type = FieldType::Text},
                          {.name = "outcome", .type = FieldType::Text},
                          {.name = "started", .type = FieldType::Timestamp},
                          {.name = "ended", .type = FieldType::Timestamp}});
  }
  FunctionStory story_;
};

TEST_F(Funnel, CompletesWithTheLastStep) {
  in(TimeDomain::Event);
  EXPECT_EQ(story_.play("a=1@1 a=2@4 a=3@6 W99"), "{a,3,three,completed,1,6}@6 W99");
  EXPECT_EQ(story_.notes(NoteKind::EventTimerDelete), 1u);
  EXPECT_EQ(story_.notes(NoteKind::EventTimer), 0u);
}

TEST_F(Funnel, TimesOutWhereItStands) {
  in(TimeDomain::Event);
  EXPECT_EQ(story_.play("a=1@1 b=1@3 a=2@4 W10 W11 W13"),
            "W10 {a,2,two,timed out,1,11}@11 W11 {b,1,one,timed out,3,13}@13 W13");
}

TEST_F(Funnel, TakesStepsInOrderOnly) {
  in(TimeDomain::Event);
  EXPECT_EQ(story_.play("a=2@1 a=3@2 a=1@3 a=3@4 a=1@5 a=2@6 W99"), "{a,2,two,timed out,3,13}@13 W99");
  EXPECT_EQ(story_.notes(NoteKind::RecordIgnore), 4u);
}

TEST_F(Funnel, TakesNoStepOfTheDeadlinesInstantAsAPatternDoesNot) {
  in(TimeDomain::Event);
  EXPECT_EQ(story_.play("a=1@1 a=2@10 a=3@11 W11"), "{a,2,two,timed out,1,11}@11 W11");
}

TEST_F(Funnel, EndsWithTheFirstRecordBeyondItsTimeWhichMayBeginAnother) {
  in(TimeDomain::Event);
  EXPECT_EQ(story_.play("a=1@1 a=2@2 a=1@12 a=2@13 a=3@14"),
            "{a,2,two,timed out,1,11}@12 {a,3,three,completed,12,14}@14");
  EXPECT_EQ(story_.play("W99"), "W99");
}

TEST_F(Funnel, KeepsStepsAndDeadlineInASnapshot) {
  in(TimeDomain::Event);
  EXPECT_EQ(story_.play("a=1@1 S a=2@2 S W11"), "{a,2,two,timed out,1,11}@11 W11");
}

TEST_F(Funnel, GoesByTheClockIfItIsToldTo) {
  in(TimeDomain::Processing);
  EXPECT_EQ(story_.replay_class(), ReplayClass::ClockDependent);
  EXPECT_EQ(story_.play("C5 a=1@900 C14 a=2@1 C15"), "");
  EXPECT_EQ(story_.play("C16"), "{a,2,two,timed out,5,15}");
}

TEST_F(Funnel, FailsWithoutATimestamp) {
  in(TimeDomain::Event);
  EXPECT_EQ(story_.play("a=1@none"), "failed: a record without a timestamp reached a funnel of event time");
}

TEST_F(Funnel, SaturatesAtTheEndOfTime) {
  in(TimeDomain::Event);
  EXPECT_EQ(story_.play("a=1@9223372036854775800 a=2@9223372036854775801"), "");
  EXPECT_EQ(story_.play("W9223372036854775807"),
            "{a,2,two,timed out,9223372036854775800,9223372036854775807}@9223372036854775807 W9223372036854775807");
}

}  // namespace
}  // namespace wavetank::engine::testing
