// Where a part of a scenario was written.
#pragma once

#include <cstddef>
#include <string>

namespace wavetank::scenarios {

// Where in the scenario's text something stands; for messages.
struct Origin {
  std::string pointer;  // JSON pointer, "/inputs/0/events/3"
  std::size_t line = 0;
};

}  // namespace wavetank::scenarios
