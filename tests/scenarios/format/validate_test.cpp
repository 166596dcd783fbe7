// Rules on scenarios that are made in C++, which a reader of JSON could not break, and what validation works out.
#include "scenarios/format/validate.hpp"

#include <gtest/gtest.h>

#include "tests/scenarios/format/scenario_text.hpp"

namespace wavetank::scenarios::testing {
namespace {

using engine::Field;
using engine::FieldRole;
using engine::FieldType;

Scenario made() {
  Scenario scenario;
  scenario.name = "made";
  Input input;
  input.name = "clicks";
  input.fields = {{"key", FieldType::Text, FieldRole::Key, 0}, {"value", FieldType::Decimal, FieldRole::Plain, 2}};
  scenario.inputs.push_back(input);
  Node source{"in", {}, SourceNode{"clicks", {}, ""}, 1, {}};
  Node window{"w", {"in"}, WindowNode{}, 1, {}};
  auto& op = std::get<WindowNode>(window.op);
  op.key = "key";
  op.shape = engine::tumbling({10'000});
  op.late = engine::LateRecords::SideOutput;
  op.aggregates = {{"n", engine::AggregateKind::Count, "", ""},
                   {"sum", engine::AggregateKind::Sum, "value", ""},
                   {"all", engine::AggregateKind::List, "value", ""}};
  scenario.pipeline = {source, window, {"out", {"w"}, SinkNode{}, 1, {}}, {"late", {"w.late"}, SinkNode{}, 1, {}}};
  return scenario;
}

std::string errors_in(const Scenario& scenario) { return lines_of(validate(scenario).errors); }

TEST(Validation, WorksOutTheFieldsOfEachNode) {
  const Validation found = validate(made());
  EXPECT_EQ(lines_of(found.errors), "");
  const std::vector<Field> result = {{"key", FieldType::Text, FieldRole::Key, 0},
                                     {"window_start", FieldType::Timestamp, FieldRole::WindowStart, 0},
                                     {"window_end", FieldType::Timestamp, FieldRole::WindowEnd, 0},
                                     {"n", FieldType::Int64, FieldRole::Plain, 0},
                                     {"sum", FieldType::Decimal, FieldRole::Plain, 2},
                                     {"all", FieldType::Text, FieldRole::Plain, 0}};
  EXPECT_EQ(found.resolved.schemas.at(1), result);
  EXPECT_EQ(found.resolved.schemas.at(2), result);
  EXPECT_EQ(found.resolved.schemas.at(3), made().inputs[0].fields);
  EXPECT_EQ(found.resolved.takes.at(1), made().inputs[0].fields);
  EXPECT_TRUE(found.resolved.takes.at(0).empty());
}

TEST(Validation, LooksUpTheGraph) {
  const Resolved resolved = validate(made()).resolved;
  EXPECT_TRUE(resolved.upstreams.at(0).empty());
  EXPECT_EQ(resolved.upstreams.at(2), (std::vector<Upstream>{{1, engine::kMainOutput}}));
  EXPECT_EQ(resolved.upstreams.at(3), (std::vector<Upstream>{{1, engine::kSideOutput}}));
  EXPECT_EQ(resolved.inputs.at(0), 0U);
}

TEST(Validation, KeepsTypeAndRoleOfFieldsThatAMapOnlyPassesOn) {
  Scenario scenario = made();
  scenario.pipeline[1] = {
      "m", {"in"}, MapNode{{{"who", "key"}, {"cents", "value + 1.00"}, {"big", "value > 1.00"}}}, 1, {}};
  scenario.pipeline[2].from = {"m"};
  scenario.pipeline.pop_back();
  const Validation found = validate(scenario);
  EXPECT_EQ(lines_of(found.errors), "");
  const std::vector<Field> sent = {{"who", FieldType::Text, FieldRole::Key, 0},
                                   {"cents", FieldType::Decimal, FieldRole::Plain, 2},
                                   {"big", FieldType::Boolean, FieldRole::Plain, 0}};
  EXPECT_EQ(found.resolved.schemas.at(1), sent);
}

TEST(Validation, RefusesValuesThatDoNotFitTheirFields) {
  Scenario scenario = made();
  scenario.inputs[0].events = std::vector<InputEvent>{{sim::SimTime(0), engine::EventTime(0), {"a"}, {}, {}},
                                                      {sim::SimTime(-1), engine::EventTime(0), {"a", "b"}, {}, {}}};
  EXPECT_EQ(errors_in(scenario),
            "scenario: expected 2 values; found 1 (at /inputs/0/events/0)\n"
            "scenario: sent before the start of the run (at /inputs/0/events/1)\n"
            "scenario: \"value\" needs a value of type decimal(2) (at /inputs/0/events/1)");
}

TEST(Validation, RefusesNodesThatTakeFromNothing) {
  Scenario scenario = made();
  scenario.pipeline[2].from.clear();
  scenario.pipeline[0].from = {"w"};
  EXPECT_EQ(errors_in(scenario),
            "scenario: a source takes from its input and from nothing else (at /pipeline/0/from)\n"
            "scenario: it takes from no operator (at /pipeline/2/from)");
}

TEST(Validation, RefusesFaultsBeforeTheStart) {
  Scenario scenario = made();
  FaultSpec fault;
  fault.at = sim::SimTime(-1);
  fault.duration = {1};
  fault.target = "in -> w";
  fault.chance = {2, 1};
  scenario.faults = {fault};
  EXPECT_EQ(errors_in(scenario),
            "scenario: before the start of the run (at /faults/0/at)\n"
            "scenario: expected a chance from 0/1 to 1/1 (at /faults/0/chance)");
}

TEST(Validation, TakesTheLineFromTheOrigin) {
  Scenario scenario = made();
  scenario.file = "x.json";
  scenario.pipeline[1].origin = {"/pipeline/1", 12};
  std::get<WindowNode>(scenario.pipeline[1].op).allowed_lateness = {-1};
  EXPECT_EQ(errors_in(scenario),
            "x.json:12: an allowed lateness cannot be negative; found -1ms (at /pipeline/1/allowed_lateness)");
}

TEST(Validation, ChecksExpectedValuesByTheirSink) {
  Scenario scenario = made();
  ExpectedResult result;
  result.sink = "out";
  result.key = std::int64_t{1};
  result.values = {{"n", "two"}, {"m", std::int64_t{1}}};
  scenario.expect.results = {result};
  EXPECT_EQ(errors_in(scenario),
            "scenario: \"key\" needs a value of type text (at /expect/results/0/key)\n"
            "scenario: expected a value of type int64 (at /expect/results/0/value/n)\n"
            "scenario: unknown field \"m\" (at /expect/results/0/value/m); hint: "
            "valid is key, window_start, window_end, n, sum or all");
}

TEST(Validation, SaysNothingOfPlacesWithKnownErrors) {
  Scenario scenario = made();
  std::get<WindowNode>(scenario.pipeline[1].op).key = "kye";
  EXPECT_EQ(validate(scenario).errors.size(), 1U);
  EXPECT_EQ(validate(scenario, {{"", 0, "/pipeline/1/key", "", ""}}).errors.size(), 0U);
  EXPECT_EQ(validate(scenario, {{"", 0, "/pipeline/1", "", ""}}).errors.size(), 0U);
  EXPECT_EQ(validate(scenario, {{"", 0, "/pipeline/1/key/deeper", "", ""}}).errors.size(), 0U);
  EXPECT_EQ(validate(scenario, {{"", 0, "/pipeline/11", "", ""}}).errors.size(), 1U);
}

}  // namespace
}  // namespace wavetank::scenarios::testing
