// Numbers, times, chances and distributions of the JSON form.
#include <algorithm>
#include <charconv>
#include <limits>

#include "scenarios/format/members.hpp"
#include "scenarios/format/time_text.hpp"
#include "scenarios/format/values.hpp"

namespace wavetank::scenarios {
namespace {

constexpr std::string_view kLengthOfTime = "a length of time";
constexpr std::string_view kLengthHint = "write for example \"250ms\", \"2.5s\" or \"1h30m\"";
constexpr std::string_view kUnitHint = "an integer is milliseconds; with a unit, write for example \"2.5s\"";

bool is_number(const JsonNode& json) {
  return json.kind == JsonKind::Integer || json.kind == JsonKind::Natural || json.kind == JsonKind::Real;
}

std::string hint_for_real(const JsonNode& json) {
  if (json.kind != JsonKind::Real) return "";
  const bool is_large = json.text.find_first_of(".eE") == std::string::npos;
  return is_large ? "integers have 64 bits" : "numbers here are integers";
}

// Sorted knots, as a distribution needs them.
std::optional<sim::Quantiles> quantiles_of(const Place& place, std::vector<std::int64_t> knots, Errors& errors) {
  if (knots.empty() || knots.size() > sim::kKnotsMax) {
    errors.add(place, "expected from 1 to " + std::to_string(sim::kKnotsMax) + " values; found " +
                          std::to_string(knots.size()));
    return std::nullopt;
  }
  const auto fall = std::is_sorted_until(knots.begin(), knots.end());
  if (fall == knots.end()) return sim::Quantiles(std::move(knots));
  errors.add(place.item(static_cast<std::size_t>(fall - knots.begin())), "a value below the one before it",
             "quantiles rise, from the least value to the greatest");
  return std::nullopt;
}

template <typename Reader>
std::optional<sim::Quantiles> as_quantiles(const Place& place, const Reader& count_of, Errors& errors) {
  const bool is_list = place.json->kind == JsonKind::Array;
  std::vector<std::int64_t> knots;
  bool is_whole = true;
  for (std::size_t i = 0; i < (is_list ? place.json->items.size() : 1); ++i) {
    const std::optional<std::int64_t> knot = count_of(is_list ? place.item(i) : place);
    is_whole = is_whole && knot.has_value();
    knots.push_back(knot.value_or(0));
  }
  if (!is_whole) return std::nullopt;
  return quantiles_of(place, std::move(knots), errors);
}

template <typename T>
std::optional<T> value_or_error(const Place& place, const engine::Result<T>& result, Errors& errors) {
  if (result.ok()) return result.value();
  errors.add(place, result.problem());
  return std::nullopt;
}

}  // namespace

std::optional<std::string> as_text(const Place& place, Errors& errors) {
  if (place.json->kind == JsonKind::Text) return place.json->text;
  errors.expected(place, "a text");
  return std::nullopt;
}

std::optional<bool> as_truth(const Place& place, Errors& errors) {
  if (place.json->kind == JsonKind::Boolean) return place.json->boolean;
  errors.expected(place, "true or false");
  return std::nullopt;
}

std::optional<std::int64_t> as_integer(const Place& place, Errors& errors) {
  if (place.json->kind == JsonKind::Integer) return place.json->integer;
  errors.expected(place, "an integer", hint_for_real(*place.json));
  return std::nullopt;
}

std::optional<std::uint64_t> as_natural(const Place& place, Errors& errors) {
  const JsonNode& json = *place.json;
  if (json.kind == JsonKind::Natural || (json.kind == JsonKind::Integer && json.integer >= 0)) return json.natural;
  errors.expected(place, "an integer that is not negative", hint_for_real(json));
  return std::nullopt;
}

std::optional<std::uint32_t> as_count(const Place& place, Errors& errors) {
  const JsonNode& json = *place.json;
  if (json.kind == JsonKind::Integer && std::in_range<std::uint32_t>(json.integer)) {
    return static_cast<std::uint32_t>(json.integer);
  }
  const bool is_integer = json.kind == JsonKind::Integer || json.kind == JsonKind::Natural;
  constexpr std::uint32_t kMost = std::numeric_limits<std::uint32_t>::max();
  errors.expected(place, is_integer ? "an integer from 0 to " + std::to_string(kMost) : "an integer",
                  hint_for_real(json));
  return std::nullopt;
}

std::optional<std::vector<std::uint64_t>> as_naturals(const Place& place, Errors& errors) {
  if (!is_array(place, "integers", errors)) return std::nullopt;
  std::vector<std::uint64_t> numbers;
  for (std::size_t i = 0; i < place.json->items.size(); ++i) {
    if (const auto number = as_natural(place.item(i), errors)) numbers.push_back(*number);
  }
  return numbers;
}

std::optional<engine::Millis> as_length(const Place& place, Errors& errors) {
  const JsonNode& json = *place.json;
  if (json.kind == JsonKind::Integer) return engine::Millis{json.integer};
  if (json.kind == JsonKind::Text) return value_or_error(place, parse_milliseconds(json.text), errors);
  errors.expected(place, kLengthOfTime, std::string(is_number(json) ? kUnitHint : kLengthHint));
  return std::nullopt;
}

std::optional<sim::SimDuration> as_sim_duration(const Place& place, Errors& errors) {
  const JsonNode& json = *place.json;
  if (json.kind == JsonKind::Text) return value_or_error(place, parse_nanoseconds(json.text), errors);
  std::int64_t count = 0;
  const bool is_integer = json.kind == JsonKind::Integer;
  if (is_integer && !__builtin_mul_overflow(json.integer, sim::kNanosecondsPerMillisecond, &count)) {
    return sim::SimDuration{count};
  }
  errors.expected(place, kLengthOfTime,
                  std::string(is_integer        ? "too long"
                              : is_number(json) ? kUnitHint
                                                : kLengthHint));
  return std::nullopt;
}

std::optional<sim::SimTime> as_sim_time(const Place& place, Errors& errors) {
  if (place.json->kind == JsonKind::Text && looks_like_instant(place.json->text)) {
    errors.expected(place, "a length of time from the start of the run", std::string(kLengthHint));
    return std::nullopt;
  }
  const std::optional<sim::SimDuration> length = as_sim_duration(place, errors);
  if (!length) return std::nullopt;
  if (length->count >= 0) return sim::SimTime(length->count);
  errors.expected(place, "a time that is not before the start of the run");
  return std::nullopt;
}

std::optional<engine::EventTime> as_event_time(const Place& place, engine::EventTime base, Errors& errors) {
  const JsonNode& json = *place.json;
  if (json.kind == JsonKind::Text) return value_or_error(place, parse_event_time(json.text, base), errors);
  if (json.kind == JsonKind::Integer) return engine::saturating_add(base, engine::Millis{json.integer});
  errors.expected(place, "a point in event time", "write for example \"7s\" or \"2013-02-08T12:00:00Z\"");
  return std::nullopt;
}

std::optional<sim::Ratio> as_ratio(const Place& place, Errors& errors) {
  const JsonNode& json = *place.json;
  if (json.kind == JsonKind::Integer && json.integer == 0) return sim::kNever;
  if (json.kind == JsonKind::Integer && json.integer == 1) return sim::kAlways;
  sim::Ratio ratio;
  const char* const end = json.text.data() + json.text.size();
  if (json.kind == JsonKind::Text) {
    const auto over = std::from_chars(json.text.data(), end, ratio.numerator);
    if (over.ec == std::errc{} && over.ptr != end && *over.ptr == '/') {
      const auto under = std::from_chars(over.ptr + 1, end, ratio.denominator);
      if (under.ec == std::errc{} && under.ptr == end && ratio.valid()) return ratio;
    }
  }
  errors.expected(place, "a chance from 0/1 to 1/1", "write for example \"1/20\"");
  return std::nullopt;
}

std::optional<sim::Quantiles> as_durations(const Place& place, Errors& errors) {
  const auto count_of = [&](const Place& at) -> std::optional<std::int64_t> {
    const std::optional<sim::SimDuration> length = as_sim_duration(at, errors);
    return length ? std::optional(length->count) : std::nullopt;
  };
  return as_quantiles(place, count_of, errors);
}

std::optional<sim::Quantiles> as_integers(const Place& place, Errors& errors) {
  return as_quantiles(place, [&](const Place& at) { return as_integer(at, errors); }, errors);
}

}  // namespace wavetank::scenarios
