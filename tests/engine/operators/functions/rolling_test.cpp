// Rolling aggregates, and how long their state lives.
#include "engine/operators/functions/rolling.hpp"

#include <gtest/gtest.h>

#include "engine/operators/process/keyed_process.hpp"
#include "tests/engine/operators/functions/function_story.hpp"

namespace wavetank::engine::testing {
namespace {

class Rolling : public ::testing::Test {
 protected:
  void of(std::vector<Aggregate> aggregates, std::optional<TimeToLive> ttl = std::nullopt) {
    std::vector<Field> fields;
    for (const Aggregate& each : aggregates) fields.push_back({.name = each.name});
    RollingSpec spec{.aggregates = std::move(aggregates),
                     .condition = story_.expression("value != 0 || is_null(value)"),
                     .ttl = ttl,
                     .result = story_.result(fields)};
    story_.run(std::make_unique<KeyedProcessOperator>(
        std::make_unique<RollingFunction>(std::move(spec), story_.facts().texts)));
  }
  static Aggregate sum() { return {.kind = AggregateKind::Sum, .name = "sum", .field = 1}; }
  FunctionStory story_;
};

TEST_F(Rolling, SaysAfterEachRecordWhatThereIs) {
  of({sum(),
      {.kind = AggregateKind::Count, .name = "count"},
      {.kind = AggregateKind::Min, .name = "min", .field = 1},
      {.kind = AggregateKind::Max, .name = "max", .field = 1}});
  EXPECT_EQ(story_.play("a=3@1 b=9@2 a=-5@3"), "{a,3,1,3,3}@1 {b,9,1,9,9}@2 {a,-2,2,-5,3}@3");
}

TEST_F(Rolling, SkipsNullsButCountsThem) {
  of({sum(), {.kind = AggregateKind::Count, .name = "count"}});
  EXPECT_EQ(story_.play("a=-@1 a=3@2 a=-@3"), "{a,null,1}@1 {a,3,2}@2 {a,3,3}@3");
}

TEST_F(Rolling, ReducesWithAnExpression) {
  const std::vector<Variable> variables = {{"acc", FieldType::Int64, 0}, {"value", FieldType::Int64, 0}};
  of({{.kind = AggregateKind::Reduce,
       .name = "product",
       .field = 1,
       .reduce = Expression::compile("acc * value", variables, story_.facts().texts).value()}});
  EXPECT_EQ(story_.play("a=3@1 a=5@2 a=2@3"), "{a,3}@1 {a,15}@2 {a,30}@3");
}

TEST_F(Rolling, WrapsAroundAsJavaDoes) {
  of({sum()});
  EXPECT_EQ(story_.play("a=9223372036854775807@1 a=1@2"), "{a,9223372036854775807}@1 {a,-9223372036854775808}@2");
}

TEST_F(Rolling, OnlyAnswersARecordThatIsNotAdded) {
  of({sum(), {.kind = AggregateKind::Count, .name = "count"}});
  EXPECT_EQ(story_.play("a=0@1 a=3@2 a=0@3 S a=0@4"), "{a,null,0}@1 {a,3,1}@2 {a,3,1}@3 {a,3,1}@4");
  EXPECT_EQ(story_.replay_class(), ReplayClass::OrderDependent);
}

TEST_F(Rolling, ForgetsAfterItsTimeToLiveSinceTheLastWrite) {
  of({sum()}, TimeToLive{.length = Millis{10}});
  EXPECT_EQ(story_.play("C1 a=5@1 C9 a=0@2 C11 a=0@3 a=2@4"), "{a,5}@1 {a,5}@2 {a,null}@3 {a,2}@4");
  EXPECT_EQ(story_.notes(NoteKind::StateExpire), 1u);
  EXPECT_EQ(story_.replay_class(), ReplayClass::ClockDependent);
}

TEST_F(Rolling, LivesOnWhileItIsReadIfReadingRenews) {
  of({sum()}, TimeToLive{.length = Millis{10}, .stamp_on = StampOn::ReadAndWrite});
  EXPECT_EQ(story_.play("C1 a=5@1 C9 a=0@2 C18 a=2@3 C27 a=0@4 C37 a=0@5"),
            "{a,5}@1 {a,5}@2 {a,7}@3 {a,7}@4 {a,null}@5");
}

TEST_F(Rolling, IsGivenOnceMoreToTheFirstWhoAsksWhenExpiredValuesAre) {
  of({sum()}, TimeToLive{.length = Millis{10}, .expired_read = ExpiredRead::LastValue});
  EXPECT_EQ(story_.play("C1 a=5@1 C50 a=0@2 a=0@3"), "{a,5}@1 {a,5}@2 {a,null}@3");
  EXPECT_EQ(story_.play("C60 a=4@4 C80 a=2@5"), "{a,4}@4 {a,6}@5");  // the writer reads the old sum, too
}

}  // namespace
}  // namespace wavetank::engine::testing
