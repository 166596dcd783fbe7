// Checkpoints from trigger to end.
#include "visualizer/view/job/checkpoints.hpp"

#include <gtest/gtest.h>

#include "tests/visualizer/recordings.hpp"

namespace wavetank::visualizer {
namespace {

class CheckpointsOfARestoredJob : public testing::Test {
 protected:
  scenarios::Recording recording_ = catalogue("cluster/back-to-the-checkpoint");
  std::vector<CheckpointStory> stories_ = fold_checkpoints(recording_, fold_lives(recording_));
  sim::EventId end_{recording_.size()};
};

TEST_F(CheckpointsOfARestoredJob, TheFirstIsCompleteOnceEveryTaskHasStored) {
  ASSERT_GE(stories_.size(), 3U);
  const CheckpointStory& first = stories_.front();
  ASSERT_TRUE(first.done.has_value());
  for (const CheckpointPart& part : first.parts) {
    ASSERT_TRUE(part.snapshot && part.stored && part.acknowledged);
    EXPECT_LT(part.snapshot->id, part.stored->id);
    EXPECT_LT(part.stored->id, part.acknowledged->id);
    EXPECT_LE(part.acknowledged->id, first.done->id);
  }
}

TEST_F(CheckpointsOfARestoredJob, TheSecondIsAbortedAndItsTasksGaveUp) {
  const CheckpointStory& second = stories_.at(1);
  ASSERT_TRUE(second.aborted.has_value());
  EXPECT_FALSE(second.done.has_value());
  EXPECT_EQ(status_text(second, end_), "aborted: CHECKPOINT_COORDINATOR_SUSPEND");
  for (const CheckpointPart& part : second.parts) EXPECT_NE(part.acknowledged.has_value(), part.given_up.has_value());
}

TEST_F(CheckpointsOfARestoredJob, SayOnlyWhatIsKnownAtThePlayhead) {
  const CheckpointStory& first = stories_.front();
  EXPECT_EQ(status_text(first, first.trigger.id), "0 of 6 tasks have stored");
  EXPECT_EQ(status_text(first, first.done->id), "complete in 1.255 s");
  EXPECT_EQ(begun(stories_, first.trigger.id), 1U);
  EXPECT_EQ(begun(stories_, sim::EventId{}), 0U);
}

TEST_F(CheckpointsOfARestoredJob, BelongToTheWindowsThatWaitedForBarriers) {
  const auto waited = std::count_if(stories_.front().parts.begin(), stories_.front().parts.end(),
                                    [](const CheckpointPart& part) { return part.first_barrier.has_value(); });
  EXPECT_EQ(waited, 2);
}

TEST(CheckpointsOfADeadLeader, AreKnownToNobodyAfterIt) {
  const scenarios::Recording recording = catalogue("cluster/leader-dies-before-done");
  const std::vector<CheckpointStory> stories = fold_checkpoints(recording, fold_lives(recording));
  ASSERT_GE(stories.size(), 2U);
  EXPECT_EQ(status_text(stories[1], sim::EventId{recording.size()}), "aborted: its job manager died");
}

}  // namespace
}  // namespace wavetank::visualizer
