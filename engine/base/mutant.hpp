// Switches that plant a known bug in the engine, one line at the place of each bug.
//
// The set arrives with the configuration, as data; nothing is global and the engine draws nothing. Catalogue,
// source and killer of each mutant are in properties/mutants/.
#pragma once

#include <cstdint>

namespace wavetank::engine {

enum class Mutant : std::uint8_t {
  LateTestOffByOne,   // a window counts as late one millisecond too late (WO-03: `<` for `<=`)
  ValveUsesMax,       // the valve takes the maximum of its channels for the minimum (WM-23)
  LateFiringForgets,  // a late firing starts from nothing instead of the earlier content (WO-11)
};

class Mutants {
 public:
  [[nodiscard]] constexpr bool has(Mutant mutant) const { return (bits_ & bit(mutant)) != 0; }
  [[nodiscard]] constexpr bool none() const { return bits_ == 0; }
  constexpr void plant(Mutant mutant) { bits_ |= bit(mutant); }
  friend constexpr bool operator==(const Mutants&, const Mutants&) = default;

 private:
  static constexpr std::uint64_t bit(Mutant mutant) { return std::uint64_t{1} << static_cast<unsigned>(mutant); }
  std::uint64_t bits_ = 0;
};

}  // namespace wavetank::engine
