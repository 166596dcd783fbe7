// A pattern: its stages in order, and what a match says.
#include <algorithm>

#include "scenarios/format/parts/parts.hpp"

namespace wavetank::scenarios {
namespace {

PatternStageSpec read_stage(const Place& place, Errors& errors) {
  PatternStageSpec stage;
  Members members(place, shape::kPatternStage, errors);
  members.read("stage", stage.name, as_text);
  members.read("where", stage.condition, as_text);
  members.read("rising", stage.rising, as_text);
  members.read("follows", stage.follows, as_word(kFollowsWords));
  members.read("optional", stage.is_optional, as_truth);
  members.read("times", stage.times, as_count);
  members.read("at_least", stage.at_least, as_count);
  members.read("at_most", stage.at_most, as_count);
  members.read("between", stage.between, as_word(kBetweenWords));
  members.read("greedy", stage.is_greedy, as_truth);
  members.read("until", stage.until, as_text);
  return stage;
}

std::optional<SkipSpec> read_skip(const Place& place, Errors& errors) {
  SkipSpec skip;
  Members members(place, shape::kAfterMatch, errors);
  members.read("stage", skip.stage, as_text);
  if (!members.read("skip", skip.kind, as_word(kSkipWords))) return std::nullopt;
  return skip;
}

// "first(stage.field)"
std::optional<MeasureSpec> read_measure(const Place& place, const std::string& name, Errors& errors) {
  const std::optional<std::string> text = as_text(place, errors);
  if (!text) return std::nullopt;
  const std::size_t open = text->find('(');
  if (open == std::string::npos || !text->ends_with(')')) {
    errors.expected(place, "a measure", "write for example \"count(paid)\" or \"last(paid.amount)\"");
    return std::nullopt;
  }
  const std::string function = text->substr(0, open);
  const auto* const word = std::ranges::find(kMeasureWords, function, &Word<engine::MeasureKind>::text);
  if (word == kMeasureWords.end()) {
    errors.add(place, "unknown measure " + quote(function), meant(function, texts_of(kMeasureWords)));
    return std::nullopt;
  }
  const std::string inside = text->substr(open + 1, text->size() - open - 2);
  const std::size_t dot = inside.find('.');
  MeasureSpec measure{name, word->value, inside.substr(0, dot), ""};
  if (dot != std::string::npos) measure.field = inside.substr(dot + 1);
  return measure;
}

}  // namespace

PatternNode read_pattern(Members& members, Errors& errors) {
  PatternNode pattern;
  members.read("key", pattern.key, as_text);
  members.read("within", pattern.within, as_length);
  members.read("within_from", pattern.within_from, as_word(kWithinFromWords));
  members.read("after_match", pattern.after_match, read_skip);
  members.read("late", pattern.late, as_word(kLateWords));
  const std::optional<Place> measures = members.find("measures");
  if (measures) pattern.measures = read_named(*measures, "names and measures", read_measure, errors);
  const std::optional<Place> stages = members.find("pattern");
  if (!stages || !is_array(*stages, "stages", errors)) return pattern;
  for (std::size_t i = 0; i < stages->json->items.size(); ++i) {
    pattern.stages.push_back(read_stage(stages->item(i), errors));
  }
  return pattern;
}

}  // namespace wavetank::scenarios
