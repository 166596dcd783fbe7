// win-cascade: a window that counts or sums the results of another holds what each (key, window) of the first one says once,
// unless the first one says only what is new each time, or takes back what it said.
//
// Not a law of the engine, which does as it is told (CA-01), but of pipelines: a scenario that shows the double count
// says so in `expect.findings`. It is ours; no system promises it.
#pragma once

#include "properties/invariants/all.hpp"

namespace wavetank::properties {

[[nodiscard]] Violations win_cascade(const Evidence& evidence);

}  // namespace wavetank::properties
