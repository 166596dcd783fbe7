// Runs of rows, kept sorted per key.
#include <algorithm>

#include "engine/base/assert.hpp"
#include "engine/base/mix.hpp"
#include "scenarios/lateness/survey/knots.hpp"
#include "scenarios/lateness/survey/percentiles.hpp"
#include "scenarios/lateness/survey/session_survey.hpp"

namespace wavetank::scenarios {
BatchSessions::BatchSessions(std::int64_t gap_ms) : gap_(gap_ms) { WT_REQUIRE(gap_ms > 0); }

void BatchSessions::take(std::int64_t event_ms, std::uint32_t key) {
  if (!whole_) return;
  if (key >= keys_.size()) keys_.resize(key + 1);
  Runs& runs = keys_[key];
  if (!runs.empty() && event_ms >= runs.back().last && event_ms - runs.back().last < gap_) {  // the usual
    pauses_.add(event_ms - runs.back().last);
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

BatchSessions::Session BatchSessions::next_session(const Runs& runs, std::size_t& at) const {
  Session session{runs[at].first, runs[at].last, runs[at].rows, 0};
  for (++at; at < runs.size() && runs[at].first - session.last == gap_; ++at) {
    session.last = runs[at].last;
    session.rows += runs[at].rows;
    ++session.touching;
  }
  return session;
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
    for (std::size_t at = 0; at < runs.size();) {
      const Session session = next_session(runs, at);
      ++sessions;
      rows_each.add(static_cast<std::int64_t>(session.rows));
      length.add(session.last - session.first);
      answer.touching += session.touching;
    }
    if (sessions > 0) per_key.add(sessions);
    answer.sessions += static_cast<std::uint64_t>(sessions);
  }
  answer.per_key = percentiles_of(per_key);
  answer.rows_each = percentiles_of(rows_each);
  answer.length_ms = percentiles_of(length);
  return answer;
}

BatchSessions::Waits BatchSessions::mean_waits(const std::vector<std::int64_t>& bounds, const PassTimes& times) const {
  std::vector<engine::Wide> sums(bounds.size());
  std::vector<std::uint64_t> fired(bounds.size());
  for (const Runs& runs : keys_) {
    for (std::size_t at = 0; at < runs.size();) {
      const std::int64_t end = next_session(runs, at).last + gap_;
      const std::optional<std::int64_t> passed = times.passed(end);
      for (std::size_t i = 0; passed && i < bounds.size(); ++i) {
        const std::optional<std::int64_t> fires = bounds[i] == 0 ? passed : times.passed(end + bounds[i]);
        if (!fires) continue;
        sums[i] += static_cast<std::uint64_t>(*fires - *passed);
        ++fired[i];
      }
    }
  }
  Waits waits(bounds.size());
  for (std::size_t i = 0; i < bounds.size(); ++i) {
    if (fired[i] > 0) waits[i] = static_cast<std::int64_t>((sums[i] + fired[i] / 2) / fired[i]);
  }
  return waits;
}

std::uint64_t BatchSessions::across_midnight(const DayOf& day_of) const {
  std::uint64_t across = 0;
  for (const Runs& runs : keys_) {
    for (std::size_t at = 0; at < runs.size();) {
      const Session session = next_session(runs, at);
      if (day_of(session.first) != day_of(session.last)) ++across;
    }
  }
  return across;
}

void BatchSessions::fill(StreamProfile& profile) const {
  std::vector<std::int64_t> starts;
  std::vector<std::uint64_t> counts;  // by key
  Distribution rows;
  for (const Runs& runs : keys_) {
    const std::size_t before = starts.size();
    for (std::size_t at = 0; at < runs.size();) {
      const Session session = next_session(runs, at);
      starts.push_back(session.first);
      rows.add(static_cast<std::int64_t>(session.rows));
    }
    counts.push_back(starts.size() - before);
  }
  std::sort(starts.begin(), starts.end());
  Distribution gaps;
  for (std::size_t i = 1; i < starts.size(); ++i) gaps.add(starts[i] - starts[i - 1]);
  profile.session_start_ms = knots_of(gaps);
  profile.session_rows = knots_of(rows);
  profile.session_pause_ms = knots_of(pauses_);
  profile.key = knots_of_ranks(std::move(counts));
}

}  // namespace wavetank::scenarios
