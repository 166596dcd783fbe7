// Which windows a record joined, as a trace tells it: all windows of one win.add or win.slice.
#pragma once

#include <vector>

#include "properties/invariants/evidence.hpp"

namespace wavetank::properties {

// One record in one window of one key.
struct Addition {
  sim::EventId at{};      // the event that said so
  sim::EventId record{};  // the record, by its arrival
  engine::KeyId key = engine::kNoKey;
  engine::Window window;
};

// The windows that the event means, in the order in which the record joined them. REQUIRES: sim::says_joined.
[[nodiscard]] std::vector<Addition> windows_of_add(sim::EventId add, const Evidence& evidence);

// All windows that the record taken at `record` joined, in order.
[[nodiscard]] std::vector<Addition> additions_of(sim::EventId record, const Evidence& evidence);

}  // namespace wavetank::properties
