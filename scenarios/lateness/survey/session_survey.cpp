// Sets of candidates travel together until something late tells them apart.
#include "scenarios/lateness/survey/session_survey.hpp"

#include <algorithm>
#include <bit>

#include "engine/base/assert.hpp"

namespace wavetank::scenarios {

SessionSurvey::SessionSurvey(std::int64_t gap_ms, const std::vector<Candidate>& candidates)
    : gap_(gap_ms), windows_seen_(candidates.size()), records_seen_(candidates.size()) {
  WT_REQUIRE(gap_ms > 0);
  WT_REQUIRE(!candidates.empty() && candidates.size() <= kCandidatesMax);
  for (const Candidate& candidate : candidates) {
    CandidateAnswer answer;
    answer.candidate = candidate;
    answers_.push_back(answer);
  }
  shortest_ = answers_.front().candidate.horizon_ms();
  all_ = ~CandidateSet{0} >> (kCandidatesMax - candidates.size());
}

// Candidates are sorted by their horizon: those that still hold it are the last ones.
SessionSurvey::CandidateSet SessionSurvey::holders_at(std::int64_t margin) const {
  const auto first = std::partition_point(answers_.begin(), answers_.end(), [&](const CandidateAnswer& answer) {
    return answer.candidate.horizon_ms() <= margin;
  });
  const auto gone = static_cast<std::size_t>(first - answers_.begin());
  return gone == answers_.size() ? 0 : all_ & (~CandidateSet{0} << gone);
}

void SessionSurvey::forget_gone(Sessions& sessions, const StreamPosition& position) const {
  for (Live& session : sessions) session.seen_by &= still_held(session.last, position);
  std::erase_if(sessions, [](const Live& session) { return session.seen_by == 0; });
}

void SessionSurvey::take(std::int64_t event_ms, std::uint32_t key, const StreamPosition& position) {
  if (key >= keys_.size()) keys_.resize(key + 1);
  Sessions& sessions = keys_[key];
  if (!extend_only(sessions, {event_ms, position})) {
    forget_gone(sessions, position);
    join(sessions, {event_ms, position});
  }
  if (position.row >= next_look_) look(position);
}

// The usual: one session that all candidates see alike, which the row extends before it is late for any of them.
bool SessionSurvey::extend_only(Sessions& sessions, const Arriving& row) {
  if (sessions.size() != 1) return false;
  Live& session = sessions.front();
  if (session.seen_by != all_ || !touches(session, row) || margin_of(session.last, row.position) >= shortest_) {
    return false;
  }
  session.first = std::min(session.first, row.event_ms);
  session.last = std::max(session.last, row.event_ms);
  ++session.rows;
  count(session, row.position);
  return true;
}

// The row under every candidate, in groups of those for which it touches the same sessions.
void SessionSurvey::join(Sessions& sessions, const Arriving& row) {
  joined_.assign(1, Live{row.event_ms, row.event_ms, 1, all_});
  for (Live& session : sessions) {
    if (!touches(session, row)) continue;
    const std::size_t groups = joined_.size();
    CandidateSet merged = 0;
    for (std::size_t i = 0; i < groups; ++i) {
      const CandidateSet common = joined_[i].seen_by & session.seen_by;
      if (common == 0) continue;
      const Live hull{std::min(joined_[i].first, session.first), std::max(joined_[i].last, session.last),
                      joined_[i].rows + session.rows, common};
      merged |= common;
      joined_[i].seen_by &= ~common;
      if (joined_[i].seen_by == 0)
        joined_[i] = hull;
      else
        joined_.push_back(hull);
    }
    session.seen_by &= ~merged;
  }
  std::erase_if(sessions, [](const Live& session) { return session.seen_by == 0; });
  for (Live& session : joined_) {
    count(session, row.position);
    session.seen_by &= still_held(session.last, row.position);
    if (session.seen_by != 0) sessions.push_back(session);
  }
}

// What becomes of a row whose session is now this one.
void SessionSurvey::count(const Live& session, const StreamPosition& position) {
  const std::int64_t margin = margin_of(session.last, position);
  if (margin < 0 && session.seen_by == all_) {
    ++on_time_for_all_;
    return;
  }
  for (CandidateSet rest = session.seen_by; rest != 0; rest &= rest - 1) {
    CandidateAnswer& answer = answers_[static_cast<std::size_t>(std::countr_zero(rest))];
    if (margin < answer.candidate.bound_ms) {
      ++answer.on_time;
    } else if (margin < answer.candidate.horizon_ms()) {
      ++answer.late_fired;
    } else {
      ++answer.dropped;
      ++answer.incomplete;
    }
  }
}

void SessionSurvey::look(const StreamPosition& position) {
  std::vector<StateHeld> held(answers_.size());
  std::uint64_t seen = 0;
  for (Sessions& sessions : keys_) {
    forget_gone(sessions, position);
    seen += sessions.size() + 1;
    for (const Live& session : sessions) {
      for (CandidateSet rest = session.seen_by; rest != 0; rest &= rest - 1) {
        StateHeld& state = held[static_cast<std::size_t>(std::countr_zero(rest))];
        ++state.windows_max;
        state.records_max += session.rows;
      }
    }
  }
  ++looks_;
  for (std::size_t i = 0; i < held.size(); ++i) {
    StateHeld& state = answers_[i].state;
    state.windows_max = std::max(state.windows_max, held[i].windows_max);
    state.records_max = std::max(state.records_max, held[i].records_max);
    windows_seen_[i] += held[i].windows_max;
    records_seen_[i] += held[i].records_max;
  }
  next_look_ = position.row + std::max<std::uint64_t>(1, seen / 8 * answers_.size());
}

std::vector<CandidateAnswer> SessionSurvey::finish() {
  std::vector<CandidateAnswer> answers = answers_;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    answers[i].on_time += on_time_for_all_;
    if (looks_ == 0) continue;
    answers[i].state.windows_mean = (windows_seen_[i] + looks_ / 2) / looks_;
    answers[i].state.records_mean = (records_seen_[i] + looks_ / 2) / looks_;
  }
  return answers;
}

}  // namespace wavetank::scenarios
