// One round at a time; a round is over when nothing of its checkpoint is undecided.
#include "engine/commit/commit_sequence.hpp"

#include <algorithm>
#include <utility>

#include "engine/base/assert.hpp"

namespace wavetank::engine {

void CommitSequence::add(const CommittableBatch& batch) {
  WT_REQUIRE(!is_busy() && !failed_);
  waiting_.add(batch);
}

void CommitSequence::take_over(const CommittableCollector& old) {
  WT_REQUIRE(!is_busy() && !failed_);
  waiting_.take_over(old);
}

void CommitSequence::commit_up_to(CheckpointId limit, CommitEffects& effects) {
  WT_REQUIRE(!is_busy() && !failed_);
  limit_ = std::max(limit_, limit);
  advance(effects);
}

void CommitSequence::advance(CommitEffects& effects) {
  WT_ASSERT(!round_);
  while (const std::optional<CheckpointId> oldest = waiting_.oldest_up_to(limit_)) {
    if (needs_ == Needs::AllSubtasks && !waiting_.has_all(*oldest)) return;
    std::vector<CommittableId> committables = waiting_.take(*oldest);
    if (!committables.empty()) {
      effects.emplace_back(CommitCall{*oldest, committables});
      round_ = Round{.checkpoint = *oldest, .undecided = std::move(committables)};
      return;
    }
    effects.emplace_back(EpochCommitted{.checkpoint = *oldest});
  }
}

void CommitSequence::on_answers(std::span<const CommitAnswer> answers, CommitEffects& effects) {
  WT_REQUIRE(round_.has_value() && !failed_);
  Round& round = *round_;
  const std::size_t asked = round.undecided.size();
  for (const CommitAnswer& answer : answers) {
    if (decide(round, answer)) continue;
    failed_ = true;
    effects.emplace_back(CommitFailed{round.checkpoint, CommitOutcome::FailedUnknown});
    return;
  }
  WT_REQUIRE(answers.size() == asked, answers.size(), asked);
  if (round.undecided.empty()) {
    effects.emplace_back(EpochCommitted{round.checkpoint, std::move(round.committed), std::move(round.lost)});
    round_.reset();
    advance(effects);
  } else if (round.calls > retries_) {
    failed_ = true;
    effects.emplace_back(CommitFailed{round.checkpoint, CommitOutcome::Retry});
  } else {
    ++round.calls;
    effects.emplace_back(CommitCall{round.checkpoint, round.undecided});
  }
}

bool CommitSequence::decide(Round& round, const CommitAnswer& answer) const {
  const auto asked = std::ranges::find(round.undecided, answer.committable);
  WT_REQUIRE(asked != round.undecided.end(), answer.committable);
  switch (answer.outcome) {
    case CommitOutcome::Committed:
    case CommitOutcome::AlreadyCommitted: round.committed.push_back(answer.committable); break;
    case CommitOutcome::FailedKnown: round.lost.push_back(answer.committable); break;
    case CommitOutcome::Retry: return true;
    case CommitOutcome::FailedUnknown: return false;
  }
  round.undecided.erase(asked);
  return true;
}

const CommittableCollector& CommitSequence::waiting() const {
  WT_REQUIRE(!is_busy());
  return waiting_;
}

std::size_t CommitSequence::undecided() const { return waiting_.size() + (round_ ? round_->undecided.size() : 0); }

}  // namespace wavetank::engine
