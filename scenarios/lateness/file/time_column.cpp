// Sizes of numbers, and the freedoms that people take with ISO 8601.
#include "scenarios/lateness/file/time_column.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "engine/base/assert.hpp"
#include "scenarios/format/quote.hpp"
#include "scenarios/format/time_text.hpp"

namespace wavetank::scenarios {
namespace {

struct FormName {
  TimeForm form;
  std::string_view name;
  std::string_view plural;
};
constexpr std::array<FormName, 5> kForms{{{TimeForm::Seconds, "s", "seconds"},
                                          {TimeForm::Milliseconds, "ms", "milliseconds"},
                                          {TimeForm::Microseconds, "us", "microseconds"},
                                          {TimeForm::Nanoseconds, "ns", "nanoseconds"},
                                          {TimeForm::Iso, "iso", "ISO 8601"}}};

// Below this nothing is told by the size: 10^8 ms is the second of January 1970.
constexpr std::uint64_t kTellingSize = 100'000'000;

std::uint64_t size_of(std::int64_t number) {
  return number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
}

TimeForm form_of(std::uint64_t size) {
  if (size <= 100'000'000'000) return TimeForm::Seconds;
  if (size <= 100'000'000'000'000) return TimeForm::Milliseconds;
  if (size <= 100'000'000'000'000'000) return TimeForm::Microseconds;
  return TimeForm::Nanoseconds;
}

// The whole number at the front, and what follows.
struct Leading {
  std::int64_t number = 0;
  std::string_view rest;
};
std::optional<Leading> leading_number(std::string_view cell) {
  Leading leading;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), leading.number);
  if (error != std::errc{}) return std::nullopt;
  leading.rest = cell.substr(static_cast<std::size_t>(end - cell.data()));
  return leading;
}

bool is_fraction(std::string_view text) {
  return text.size() > 1 && text.front() == '.' &&
         text.substr(1).find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_number(std::string_view cell) {
  const std::optional<Leading> leading = leading_number(cell);
  return leading && (leading->rest.empty() || is_fraction(leading->rest));
}

std::string_view plural_of(TimeForm form) { return kForms[static_cast<std::size_t>(form)].plural; }

std::int64_t floor_divide(std::int64_t number, std::int64_t by) { return number / by - (number % by < 0 ? 1 : 0); }

// "event_ms", "tsMillis", "time (us)".
std::optional<TimeForm> unit_at_end_of(std::string_view name) {
  struct Ending {
    std::string_view letters;
    TimeForm form;
  };
  static constexpr std::array<Ending, 15> kEndings{{{"_s", TimeForm::Seconds},
                                                    {"_sec", TimeForm::Seconds},
                                                    {"seconds", TimeForm::Seconds},
                                                    {"_ms", TimeForm::Milliseconds},
                                                    {"(ms)", TimeForm::Milliseconds},
                                                    {"millis", TimeForm::Milliseconds},
                                                    {"milliseconds", TimeForm::Milliseconds},
                                                    {"_us", TimeForm::Microseconds},
                                                    {"(us)", TimeForm::Microseconds},
                                                    {"micros", TimeForm::Microseconds},
                                                    {"microseconds", TimeForm::Microseconds},
                                                    {"_ns", TimeForm::Nanoseconds},
                                                    {"(ns)", TimeForm::Nanoseconds},
                                                    {"nanos", TimeForm::Nanoseconds},
                                                    {"nanoseconds", TimeForm::Nanoseconds}}};
  std::string small(name);
  for (char& letter : small) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  std::optional<TimeForm> found;
  for (const Ending& ending : kEndings) {  // "milliseconds" ends with "seconds", too: the last one counts
    if (small.ends_with(ending.letters)) found = ending.form;
  }
  return found;
}

engine::Problem out_of_range(std::string_view cell) {
  return {"a time too far from 1970; found " + quote(cell), "is the unit right? give --unit s, ms, us or ns"};
}

}  // namespace

std::optional<TimeForm> time_form_named(std::string_view name) {
  for (const FormName& form : kForms) {
    if (form.name == name) return form.form;
  }
  return std::nullopt;
}

std::string_view name_of(TimeForm form) { return kForms[static_cast<std::size_t>(form)].name; }

TimeColumn TimeColumn::guess(std::string_view name, std::span<const std::string_view> cells) {
  std::vector<std::uint64_t> sizes;
  std::size_t instants = 0;
  for (const std::string_view cell : cells) {
    if (looks_like_instant(cell)) ++instants;
    if (is_number(cell)) sizes.push_back(size_of(leading_number(cell)->number));
  }
  TimeColumn column(TimeForm::Iso);
  if (instants < sizes.size()) {
    const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
    std::nth_element(sizes.begin(), middle, sizes.end());
    column.form_ = *middle < kTellingSize ? unit_at_end_of(name).value_or(form_of(*middle)) : form_of(*middle);
  }
  column.guessed_ = true;
  return column;
}

std::optional<std::int64_t> TimeColumn::parse_plain(std::string_view cell) const {
  if (form_ != TimeForm::Milliseconds) return std::nullopt;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
  if (error != std::errc{} || end != cell.data() + cell.size()) return std::nullopt;
  const bool usual = number > 100'000'000'000 && number <= 100'000'000'000'000;
  return usual ? std::optional(number) : std::nullopt;
}

engine::Result<std::int64_t> TimeColumn::parse_rest(std::string_view cell) {
  while (!cell.empty() && cell.front() == ' ') cell.remove_prefix(1);
  while (!cell.empty() && cell.back() == ' ') cell.remove_suffix(1);
  if (cell.empty()) return engine::Problem{"expected a time; the cell is empty", "", 0};
  return form_ == TimeForm::Iso ? parse_iso(cell) : parse_number(cell);
}

// A blank for the T, any number of digits after the point, and no zone at all are what logs have.
engine::Result<std::int64_t> TimeColumn::parse_iso(std::string_view cell) {
  std::string text(cell.substr(0, 40));
  if (cell.size() > 40 || !looks_like_instant(cell)) {
    return engine::Problem{"expected an ISO 8601 time as in the rows before; found " + quote(cell), "", 0};
  }
  if (text.size() > 10 && text[10] == ' ') text[10] = 'T';
  if (const std::size_t point = text.find('.'); point != std::string::npos) {
    std::size_t end = point + 1;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
    if (end - point > 4) text.erase(point + 4, end - point - 4);
  }
  const bool timed = text.size() > 10;
  const bool zoned = timed && text.find_first_of("Z+-", 11) != std::string::npos;
  if (timed && !zoned) text += 'Z';
  engine::Result<std::int64_t> instant = parse_instant(text);
  if (!instant.ok()) return engine::Problem{instant.problem().message, instant.problem().hint, 0};
  if (timed && !zoned) assumed_utc_ = true;
  return instant;
}

engine::Result<std::int64_t> TimeColumn::parse_number(std::string_view cell) const {
  const std::optional<Leading> leading = leading_number(cell);
  if (!leading || !(leading->rest.empty() || is_fraction(leading->rest))) {
    return engine::Problem{
        "expected a number of " + std::string(plural_of(form_)) + " since 1970; found " + quote(cell), "", 0};
  }
  const std::uint64_t size = size_of(leading->number);
  if (guessed_ && size >= kTellingSize && form_of(size) != form_) {
    return engine::Problem{
        "looks like " + std::string(plural_of(form_of(size))) + " among " + std::string(plural_of(form_)) + "; found " +
            quote(cell),
        "if all are " + std::string(plural_of(form_)) + ", give --unit " + std::string(name_of(form_)), 0};
  }
  if (form_ == TimeForm::Microseconds) return floor_divide(leading->number, 1'000);
  if (form_ == TimeForm::Nanoseconds) return floor_divide(leading->number, 1'000'000);
  const std::int64_t scale = form_ == TimeForm::Seconds ? 1'000 : 1;
  if (size > static_cast<std::uint64_t>(kFileTimeMax / scale)) return out_of_range(cell);
  std::int64_t parts = 0;  // of a second, in milliseconds
  if (form_ == TimeForm::Seconds) {
    for (std::size_t i = 1; i <= 3; ++i) {
      parts = parts * 10 + (i < leading->rest.size() ? leading->rest[i] - '0' : 0);
    }
    const bool finer = leading->rest.size() > 4 && leading->rest.find_first_not_of('0', 4) != std::string_view::npos;
    if (cell.front() == '-') parts = -parts - (finer ? 1 : 0);
  }
  return leading->number * scale + parts;
}

}  // namespace wavetank::scenarios
