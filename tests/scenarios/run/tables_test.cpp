// Tables as a run leaves them, and what is said of those that were expected otherwise.
#include "scenarios/run/tables.hpp"

#include <gtest/gtest.h>

#include "scenarios/run/outcome.hpp"
#include "scenarios/story/tables.hpp"
#include "tests/scenarios/format/scenario_text.hpp"

namespace wavetank::scenarios::testing {
namespace {

struct Folded {
  std::vector<std::string> lines;
  std::vector<std::string> mismatches;
};

// How many clicks each key has, in a table that is expected to be `expected`.
Folded fold_counts(const std::string& expected, std::size_t most = kTableLinesMax) {
  ScenarioText text;
  text.input = R"("name": "clicks", "events": ["a@1s", "b@2s", "a@3s"])";
  text.nodes = R"json({"id": "n", "key": "key", "group_by": {"n": "count()"}},)json";
  text.sink = R"("id": "out", "sink": {"folds": "retractions"})";
  text.rest = ", \"expect\": {\"table\": {\"out\": " + expected + "}}";
  const ReadResult result = read(text);
  EXPECT_EQ(lines_of(result.errors), "");
  RunOptions options;
  const Prepared prepared = prepare(*result.scenario, options);
  Outcome outcome(*result.scenario, *prepared.run, KeepResults::None);
  options.sinks = {&outcome};
  EXPECT_GT(run(*prepared.run, options).events, 0U);
  Folded folded{table_lines(outcome.tables(), most), {}};
  for (const Mismatch& mismatch : compare(result.scenario->expect, outcome)) {
    folded.mismatches.push_back(mismatch.message);
  }
  return folded;
}
using Lines = std::vector<std::string>;

TEST(TablesOfARun, HoldWhatTheChangesComeTo) {
  EXPECT_EQ(fold_counts("[]").lines, (Lines{"table out: 2 rows", "  key a, n 2", "  key b, n 1"}));
}

TEST(TablesOfARun, AreComparedInAnyOrder) {
  EXPECT_EQ(fold_counts(R"([{"key": "b", "n": 1}, {"n": 2, "key": "a"}])").mismatches, Lines{});
}

TEST(TablesOfARun, NameTheRowsThatAreMissingAndThoseThatAreTooMany) {
  EXPECT_EQ(fold_counts(R"([{"key": "b", "n": 1}, {"key": "a", "n": 3}])").mismatches,
            (Lines{"table out: missing: key a, n 3", "table out: not expected: key a, n 2"}));
  EXPECT_EQ(fold_counts(R"([{"key": "a", "n": 2}, {"key": "b"}])").mismatches,
            (Lines{"table out: missing: key b, n null", "table out: not expected: key b, n 1"}));
}

TEST(TablesOfARun, AreToldInPartIfTheyAreLong) {
  EXPECT_EQ(fold_counts("[]", 1).lines, (Lines{"table out: 2 rows", "  key a, n 2", "  … and 1 more"}));
}

}  // namespace
}  // namespace wavetank::scenarios::testing
