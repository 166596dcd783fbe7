// The table of invariants.
#include "properties/invariants/all.hpp"

#include <array>

namespace wavetank::properties {

std::span<const Invariant> all_invariants() {
  static constexpr std::array<Invariant, 32> kInvariants{{
      {"wm-monotone", wm_monotone},
      {"wm-generator", wm_generator},
      {"wm-combine", wm_combine},
      {"wm-timers-first", wm_timers_first},
      {"wm-broadcast", wm_broadcast},
      {"wm-own-output", wm_own_output},
      {"wm-align-bound", wm_align_bound},
      {"win-assign", win_assign},
      {"win-late-class", win_late_class},
      {"win-fate", win_fate},
      {"win-content", win_content},
      {"win-bounds", win_bounds},
      {"win-empty", win_empty},
      {"win-on-time-once", win_on_time_once},
      {"win-late-refire", win_late_refire},
      {"win-gc-time", win_gc_time},
      {"win-trigger", win_trigger},
      {"win-accumulate", win_accumulate},
      {"win-evict", win_evict},
      {"win-session-shape", win_session_shape},
      {"win-session-order", win_session_order},
      {"win-merge-moves", win_merge_moves},
      {"timer-once", timer_once},
      {"timer-due", timer_due},
      {"timer-order", timer_order},
      {"sort-order", sort_order},
      {"join-pairs", join_pairs},
      {"join-outer", join_outer},
      {"changelog-fold", changelog_fold},
      {"changelog-sound", changelog_sound},
      {"out-model", out_model},
      {"src-offsets", src_offsets},
  }};
  return kInvariants;
}

}  // namespace wavetank::properties
