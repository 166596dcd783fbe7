// Margins decide; cursors per candidate follow the highest event time.
#include "scenarios/lateness/survey/window_survey.hpp"

#include <algorithm>

#include "engine/base/assert.hpp"

namespace wavetank::scenarios {
namespace {

constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

// The start of the newest window that contains `time`.
std::int64_t newest_start(std::int64_t time, std::int64_t slide) {
  const std::int64_t rest = time % slide;
  return rest < 0 ? time - rest - slide : time - rest;
}

std::uint64_t rounded(engine::Wide sum, std::uint64_t by) {
  return by == 0 ? 0 : static_cast<std::uint64_t>((sum + by / 2) / by);
}

}  // namespace

WindowSurvey::WindowSurvey(std::int64_t size_ms, std::int64_t slide_ms, const std::vector<Candidate>& candidates)
    : size_(size_ms), slide_(slide_ms), whole_slides_(size_ms % slide_ms == 0) {
  WT_REQUIRE(0 < slide_ms && slide_ms <= size_ms);
  WT_REQUIRE(!candidates.empty());
  for (const Candidate& candidate : candidates) {
    Tally tally;
    tally.answer.candidate = candidate;
    tallies_.push_back(tally);
  }
}

void WindowSurvey::take(std::int64_t event_ms, std::uint32_t key, const StreamPosition& position) {
  const std::int64_t newest = newest_start(event_ms, slide_);
  std::int64_t start = newest;
  const auto margin_of = [&](std::int64_t from) { return position.high ? *position.high - from - size_ : kLeast; };
  if (key >= newest_.size()) newest_.resize(key + 1, kNever);
  const KeyInWindow known = whole_slides_ && newest_[key] == newest ? KeyInWindow::Known : KeyInWindow::LookUp;
  newest_[key] = newest;
  for (; start > event_ms - size_; start -= slide_) {
    join({start, margin_of(start), known}, key, position);
  }
  judge(margin_of(newest), margin_of(start + slide_));
}

// A key's first row of a window looks it up; others do not need to.
void WindowSurvey::fetch_contents(std::int64_t event_ms, std::uint32_t key) const {
  const std::int64_t newest = newest_start(event_ms, slide_);
  if (whole_slides_ && key < newest_.size() && newest_[key] == newest) return;
  for (std::int64_t start = newest; start > event_ms - size_; start -= slide_) known_.fetch_place(key, start);
}

void WindowSurvey::join(const Joined& window, std::uint32_t key, const StreamPosition& position) {
  const auto [start, margin, known] = window;
  const std::int64_t longest = tallies_.back().answer.candidate.horizon_ms();
  if (margin >= longest) return;
  Slot& slot = slot_at(start, margin, position);
  ++slot.rows;
  slot.row_sum += position.row;
  const bool is_new =
      known == KeyInWindow::LookUp && known_.add(key, start, position.high ? *position.high - size_ - longest : kLeast);
  if (margin < 0 && !is_new) {  // the usual: the same for all
    ++records_for_all_;
    return;
  }
  for (std::size_t i = 0; i < tallies_.size(); ++i) {
    Tally& tally = tallies_[i];
    if (margin >= tally.answer.candidate.horizon_ms()) continue;
    ++tally.records;
    if (margin >= tally.answer.candidate.bound_ms) ++tally.answer.late_fired;
    if (!is_new) continue;
    ++slot.opened[i];
    ++tally.windows;
    tally.windows_area -= position.row;
  }
}

WindowSurvey::Slot& WindowSurvey::slot_at(std::int64_t start, std::int64_t margin, const StreamPosition& position) {
  if (last_slot_ != nullptr && last_start_ == start) return *last_slot_;
  const auto [place, is_new] = slots_.try_emplace(start);
  Slot& slot = place->second;
  last_slot_ = &slot;
  last_start_ = start;
  if (!is_new) return slot;
  slot.opened.resize(tallies_.size());
  if (margin >= 0) slot.passed = position.arrival_ms;
  for (Tally& tally : tallies_) {  // for whom it comes too late; nothing before it can be due, or it would be done
    const Candidate& candidate = tally.answer.candidate;
    if (margin >= candidate.bound_ms) tally.fired_to = std::max(tally.fired_to, start + 1);
    if (margin >= candidate.horizon_ms()) tally.closed_to = std::max(tally.closed_to, start + 1);
  }
  due_ = kLeast;  // found out at the next advance
  return slot;
}

void WindowSurvey::judge(std::int64_t newest_margin, std::int64_t oldest_margin) {
  if (oldest_margin < 0) {
    ++on_time_for_all_;
    return;
  }
  for (Tally& tally : tallies_) {
    const Candidate& candidate = tally.answer.candidate;
    if (newest_margin < candidate.bound_ms) ++tally.answer.on_time;
    if (newest_margin >= candidate.horizon_ms()) ++tally.answer.dropped;
    if (oldest_margin >= candidate.horizon_ms()) ++tally.answer.incomplete;
  }
}

void WindowSurvey::advance(std::int64_t high, const StreamPosition& position) {
  if (high < due_) return;
  pass_with_bound_0(high, position.arrival_ms);
  due_ = kNever;
  for (Tally& tally : tallies_) {
    fire(tally, high, position.arrival_ms);
    close(tally, high, position.row + 1);
  }
  const auto due_of = [&](std::int64_t cursor, std::int64_t length) {
    const auto next = slots_.lower_bound(cursor);
    if (next != slots_.end()) due_ = std::min(due_, next->first + size_ + length);
  };
  due_of(passed_to_, 0);
  for (const Tally& tally : tallies_) {
    due_of(tally.fired_to, tally.answer.candidate.bound_ms);
    due_of(tally.closed_to, tally.answer.candidate.horizon_ms());
  }
  const std::int64_t gone = tallies_.back().closed_to;
  if (last_start_ < gone) last_slot_ = nullptr;
  slots_.erase(slots_.begin(), slots_.lower_bound(gone));
}

// A window has passed if high - start - size >= bound: all that start at or before high - size - bound.
void WindowSurvey::pass_with_bound_0(std::int64_t high, std::int64_t arrival_ms) {
  const std::int64_t to = high - size_ + 1;
  for (auto at = slots_.lower_bound(passed_to_); at != slots_.end() && at->first < to; ++at) {
    if (!at->second.passed) at->second.passed = arrival_ms;
  }
  passed_to_ = std::max(passed_to_, to);
}

void WindowSurvey::fire(Tally& tally, std::int64_t high, std::int64_t arrival_ms) {
  const std::int64_t to = high - size_ - tally.answer.candidate.bound_ms + 1;
  for (auto at = slots_.lower_bound(tally.fired_to); at != slots_.end() && at->first < to; ++at) {
    WT_ASSERT(at->second.passed.has_value());
    tally.wait_sum += static_cast<std::uint64_t>(std::max<std::int64_t>(0, arrival_ms - *at->second.passed));
    ++tally.waits;
  }
  tally.fired_to = std::max(tally.fired_to, to);
}

void WindowSurvey::close(Tally& tally, std::int64_t high, std::uint64_t row) {
  const std::int64_t to = high - size_ - tally.answer.candidate.horizon_ms() + 1;
  const auto index = static_cast<std::size_t>(&tally - tallies_.data());
  auto at = slots_.lower_bound(tally.closed_to);
  if (at != slots_.end() && at->first < to) note_peak(tally);
  for (; at != slots_.end() && at->first < to; ++at) {
    const Slot& slot = at->second;
    tally.windows -= slot.opened[index];
    tally.windows_area += engine::Wide{slot.opened[index]} * row;
    tally.records -= slot.rows;
    tally.records_area += engine::Wide{slot.rows} * row - slot.row_sum;
  }
  tally.closed_to = std::max(tally.closed_to, to);
}

void WindowSurvey::note_peak(Tally& tally) const {
  StateHeld& state = tally.answer.state;
  state.windows_max = std::max(state.windows_max, tally.windows);
  state.records_max = std::max(state.records_max, tally.records + records_for_all_);
}

std::vector<CandidateAnswer> WindowSurvey::finish(std::uint64_t rows, bool arrivals) {
  std::vector<CandidateAnswer> answers;
  for (std::size_t i = 0; i < tallies_.size(); ++i) {
    Tally& tally = tallies_[i];
    note_peak(tally);
    for (auto at = slots_.lower_bound(tally.closed_to); at != slots_.end(); ++at) {
      tally.windows_area += engine::Wide{at->second.opened[i]} * rows;
      tally.records_area += engine::Wide{at->second.rows} * rows - at->second.row_sum;
    }
    tally.answer.on_time += on_time_for_all_;
    tally.answer.state.windows_mean = rounded(tally.windows_area, rows);
    tally.answer.state.records_mean = rounded(tally.records_area, rows);
    if (arrivals && tally.waits > 0) {
      tally.answer.mean_wait_ms = static_cast<std::int64_t>(rounded(tally.wait_sum, tally.waits));
    }
    answers.push_back(tally.answer);
  }
  return answers;
}

}  // namespace wavetank::scenarios
