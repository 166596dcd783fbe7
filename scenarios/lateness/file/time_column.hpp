// A column of times: epoch numbers of one unit, or ISO 8601; read as milliseconds since 1970.
//
// The unit of numbers is guessed from their size, by their median: up to 10^11 are seconds (the year 5138), up to 10^14
// milliseconds, up to 10^17 microseconds, beyond that nanoseconds. Below 10^8 sizes tell nothing, and the column's name
// does, if it ends with a unit ("event_ms"). A number of another size than the rest is refused:
// seconds among milliseconds would be records from 1970. What is finer than a millisecond is cut off, downwards.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/base/result.hpp"

namespace wavetank::scenarios {

enum class TimeForm : std::uint8_t { Seconds, Milliseconds, Microseconds, Nanoseconds, Iso };

// "s", "ms", "us", "ns", "iso"
[[nodiscard]] std::optional<TimeForm> time_form_named(std::string_view name);
[[nodiscard]] std::string_view name_of(TimeForm form);

// Times beyond this many milliseconds from 1970 are refused: sums of two stay far inside 64 bits.
inline constexpr std::int64_t kFileTimeMax = std::int64_t{1} << 60;

class TimeColumn {
 public:
  // As the user said: every size is believed.
  explicit TimeColumn(TimeForm form) : form_(form) {}
  // As most of the cells look, or as `name` says.
  [[nodiscard]] static TimeColumn guess(std::string_view name, std::span<const std::string_view> cells);

  [[nodiscard]] TimeForm form() const { return form_; }
  // ISO times without Z or offset were read as UTC.
  [[nodiscard]] bool assumed_utc() const { return assumed_utc_; }

  // Milliseconds since 1970.
  [[nodiscard]] engine::Result<std::int64_t> parse(std::string_view cell) {
    const std::optional<std::int64_t> plain = parse_plain(cell);
    return plain ? engine::Result<std::int64_t>(*plain) : parse_rest(cell);
  }

 private:
  // The usual: whole milliseconds of an expected size. Nothing: look closer.
  [[nodiscard]] std::optional<std::int64_t> parse_plain(std::string_view cell) const;
  [[nodiscard]] engine::Result<std::int64_t> parse_rest(std::string_view cell);
  [[nodiscard]] engine::Result<std::int64_t> parse_iso(std::string_view cell);
  [[nodiscard]] engine::Result<std::int64_t> parse_number(std::string_view cell) const;

  TimeForm form_;
  bool guessed_ = false;
  bool assumed_utc_ = false;
};

}  // namespace wavetank::scenarios
