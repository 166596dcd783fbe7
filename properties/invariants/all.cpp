// The table of invariants.
#include "properties/invariants/all.hpp"

#include <array>

namespace wavetank::properties {

std::span<const Invariant> all_invariants() {
  static constexpr std::array<Invariant, 16> kInvariants{{
      {"wm-monotone", wm_monotone},
      {"wm-combine", wm_combine},
      {"wm-timers-first", wm_timers_first},
      {"wm-broadcast", wm_broadcast},
      {"wm-own-output", wm_own_output},
      {"win-assign", win_assign},
      {"win-late-class", win_late_class},
      {"win-fate", win_fate},
      {"win-content", win_content},
      {"win-bounds", win_bounds},
      {"win-empty", win_empty},
      {"win-on-time-once", win_on_time_once},
      {"win-late-refire", win_late_refire},
      {"win-gc-time", win_gc_time},
      {"out-model", out_model},
      {"src-offsets", src_offsets},
  }};
  return kInvariants;
}

}  // namespace wavetank::properties
