#include "scenarios/lateness/recommend.hpp"

#include <algorithm>

#include "engine/base/mix.hpp"

namespace wavetank::scenarios {
namespace {

constexpr std::size_t kFirstFifths = 4;

bool reaches(std::uint64_t within, std::uint64_t rows, const Recommendation& wanted) {
  return engine::Wide{within} * wanted.wanted_in >= engine::Wide{rows} * wanted.wanted_of;
}

// Where the last fifth begins. With fewer than five parts there is nothing to hold back.
std::size_t cut_of(const DisorderSurvey& disorder) {
  const std::size_t parts = disorder.parts().size();
  return parts < 5 ? parts : parts * kFirstFifths / 5;
}

void check(const DisorderSurvey& disorder, const LatenessAnswer& answer, Recommendation& made) {
  const std::size_t cut = cut_of(disorder);
  const DisorderSurvey::Share first = disorder.share(made.bound_ms, 0, cut);
  const DisorderSurvey::Share last = disorder.share(made.bound_ms, cut, disorder.parts().size());
  made.first_rows = first.rows;
  made.first_within = first.within;
  made.last_rows = last.rows;
  made.last_within = last.within;
  for (const Price& price : answer.prices) {
    if (price.bound_ms == made.bound_ms) made.price = price;
  }
}

// A bound of a tenth of the whole file, and every longer one, is none: the file says nothing of how it would do.
std::int64_t longest_sensible(const LatenessAnswer& answer) { return (answer.event_max - answer.event_min) / 10; }

}  // namespace

Recommendation recommend(const DisorderSurvey& disorder, Rank target, const LatenessAnswer& answer) {
  Recommendation made;
  made.wanted_of = target.of;
  made.wanted_in = target.in;
  const std::size_t cut = cut_of(disorder);
  for (const std::int64_t bound : round_lengths()) {
    if (bound > 0 && bound > longest_sensible(answer)) break;
    made.bound_ms = bound;
    const DisorderSurvey::Share share = disorder.share(bound, 0, cut);
    if (!reaches(share.within, share.rows, made)) continue;
    made.kind = RecommendationKind::Bound;
    break;
  }
  check(disorder, answer, made);
  if (made.kind == RecommendationKind::Bound && !reaches(made.last_within, made.last_rows, made)) {
    made.kind = RecommendationKind::HeldBack;
  }
  return made;
}

Recommendation recommend_for_delay(const DisorderSurvey& disorder, std::int64_t delay_ms,
                                   const LatenessAnswer& answer) {
  Recommendation made;
  made.wanted_delay_ms = delay_ms;
  const std::size_t cut = cut_of(disorder);
  std::int64_t first = 0;
  std::int64_t last = 0;
  for (std::size_t i = 0; i < disorder.parts().size(); ++i) {
    std::int64_t& part = i < cut ? first : last;
    part = std::max(part, disorder.parts()[i].behind_max);
  }
  made.bound_ms = rounded_up_length(first);
  if (made.bound_ms >= first && made.bound_ms <= std::max<std::int64_t>(1, longest_sensible(answer))) {
    made.kind = last <= made.bound_ms ? RecommendationKind::Bound : RecommendationKind::HeldBack;
  }
  check(disorder, answer, made);
  return made;
}

}  // namespace wavetank::scenarios
