// Split and flat-map: which records go where, and how many rows they become.
#include "engine/operators/split.hpp"

#include <gtest/gtest.h>

#include "engine/operators/flat_map.hpp"
#include "tests/engine/operators/functions/function_story.hpp"

namespace wavetank::engine::testing {
namespace {

TEST(Split, SendsEachRecordToTheFirstOutputWhoseConditionHolds) {
  FunctionStory story;
  story.run(
      std::make_unique<SplitOperator>(std::vector{story.expression("value > 10"), story.expression("value > 5")}));
  EXPECT_EQ(story.play("a=20@1 a=7@2 a=1@3"), "1:{a,20}@1 2:{a,7}@2 {a,1}@3");
  EXPECT_EQ(story.notes(NoteKind::RecordSplit), 2u);
}

TEST(Split, KeepsOnTheMainOutputWhatIsNull) {
  FunctionStory story;
  story.run(std::make_unique<SplitOperator>(std::vector{story.expression("value > 10")}));
  EXPECT_EQ(story.play("a=-@1"), "{a,null}@1");
}

TEST(Split, SendsWatermarksToAllOutputs) {
  FunctionStory story;
  story.run(std::make_unique<SplitOperator>(std::vector{story.expression("value > 10")}));
  EXPECT_EQ(story.play("W5"), "W5 1:W5");
}

TEST(FlatMap, MakesARowForEachAlternativeThatHolds) {
  FunctionStory story;
  const SchemaId result = story.result({{.name = "n"}});
  std::vector<Alternative> alternatives;
  alternatives.push_back({{story.expression("key"), story.expression("value")}, std::nullopt});
  alternatives.push_back({{story.expression("key"), story.expression("value * 2")}, story.expression("value > 5")});
  story.run(std::make_unique<FlatMapOperator>(result, std::move(alternatives)));
  EXPECT_EQ(story.play("a=3@1 b=7@2 W2"), "{a,3}@1 {b,7}@2 {b,14}@2 W2");
}

TEST(FlatMap, LeavesANoteOfARecordThatBecomesNothing) {
  FunctionStory story;
  const SchemaId result = story.result({});
  std::vector<Alternative> alternatives;
  alternatives.push_back({{story.expression("key")}, story.expression("value > 5")});
  story.run(std::make_unique<FlatMapOperator>(result, std::move(alternatives)));
  EXPECT_EQ(story.play("a=3@1"), "");
  EXPECT_EQ(story.notes(NoteKind::RecordFilter), 1u);
}

}  // namespace
}  // namespace wavetank::engine::testing
