// What a window keeps when it speaks, by definition (EV-04 to EV-06).
#pragma once

#include <cstdint>
#include <vector>

#include "properties/oracle/arrivals.hpp"
#include "scenarios/format/scenario.hpp"

namespace wavetank::properties {

// One record in a window.
struct Member {
  sim::EventId record{};  // by its arrival
  engine::RowId row = engine::kNoRow;
  engine::EventTime time;
};

// The members that the window's evictor leaves, in their order. REQUIRES: the fields it measures are in the rows.
[[nodiscard]] std::vector<Member> kept_by_evictor(const scenarios::WindowNode& node, const std::vector<Member>& members,
                                                  const engine::Facts& facts);

// What a row holds in the field by which a delta or a gap is measured; 0 if that is null.
[[nodiscard]] std::int64_t measure_of(engine::RowId row, std::string_view field, const engine::Facts& facts);

[[nodiscard]] bool is_farther_than(std::int64_t threshold, std::int64_t a, std::int64_t b);

}  // namespace wavetank::properties
