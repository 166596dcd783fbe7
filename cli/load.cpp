// Loading scenarios and traces.
#include "cli/load.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "engine/base/nearest.hpp"
#include "scenarios/format/lines.hpp"
#include "scenarios/format/read.hpp"
#include "scenarios/format/time_text.hpp"
#include "scenarios/report/report.hpp"
#include "scenarios/run/trace_file.hpp"

namespace wavetank::cli {
namespace {

namespace fs = std::filesystem;
using scenarios::InputError;

fs::path catalogue() { return fs::path(WT_CATALOGUE); }

std::vector<fs::path> scenario_files() {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::recursive_directory_iterator at(catalogue(), error), end; !error && at != end; at.increment(error)) {
    if (at->path().extension() == ".json") files.push_back(at->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// "-" for standard input, a path if there is such a file, else a name of the catalogue.
std::optional<std::string> find_file(const std::string& scenario, std::vector<InputError>& errors) {
  std::error_code error;
  if (scenario == "-" || fs::is_regular_file(scenario, error)) return scenario;
  if (fs::is_directory(scenario, error)) {
    errors.push_back({scenario, 0, "", "is a folder, not a scenario", "name a .json file in it"});
    return std::nullopt;
  }
  std::vector<std::string> names;
  for (const fs::path& file : scenario_files()) {
    if (file.stem() == scenario) return file.string();
    names.push_back(file.stem().string());
  }
  const auto close = engine::nearest(scenario, std::span<const std::string>(names));
  errors.push_back({scenario, 0, "", "no such file, and no such scenario in the catalogue",
                    close ? "did you mean " + *close + "?" : "`wavetank list` shows the catalogue"});
  return std::nullopt;
}

// Reads no more than a scenario may have; what is larger is the reader's to refuse.
std::string read_text(const std::string& path) {
  std::ifstream opened;
  if (path != "-") opened.open(path, std::ios::binary);
  std::istream& file = path == "-" ? std::cin : opened;
  std::string text(scenarios::kTextBytesMax + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  return text;
}

// What a scenario expects, it expects of the execution that it is written for.
void forget_foreign_expectations(const std::string& as_written, const std::string& path,
                                 scenarios::Scenario& scenario) {
  const scenarios::ReadResult written = scenarios::read_scenario_text(as_written, path);
  const bool is_other = written.scenario && written.scenario->execution != scenario.execution;
  if (is_other) scenario.expect = {};
}

void override_by_options(const Selection& selection, Loaded& loaded) {
  scenarios::Scenario& scenario = *loaded.scenario;
  if (selection.seed) scenario.seed = *selection.seed;
  if (!selection.semantics.empty()) {
    if (!engine::profile(selection.semantics)) {
      loaded.errors.push_back(
          usage_error("no such profile: " + selection.semantics, "profiles are flink and flink-strict"));
    }
    scenario.semantics = selection.semantics;
  }
  if (selection.until.empty()) return;
  const auto until = scenarios::parse_nanoseconds(selection.until);
  if (until.ok() && until.value().count >= 0) {
    scenario.until = sim::SimTime(until.value().count);
  } else {
    loaded.errors.push_back(usage_error("--until is no time: " + selection.until, "for example 90s or 1h30m"));
  }
}

}  // namespace

InputError usage_error(const std::string& message, const std::string& hint) {
  return {"command line", 0, "", message, hint};
}

Loaded load_scenario(const Selection& selection) {
  Loaded loaded;
  const std::optional<std::string> path = find_file(selection.scenario, loaded.errors);
  if (!path) return loaded;
  loaded.text = read_text(*path);
  std::vector<std::string> settings = selection.settings;
  if (!selection.execution.empty()) settings.push_back("/execution=" + selection.execution);
  const std::string as_written = loaded.text;
  for (const std::string& setting : settings) {
    const engine::Result<std::string> edited = scenarios::set_value(loaded.text, setting);
    if (!edited.ok()) {
      loaded.errors.push_back(usage_error("--set " + edited.problem().message, edited.problem().hint));
      return loaded;
    }
    loaded.text = edited.value();
  }
  scenarios::ReadResult read = scenarios::read_scenario_text(loaded.text, *path);
  loaded.errors = std::move(read.errors);
  loaded.warnings = std::move(read.warnings);
  if (!settings.empty()) {
    for (InputError& error : loaded.errors) error.line = 0;  // the text was edited: lines are not the file's
    for (InputError& warning : loaded.warnings) warning.line = 0;
  }
  loaded.scenario = std::move(read.scenario);
  if (!loaded.scenario) return loaded;
  if (!selection.execution.empty()) forget_foreign_expectations(as_written, *path, *loaded.scenario);
  override_by_options(selection, loaded);
  return loaded;
}

LoadedRecording load_recording(const Selection& selection) {
  if (scenarios::is_trace_file(selection.scenario)) {
    scenarios::TraceFile file = scenarios::read_trace_file(selection.scenario);
    return {std::move(file.recording), std::move(file.errors)};
  }
  Loaded loaded = load_scenario(selection);
  if (!loaded.errors.empty()) return {std::nullopt, std::move(loaded.errors)};
  scenarios::RunOptions options;
  scenarios::Prepared prepared = scenarios::prepare(*loaded.scenario, options);
  if (!prepared.run) return {std::nullopt, std::move(prepared.errors)};
  return {scenarios::record(*loaded.scenario, scenarios::run(*prepared.run, options)), {}};
}

std::vector<std::string> catalogue_files() {
  std::vector<std::string> files;
  for (const fs::path& file : scenario_files()) files.push_back(file.string());
  return files;
}

ExitCode report(const std::vector<InputError>& errors, Output output) {
  if (output == Output::Json) {
    std::cout << scenarios::errors_to_json(errors);
    return ExitCode::BadInput;
  }
  for (const InputError& error : errors) std::cerr << to_text(error) << "\n";
  return ExitCode::BadInput;
}

void warn(const std::vector<InputError>& warnings) {
  for (InputError warning : warnings) {
    warning.message = "warning: " + warning.message;
    std::cerr << to_text(warning) << "\n";
  }
}

}  // namespace wavetank::cli
