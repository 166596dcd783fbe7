// Runs of rows, kept sorted per key.
#include <algorithm>

#include "engine/base/assert.hpp"
#include "scenarios/lateness/survey/percentiles.hpp"
#include "scenarios/lateness/survey/session_survey.hpp"

namespace wavetank::scenarios {
namespace {

constexpr std::int64_t kSessionDayMs = 86'400'000;

std::int64_t day_of(std::int64_t time) { return time / kSessionDayMs - (time % kSessionDayMs < 0 ? 1 : 0); }

}  // namespace

BatchSessions::BatchSessions(std::int64_t gap_ms) : gap_(gap_ms) { WT_REQUIRE(gap_ms > 0); }

void BatchSessions::take(std::int64_t event_ms, std::uint32_t key) {
  if (!whole_) return;
  if (key >= keys_.size()) keys_.resize(key + 1);
  Runs& runs = keys_[key];
  if (!runs.empty() && event_ms >= runs.back().last && event_ms - runs.back().last < gap_) {  // the usual
    runs.back().last = event_ms;
    ++runs.back().rows;
    return;
  }
  insert(runs, event_ms);
  whole_ = runs_ <= kBatchSessionsMax;
}

void BatchSessions::insert(Runs& runs, std::int64_t event_ms) {
  // The first run that does not end a gap or more before the row.
  const auto next =
      std::partition_point(runs.begin(), runs.end(), [&](const Run& run) { return event_ms - run.last >= gap_; });
  if (next == runs.end() || next->first - event_ms >= gap_) {
    runs.insert(next, {event_ms, event_ms, 1});
    ++runs_;
    return;
  }
  next->first = std::min(next->first, event_ms);
  next->last = std::max(next->last, event_ms);
  ++next->rows;
  const auto after = std::next(next);
  if (after == runs.end() || after->first - next->last >= gap_) return;
  next->last = after->last;
  next->rows += after->rows;
  runs.erase(after);
  --runs_;
}

SessionsAnswer BatchSessions::finish() const {
  SessionsAnswer answer;
  answer.gap_ms = gap_;
  answer.whole = whole_;
  Distribution per_key;
  Distribution rows_each;
  Distribution length;
  for (const Runs& runs : keys_) {
    std::int64_t sessions = 0;
    for (std::size_t i = 0; i < runs.size();) {
      const std::int64_t first = runs[i].first;
      std::int64_t last = runs[i].last;
      std::uint64_t rows = runs[i].rows;
      for (++i; i < runs.size() && runs[i].first - last == gap_; ++i) {
        last = runs[i].last;
        rows += runs[i].rows;
        ++answer.touching;
      }
      ++sessions;
      rows_each.add(static_cast<std::int64_t>(rows));
      length.add(last - first);
      if (day_of(first) != day_of(last)) ++answer.across_midnight;
    }
    if (sessions > 0) per_key.add(sessions);
    answer.sessions += static_cast<std::uint64_t>(sessions);
  }
  answer.per_key = percentiles_of(per_key);
  answer.rows_each = percentiles_of(rows_each);
  answer.length_ms = percentiles_of(length);
  return answer;
}

}  // namespace wavetank::scenarios
