// All invariants, by the ids that reports and findings give. One file each, named by the id, here or in a folder below.
//
// Each is a pure function over the evidence and answers with what it found, in any order. To add one: its file, its
// line here and in all.cpp, a test with an offence planted by hand, and a mutant that it kills.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "properties/invariants/evidence.hpp"

namespace wavetank::properties {

using Violations = std::vector<Violation>;

// watermarks
[[nodiscard]] Violations wm_monotone(const Evidence& evidence);
[[nodiscard]] Violations wm_generator(const Evidence& evidence);
[[nodiscard]] Violations wm_combine(const Evidence& evidence);
[[nodiscard]] Violations wm_timers_first(const Evidence& evidence);
[[nodiscard]] Violations wm_broadcast(const Evidence& evidence);
[[nodiscard]] Violations wm_own_output(const Evidence& evidence);
[[nodiscard]] Violations wm_align_bound(const Evidence& evidence);

// windows
[[nodiscard]] Violations win_assign(const Evidence& evidence);
[[nodiscard]] Violations win_late_class(const Evidence& evidence);
[[nodiscard]] Violations win_fate(const Evidence& evidence);
[[nodiscard]] Violations win_content(const Evidence& evidence);
[[nodiscard]] Violations win_bounds(const Evidence& evidence);
[[nodiscard]] Violations win_empty(const Evidence& evidence);
[[nodiscard]] Violations win_on_time_once(const Evidence& evidence);
[[nodiscard]] Violations win_late_refire(const Evidence& evidence);
[[nodiscard]] Violations win_gc_time(const Evidence& evidence);
[[nodiscard]] Violations win_trigger(const Evidence& evidence);
[[nodiscard]] Violations win_accumulate(const Evidence& evidence);
[[nodiscard]] Violations win_evict(const Evidence& evidence);
[[nodiscard]] Violations win_session_shape(const Evidence& evidence);
[[nodiscard]] Violations win_session_order(const Evidence& evidence);
[[nodiscard]] Violations win_merge_moves(const Evidence& evidence);

// timers
[[nodiscard]] Violations timer_once(const Evidence& evidence);
[[nodiscard]] Violations timer_due(const Evidence& evidence);
[[nodiscard]] Violations timer_order(const Evidence& evidence);

// sorts
[[nodiscard]] Violations sort_order(const Evidence& evidence);

// joins and changelogs
[[nodiscard]] Violations join_pairs(const Evidence& evidence);
[[nodiscard]] Violations join_outer(const Evidence& evidence);
[[nodiscard]] Violations changelog_fold(const Evidence& evidence);
[[nodiscard]] Violations changelog_sound(const Evidence& evidence);

// delivery
[[nodiscard]] Violations out_model(const Evidence& evidence);
[[nodiscard]] Violations src_offsets(const Evidence& evidence);

struct Invariant {
  std::string_view id;
  Violations (*judge)(const Evidence&);
};
[[nodiscard]] std::span<const Invariant> all_invariants();

}  // namespace wavetank::properties
