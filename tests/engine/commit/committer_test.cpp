// The second phase: who commits what, when, and how often.
#include "engine/commit/committer.hpp"

#include <initializer_list>
#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/assert.hpp"

namespace wavetank::engine::testing {
namespace {

constexpr CheckpointId epoch(std::uint64_t number) { return CheckpointId{number}; }

CommittableBatch batch(std::uint64_t checkpoint, std::initializer_list<std::uint64_t> values,
                       std::pair<std::uint32_t, std::uint32_t> subtask_of = {0, 1}) {
  CommittableBatch made{epoch(checkpoint), subtask_of.first, subtask_of.second, {}};
  for (const std::uint64_t value : values) made.committables.push_back(CommittableId{value});
  return made;
}

// An outside with the answers that a test gives it in advance; all else it commits.
class Commits : public ::testing::Test {
 protected:
  void answer(std::uint64_t value, std::vector<CommitOutcome> outcomes) {
    answers_[CommittableId{value}] = std::move(outcomes);
  }

  // Performs the effects: "commit 1 2; epoch 1".
  template <typename AnyCommitter>
  std::string perform(AnyCommitter& committer) {
    std::string story;
    for (std::size_t i = 0; i < effects_.size(); ++i) {
      const CommitEffect effect = effects_[i];
      if (!story.empty()) story += "; ";
      if (const auto* call = std::get_if<CommitCall>(&effect)) {
        story += "commit" + numbers(call->committables);
        committer.on_answers(answers_to(*call), effects_);
      } else if (const auto* ended = std::get_if<EpochCommitted>(&effect)) {
        story += "epoch " + std::to_string(static_cast<std::uint64_t>(ended->checkpoint));
        if (!ended->lost.empty()) story += " lost" + numbers(ended->lost);
      } else {
        story += "fail";
      }
    }
    effects_.clear();
    return story;
  }

  CommitEffects effects_;

 private:
  static std::string numbers(const std::vector<CommittableId>& values) {
    std::string text;
    for (const CommittableId value : values) text += " " + std::to_string(static_cast<std::uint64_t>(value));
    return text;
  }
  std::vector<CommitAnswer> answers_to(const CommitCall& call) {
    std::vector<CommitAnswer> given;
    for (const CommittableId value : call.committables) {
      std::vector<CommitOutcome>& outcomes = answers_[value];
      given.push_back({value, outcomes.empty() ? CommitOutcome::Committed : outcomes.front()});
      if (!outcomes.empty()) outcomes.erase(outcomes.begin());
      if (given.back().outcome == CommitOutcome::FailedUnknown) break;
    }
    return given;
  }

  std::map<CommittableId, std::vector<CommitOutcome>> answers_;
};

class CommitterTest : public Commits {
 protected:
  std::string complete(std::uint64_t checkpoint) {
    committer_.on_complete(epoch(checkpoint), effects_);
    return perform(committer_);
  }

