// `wavetank list`: the catalogue.
#include <algorithm>
#include <iostream>

#include "cli/load.hpp"
#include "scenarios/format/read.hpp"
#include "scenarios/report/report.hpp"

namespace wavetank::cli {

ExitCode list(const ListVerb& verb) {
  std::vector<scenarios::Scenario> catalogue;
  std::vector<scenarios::InputError> errors;
  for (const std::string& file : catalogue_files()) {
    scenarios::ReadResult read = scenarios::read_scenario_file(file);
    errors.insert(errors.end(), read.errors.begin(), read.errors.end());
    if (read.scenario) catalogue.push_back(std::move(*read.scenario));
  }
  if (!errors.empty()) return report(errors, verb.output);
  if (verb.output == Output::Json) {
    std::cout << scenarios::catalogue_to_json(catalogue);
    return catalogue.empty() ? ExitCode::NothingSelected : ExitCode::Clean;
  }
  std::size_t width = 0;
  for (const scenarios::Scenario& scenario : catalogue) width = std::max(width, scenario.name.size());
  for (const scenarios::Scenario& scenario : catalogue) {
    const std::string indent(width - scenario.name.size() + 2, ' ');
    std::cout << scenario.name << indent << scenario.about << "\n";
    if (!scenario.teaches.empty()) std::cout << std::string(width + 2, ' ') << "→ " << scenario.teaches << "\n";
    if (scenario.pinned_seeds.empty()) continue;
    std::cout << std::string(width + 2, ' ') << "pinned seeds:";
    for (const std::uint64_t seed : scenario.pinned_seeds) std::cout << " " << seed;
    std::cout << "\n";
  }
  return catalogue.empty() ? ExitCode::NothingSelected : ExitCode::Clean;
}

}  // namespace wavetank::cli
