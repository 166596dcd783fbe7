// Ends of checkpoints that need more than tasks: operator coordinators, files, failovers, new jobs.
#include <optional>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/assert.hpp"
#include "tests/engine/coordinator/coordinator_story.hpp"

namespace wavetank::engine::testing {
namespace {

class CoordinatorEnd : public CoordinatorStory {};

TEST_F(CoordinatorEnd, AsksTasksOnlyWhenAllOperatorCoordinatorsHaveAnswered) {  // CK-08
  use({.operator_coordinators = 2});
  request();
  coordinator().on_operator_snapshot(checkpoint(1), 1);
  finish_step();
  EXPECT_EQ(story(), "operators snapshot 1");
  coordinator().on_operator_snapshot(checkpoint(1), 0);
  finish_step();
  EXPECT_EQ(story(), "ask 1");
}

TEST_F(CoordinatorEnd, ReportsTwiceWhatEndsBeforeItsTriggerIsThrough) {  // CK-09
  use({.tolerable_failures = 1, .operator_coordinators = 1});
  request();
  decline(1);
  EXPECT_EQ(story(),
            "operators snapshot 1; answer CHECKPOINT_DECLINED; off 1 CHECKPOINT_DECLINED; tell off 1 after -; "
            "operators off 1; operators drop -; off 1 CHECKPOINT_DECLINED");
  request();
  EXPECT_EQ(story(), "operators snapshot 2");  // the next one may begin
}

TEST_F(CoordinatorEnd, AbortsWhenAnOperatorCoordinatorFails) {  // CK-08
  use({.tolerable_failures = 1, .operator_coordinators = 1});
  request();
  coordinator().on_operator_snapshot_failed(checkpoint(1));
  finish_step();
  EXPECT_EQ(story(),
            "operators snapshot 1; operators drop -; answer IO_EXCEPTION; off 1 IO_EXCEPTION; tell off 1 after -; "
            "operators off 1");
}

TEST_F(CoordinatorEnd, IsBlockedUntilTheCheckpointIsDurable) {  // CK-10
  hold_files();
  request();
  complete(1);
  EXPECT_EQ(story(), "ask 1; persist 1");
  EXPECT_FALSE(coordinator().has_work());
  EXPECT_THROW(request(), InvariantViolation);
  coordinator().on_persisted(turn(), checkpoint(1));
  finish_step();
  EXPECT_EQ(story(), "done 1; answer 1; tell done 1");
}

TEST_F(CoordinatorEnd, AbortsWhatCannotBeMadeDurable) {  // CK-13
  hold_files();
  request();
  complete(1);
  coordinator().on_persist_failed(turn(), checkpoint(1), CheckpointFailureReason::FinalizeFailure);
  finish_step();
  EXPECT_EQ(story(),
            "ask 1; persist 1; answer FINALIZE_CHECKPOINT_FAILURE; delete 1; off 1 FINALIZE_CHECKPOINT_FAILURE; "
            "fail job; tell off 1 after -");
}

TEST_F(CoordinatorEnd, WaitsForDeletionsBeforeItBeginsMore) {  // CK-05
  hold_files();
  for (const std::uint64_t number : {1u, 2u}) {
    request();
    decline(number, CheckpointFailureReason::DeclinedTaskNotReady);
  }
  (void)story();
  request();
  EXPECT_EQ(story(), "");  // two are being deleted, one may run
  coordinator().on_deleted(checkpoint(1));
  finish_step();
  EXPECT_EQ(story(), "ask 3");
}

TEST_F(CoordinatorEnd, AbortsAllAndRestoresTheNewestAtAFailover) {  // CK-38
  use({.max_concurrent = 3, .operator_coordinators = 0});
  request(SnapshotKind::Checkpoint, 1);
  complete(1);
  request(SnapshotKind::Checkpoint, 2);
  (void)story();
  coordinator().abort_pending(turn(), CheckpointFailureReason::JobFailoverRegion);
  EXPECT_EQ(coordinator().restore_latest(turn(), FailoverScope::Region), checkpoint(1));
  finish_step();
  EXPECT_EQ(story(), "answer JOB_FAILOVER_REGION; off 2 JOB_FAILOVER_REGION; tell off 2 after 1");
}

TEST_F(CoordinatorEnd, ResetsOperatorCoordinatorsOnlyIfTheWholeJobRestarts) {  // CK-38
  use({.operator_coordinators = 1});
  EXPECT_EQ(coordinator().restore_latest(turn(), FailoverScope::Region), std::nullopt);
  finish_step();
  EXPECT_EQ(story(), "");
  EXPECT_EQ(coordinator().restore_latest(turn(), FailoverScope::Global), std::nullopt);
  finish_step();
  EXPECT_EQ(story(), "operators reset -");
}

TEST_F(CoordinatorEnd, TakesAFullCheckpointFirstIfItDoesNotOwnWhatItWasRestoredFrom) {  // CK-36
  coordinator().restore_from(turn(), {checkpoint(7), ClaimMode::NoClaim});
  request();
  complete(8);
  EXPECT_EQ(story(), "ask 8 in full; done 8; answer 8; tell done 8");  // 7 is pushed out, but not deleted
  request();
  EXPECT_EQ(story(), "ask 9");
}

TEST_F(CoordinatorEnd, DeletesWhatItWasRestoredFromIfItIsClaimed) {  // CK-36
  hold_files();
  coordinator().restore_from(turn(), {checkpoint(7), ClaimMode::Claim});
  request();
  complete(8);
  coordinator().on_persisted(turn(), checkpoint(8));
  finish_step();
  EXPECT_EQ(story(), "ask 8; persist 8; delete 7; done 8; answer 8; tell done 8 for 7");
}

TEST_F(CoordinatorEnd, GoesOnWhereTheLastLeaderWasAndUsesNoIdTwice) {  // CK-02, CK-38
  use({.retained = 2});
  request();
  complete(1);
  request();
  (void)story();
  const std::vector<CompletedCheckpoint> durable = coordinator().store().all();
  const CheckpointId next = coordinator().next_checkpoint();
  use({.retained = 2});  // the leader is lost with checkpoint 2 half acknowledged
  coordinator().recover(durable, next);
  EXPECT_EQ(coordinator().restore_latest(turn(), FailoverScope::Global), checkpoint(1));
  request();
  EXPECT_EQ(acknowledge(2, kSource), AckAnswer::UnknownCheckpoint);
  complete(3);
  EXPECT_EQ(story(), "ask 3; delete state of 2; done 3; answer 3; tell done 3");
}

TEST_F(CoordinatorEnd, RefusesEverythingAfterItsEnd) {
  start(0);
  request();
  (void)story();
  coordinator().shut_down(turn());
  finish_step();
  EXPECT_EQ(story(),
            "answer CHECKPOINT_COORDINATOR_SHUTDOWN; off 1 CHECKPOINT_COORDINATOR_SHUTDOWN; tell off 1 after -");
  EXPECT_EQ(acknowledge(1, kSource), AckAnswer::ShutDown);
  request();
  EXPECT_EQ(story(), "off - CHECKPOINT_COORDINATOR_SHUTDOWN; answer CHECKPOINT_COORDINATOR_SHUTDOWN");
  EXPECT_THROW(start(), InvariantViolation);
}

TEST_F(CoordinatorEnd, RemembersTheLastSixteenThatExpired) {  // CK-09
  use({.timeout = Millis{10}, .tolerable_failures = 100});
  for (int i = 0; i < 17; ++i) {
    request();
    wait(10);
  }
  EXPECT_EQ(acknowledge(1, kSource), AckAnswer::UnknownCheckpoint);
  EXPECT_EQ(acknowledge(2, kSource), AckAnswer::Expired);
}

}  // namespace
}  // namespace wavetank::engine::testing
