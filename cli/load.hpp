// Finding and reading what a verb is pointed at: a scenario by path or catalogue name, or a recorded trace.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/verbs.hpp"
#include "scenarios/explain/recording.hpp"

namespace wavetank::cli {

struct Loaded {
  std::optional<scenarios::Scenario> scenario;
  std::string text;  // its JSON, with settings applied
  std::vector<scenarios::InputError> errors;
  std::vector<scenarios::InputError> warnings{};  // what in it is ignored
};
[[nodiscard]] Loaded load_scenario(const Selection& selection);

struct LoadedRecording {
  std::optional<scenarios::Recording> recording;
  std::vector<scenarios::InputError> errors;
};
// Runs the scenario and keeps its trace, or reads a trace file.
[[nodiscard]] LoadedRecording load_recording(const Selection& selection);

// Scenario files of the catalogue, by name.
[[nodiscard]] std::vector<std::string> catalogue_files();

[[nodiscard]] scenarios::InputError usage_error(const std::string& message, const std::string& hint);

// Errors go to stderr as text, or to stdout as JSON. Always BadInput.
ExitCode report(const std::vector<scenarios::InputError>& errors, Output output);

// Always to stderr.
void warn(const std::vector<scenarios::InputError>& warnings);

}  // namespace wavetank::cli
