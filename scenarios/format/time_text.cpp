// Reading and writing lengths and instants, in integers.
#include "scenarios/format/time_text.hpp"

#include <array>
#include <charconv>
#include <chrono>
#include <limits>
#include <optional>

#include "engine/base/mix.hpp"
#include "scenarios/format/quote.hpp"

namespace wavetank::scenarios {
namespace {

using engine::Problem;
using engine::Result;
using engine::Wide;

struct Unit {
  std::string_view name;
  std::uint64_t nanoseconds;
};
constexpr std::array kUnits{
    Unit{"d", 86'400'000'000'000},
    Unit{"h", 3'600'000'000'000},
    Unit{"m", 60'000'000'000},
    Unit{"s", 1'000'000'000},
    Unit{"ms", 1'000'000},
    Unit{"us", 1'000},
    Unit{"ns", 1},
};
constexpr std::uint64_t kNanosecondsPerMs = 1'000'000;
// Nine days more than an int64 of milliseconds has; keeps sums of components inside 128 bits.
constexpr std::size_t kDigitsMax = 19;
constexpr std::size_t kFractionDigitsMax = 9;

constexpr bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

std::string_view take_digits(std::string_view& rest) {
  std::size_t size = 0;
  while (size < rest.size() && is_digit(rest[size])) ++size;
  const std::string_view digits = rest.substr(0, size);
  rest.remove_prefix(size);
  return digits;
}

std::string_view take_letters(std::string_view& rest) {
  std::size_t size = 0;
  while (size < rest.size() && !is_digit(rest[size]) && rest[size] != '.') ++size;
  const std::string_view letters = rest.substr(0, size);
  rest.remove_prefix(size);
  return letters;
}

std::uint64_t number_of(std::string_view digits) {
  std::uint64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

Problem not_a_time(std::string_view text, std::string hint = "write for example \"250ms\", \"2.5s\" or \"1h30m\"") {
  return {"expected a length of time; found " + quote(text), std::move(hint)};
}

const Unit* unit_named(std::string_view name) {
  for (const Unit& unit : kUnits) {
    if (unit.name == name) return &unit;
  }
  return nullptr;
}

// One component, "2.5s", in nanoseconds. `below` is the size of the unit before it and becomes that of its own.
Result<Wide> take_component(std::string_view text, std::string_view& rest, std::uint64_t& below) {
  const std::string_view whole = take_digits(rest);
  std::string_view fraction;
  if (!whole.empty() && rest.starts_with('.')) {
    rest.remove_prefix(1);
    fraction = take_digits(rest);
    if (fraction.empty()) return not_a_time(text);
  }
  const std::string_view name = take_letters(rest);
  if (whole.empty()) return not_a_time(text);
  if (name.empty()) return not_a_time(text, "a unit is missing: ns, us, ms, s, m, h or d");
  const Unit* unit = unit_named(name);
  if (unit == nullptr) return not_a_time(text, "the units are ns, us, ms, s, m, h and d");
  if (unit->nanoseconds >= below) return not_a_time(text, "the larger unit comes first, and each once");
  if (whole.size() > kDigitsMax || fraction.size() > kFractionDigitsMax) return not_a_time(text, "too many digits");
  below = unit->nanoseconds;
  Wide parts = number_of(fraction);
  std::uint64_t scale = 1;
  for (std::size_t i = 0; i < fraction.size(); ++i) scale *= 10;
  parts *= unit->nanoseconds;
  if (parts % scale != 0) return not_a_time(text, "nothing is finer than a nanosecond");
  return Wide{number_of(whole)} * unit->nanoseconds + parts / scale;
}

// In steps of `step` nanoseconds.
Result<std::int64_t> parse_length(std::string_view text, std::uint64_t step) {
  std::string_view rest = text;
  const bool negative = rest.starts_with('-');
  if (negative) rest.remove_prefix(1);
  if (rest.empty()) return not_a_time(text);
  Wide sum = 0;
  std::uint64_t below = std::numeric_limits<std::uint64_t>::max();
  while (!rest.empty()) {
    const Result<Wide> component = take_component(text, rest, below);
    if (!component.ok()) return component.problem();
    sum += component.value();
  }
  if (sum % step != 0) return not_a_time(text, "nothing is finer than a millisecond here");
  sum /= step;
  const Wide most = static_cast<Wide>(std::numeric_limits<std::int64_t>::max()) + (negative ? 1 : 0);
  if (sum > most) return not_a_time(text, "too long");
  const auto magnitude = static_cast<std::uint64_t>(sum);
  return static_cast<std::int64_t>(negative ? 0 - magnitude : magnitude);
}

std::string length_text(std::int64_t count, std::uint64_t step) {
  if (count == 0) return "0s";
  const std::uint64_t magnitude = count < 0 ? 0 - static_cast<std::uint64_t>(count) : static_cast<std::uint64_t>(count);
  Wide rest = Wide{magnitude} * step;
  std::string text = count < 0 ? "-" : "";
  for (const Unit& unit : kUnits) {
    const auto number = static_cast<std::uint64_t>(rest / unit.nanoseconds);
    rest %= unit.nanoseconds;
    if (number > 0) text += std::to_string(number) + std::string(unit.name);
  }
  return text;
}

Problem not_an_instant(std::string_view text, std::string hint = "write for example \"2013-02-08T12:00:00Z\", in UTC") {
  return {"expected a point in time; found " + quote(text), std::move(hint)};
}

// Takes exactly `size` digits, or nothing.
std::optional<unsigned> take_number(std::string_view& rest, std::size_t size) {
  std::string_view after = rest;
  const std::string_view digits = take_digits(after);
  if (digits.size() < size) return std::nullopt;
  rest.remove_prefix(size);
  return static_cast<unsigned>(number_of(digits.substr(0, size)));
}

bool take_mark(std::string_view& rest, char mark) {
  if (!rest.starts_with(mark)) return false;
  rest.remove_prefix(1);
  return true;
}

std::optional<std::int64_t> take_date(std::string_view& rest) {
  const std::optional<unsigned> year = take_number(rest, 4);
  if (!year || !take_mark(rest, '-')) return std::nullopt;
  const std::optional<unsigned> month = take_number(rest, 2);
  if (!month || !take_mark(rest, '-')) return std::nullopt;
  const std::optional<unsigned> day = take_number(rest, 2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(*year)), std::chrono::month(*month),
                                         std::chrono::day(*day)};
  if (!date.ok()) return std::nullopt;
  return std::int64_t{std::chrono::sys_days(date).time_since_epoch().count()} * 86'400'000;
}

std::optional<std::int64_t> take_hours_and_minutes(std::string_view& rest) {
  const std::optional<unsigned> hour = take_number(rest, 2);
  if (!hour || *hour > 23 || !take_mark(rest, ':')) return std::nullopt;
  const std::optional<unsigned> minute = take_number(rest, 2);
  if (!minute || *minute > 59) return std::nullopt;
  return (std::int64_t{*hour} * 60 + *minute) * 60'000;
}

// ":30.250", or nothing.
std::optional<std::int64_t> take_seconds(std::string_view& rest) {
  if (!take_mark(rest, ':')) return 0;
  const std::optional<unsigned> second = take_number(rest, 2);
  if (!second || *second > 59) return std::nullopt;
  std::int64_t sum = std::int64_t{*second} * 1'000;
  if (!take_mark(rest, '.')) return sum;
  const std::string_view fraction = take_digits(rest);
  if (fraction.empty() || fraction.size() > 3) return std::nullopt;
  return sum + std::int64_t{static_cast<std::int64_t>(number_of((std::string(fraction) + "00").substr(0, 3)))};
}

// "Z" or "+01:00": how far the clock there is ahead.
std::optional<std::int64_t> take_zone(std::string_view& rest) {
  if (take_mark(rest, 'Z')) return 0;
  const bool behind = rest.starts_with('-');
  if (!take_mark(rest, '+') && !take_mark(rest, '-')) return std::nullopt;
  const std::optional<std::int64_t> ahead = take_hours_and_minutes(rest);
  if (!ahead) return std::nullopt;
  return behind ? -*ahead : *ahead;
}

}  // namespace

Result<sim::SimDuration> parse_nanoseconds(std::string_view text) {
  const Result<std::int64_t> count = parse_length(text, 1);
  if (!count.ok()) return count.problem();
  return sim::SimDuration{count.value()};
}

Result<engine::Millis> parse_milliseconds(std::string_view text) {
  const Result<std::int64_t> count = parse_length(text, kNanosecondsPerMs);
  if (!count.ok()) return count.problem();
  return engine::Millis{count.value()};
}

Result<std::int64_t> parse_instant(std::string_view text) {
  std::string_view rest = text;
  const std::optional<std::int64_t> date = take_date(rest);
  if (!date) return not_an_instant(text);
  if (rest.empty()) return *date;
  if (!take_mark(rest, 'T')) return not_an_instant(text);
  const std::optional<std::int64_t> minutes = take_hours_and_minutes(rest);
  if (!minutes) return not_an_instant(text);
  const std::optional<std::int64_t> seconds = take_seconds(rest);
  if (!seconds) return not_an_instant(text, "seconds are from 00 to 59, with at most three digits after the point");
  if (rest.empty()) return not_an_instant(text, "write Z at its end for UTC, or an offset such as +01:00");
  const std::optional<std::int64_t> ahead = take_zone(rest);
  if (!ahead || !rest.empty()) return not_an_instant(text);
  return *date + *minutes + *seconds - *ahead;
}

bool looks_like_instant(std::string_view text) {
  std::string_view rest = text;
  return take_number(rest, 4).has_value() && rest.starts_with('-');
}

std::string to_text(engine::Millis length) { return length_text(length.count, kNanosecondsPerMs); }
std::string to_text(sim::SimDuration length) { return length_text(length.count, 1); }

}  // namespace wavetank::scenarios
