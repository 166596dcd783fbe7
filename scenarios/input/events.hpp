// The events of an input that is a CSV file, typed as its fields say. Read before a run begins, never during it.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "engine/base/time.hpp"
#include "scenarios/format/problem.hpp"
#include "scenarios/format/scenario.hpp"
#include "scenarios/format/values.hpp"

namespace wavetank::scenarios {

// Errors told of one file before reading stops.
inline constexpr std::size_t kFileErrorsMax = 20;

struct FileEvent {
  std::int64_t arrival_ms = 0;        // since 1970, as in the file; never below the row's before
  engine::EventTime time;             // MIN: the cell is empty, the event has no timestamp
  std::span<const ValueView> values;  // by field of the input
  std::size_t line = 0;
};

// The folder of the scenario's file, which the paths of its inputs are relative to.
[[nodiscard]] std::string folder_of(const Scenario& scenario);

// Calls `take` for each row in order. If errors come back, what was taken is not the whole file and must be dropped.
// REQUIRES: input.events is an InputFile.
[[nodiscard]] std::vector<InputError> load_events(const Input& input, const std::string& folder,
                                                  const std::function<void(const FileEvent&)>& take);

}  // namespace wavetank::scenarios
