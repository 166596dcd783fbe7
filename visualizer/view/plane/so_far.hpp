// The first aggregate of a window while it grows, where the trace does not say it: a record that joins a slice is told
// once, not with each window's value.
#pragma once

#include <cstdint>
#include <optional>

#include "scenarios/explain/recording.hpp"

namespace wavetank::visualizer {

// What `before` (none: no value yet) becomes with the record taken at `arrival`, at the window operator of that event.
[[nodiscard]] std::optional<std::int64_t> grown_by(const scenarios::Recording& recording, sim::EventId arrival,
                                                   std::optional<std::int64_t> before);

// The window that a row is the result of; a global window's results have neither start nor end.
[[nodiscard]] engine::Window window_of_result(const scenarios::Recording& recording, engine::RowId row);

}  // namespace wavetank::visualizer
