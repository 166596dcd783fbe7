// Running and judging scenarios in tests.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "properties/judge.hpp"
#include "scenarios/run/run.hpp"

namespace wavetank::properties::testing {

// REQUIRES: the scenario is valid.
inline scenarios::Run run_of(const scenarios::Scenario& scenario, sim::Tape* tape = nullptr) {
  scenarios::RunOptions options;
  options.tape = tape;
  const scenarios::Prepared prepared = scenarios::prepare(scenario, options);
  for (const scenarios::InputError& error : prepared.errors) ADD_FAILURE() << scenarios::to_text(error);
  return scenarios::run(prepared.run.value(), options);
}

// One finding a line; empty if there is none.
inline std::string findings_of(const scenarios::Scenario& scenario) {
  std::string lines;
  for (const Violation& violation : judge(scenario, run_of(scenario))) lines += to_text(violation) + "\n";
  return lines;
}

// In the run or in the pipeline itself.
inline bool finds(const scenarios::Scenario& scenario, std::string_view invariant) {
  const scenarios::Run run = run_of(scenario);
  const auto is_it = [&](const Violation& violation) { return violation.id == invariant; };
  return std::ranges::any_of(judge(scenario, run), is_it) || std::ranges::any_of(judge_pipeline(scenario, run), is_it);
}

}  // namespace wavetank::properties::testing
