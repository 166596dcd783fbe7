// A choice of windows from a seed, beside the draft of that seed.
#pragma once

#include <cstdint>

#include "engine/base/mix.hpp"
#include "properties/generators/window_choice.hpp"

namespace wavetank::properties::testing {

// A choice from a seed, each part of it at 0 half of the time.
inline WindowChoice window_choice_of(std::uint64_t seed) {
  WindowChoice choice;
  std::uint64_t state = seed;
  for (std::uint32_t* part : {&choice.assigner, &choice.domain, &choice.trigger, &choice.wrapper, &choice.accumulation,
                              &choice.evictor, &choice.number}) {
    state = engine::mix(state, 0x5eedULL);
    *part = state % 2 == 0 ? 0 : static_cast<std::uint32_t>(state >> 8) % 60;
    if (part == &choice.number) *part %= 7;
  }
  return choice;
}

}  // namespace wavetank::properties::testing
