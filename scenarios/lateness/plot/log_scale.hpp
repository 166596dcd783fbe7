// A logarithmic scale without floating point: whole octaves, straight lines between them.
//
// At most a twelfth of an octave beside the logarithm, and monotonous; ticks and curves of one picture use the same.
#pragma once

#include <bit>
#include <cstdint>

#include "engine/base/mix.hpp"

namespace wavetank::scenarios {

inline constexpr int kOctaveBits = 10;
inline constexpr std::int64_t kOctave = std::int64_t{1} << kOctaveBits;

// 0 for 1, kOctave for 2, 2 * kOctave for 4. REQUIRES: value > 0.
[[nodiscard]] constexpr std::int64_t log_place(std::uint64_t value) {
  const int octave = static_cast<int>(std::bit_width(value)) - 1;
  const std::uint64_t beyond = value - (std::uint64_t{1} << octave);
  const std::uint64_t part =
      octave >= kOctaveBits ? beyond >> (octave - kOctaveBits) : beyond << (kOctaveBits - octave);
  return octave * kOctave + static_cast<std::int64_t>(part);
}

// Of lengths, which may be zero or negative: straight up to `unit`, an octave high, and logarithmic from there on; the
// negative ones are its mirror. So a file of whole minutes leaves no room for milliseconds.
class LengthScale {
 public:
  // REQUIRES: unit > 0.
  constexpr explicit LengthScale(std::int64_t unit) : unit_(unit) {}
  [[nodiscard]] constexpr std::int64_t unit() const { return unit_; }
  [[nodiscard]] constexpr std::int64_t place(std::int64_t length) const {
    const auto size = length < 0 ? 0 - static_cast<std::uint64_t>(length) : static_cast<std::uint64_t>(length);
    const auto unit = static_cast<std::uint64_t>(unit_);
    const std::int64_t place = size < unit ? static_cast<std::int64_t>(engine::Wide{size} * kOctave / unit)
                                           : kOctave + log_place(size) - log_place(unit);
    return length < 0 ? -place : place;
  }

 private:
  std::int64_t unit_;
};

static_assert(log_place(1) == 0 && log_place(2) == kOctave && log_place(3) == kOctave + kOctave / 2);
static_assert(LengthScale(1).place(0) == 0 && LengthScale(1).place(-8) == -4 * kOctave);
static_assert(LengthScale(100).place(50) == kOctave / 2 && LengthScale(100).place(100) == kOctave);
static_assert(log_place(~std::uint64_t{0}) == 64 * kOctave - 1);

}  // namespace wavetank::scenarios
