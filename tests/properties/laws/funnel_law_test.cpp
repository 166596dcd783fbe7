// A funnel and a pattern are two ways to say the same, where each key begins once: a pattern follows every beginning, a
// funnel one at a time.
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "scenarios/format/read.hpp"
#include "scenarios/run/outcome.hpp"
#include "scenarios/run/run.hpp"

namespace wavetank::properties::testing {
namespace {

// Three steps within 20 s, both ways, over records with up to 5 s of disorder.
constexpr std::string_view kBothWays = R"json(],
  "pipeline": [
    {"id": "events", "source": "steps", "watermark": {"kind": "bounded", "bound": "5s", "emit": "each-record"}},
    {"id": "in-order", "sort": {}},
    {"id": "funnel", "key": "key", "within": "20s", "funnel": {"one": "step == 1", "two": "step == 2", "three": "step == 3"}},
    {"id": "by-funnel", "sink": {}},
    {"id": "pattern", "from": "events", "key": "key", "within": "20s",
     "pattern": [{"stage": "one", "where": "step == 1"}, {"stage": "two", "follows": "followed-by", "where": "step == 2"},
                 {"stage": "three", "follows": "followed-by", "where": "step == 3"}],
     "measures": {"first": "count(one)", "second": "count(two)", "third": "count(three)"}},
    {"id": "by-pattern", "sink": {}},
    {"id": "timed-out", "from": "pattern.timeout", "sink": {}} ] })json";

// In order of arrival, which is at most the disorder behind.
std::string any_steps() {
  std::string events;
  std::set<std::int64_t> begun;
  const auto keys = *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 6));
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto time = static_cast<std::int64_t>(i) * 2 + *rc::gen::inRange<std::int64_t>(0, 5);
    // Beginnings come once, and before all else of their keys.
    const std::int64_t step = begun.insert(keys[i]).second ? 1 : *rc::gen::inRange<std::int64_t>(2, 4);
    events += std::string(events.empty() ? "" : ", ") + "{\"time\": \"" + std::to_string(time) + "s\", \"at\": \"" +
              std::to_string(2 * i + 10) + "s\", \"key\": \"k" + std::to_string(keys[i]) +
              "\", \"step\": " + std::to_string(step) + "}";
  }
  return events;
}

std::int64_t number_of(const scenarios::PublishedResult& result, std::string_view name) {
  for (const auto& [field, value] : result.values) {
    if (field == name) return std::get<std::int64_t>(value);
  }
  RC_FAIL("no such field");
}

// Who came how far, and when.
std::string line_of(const scenarios::PublishedResult& result, std::int64_t steps) {
  return std::get<std::string>(*result.key) + " " + std::to_string(steps) + " steps from " +
         std::to_string(number_of(result, "started")) + " to " + std::to_string(number_of(result, "ended"));
}

RC_GTEST_PROP(LawOfFunnels, SayWhatPatternsSay, ()) {
  const std::string text =
      R"json({"name": "both-ways", "inputs": [ {"name": "steps", "fields": {"key": "text", "step": "int64"}, "events": [)json" +
      any_steps() + "] } " + std::string(kBothWays);
  const scenarios::ReadResult read = scenarios::read_scenario_text(text, "both-ways.json");
  RC_ASSERT(read.errors.empty());
  scenarios::RunOptions options;
  const scenarios::Prepared prepared = scenarios::prepare(*read.scenario, options);
  scenarios::Outcome outcome(*read.scenario, *prepared.run, scenarios::KeepResults::All);
  options.sinks = {&outcome};
  RC_ASSERT(scenarios::run(*prepared.run, options).events > 0U);
  std::multiset<std::string> by_funnel;
  std::multiset<std::string> by_pattern;
  for (const scenarios::PublishedResult& result : outcome.results()) {
    if (result.sink == "by-funnel") {
      by_funnel.insert(line_of(result, number_of(result, "steps")));
    } else {
      by_pattern.insert(
          line_of(result, number_of(result, "first") + number_of(result, "second") + number_of(result, "third")));
    }
  }
  RC_TAG(by_funnel.size());
  RC_ASSERT(by_funnel == by_pattern);
}

}  // namespace
}  // namespace wavetank::properties::testing
