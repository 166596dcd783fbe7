// What could make two runs of one seed differ, and is therefore not written in engine, sim, scenarios, properties.
#pragma once

#include <vector>

#include "tests/tidy/source.hpp"

namespace wavetank::tidy {

// Rule `determinism`: clocks, environment, locale, threads, hash order, random sources of the library.
[[nodiscard]] Offences nondeterminism(const std::vector<Source>& house);

// Rule `floating-point`: no float or double in engine and sim/kernel.
[[nodiscard]] Offences floating_point(const std::vector<Source>& house);

}  // namespace wavetank::tidy
