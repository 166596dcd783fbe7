// One record or one moment after the other.
#include "engine/operators/sequence/sequence_runs.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace wavetank::engine {
namespace {

// Records are kept in the order in which they were taken, so their places order matches by beginning.
std::uint32_t beginning_of(const PartialMatch& match) {
  return match.taken.empty() ? std::numeric_limits<std::uint32_t>::max() : match.taken.front().record;
}

bool begins_earlier(const PartialMatch& a, const PartialMatch& b) { return beginning_of(a) < beginning_of(b); }

}  // namespace

const PartialMatch& MatchQueue::top() const {
  WT_REQUIRE(!matches_.empty());
  return matches_.front();
}

void MatchQueue::push(PartialMatch match) {
  matches_.push_back(std::move(match));
  for (std::size_t at = matches_.size() - 1; at > 0;) {
    const std::size_t above = (at - 1) / 2;
    if (!begins_earlier(matches_[at], matches_[above])) break;
    std::swap(matches_[at], matches_[above]);
    at = above;
  }
}

PartialMatch MatchQueue::pop() {
  WT_REQUIRE(!matches_.empty());
  PartialMatch earliest = std::move(matches_.front());
  if (matches_.size() > 1) matches_.front() = std::move(matches_.back());
  matches_.pop_back();
  sift_down(0);
  return earliest;
}

void MatchQueue::sift_down(std::size_t at) {
  while (2 * at + 1 < matches_.size()) {
    std::size_t below = 2 * at + 1;
    if (below + 1 < matches_.size() && begins_earlier(matches_[below + 1], matches_[below])) ++below;
    if (!begins_earlier(matches_[below], matches_[at])) return;
    std::swap(matches_[at], matches_[below]);
    at = below;
  }
}

void MatchQueue::restore_order() {
  for (std::size_t at = matches_.size() / 2; at-- > 0;) sift_down(at);
}

SequenceRuns::SequenceRuns(const SequenceSpec& spec, const SequencePlan& plan, const Rows& rows, SequenceState& state)
    : spec_(spec), plan_(plan), rows_(rows), state_(state) {
  if (state_.partial.empty()) state_.partial.push({plan_.start, {}});
}

void SequenceRuns::advance(EventTime time) {
  MatchQueue still_open;
  std::vector<SequenceResult> timed_out;
  for (const PartialMatch& match : state_.partial.matches()) {
    const std::optional<EventTime> end = end_of(match);
    if (!end || time < *end) {
      still_open.push(match);
    } else if (place(match.place).kind == PlaceKind::Waiting) {
      state_.complete.push(match);
    } else {
      timed_out.push_back({SequenceOutcome::TimedOut, match.taken, *end});
    }
  }
  state_.partial = std::move(still_open);
  send_complete(time);
  std::ranges::move(timed_out, std::back_inserter(results_));
}

std::optional<EventTime> SequenceRuns::end_of(const PartialMatch& match) const {
  if (match.taken.empty()) return std::nullopt;
  if (const std::optional<Millis> within = place(match.place).within_previous) {
    return saturating_add(record(match.taken.back()).time, *within);
  }
  if (!spec_.within || spec_.within->from != WithinFrom::First) return std::nullopt;
  return saturating_add(record(match.taken.front()).time, spec_.within->length);
}

SequenceRuns::Began SequenceRuns::take(const SequenceRecord& record) {
  state_.records.push_back(record);
  MatchQueue moved_on;
  MatchQueue ready;
  Began began = Began::No;
  for (const PartialMatch& match : state_.partial.matches()) {
    Moved moved = move(match, record);
    for (PartialMatch& next : moved.matches) {
      if (match.taken.empty() && !next.taken.empty()) began = Began::Yes;
      if (place(next.place).kind == PlaceKind::Matched) {
        ready.push(std::move(next));
      } else if (!moved.stopped) {
        moved_on.push(std::move(next));
      }
    }
  }
  state_.partial = std::move(moved_on);
  if (spec_.after_match.skip == SkipKind::None) {
    for (const PartialMatch& match : ready.matches()) {
      results_.push_back({SequenceOutcome::Matched, match.taken, record.time});
    }
    return began;
  }
  for (const PartialMatch& match : ready.matches()) state_.complete.push(match);
  send_complete(record.time);
  return began;
}

