// Reading JSON values one by one: what was expected, what was found, and where.
//
// A reader is a function of a Place and the Errors: it gives the value, or nothing after it has said what is wrong.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/nearest.hpp"
#include "engine/base/result.hpp"
#include "engine/base/time.hpp"
#include "scenarios/format/document.hpp"
#include "scenarios/format/problem.hpp"
#include "scenarios/format/quote.hpp"
#include "scenarios/format/words.hpp"
#include "sim/kernel/time.hpp"
#include "sim/random/quantiles.hpp"
#include "sim/random/ratio.hpp"

namespace wavetank::scenarios {

// A value of the document and the JSON pointer to it.
struct Place {
  const JsonNode* json = nullptr;
  std::string pointer;

  [[nodiscard]] Place item(std::size_t index) const;    // of an array
  [[nodiscard]] Place member(std::size_t index) const;  // of an object
  [[nodiscard]] Origin origin() const { return {pointer, json->line}; }
};

class Errors {
 public:
  explicit Errors(std::string file) : file_(std::move(file)) {}

  void add(const Place& place, std::string message, std::string hint = "");
  void add(const Place& place, const engine::Problem& problem) { add(place, problem.message, problem.hint); }
  // A member that should be in the object at `place`. The pointer says where.
  void add_missing(const Place& place, std::string_view name, std::string hint = "");
  // "expected <what>; found <what is there>"
  void expected(const Place& place, std::string_view what, std::string hint = "");

  [[nodiscard]] const std::vector<InputError>& all() const { return errors_; }

 private:
  std::string file_;
  std::vector<InputError> errors_;
};

// "the text \"abc\"", "the number 1.5", "an array"
[[nodiscard]] std::string found_text(const JsonNode& json);

// The nearest word as a hint, or none.
[[nodiscard]] std::string hint_of(std::string_view word, const std::vector<std::string_view>& words);

// "did you mean \"word\"?", or which words there are if none is close.
template <typename Candidates>
[[nodiscard]] std::string meant(std::string_view word, const Candidates& candidates) {
  const std::optional<std::string> near = engine::nearest(word, candidates);
  if (near) return "did you mean " + quote(*near) + "?";
  std::vector<std::string_view> all(candidates.begin(), candidates.end());
  return all.empty() ? "" : "valid is " + any_of(all);
}

// The members of an object of a known shape. What is unknown, missing or written twice is said when it is made.
class Members {
 public:
  // `more`: names besides the shape's.
  Members(const Place& place, const Shape& shape, Errors& errors, const std::vector<std::string_view>& more = {});

  [[nodiscard]] bool is_object() const { return place_.json->kind == JsonKind::Object; }
  [[nodiscard]] std::optional<Place> find(std::string_view name) const;

  // Leaves `into` alone if the member is absent or wrong. Says whether it was read.
  template <typename T, typename Reader>
  bool read(std::string_view name, T& into, const Reader& reader) {
    const std::optional<Place> place = find(name);
    if (!place) return false;
    auto value = reader(*place, *errors_);
    if (!value) return false;
    into = *std::move(value);
    return true;
  }

 private:
  Place place_;
  Errors* errors_;
};

// Names that an object has twice.
void refuse_repeated_names(const Place& place, Errors& errors);

// Whether it is an array, an object; else an error.
[[nodiscard]] bool is_array(const Place& place, std::string_view of_what, Errors& errors);
[[nodiscard]] bool is_object(const Place& place, std::string_view of_what, Errors& errors);

[[nodiscard]] std::optional<std::string> as_text(const Place& place, Errors& errors);
[[nodiscard]] std::optional<bool> as_truth(const Place& place, Errors& errors);
[[nodiscard]] std::optional<std::int64_t> as_integer(const Place& place, Errors& errors);
[[nodiscard]] std::optional<std::uint64_t> as_natural(const Place& place, Errors& errors);  // all of uint64
[[nodiscard]] std::optional<std::uint32_t> as_count(const Place& place, Errors& errors);    // all of uint32
[[nodiscard]] std::optional<std::vector<std::uint64_t>> as_naturals(const Place& place, Errors& errors);

// Lengths of time: text with a unit, or an integer of milliseconds. May be negative.
[[nodiscard]] std::optional<engine::Millis> as_length(const Place& place, Errors& errors);
[[nodiscard]] std::optional<sim::SimDuration> as_sim_duration(const Place& place, Errors& errors);
[[nodiscard]] std::optional<sim::SimTime> as_sim_time(const Place& place, Errors& errors);

// A point in event time; lengths of time count from `base`.
[[nodiscard]] std::optional<engine::EventTime> as_event_time(const Place& place, engine::EventTime base,
                                                             Errors& errors);

// "1/20", or 0 or 1.
[[nodiscard]] std::optional<sim::Ratio> as_ratio(const Place& place, Errors& errors);

// One value or an array of them, rising. Lengths of time are in nanoseconds.
[[nodiscard]] std::optional<sim::Quantiles> as_durations(const Place& place, Errors& errors);
[[nodiscard]] std::optional<sim::Quantiles> as_integers(const Place& place, Errors& errors);

// A reader of one word of a table.
template <typename Words>
[[nodiscard]] auto as_word(const Words& words) {
  using Meaning = decltype(words[0].value);
  return [&words](const Place& place, Errors& errors) -> std::optional<Meaning> {
    const std::optional<std::string> text = as_text(place, errors);
    if (!text) return std::nullopt;
    for (const auto& word : words) {
      if (word.text == *text) return word.value;
    }
    const std::vector<std::string_view> texts = texts_of(words);
    errors.add(place, "expected " + choice_of(texts) + "; found " + quote(*text), hint_of(*text, texts));
    return std::nullopt;
  };
}

}  // namespace wavetank::scenarios
