#include "scenarios/build/running.hpp"

#include "scenarios/build/rows_as_text.hpp"
#include "scenarios/build/user_call.hpp"

namespace wavetank::build {
std::vector<std::string> Ran::rows_of(const std::string& sink) const {
  std::vector<std::string> rows;
  for (const scenarios::PublishedResult& result : results) {
    if (result.sink != sink) continue;
    std::string row = result.key ? text_of(*result.key) : "";
    if (result.window) {
      row += (row.empty() ? "[" : " [") + std::to_string(result.window->start.ticks()) + "," +
             std::to_string(result.window->end.ticks()) + ")";
    }
    for (const auto& [name, value] : result.values) row += (row.empty() ? "" : " ") + name + "=" + text_of(value);
    rows.push_back(std::move(row));
  }
  return rows;
}

Ran run(const Pipeline& pipeline, std::optional<std::uint64_t> seed) {
  Ran ran;
  ran.errors = pipeline.check();
  if (!ran.errors.empty()) return ran;
  const scenarios::Scenario& scenario = pipeline.scenario();
  scenarios::RunOptions options;
  options.seed = seed;
  const scenarios::Prepared prepared = scenarios::prepare(scenario, options);
  ran.errors = prepared.errors;
  if (!prepared.run) return ran;
  scenarios::Outcome outcome(scenario, *prepared.run, scenarios::KeepResults::All);
  options.sinks.push_back(&outcome);
  try {
    ran.run = scenarios::run(*prepared.run, options);
  } catch (const UserFunctionFailed& failed) {
    const std::string drawn = std::to_string(seed.value_or(scenario.seed));
    ran.errors.push_back({scenario.name, 0, "", failed.what(), "run(pipeline, " + drawn + ") repeats it"});
    return ran;
  }
  ran.counts = outcome.counts();
  ran.results = outcome.results();
  return ran;
}

}  // namespace wavetank::build
