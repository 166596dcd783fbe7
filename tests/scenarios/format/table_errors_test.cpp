// What a reader of a wrong table behind a sink is told.
#include <gtest/gtest.h>

#include "tests/scenarios/format/scenario_text.hpp"

namespace wavetank::scenarios::testing {
namespace {

std::string sink_errors(const std::string& sink, const std::string& rest = "") {
  ScenarioText text;
  text.sink = "\"id\": \"out\", \"sink\": " + sink;
  text.rest = rest;
  return errors_of(text);
}

TEST(ErrorsOfTables, WantAKeyForUpsertsOnly) {
  EXPECT_EQ(
      sink_errors(R"({"folds": "upserts"})"),
      "test.json:5: what names a row of the table is missing (at /pipeline/1/sink/key); hint: for example [\"key\"]");
  EXPECT_EQ(sink_errors(R"({"folds": "retractions", "key": ["key"]})"),
            "test.json:5: only a table of upserts goes by a key (at /pipeline/1/sink/key); hint: write \"folds\": "
            "\"upserts\"");
  EXPECT_EQ(sink_errors(R"({"folds": "upserts", "key": ["kye"]})"),
            "test.json:5: unknown field \"kye\" (at /pipeline/1/sink/key/0); hint: did you mean \"key\"?");
}

TEST(ErrorsOfTables, KnowThatATableIsOne) {
  ScenarioText text;
  text.source = R"("id": "in", "source": "clicks", "parallelism": 2)";
  text.sink = R"("id": "out", "parallelism": 2, "sink": {"folds": "retractions"})";
  text.input = R"("name": "clicks", "partitions": 2, "events": ["a@1s"])";
  EXPECT_EQ(errors_of(text),
            "test.json:5: a sink with a table runs as one task; found a parallelism of 2 (at /pipeline/1/parallelism)");
}

TEST(ErrorsOfTables, RefuseRowsOfUpsertsWhereRowsAreTakenBackWhole) {
  ScenarioText text;
  text.nodes = R"({"id": "x", "key": "key", "deduplicate": "last", "updates": "upsert"},)";
  text.sink = R"("id": "out", "sink": {"folds": "retractions"})";
  EXPECT_EQ(errors_of(text),
            "test.json:5: rows reach it that replace others without taking them back (at /pipeline/2); hint: write "
            "\"updates\": \"retract\" at the operator above");
}

TEST(ErrorsOfTables, KnowWhatIsExpectedOfThem) {
  const std::string sink = R"({"folds": "retractions"})";
  EXPECT_EQ(sink_errors("{}", R"(, "expect": {"table": {"out": []}})"),
            "test.json:6: \"out\" is no sink with a table (at /expect/table/out); hint: write for example \"sink\": "
            "{\"folds\": \"retractions\"}");
  EXPECT_EQ(sink_errors(sink, R"(, "expect": {"table": {"out": [{"kye": "a"}]}})"),
            "test.json:6: unknown field \"kye\" (at /expect/table/out/0/kye); hint: did you mean \"key\"?");
  EXPECT_EQ(sink_errors(sink, R"(, "expect": {"table": {"out": {}}})"),
            "test.json:6: expected an array of rows; found an object (at /expect/table/out)");
  EXPECT_EQ(sink_errors(sink, R"(, "expect": {"table": {"out": [{"key": "a", "value": 1}]}})"), "");
}

}  // namespace
}  // namespace wavetank::scenarios::testing
