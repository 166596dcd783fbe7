// `wavetank list`: the catalogue.
#include <algorithm>
#include <filesystem>
#include <iostream>

#include "cli/load.hpp"
#include "scenarios/format/read.hpp"
#include "scenarios/report/report.hpp"

namespace wavetank::cli {

ExitCode list(const ListVerb& verb) {
  std::vector<scenarios::Scenario> catalogue;
  std::vector<std::string> topics;  // of each, its folder
  std::vector<scenarios::InputError> errors;
  for (const std::string& file : catalogue_files()) {
    scenarios::ReadResult read = scenarios::read_scenario_file(file);
    errors.insert(errors.end(), read.errors.begin(), read.errors.end());
    if (!read.scenario) continue;
    catalogue.push_back(std::move(*read.scenario));
    topics.push_back(std::filesystem::path(file).parent_path().filename().string());
  }
  if (!errors.empty()) return report(errors, verb.output);
  if (verb.output == Output::Json) {
    std::cout << scenarios::catalogue_to_json(catalogue);
    return catalogue.empty() ? ExitCode::NothingSelected : ExitCode::Clean;
  }
  std::size_t width = 0;
  for (const scenarios::Scenario& scenario : catalogue) width = std::max(width, scenario.name.size());
  for (std::size_t i = 0; i < catalogue.size(); ++i) {
    const scenarios::Scenario& scenario = catalogue[i];
    if (i == 0 || topics[i] != topics[i - 1]) std::cout << (i == 0 ? "" : "\n") << "# " << topics[i] << "\n\n";
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