SequenceRuns::Moved SequenceRuns::move(const PartialMatch& match, const SequenceRecord& record) const {
  Moved moved;
  const bool is_start = place(match.place).kind == PlaceKind::Start;
  for (const OpenWay& open : open_ways(match, record)) {
    if (open.way->kind == WayKind::Pass) {
      if (!is_start) moved.matches.push_back({open.way->to, match.taken});
      continue;
    }
    if (place(open.way->to).kind == PlaceKind::Stopped) {
      moved.stopped = true;
      continue;
    }
    PartialMatch next{open.way->to, match.taken};
    next.taken.push_back({open.stage, static_cast<std::uint32_t>(state_.records.size() - 1)});
    moved.matches.push_back(next);
    if (place(next.place).kind != PlaceKind::Matched && may_end_at(next.place, match, record)) {
      // The last place stands for the match as it is; the other one goes on.
      moved.matches.push_back({0, std::move(next.taken)});
      WT_ASSERT(place(0).kind == PlaceKind::Matched);
    }
  }
  if (is_start) moved.matches.push_back(match);
  return moved;
}

std::vector<SequenceRuns::OpenWay> SequenceRuns::open_ways(const PartialMatch& match,
                                                           const SequenceRecord& record) const {
  std::vector<OpenWay> open;
  std::vector<PlaceIndex> places{match.place};
  while (!places.empty()) {
    const Place& at = place(places.back());
    places.pop_back();
    for (const Way& way : at.ways) {
      if (!holds(way.condition, match, record)) continue;
      if (way.kind == WayKind::Try) {
        places.push_back(way.to);
      } else {
        open.push_back({&way, at.stage});
      }
    }
  }
  return open;
}

bool SequenceRuns::may_end_at(PlaceIndex from, const PartialMatch& match, const SequenceRecord& record) const {
  std::vector<PlaceIndex> places{from};
  while (!places.empty()) {
    const Place& at = place(places.back());
    places.pop_back();
    for (const Way& way : at.ways) {
      if (way.kind != WayKind::Try || !holds(way.condition, match, record)) continue;
      if (place(way.to).kind == PlaceKind::Matched) return true;
      places.push_back(way.to);
    }
  }
  return false;
}

bool SequenceRuns::holds(const StageCondition& condition, const PartialMatch& match,
                         const SequenceRecord& record) const {
  return std::ranges::all_of(condition, [&](const StageClause& clause) {
    const bool all =
        std::ranges::all_of(clause.tests, [&](const StageTest& test) { return holds(test, match, record); });
    return all == clause.expected;
  });
}

bool SequenceRuns::holds(const StageTest& test, const PartialMatch& match, const SequenceRecord& record) const {
  if (test.question == StageQuestion::Fits) return fits(test.stage, match, record) == test.answer;
  return spec_.stages[test.stage].times->until->holds(rows_, record.row) == test.answer;
}

bool SequenceRuns::fits(StageIndex index, const PartialMatch& match, const SequenceRecord& candidate) const {
  const SequenceStage& stage = spec_.stages[index];
  if (!stage.condition.holds(rows_, candidate.row)) return false;
  if (!stage.rising) return true;
  const Cell value = rows_.cell(candidate.row, *stage.rising);
  return std::ranges::all_of(match.taken, [&](const TakenRecord& taken) {
    if (taken.stage != index) return true;
    const Cell before = rows_.cell(record(taken).row, *stage.rising);
    return !value.null && !before.null && value.bits > before.bits;
  });
}

void SequenceRuns::send_complete(EventTime time) {
  while (!state_.complete.empty()) {
    if (!state_.partial.empty() && begins_earlier(state_.partial.top(), state_.complete.top())) return;
    const PartialMatch match = state_.complete.pop();
    skip_after(match);
    results_.push_back({SequenceOutcome::Matched, match.taken, time});
  }
}

void SequenceRuns::skip_after(const PartialMatch& sent) {
  const AfterMatch& after = spec_.after_match;
  if (after.skip == SkipKind::None) return;
  std::optional<std::uint32_t> until;  // matches that begin before this record are removed
  if (after.skip == SkipKind::ToNext) until = sent.taken.front().record + 1;
  if (after.skip == SkipKind::PastLast) until = sent.taken.back().record + 1;
  for (const TakenRecord& taken : sent.taken) {
    if (taken.stage != after.stage) continue;
    if (after.skip == SkipKind::ToLast || (after.skip == SkipKind::ToFirst && !until)) until = taken.record;
  }
  if (!until) return;
  const auto is_skipped = [&](const PartialMatch& match) {
    const bool skipped = !match.taken.empty() && match.taken.front().record < *until;
    skipped_ += skipped ? 1 : 0;
    return skipped;
  };
  state_.partial.erase_if(is_skipped);
  state_.complete.erase_if(is_skipped);
}

}  // namespace wavetank::engine
