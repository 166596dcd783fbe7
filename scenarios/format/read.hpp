// Reads a scenario from its JSON form (docs/SCENARIOS.md), checks it, and says everything that is wrong with it.
//
// What comes back is either a scenario that `validate` accepts or a list of errors, never both. Errors are in the
// order of the text. Files that inputs name are not opened here (input/events.hpp).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/format/problem.hpp"
#include "scenarios/format/scenario.hpp"

namespace wavetank::scenarios {

// Errors told of one file; more say little.
inline constexpr std::size_t kErrorsMax = 100;

struct ReadResult {
  std::optional<Scenario> scenario;  // absent exactly if there are errors
  std::vector<InputError> errors;
  std::vector<InputError> warnings{};  // of a scenario that can run: what in it is ignored
};

// Reads at most kTextBytesMax bytes (lines.hpp); what is larger is refused unread.
[[nodiscard]] ReadResult read_scenario_file(const std::string& path);

// `file_name` is for messages and, by its folder, for the files that inputs name.
[[nodiscard]] ReadResult read_scenario_text(std::string_view text, const std::string& file_name);

}  // namespace wavetank::scenarios
