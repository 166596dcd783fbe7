// Warnings of what runs and hardly does what was meant: each names a scenario that shows it, and that scenario does.
#include <filesystem>
#include <map>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "scenarios/format/validate.hpp"
#include "tests/scenarios/format/scenario_text.hpp"

namespace wavetank::scenarios::testing {
namespace {

constexpr std::string_view kShown = " of the catalogue shows what happens";

std::string catalogue_file(const std::string& name) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(WT_SOURCE_DIR "/scenarios/catalogue")) {
    if (entry.path().filename() == name + ".json") return entry.path().string();
  }
  ADD_FAILURE() << "no scenario " << name;
  return "";
}

// The scenario that a warning names; none: "".
std::string named_by(const InputError& warning) {
  const std::size_t end = warning.hint.find(kShown);
  if (end == std::string::npos) return "";
  const std::size_t begin = warning.hint.rfind(' ', end - 1) + 1;
  return warning.hint.substr(begin, end - begin);
}

std::set<std::string> named_in(const Scenario& scenario) {
  std::set<std::string> names;
  for (const InputError& warning : validate(scenario).warnings) names.insert(named_by(warning));
  names.erase("");
  return names;
}
Scenario from_catalogue(const std::string& name) {
  ReadResult read = read_scenario_file(catalogue_file(name));
  EXPECT_TRUE(read.scenario.has_value()) << name;
  return read.scenario.value_or(Scenario{});
}

TEST(Surprises, AreShownByTheScenariosThatTheyName) {
  for (const char* const name : {"cascade-counts-twice", "late-firing-meets-ttl", "ttl-meets-retraction",
                                 "double-pairs-again", "rule-too-late", "one-side-waits", "two-tables-of-desks"}) {
    EXPECT_EQ(named_in(from_catalogue(name)), std::set<std::string>{name});
  }
}

TEST(Surprises, NameScenariosThatWarnOfTheSame) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(WT_SOURCE_DIR "/scenarios/catalogue")) {
    if (entry.path().extension() != ".json") continue;
    for (const std::string& name : named_in(from_catalogue(entry.path().stem().string()))) {
      EXPECT_TRUE(named_in(from_catalogue(name)).contains(name)) << entry.path() << " names " << name;
    }
  }
}

// The warnings of a scenario of the catalogue when one operator has been changed.
template <typename Op, typename Change>
std::set<std::string> named_with(const std::string& name, const Change& change) {
  Scenario scenario = from_catalogue(name);
  for (Node& node : scenario.pipeline) {
    if (auto* const op = std::get_if<Op>(&node.op)) change(*op);
  }
  return named_in(scenario);
}
using Names = std::set<std::string>;

TEST(Surprises, EndWhereStateLivesLongEnough) {
  const auto live = [](std::int64_t milliseconds) {
    return [milliseconds](auto& op) { op.ttl = engine::Millis{milliseconds}; };
  };
  EXPECT_EQ(named_with<GroupByNode>("late-firing-meets-ttl", live(39'999)), Names{"late-firing-meets-ttl"});
  EXPECT_EQ(named_with<GroupByNode>("late-firing-meets-ttl", live(40'000)), Names{});
  EXPECT_EQ(named_with<DeduplicateNode>("double-pairs-again", live(9'999)), Names{"double-pairs-again"});
  EXPECT_EQ(named_with<DeduplicateNode>("double-pairs-again", live(10'000)), Names{});
}

TEST(Surprises, EndWhereSidesAreEquallyPatient) {
  const auto wait = [](std::int64_t milliseconds) {
    return [milliseconds](SourceNode& source) { source.watermark.bound = engine::Millis{milliseconds}; };
  };
  EXPECT_EQ(named_with<SourceNode>("one-side-waits", wait(30'000)), Names{});
}

TEST(Surprises, EndWhereOneTaskKeepsTheOrder) {
  Scenario scenario = from_catalogue("two-tables-of-desks");
  for (Node& node : scenario.pipeline) node.parallelism = 1;
  EXPECT_EQ(named_in(scenario), Names{});
}

TEST(Surprises, WarnOfEventsThatHaveNoTimeInFrontOfAWindow) {
  ScenarioText text =
      with_window(R"json("key": "key", "window": {"tumbling": "1s"}, "aggregate": {"n": "count()"})json");
  EXPECT_EQ(lines_of(read(text).warnings).find("AS-04"), std::string::npos);
  text.input = R"("name": "clicks", "events": ["a@none at 1s"])";
  EXPECT_NE(lines_of(read(text).warnings).find("an event of \"clicks\" has no timestamp"), std::string::npos);
}

TEST(ErrorsOfRolling, RefuseRowsThatAreTakenBack) {
  ScenarioText text;
  text.nodes = R"json({"id": "x", "key": "key", "deduplicate": "last"},
      {"id": "y", "key": "key", "rolling": {"n": "count()"}},)json";
  EXPECT_EQ(errors_of(text),
            "test.json:5: rows that change reach it; it adds what is taken back; a group_by takes it back (CL-03) (at "
            "/pipeline/2)");
}

}  // namespace
}  // namespace wavetank::scenarios::testing
