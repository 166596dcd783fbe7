// The planted bugs.
#include "properties/mutants/catalogue.hpp"

#include <array>

namespace wavetank::properties {

std::span<const MutantEntry> all_mutants() {
  static constexpr std::array<MutantEntry, 3> kMutants{{
      {"late_test_off_by_one", engine::Mutant::LateTestOffByOne, "engine/operators/window/window.cpp",
       "a window counts as late one millisecond too late", "WO-03: `<` for `<=`", "win-late-class", 200},
      {"valve_uses_max", engine::Mutant::ValveUsesMax, "engine/time/valve.cpp",
       "the greatest of the channels' watermarks for the least", "WM-23", "wm-combine", 200},
      {"late_firing_forgets", engine::Mutant::LateFiringForgets, "engine/operators/window/window.cpp",
       "a late firing starts from nothing, not from the contents", "WO-11", "win-content", 200},
  }};
  return kMutants;
}

std::optional<MutantEntry> find_mutant(std::string_view id) {
  for (const MutantEntry& entry : all_mutants()) {
    if (entry.id == id) return entry;
  }
  return std::nullopt;
}

}  // namespace wavetank::properties
