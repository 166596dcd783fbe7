// What a stream's rows may be to the one that takes them: only new rows, rows that replace others, or any change.
#pragma once

#include "scenarios/format/validate.hpp"

namespace wavetank::scenarios {

enum class RowsSent : std::uint8_t {
  Inserts,  // +I only
  Upserts,  // +U replaces a row known by its key, without taking it back
  Changes,  // −U and −D take back
};

// What reaches the node at `node`: the most that one of its upstreams sends or passes on.
[[nodiscard]] RowsSent rows_before(const Scenario& scenario, const Resolved& resolved, std::size_t node);

}  // namespace wavetank::scenarios
