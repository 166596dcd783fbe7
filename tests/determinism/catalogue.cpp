#include "tests/determinism/catalogue.hpp"

#include <algorithm>
#include <filesystem>
#include <stdexcept>

#include "scenarios/format/read.hpp"

namespace wavetank::determinism {

std::vector<std::string> scenario_files(const std::string& folder) {
  std::vector<std::string> files;
  if (!std::filesystem::is_directory(folder)) return files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

scenarios::Scenario read_or_throw(const std::string& path) {
  scenarios::ReadResult read = scenarios::read_scenario_file(path);
  if (read.scenario) return std::move(*read.scenario);
  std::string text;
  for (const scenarios::InputError& error : read.errors) text += scenarios::to_text(error) + "\n";
  throw std::runtime_error(text);
}

}  // namespace wavetank::determinism
