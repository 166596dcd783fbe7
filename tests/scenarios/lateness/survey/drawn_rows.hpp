// Small streams for properties: times close together, so that everything meets.
#pragma once

#include <vector>

#include <rapidcheck.h>

#include "scenarios/lateness/survey/candidate.hpp"
#include "scenarios/lateness/survey/window_survey.hpp"

namespace wavetank::scenarios {

struct DrawnRow {
  std::int64_t event_ms = 0;
  std::uint32_t key = 0;
};

inline std::vector<DrawnRow> rows_from(const std::vector<std::pair<std::uint8_t, std::uint8_t>>& drawn) {
  std::vector<DrawnRow> rows;
  for (const auto& [time, key] : drawn) rows.push_back({static_cast<std::int64_t>(time % 64) - 16, key % 3U});
  return rows;
}

// The row's number, its arrival and the highest event time before it, as a reader of the file would say.
inline std::vector<StreamPosition> positions_of(const std::vector<DrawnRow>& rows) {
  std::vector<StreamPosition> positions;
  std::optional<std::int64_t> high;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    positions.push_back({i, static_cast<std::int64_t>(i) * 10, high});
    if (!high || rows[i].event_ms > *high) high = rows[i].event_ms;
  }
  return positions;
}

}  // namespace wavetank::scenarios
