// The checkpoint coordinator, told as a play.
#include "engine/coordinator/checkpoint_coordinator.hpp"

#include <optional>

#include <gtest/gtest.h>

#include "engine/base/assert.hpp"
#include "tests/engine/coordinator/coordinator_story.hpp"

namespace wavetank::engine::testing {
namespace {

class Coordinator : public CoordinatorStory {};

TEST_F(Coordinator, CompletesACheckpointWhenAllHaveAcknowledged) {  // CK-10
  request();
  EXPECT_EQ(story(), "ask 1");
  EXPECT_EQ(acknowledge(1, kSink), AckAnswer::Counted);
  EXPECT_EQ(story(), "");
  EXPECT_EQ(acknowledge(1, kSource), AckAnswer::Counted);
  EXPECT_EQ(story(), "done 1; answer 1; tell done 1");
}

TEST_F(Coordinator, KeepsAFixedRateAfterTheFirstDelay) {  // CK-03
  use({.interval = Millis{100}, .max_concurrent = 9});
  start(30);
  wait(29);
  EXPECT_EQ(story(), "");
  wait(1);
  EXPECT_EQ(story(), "ask 1");
  wait(250);
  EXPECT_EQ(story(), "ask 2; ask 3");
}

TEST_F(Coordinator, WaitsTheMinimumPauseWhenItsSchedulerIsStartedAgain) {  // CK-03
  use({.interval = Millis{100}, .min_pause = Millis{40}});
  start(0);
  wait(0);
  EXPECT_EQ(story(), "ask 1");
  start(0);
  EXPECT_EQ(story(), "off 1 CHECKPOINT_COORDINATOR_SUSPEND; tell off 1 after -");
  wait(39);
  EXPECT_EQ(story(), "");
  wait(1);
  EXPECT_EQ(story(), "ask 2");
}

TEST_F(Coordinator, ShiftsItsPlanWhenTheMinimumPauseIsNotOver) {  // CK-03, CK-06
  use({.interval = Millis{100}, .min_pause = Millis{60}});
  start(0);
  wait(70);
  complete(1);
  EXPECT_EQ(story(), "ask 1; done 1; tell done 1");
  wait(59);  // the trigger planned at 100 was too early
  EXPECT_EQ(story(), "");
  wait(1);
  EXPECT_EQ(story(), "ask 2");
}

TEST_F(Coordinator, RaisesTheIntervalToTheMinimumPause) {  // CK-01
  use({.interval = Millis{10}, .min_pause = Millis{50}, .max_concurrent = 9});
  start(0);
  wait(100);
  EXPECT_EQ(story(), "ask 1; ask 2; ask 3");
}

TEST_F(Coordinator, AsksNothingWhileATaskDoesNotRun) {  // CK-02, CK-07
  set_status(kSink, JobTaskStatus::Starting);
  request();
  EXPECT_EQ(story(), "answer NOT_ALL_REQUIRED_TASKS_RUNNING; off - NOT_ALL_REQUIRED_TASKS_RUNNING");
  set_status(kSink, JobTaskStatus::Running);
  request();
  EXPECT_EQ(story(), "ask 1");  // no id was used up
}

TEST_F(Coordinator, ExpiresWhatTakesTooLongAndRemembersIt) {  // CK-09
  use({.timeout = Millis{50}, .tolerable_failures = 1});
  request();
  wait(49);
  EXPECT_EQ(story(), "ask 1");
  wait(1);
  EXPECT_EQ(story(), "answer CHECKPOINT_EXPIRED; off 1 CHECKPOINT_EXPIRED; tell off 1 after -");
  EXPECT_EQ(acknowledge(1, kSource), AckAnswer::Expired);
  EXPECT_EQ(acknowledge(7, kSource), AckAnswer::UnknownCheckpoint);
  EXPECT_EQ(story(), "delete state of 1; delete state of 7");
}

TEST_F(Coordinator, AbortsWhatATaskDeclinesAndFailsTheJobWhenThatIsTooMuch) {  // CK-09, CK-13
  request();
  decline(1);
  EXPECT_EQ(story(), "ask 1; answer CHECKPOINT_DECLINED; off 1 CHECKPOINT_DECLINED; fail job; tell off 1 after -");
}

TEST_F(Coordinator, IgnoresASecondAcknowledgementAndDeletesThatOfAStranger) {  // CK-09
  request();
  EXPECT_EQ(acknowledge(1, kSource), AckAnswer::Counted);
  EXPECT_EQ(acknowledge(1, kSource), AckAnswer::Duplicate);
  EXPECT_EQ(acknowledge(1, kStranger), AckAnswer::NotAwaited);
  EXPECT_EQ(story(), "ask 1; delete state of 1");
}

TEST_F(Coordinator, SubsumesOlderCheckpointsButNoSavepoint) {  // CK-10
  use({.max_concurrent = 3});
  request(SnapshotKind::Checkpoint, 1);
  request(SnapshotKind::Savepoint, 2);
  request(SnapshotKind::Checkpoint, 3);
  EXPECT_EQ(story(), "ask 1; ask 2; ask 3");
  complete(3);
  EXPECT_EQ(story(),
            "done 3; answer 3; answer CHECKPOINT_SUBSUMED; off 1 CHECKPOINT_SUBSUMED; tell off 1 after 3; tell done 3");
  EXPECT_EQ(coordinator().pending(), 1u);
}

TEST_F(Coordinator, TellsNobodyOfASavepointThatDoesNotStopTheJob) {  // CK-10, CK-11
  request(SnapshotKind::Savepoint);
  complete(1);
  EXPECT_EQ(story(), "ask 1; done 1; answer 1");
  EXPECT_TRUE(coordinator().store().all().empty());
}

TEST_F(Coordinator, TellsTheTasksOfASavepointThatStopsTheJob) {  // CK-11
  request(SnapshotKind::StopWithDrain);
  complete(1);
  EXPECT_EQ(story(), "ask 1; done 1; answer 1; tell done 1");
}

TEST_F(Coordinator, PushesTheOldestOutOfTheStore) {  // CK-10
  use({.retained = 2});
  for (const std::uint64_t number : {1u, 2u, 3u}) {
    request();
    complete(number);
  }
  EXPECT_EQ(story(),
            "ask 1; done 1; answer 1; tell done 1; ask 2; done 2; answer 2; tell done 2; "
            "ask 3; done 3; answer 3; tell done 3 for 1");
}

TEST_F(Coordinator, LetsAForcedSavepointPassThoseThatArePending) {  // CK-05
  request(SnapshotKind::Checkpoint, 1);
  request(SnapshotKind::Checkpoint, 2);
  request(SnapshotKind::Savepoint, 3);
  EXPECT_EQ(story(), "ask 1; ask 2");
  EXPECT_EQ(coordinator().queued(), 1u);
}

TEST_F(Coordinator, LetsASavepointWaitWhenCheckpointsAreUnaligned) {  // CK-05
  use({.unaligned = true});
  request(SnapshotKind::Checkpoint, 1);
  request(SnapshotKind::Savepoint, 2);
  EXPECT_EQ(story(), "ask 1");
  complete(1);
  EXPECT_EQ(story(), "done 1; answer 1; tell done 1; ask 2");
}

TEST_F(Coordinator, AbortsWhenATaskCannotBeReached) {
  request();
  coordinator().on_trigger_undelivered(checkpoint(1));
  finish_step();
  EXPECT_EQ(story(), "ask 1; answer TRIGGER_CHECKPOINT_FAILURE; off 1 TRIGGER_CHECKPOINT_FAILURE; tell off 1 after -");
}

TEST_F(Coordinator, GoesOnWithoutFinishedTasksAndCompletesWithNoneAtOnce) {  // CK-30
  set_status(kSource, JobTaskStatus::Finished);
  request();
  EXPECT_EQ(acknowledge(1, kSink), AckAnswer::Counted);
  set_status(kSink, JobTaskStatus::Finished);
  request();
  EXPECT_EQ(story(), "ask 1; done 1; answer 1; tell done 1; ask 2; done 2; answer 2; tell done 2 for 1");
}

TEST_F(Coordinator, SwitchesToTheIntervalOfABacklogAndBack) {  // CK-15
  use({.interval = Millis{100}, .backlog_interval = Millis{300}, .max_concurrent = 9});
  start(0);
  wait(0);
  coordinator().on_backlog(turn(), CheckpointCoordinator::Backlog::Some);
  wait(100);  // planned before
  EXPECT_EQ(story(), "ask 1; ask 2");
  wait(100);
  EXPECT_EQ(story(), "");
  coordinator().on_backlog(turn(), CheckpointCoordinator::Backlog::None);
  finish_step();
  wait(100);
  EXPECT_EQ(story(), "ask 3");
}

TEST_F(Coordinator, PausesDuringABacklogIfItsIntervalIsZero) {  // CK-15
  use({.interval = Millis{100}, .backlog_interval = Millis{0}, .max_concurrent = 9});
  start(50);
  coordinator().on_backlog(turn(), CheckpointCoordinator::Backlog::Some);
  wait(1'000);
  EXPECT_EQ(story(), "");
  coordinator().on_backlog(turn(), CheckpointCoordinator::Backlog::None);
  finish_step();
  wait(100);
  EXPECT_EQ(story(), "ask 1");
}

TEST_F(Coordinator, IsAValue) {
  request();
  const CheckpointCoordinator before = coordinator();
  acknowledge(1, kSource);
  EXPECT_NE(coordinator(), before);
  coordinator() = before;
  EXPECT_EQ(acknowledge(1, kSource), AckAnswer::Counted);
}

}  // namespace
}  // namespace wavetank::engine::testing
