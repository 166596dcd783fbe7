// What a reader of a wrong pattern is told: what Flink's builder refuses, and names that are not there.
#include <gtest/gtest.h>

#include "tests/scenarios/format/scenario_text.hpp"

namespace wavetank::scenarios::testing {
namespace {

std::string pattern_errors(const std::string& members) {
  ScenarioText text;
  text.source = R"("id": "in", "source": "clicks", "watermark": {"kind": "monotonous"})";
  text.nodes = "{\"id\": \"x\", \"key\": \"key\", " + members + "},";
  return errors_of(text);
}
// Of the members of a second stage.
std::string stage_errors(const std::string& members, const std::string& more = "") {
  return pattern_errors(R"("pattern": [ {"stage": "a", "where": "value > 1"}, {"stage": "b", "where": "value > 2", )" +
                        members + "} ]" + more);
}
std::string only(const std::string& message) { return "test.json:4: " + message; }

TEST(ErrorsOfPatterns, AreNoneOfAWholePattern) {
  EXPECT_EQ(stage_errors(R"("follows": "followed-by", "at_least": 1, "until": "value > 9", "greedy": true)",
                         R"json(, "within": "10s", "after_match": {"skip": "to-last", "stage": "b"},
                            "measures": {"n": "count(b)", "v": "last(b.value)", "all": "list(b.value)"})json"),
            "");
}

TEST(ErrorsOfPatterns, SayHowAStageFollows) {
  EXPECT_EQ(stage_errors(R"("times": 2)"), only("it must be said how a stage follows the one before it (at "
                                                "/pipeline/1/pattern/1/follows); hint: for example \"followed-by\""));
  EXPECT_EQ(pattern_errors(R"("pattern": [ {"stage": "a", "where": "value > 1", "follows": "next"} ])"),
            only("the first stage follows nothing (at /pipeline/1/pattern/0/follows); hint: leave it out"));
  EXPECT_EQ(stage_errors(R"("follows": "folowed-by")"),
            only("expected next, followed-by, followed-by-any, not-next or not-followed-by; found \"folowed-by\" (at "
                 "/pipeline/1/pattern/1/follows); hint: did you mean \"followed-by\"?"));
}

TEST(ErrorsOfPatterns, RefuseToWaitForEverForNothing) {
  EXPECT_EQ(
      stage_errors(R"("follows": "not-followed-by")"),
      only("a pattern that ends with \"not-followed-by\" waits for ever (at /pipeline/1/pattern/1/follows); hint: "
           "say \"within\" (SQ-07)"));
  EXPECT_EQ(stage_errors(R"("follows": "not-followed-by")", R"(, "within": "1s")"), "");
}

TEST(ErrorsOfPatterns, RefuseForbiddenStagesThatTake) {
  EXPECT_EQ(stage_errors(R"("follows": "not-next", "times": 2)"),
            only("a forbidden stage takes no record and is not times (at /pipeline/1/pattern/1/times)"));
}

TEST(ErrorsOfPatterns, RefuseLoopsThatAreNone) {
  EXPECT_EQ(
      stage_errors(R"("follows": "next", "greedy": true)"),
      only("only a loop can be greedy (at /pipeline/1/pattern/1/greedy); hint: say \"at_least\": 1, for example"));
  EXPECT_EQ(stage_errors(R"("follows": "next", "at_least": 1, "between": "combinations", "greedy": true)"),
            only("a loop that also passes over what fits cannot be greedy (at /pipeline/1/pattern/1/greedy)"));
  EXPECT_EQ(stage_errors(R"("follows": "next", "at_least": 0)"),
            only("expected from 1 to 100; found 0 (at /pipeline/1/pattern/1/at_least); hint: a stage that may be "
                 "missing is \"optional\""));
  EXPECT_EQ(stage_errors(R"("follows": "next", "at_least": 3, "at_most": 2)"),
            only("it is less than \"at_least\" (at /pipeline/1/pattern/1/at_most)"));
  EXPECT_EQ(stage_errors(R"("follows": "next", "times": 3, "until": "value > 3")"),
            only("only a loop without an end needs one (at /pipeline/1/pattern/1/until); hint: say \"at_least\" and no "
                 "\"at_most\""));
}

TEST(ErrorsOfPatterns, NameUnknownStagesAndFields) {
  EXPECT_EQ(stage_errors(R"("follows": "next", "rising": "valeu")"),
            only("unknown field \"valeu\" (at /pipeline/1/pattern/1/rising); hint: did you mean \"value\"?"));
  EXPECT_EQ(stage_errors(R"("follows": "next")", R"(, "after_match": {"skip": "to-first", "stage": "c"})"),
            only("unknown stage \"c\" (at /pipeline/1/after_match/stage); hint: valid is a or b"));
  EXPECT_EQ(stage_errors(R"("follows": "next")", R"json(, "measures": {"n": "frist(a.value)"})json"),
            only("unknown measure \"frist\" (at /pipeline/1/measures/n); hint: did you mean \"first\"?"));
  EXPECT_EQ(stage_errors(R"("follows": "next")", R"json(, "measures": {"ended": "count(a)"})json"),
            only("the result has a field \"ended\" already (at /pipeline/1/measures/ended)"));
  EXPECT_EQ(stage_errors(R"("follows": "next")", R"json(, "measures": {"n": "count(a.value)"})json"),
            only("a count counts records, not \"value\" (at /pipeline/1/measures/n); hint: write \"count(a)\""));
}

TEST(ErrorsOfPatterns, RefuseRowsThatChange) {
  EXPECT_EQ(pattern_errors(R"("deduplicate": "last"},
{"id": "y", "key": "key", "pattern": [ {"stage": "a", "where": "value > 1"} ])"),
            "test.json:5: rows that change reach it; a match that was said is not taken back (SQ-03) (at /pipeline/2)");
}

}  // namespace
}  // namespace wavetank::scenarios::testing
