// Scenarios as text for tests: a small valid one whose parts can be exchanged, each on a line of its own.
#pragma once

#include <string>
#include <vector>

#include "scenarios/format/read.hpp"

namespace wavetank::scenarios::testing {

struct ScenarioText {
  std::string head = R"("seed": 7)";                              // line 1
  std::string input = R"("name": "clicks", "events": ["a@1s"])";  // line 2
  std::string source = R"("id": "in", "source": "clicks")";       // line 3
  std::string nodes;                                              // line 4, ends with a comma
  std::string sink = R"("id": "out", "sink": {})";                // line 5
  std::string rest;                                               // line 6, begins with a comma

  [[nodiscard]] std::string text() const {
    return "{ \"name\": \"test\", " + head + ",\n\"inputs\": [ {" + input + "} ], \"pipeline\": [\n{" + source +
           "},\n" + nodes + "\n{" + sink + "} ]\n" + rest + " }\n";
  }
};

inline ReadResult read(const ScenarioText& scenario) { return read_scenario_text(scenario.text(), "test.json"); }

// All errors, a line each.
inline std::string lines_of(const std::vector<InputError>& errors) {
  std::string lines;
  for (const InputError& error : errors) lines += (lines.empty() ? "" : "\n") + to_text(error);
  return lines;
}
inline std::string errors_of(const ScenarioText& scenario) { return lines_of(read(scenario).errors); }

// A keyed window on line 4 with these members besides its id.
inline ScenarioText with_window(const std::string& members) {
  ScenarioText scenario;
  scenario.nodes = R"({"id": "w", )" + members + "},";
  return scenario;
}

}  // namespace wavetank::scenarios::testing
