// Rows that a join says of one side alone.
#pragma once

#include "properties/invariants/tables/folding.hpp"

namespace wavetank::properties {

// A row padded with nulls, or a left row of a semi or anti join. REQUIRES: is_join(task).
[[nodiscard]] bool stands_alone(const Fields& row, const TableOfTask& task, const Evidence& evidence);

}  // namespace wavetank::properties
