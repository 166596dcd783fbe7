// When two lists of rows say the same.
#pragma once

#include <string>

#include "scenarios/conform/driver.hpp"

namespace wavetank::scenarios {

// The rows as one compact JSON array, with each run of neighbours of the same non-null `at` sorted by their texts,
// byte by byte: timers of equal time have no order that anyone promises.
[[nodiscard]] std::string canonical_rows(const VectorRows& rows, const VectorDriver& driver);

// An error equals an error, whatever its name.
[[nodiscard]] bool is_error(const VectorRows& rows);

}  // namespace wavetank::scenarios