  Committer committer_{FinalCommit::AtNotice, 1};
};

TEST_F(CommitterTest, CommitsUpToTheNoticeEachCheckpointBeforeTheNext) {  // SS-17
  committer_.on_batch(batch(1, {10, 11}));
  committer_.on_batch(batch(2, {20}));
  committer_.on_batch(batch(3, {30}));
  EXPECT_EQ(complete(2), "commit 10 11; epoch 1; commit 20; epoch 2");
  EXPECT_EQ(committer_.undecided(), 1u);
}

TEST_F(CommitterTest, MakesUpForANoticeThatWasLostAndIgnoresALateOne) {  // SS-17
  committer_.on_batch(batch(1, {10}));
  committer_.on_batch(batch(2, {20}));
  EXPECT_EQ(complete(2), "commit 10; epoch 1; commit 20; epoch 2");
  EXPECT_EQ(complete(1), "");
}

TEST_F(CommitterTest, CallsNobodyForACheckpointWithoutCommittables) {
  committer_.on_batch(batch(1, {}));
  EXPECT_EQ(complete(1), "epoch 1");
}

TEST_F(CommitterTest, AsksAgainOnlyForWhatIsUndecided) {  // SS-18
  answer(11, {CommitOutcome::Retry});
  committer_.on_batch(batch(1, {10, 11}));
  EXPECT_EQ(complete(1), "commit 10 11; commit 11; epoch 1");
}

TEST_F(CommitterTest, FailsTheJobWhenRetriesDoNotHelp) {  // SS-18
  answer(10, {CommitOutcome::Retry, CommitOutcome::Retry});
  committer_.on_batch(batch(1, {10}));
  EXPECT_EQ(complete(1), "commit 10; commit 10; fail");
}

TEST_F(CommitterTest, FailsTheJobForAReasonThatNobodyKnows) {  // SS-18
  answer(10, {CommitOutcome::FailedUnknown});
  committer_.on_batch(batch(1, {10, 11}));
  EXPECT_EQ(complete(1), "commit 10 11; fail");
  EXPECT_THROW(complete(1), InvariantViolation);
}

TEST_F(CommitterTest, LosesWhatFailsForAKnownReasonAndSaysSo) {  // SS-18
  answer(10, {CommitOutcome::FailedKnown});
  answer(11, {CommitOutcome::AlreadyCommitted});
  committer_.on_batch(batch(1, {10, 11}));
  EXPECT_EQ(complete(1), "commit 10 11; epoch 1 lost 10");
}

TEST_F(CommitterTest, CommitsAgainWhatItIsRestoredWith) {  // SS-17
  committer_.on_batch(batch(1, {10}));
  committer_.on_batch(batch(2, {20}));
  const std::vector<CommittableCollector> old = {CommittableCollector::decoded(committer_.waiting().encoded())};
  committer_ = Committer(FinalCommit::AtNotice, 1);
  committer_.restore(epoch(2), old, effects_);
  EXPECT_EQ(perform(committer_), "commit 10; epoch 1; commit 20; epoch 2");
}

TEST_F(CommitterTest, TakesOverFromSeveralOldSubtasks) {
  CommittableCollector first;
  CommittableCollector second;
  first.add(batch(1, {10}));
  second.add(batch(1, {11}, {1, 2}));
  second.add(batch(2, {20}, {1, 2}));
  const std::vector<CommittableCollector> old = {first, second};
  committer_.restore(epoch(2), old, effects_);
  EXPECT_EQ(perform(committer_), "commit 10 11; epoch 1; commit 20; epoch 2");
}

TEST_F(CommitterTest, LetsTheEndWaitForItsCheckpoint) {  // SS-19
  committer_.on_batch(batch(1, {10}));
  committer_.on_end(effects_);
  EXPECT_EQ(perform(committer_), "");
  EXPECT_EQ(complete(1), "commit 10; epoch 1");
}

TEST_F(CommitterTest, CommitsTheEndAtOnceWhereNoCheckpointComes) {  // SS-19
  committer_ = Committer(FinalCommit::AtEnd, 1);
  committer_.on_batch(batch(1, {10}));
  committer_.on_batch(batch(2, {20}));
  committer_.on_end(effects_);
  EXPECT_EQ(perform(committer_), "commit 10; epoch 1; commit 20; epoch 2");
}

TEST_F(CommitterTest, IsBlockedWhileACallIsOut) {
  committer_.on_batch(batch(1, {10}));
  committer_.on_complete(epoch(1), effects_);
  EXPECT_TRUE(committer_.is_busy());
  EXPECT_THROW(committer_.on_batch(batch(2, {20})), InvariantViolation);
  EXPECT_THROW((void)committer_.waiting(), InvariantViolation);
  EXPECT_EQ(committer_.undecided(), 1u);
}

TEST_F(CommitterTest, RefusesASecondBatchOfTheSameSubtask) {
  committer_.on_batch(batch(1, {10}));
  EXPECT_THROW(committer_.on_batch(batch(1, {11})), InvariantViolation);
}

class GlobalCommitterTest : public Commits {
 protected:
  std::string send(const CommittableBatch& sent) {
    committer_.on_batch(sent, effects_);
    return perform(committer_);
  }
  std::string complete(std::uint64_t checkpoint) {
    committer_.on_complete(epoch(checkpoint), effects_);
    return perform(committer_);
  }

  GlobalCommitter committer_{GlobalCommitter::Place::BehindCommitters, 1};
};

TEST_F(GlobalCommitterTest, CommitsBehindCommittersAsSoonAsItHasAll) {  // SS-26
  EXPECT_EQ(send(batch(1, {10}, {0, 2})), "");
  EXPECT_EQ(complete(1), "");
  EXPECT_EQ(send(batch(1, {11}, {1, 2})), "commit 10 11; epoch 1");
}

TEST_F(GlobalCommitterTest, IsHeldBackByACheckpointThatIsNotWhole) {  // SS-26
  EXPECT_EQ(send(batch(1, {10}, {0, 2})), "");
  EXPECT_EQ(send(batch(2, {20}, {0, 2})), "");
  EXPECT_EQ(send(batch(2, {21}, {1, 2})), "");
  EXPECT_EQ(send(batch(1, {11}, {1, 2})), "commit 10 11; epoch 1; commit 20 21; epoch 2");
}

TEST_F(GlobalCommitterTest, WaitsForNoticesBehindWriters) {  // SS-26
  committer_ = GlobalCommitter(GlobalCommitter::Place::BehindWriters, 1);
  EXPECT_EQ(send(batch(1, {10})), "");
  EXPECT_EQ(complete(1), "commit 10; epoch 1");
}

}  // namespace
}  // namespace wavetank::engine::testing
