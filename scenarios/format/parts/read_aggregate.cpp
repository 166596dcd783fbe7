// One aggregate of a window.
#include <algorithm>

#include "scenarios/format/parts/parts.hpp"

namespace wavetank::scenarios {
namespace {

constexpr std::string_view kAggregateHint =
    "write for example \"count()\", \"sum(value)\" or \"reduce(value, acc + value)\"";

std::string_view trimmed(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

}  // namespace

std::optional<AggregateSpec> read_aggregate(const Place& place, const std::string& name, Errors& errors) {
  const std::optional<std::string> text = as_text(place, errors);
  if (!text) return std::nullopt;
  const std::size_t open = text->find('(');
  if (open == std::string::npos || !text->ends_with(')')) {
    errors.expected(place, "an aggregate", std::string(kAggregateHint));
    return std::nullopt;
  }
  const std::string_view function = trimmed(std::string_view(*text).substr(0, open));
  const std::string_view inside = trimmed(std::string_view(*text).substr(open + 1, text->size() - open - 2));
  const auto* const word = std::find_if(kAggregateWords.begin(), kAggregateWords.end(),
                                        [&](const auto& candidate) { return candidate.text == function; });
  if (word == kAggregateWords.end()) {
    errors.add(place, "unknown aggregate " + quote(function), meant(function, texts_of(kAggregateWords)));
    return std::nullopt;
  }
  AggregateSpec aggregate{name, word->value, std::string(inside), ""};
  if (aggregate.kind != engine::AggregateKind::Reduce) return aggregate;
  const std::size_t comma = std::min(inside.find(','), inside.size());
  aggregate.field = trimmed(inside.substr(0, comma));
  aggregate.reduce = trimmed(inside.substr(std::min(comma + 1, inside.size())));
  return aggregate;
}

}  // namespace wavetank::scenarios
