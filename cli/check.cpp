// `wavetank check`: validates scenarios without running them, and says what a second run may answer differently.
#include <iostream>

#include "cli/load.hpp"
#include "scenarios/report/report.hpp"

namespace wavetank::cli {

ExitCode check(const CheckVerb& verb) {
  std::vector<scenarios::InputError> errors;
  std::vector<scenarios::Checked> checked;
  for (const std::string& scenario : verb.scenarios) {
    const Loaded loaded = load_scenario(
        {.scenario = scenario, .seed = {}, .settings = {}, .semantics = {}, .until = {}, .execution = {}});
    warn(loaded.warnings);
    errors.insert(errors.end(), loaded.errors.begin(), loaded.errors.end());
    if (!loaded.errors.empty()) continue;
    const scenarios::Resolved resolved = scenarios::validate(*loaded.scenario).resolved;
    checked.push_back({scenario, scenarios::replay_of(*loaded.scenario, resolved), loaded.warnings});
    if (verb.output == Output::Text) {
      std::cout << scenario << ": ok\n  " << scenarios::to_text(checked.back().replay) << "\n";
    }
  }
  if (!errors.empty()) return report(errors, verb.output);
  if (verb.output == Output::Json) std::cout << scenarios::checked_to_json(checked);
  return ExitCode::Clean;
}

}  // namespace wavetank::cli
