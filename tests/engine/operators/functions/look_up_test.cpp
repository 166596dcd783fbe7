// Look-ups in broadcast rules: the latest row, by key, when the record arrives.
#include "engine/operators/functions/look_up.hpp"

#include <gtest/gtest.h>

#include "engine/operators/process/broadcast_process.hpp"
#include "tests/engine/operators/functions/function_story.hpp"

namespace wavetank::engine::testing {
namespace {

// Records and rules have a key and a value; records are looked up by key.
class LookUp : public ::testing::Test {
 protected:
  void where(const std::string& condition, const std::vector<std::string>& fields) {
    LookUpSpec spec;
    spec.rule = story_.input();
    std::vector<Field> result;
    for (const std::string& text : fields) {
      spec.fields.push_back(expression(text));
      result.push_back({.name = "f" + std::to_string(result.size())});
    }
    spec.result = story_.facts().rows.add_schema({"judged", result});
    if (!condition.empty()) spec.condition = expression(condition);
    story_.run(std::make_unique<BroadcastProcessOperator>(std::make_unique<LookUpFunction<TextId>>(std::move(spec))),
               2);
  }
  RuledExpression expression(const std::string& text) {
    const std::vector<Variable> variables = {{"key", FieldType::Text, 0},
                                             {"value", FieldType::Int64, 0},
                                             {"rule_key", FieldType::Text, 0},
                                             {"rule_value", FieldType::Int64, 0}};
    return {Expression::compile(text, variables, story_.facts().texts).value(), 2, 2};
  }
  FunctionStory story_;
};

TEST_F(LookUp, LetsARecordPassWhereTheConditionHolds) {
  where("value <= rule_value", {});
  EXPECT_EQ(story_.play("#de=10@1 de=9@2 de=11@3"), "{de,9}@2");
  EXPECT_EQ(story_.notes(NoteKind::RecordFilter), 1u);
}

TEST_F(LookUp, UsesTheRuleThatIsThereWhenTheRecordArrives) {
  where("value <= rule_value", {});
  EXPECT_EQ(story_.play("#de=10@1 de=9@2 #de=5@3 de=9@4"), "{de,9}@2");
  EXPECT_EQ(story_.notes(NoteKind::RulePut), 2u);
}

TEST_F(LookUp, SeesNullsWithoutARule) {
  where("", {"value", "rule_value"});
  EXPECT_EQ(story_.play("de=1@1 #de=7@2 de=1@3 fr=1@4"), "{1,null}@1 {1,7}@3 {1,null}@4");
}

TEST_F(LookUp, RefusesARecordWhoseRuleIsUnknown) {
  where("value <= rule_value", {});
  EXPECT_EQ(story_.play("de=1@1"), "");
}

TEST_F(LookUp, KeepsItsRulesInASnapshot) {
  where("", {"value", "rule_value"});
  EXPECT_EQ(story_.play("#de=7@2 S de=1@3"), "{1,7}@3");
}

}  // namespace
}  // namespace wavetank::engine::testing
