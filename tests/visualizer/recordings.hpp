// Recordings to look at: scenarios of the catalogue, and small ones written in a test.
#pragma once

#include <string>
#include <string_view>

#include "scenarios/explain/recording.hpp"

namespace wavetank::visualizer {

// "lateness/late-firing". Throws if it cannot be read or run: no test can go on then.
[[nodiscard]] scenarios::Recording catalogue(const std::string& name);

[[nodiscard]] scenarios::Recording recorded(std::string_view json);

// A window of ten seconds over clicks, bound 2 s, allowed lateness `lateness`: "a@1s", "b@7s at 9s", …
[[nodiscard]] scenarios::Recording clicks(std::string_view events, std::string_view lateness = "0s");

// Hundreds of records of dozens of keys, some of them late, drawn from the seed.
[[nodiscard]] scenarios::Recording crowd();

// The first event of a kind. Throws if there is none.
[[nodiscard]] sim::EventId first_of(const scenarios::Recording& recording, sim::EventKind kind);

}  // namespace wavetank::visualizer
