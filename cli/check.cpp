// `wavetank check`: validates scenarios without running them.
#include <iostream>

#include "cli/load.hpp"

namespace wavetank::cli {

ExitCode check(const CheckVerb& verb) {
  std::vector<scenarios::InputError> errors;
  for (const std::string& scenario : verb.scenarios) {
    const Loaded loaded = load_scenario(
        {.scenario = scenario, .seed = {}, .settings = {}, .semantics = {}, .until = {}, .execution = {}});
    warn(loaded.warnings);
    errors.insert(errors.end(), loaded.errors.begin(), loaded.errors.end());
    if (loaded.errors.empty() && verb.output == Output::Text) std::cout << scenario << ": ok\n";
  }
  if (!errors.empty()) return report(errors, verb.output);
  if (verb.output == Output::Json) report({}, verb.output);
  return ExitCode::Clean;
}

}  // namespace wavetank::cli
