// How many failures of checkpoints a job bears.
#include "engine/coordinator/failure_counter.hpp"

#include <gtest/gtest.h>

namespace wavetank::engine::testing {
namespace {

using enum CheckpointFailureReason;
using Origin = CheckpointFailure::Origin;

constexpr CheckpointId checkpoint(std::uint64_t number) { return CheckpointId{number}; }

CheckpointFailure failed(std::uint64_t number, CheckpointFailureReason reason = Declined) {
  return {.checkpoint = checkpoint(number), .reason = reason};
}

TEST(CheckpointFailureCounter, FailsTheJobAtOneMoreThanIsTolerable) {  // CK-13
  CheckpointFailureCounter counter(2);
  EXPECT_FALSE(counter.on_failure(failed(1)));
  EXPECT_FALSE(counter.on_failure(failed(2, Expired)));
  EXPECT_TRUE(counter.on_failure(failed(3, IoException)));
  EXPECT_FALSE(counter.on_failure(failed(4)));  // the count began anew
}

TEST(CheckpointFailureCounter, CountsEachCheckpointOnce) {  // CK-13
  CheckpointFailureCounter counter(1);
  EXPECT_FALSE(counter.on_failure(failed(1)));
  EXPECT_FALSE(counter.on_failure(failed(1, Expired)));
  EXPECT_EQ(counter.count(), 1u);
}

TEST(CheckpointFailureCounter, DoesNotCountWhatIsNobodysFault) {  // CK-14
  CheckpointFailureCounter counter(0);
  for (const CheckpointFailureReason reason :
       {Subsumed, MinimumTimeBetween, NotAllTasksRunning, DeclinedTaskNotReady, DeclinedTaskClosing,
        DeclinedOnCancellationBarrier, DeclinedInputEndOfStream, JobFailoverRegion, CoordinatorSuspend}) {
    EXPECT_FALSE(counter.on_failure(failed(1, reason))) << name_of(reason);
  }
}

TEST(CheckpointFailureCounter, EndsTheRowWithANewerSuccessAlone) {  // CK-13
  CheckpointFailureCounter counter(1);
  counter.on_success(checkpoint(5));
  EXPECT_FALSE(counter.on_failure(failed(6)));
  counter.on_success(checkpoint(4));
  EXPECT_EQ(counter.count(), 1u);
  counter.on_success(checkpoint(7));
  EXPECT_EQ(counter.count(), 0u);
}

TEST(CheckpointFailureCounter, IgnoresFailuresNoNewerThanTheLastSuccess) {  // CK-13
  CheckpointFailureCounter counter(0);
  counter.on_success(checkpoint(5));
  EXPECT_FALSE(counter.on_failure(failed(5)));
  EXPECT_TRUE(counter.on_failure(failed(6)));
}

CheckpointFailure failed_savepoint(SnapshotKind kind, CheckpointFailureReason reason, Origin origin) {
  return {.checkpoint = checkpoint(1), .kind = kind, .reason = reason, .origin = origin};
}

TEST(CheckpointFailureCounter, CountsASavepointOnlyIfATaskDeclinesIt) {  // CK-13
  CheckpointFailureCounter counter(0);
  EXPECT_FALSE(counter.on_failure(failed_savepoint(SnapshotKind::Savepoint, Expired, Origin::Job)));
  EXPECT_FALSE(counter.on_failure(failed_savepoint(SnapshotKind::Savepoint, IoException, Origin::Task)));
  EXPECT_TRUE(counter.on_failure(failed_savepoint(SnapshotKind::Savepoint, Declined, Origin::Task)));
}

TEST(CheckpointFailureCounter, FailsTheJobAtOnceWhenATaskDeclinesTheSavepointThatStopsIt) {  // CK-13
  CheckpointFailureCounter counter(9);
  const SnapshotKind stop = SnapshotKind::StopWithSavepoint;
  EXPECT_TRUE(counter.on_failure(failed_savepoint(stop, DeclinedTaskClosing, Origin::Task)));
  EXPECT_FALSE(counter.on_failure(failed_savepoint(stop, IoException, Origin::Task)));
  EXPECT_FALSE(counter.on_failure(failed_savepoint(stop, Expired, Origin::Job)));
}

TEST(CheckpointFailureReasons, AreFoundByFlinksNames) {
  EXPECT_EQ(name_of(Expired), "CHECKPOINT_EXPIRED");
  EXPECT_EQ(failure_reason_named("JOB_FAILOVER_REGION"), JobFailoverRegion);
  EXPECT_EQ(failure_reason_named("Expired"), std::nullopt);
}

}  // namespace
}  // namespace wavetank::engine::testing
