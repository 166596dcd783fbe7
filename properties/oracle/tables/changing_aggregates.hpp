// Aggregates over rows that come and go, worked out from all of them.
#pragma once

#include <vector>

#include "properties/oracle/tables/folded_rows.hpp"
#include "scenarios/format/nodes/aggregate_spec.hpp"

namespace wavetank::properties {

struct SignedRow {
  engine::RowId row = engine::kNoRow;
  std::int64_t sign = 1;  // -1: a row was taken back
};

// One value for each aggregate. A sum, a minimum or a maximum of no values is null (CL-03).
[[nodiscard]] Fields changing_aggregates(const std::vector<scenarios::AggregateSpec>& specs,
                                         const std::vector<SignedRow>& rows, const engine::Facts& facts);
[[nodiscard]] std::int64_t rows_left(const std::vector<SignedRow>& rows);
[[nodiscard]] std::optional<std::int64_t> value_of(engine::RowId row, std::string_view field,
                                                   const engine::Facts& facts);

}  // namespace wavetank::properties
