// The catalogue of planted bugs: what each breaks, where it comes from, and which invariant must find it how soon.
//
// A mutant is a switch in the engine's configuration (engine/base/mutant.hpp). It counts as killed only by the
// invariant named here, within its budget of drawn scenarios, and only if the same scenarios are clean without it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "engine/base/mutant.hpp"

namespace wavetank::properties {

// What is drawn to find a mutant.
enum class DrawnFrom : std::uint8_t {
  Drafts,   // generators/draft.hpp
  Crashes,  // generators/crashes.hpp
};

struct MutantEntry {
  std::string_view id;  // snake_case, stable
  engine::Mutant mutant;
  std::string_view place;      // the file of the switch
  std::string_view breaks;     // what it does wrong
  std::string_view source;     // the rule or ticket
  std::string_view killer;     // the invariant
  std::uint64_t budget = 200;  // seeds
  DrawnFrom drawn_from = DrawnFrom::Drafts;
};

[[nodiscard]] std::span<const MutantEntry> all_mutants();
[[nodiscard]] std::optional<MutantEntry> find_mutant(std::string_view id);

}  // namespace wavetank::properties
