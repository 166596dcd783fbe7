// How a stream gets its watermarks.
#include "scenarios/format/parts/parts.hpp"

namespace wavetank::scenarios {
namespace {

using engine::GeneratorKind;
using engine::WatermarkEmission;

// A member that the kind of generator makes no use of is a misunderstanding, so it is refused.
void refuse_useless(const Members& members, const engine::WatermarkStrategy& strategy, Errors& errors) {
  const std::string kind(word_of(kWatermarkWords, strategy.kind));
  const auto refuse = [&](std::string_view name, std::string_view only) {
    const std::optional<Place> place = members.find(name);
    if (!place) return;
    errors.add(*place, quote(name) + " means nothing to a watermark of kind " + quote(kind),
               "it belongs to " + std::string(only));
  };
  if (strategy.kind != GeneratorKind::Bounded) refuse("bound", "\"bounded\"");
  if (strategy.kind != GeneratorKind::Punctuated) refuse("mark", "\"punctuated\"");
  if (strategy.kind == GeneratorKind::None || strategy.kind == GeneratorKind::Punctuated) {
    refuse("emit", "\"bounded\" and \"monotonous\"");
  }
  if (strategy.kind == GeneratorKind::None) {
    for (const std::string_view name : {"future", "clock"}) refuse(name, "the other kinds");
  }
}

engine::FutureGuard read_guard(const Place& place, Errors& errors) {
  engine::FutureGuard guard;
  Members members(place, shape::kFutureGuard, errors);
  members.read("tolerance", guard.tolerance, as_length);
  members.read("records", guard.then, as_word(kFutureWords));
  return guard;
}

engine::ClockAdvance read_clock(const Place& place, Errors& errors) {
  engine::ClockAdvance clock;
  Members members(place, shape::kClockAdvance, errors);
  members.read("after", clock.after, as_length);
  members.read("allowance", clock.allowance, as_length);
  return clock;
}

}  // namespace

engine::WatermarkStrategy read_watermark(const Place& place, std::string& mark, Errors& errors) {
  engine::WatermarkStrategy strategy;
  Members members(place, shape::kWatermark, errors);
  const bool has_kind = members.read("kind", strategy.kind, as_word(kWatermarkWords));
  members.read("bound", strategy.bound, as_length);
  members.read("idle", strategy.idle_timeout, as_length);
  members.read("emit", strategy.emission, as_word(kEmitWords));
  members.read("every", strategy.interval, as_length);
  members.read("mark", mark, as_text);
  if (const std::optional<Place> guard = members.find("future")) strategy.future = read_guard(*guard, errors);
  if (const std::optional<Place> clock = members.find("clock")) strategy.clock = read_clock(*clock, errors);
  if (has_kind) refuse_useless(members, strategy, errors);
  if (strategy.kind == GeneratorKind::Bounded && !members.find("bound")) {
    errors.add_missing(place, "bound", "how far records may be out of order, for example \"2s\"");
  }
  const std::optional<Place> every = members.find("every");
  if (every && strategy.emission == WatermarkEmission::EachRecord) {
    errors.add(*every, "\"every\" and \"emit\": \"each-record\" exclude each other", "leave one of the two out");
  }
  return strategy;
}

}  // namespace wavetank::scenarios
