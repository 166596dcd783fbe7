// A chance as a ratio of integers: exact, printable, the same on every machine.
#pragma once

#include <cstdint>

namespace wavetank::sim {

// numerator times out of denominator. Valid: 0 <= numerator <= denominator, denominator > 0.
struct Ratio {
  std::uint32_t numerator = 0;
  std::uint32_t denominator = 1;

  [[nodiscard]] constexpr bool valid() const { return denominator > 0 && numerator <= denominator; }
  friend constexpr bool operator==(const Ratio&, const Ratio&) = default;  // of the words: 1/2 is not 2/4
};

inline constexpr Ratio kNever{0, 1};
inline constexpr Ratio kAlways{1, 1};

}  // namespace wavetank::sim
