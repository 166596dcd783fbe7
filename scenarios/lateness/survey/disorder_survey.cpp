#include "scenarios/lateness/survey/disorder_survey.hpp"

#include <algorithm>

#include "engine/base/assert.hpp"

namespace wavetank::scenarios {
namespace {

std::size_t round_place(std::int64_t length) {
  if (length <= 0) return 0;
  const auto lengths = round_lengths();
  return static_cast<std::size_t>(std::lower_bound(lengths.begin(), lengths.end(), length) - lengths.begin());
}

}  // namespace

void DisorderSurvey::take(const Disorder& row) {
  if (parts_.empty() || parts_.back().rows == part_rows_) {
    if (parts_.size() == kPartsMax) halve();
    if (parts_.empty() || parts_.back().rows == part_rows_) parts_.emplace_back();
  }
  Part& part = parts_.back();
  ++part.rows;
  ++part.behind[round_place(row.behind_ms)];
  ++part.guarded[round_place(row.guarded_ms)];
  if (row.delay_ms <= delay_limit_) part.behind_max = std::max(part.behind_max, row.behind_ms);
}

void DisorderSurvey::halve() {
  for (std::size_t i = 0; i < kPartsMax / 2; ++i) {
    Part joined = parts_[2 * i];
    const Part& second = parts_[2 * i + 1];
    joined.rows += second.rows;
    joined.behind_max = std::max(joined.behind_max, second.behind_max);
    for (std::size_t at = 0; at < joined.behind.size(); ++at) {
      joined.behind[at] += second.behind[at];
      joined.guarded[at] += second.guarded[at];
    }
    parts_[i] = joined;
  }
  parts_.resize(kPartsMax / 2);
  part_rows_ *= 2;
}

DisorderSurvey::Share DisorderSurvey::share(std::int64_t bound_ms, std::size_t from, std::size_t to) const {
  WT_REQUIRE(from <= to && to <= parts_.size());
  Share share;
  const std::size_t last = round_place(bound_ms);
  for (std::size_t i = from; i < to; ++i) {
    share.rows += parts_[i].rows;
    for (std::size_t at = 0; at <= last; ++at) share.within += parts_[i].behind[at];
  }
  return share;
}

std::uint64_t DisorderSurvey::late_by_future(std::int64_t bound_ms) const {
  std::uint64_t within = 0;
  std::uint64_t guarded = 0;
  const std::size_t last = round_place(bound_ms);
  for (const Part& part : parts_) {
    for (std::size_t at = 0; at <= last; ++at) {
      within += part.behind[at];
      guarded += part.guarded[at];
    }
  }
  WT_ASSERT(guarded >= within);
  return guarded - within;
}

}  // namespace wavetank::scenarios
