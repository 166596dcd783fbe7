// Whom a checkpoint asks and waits for.
#include "engine/coordinator/checkpoint_plan.hpp"

#include <optional>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/assert.hpp"

namespace wavetank::engine::testing {
namespace {

using enum JobTaskStatus;

std::vector<JobTask> tasks(std::vector<std::uint32_t> numbers) {
  std::vector<JobTask> named;
  for (const std::uint32_t number : numbers) named.push_back(JobTask{number});
  return named;
}

// Sources 0 and 1; 2 and 3 read one each; 4 reads all of those.
const JobGraph kPointwiseThenAll{{{}, {}, {{0, 1}}, {{1, 2}}, {{2, 4}}}};

std::optional<CheckpointPlan> plan(const std::vector<JobTaskStatus>& statuses,
                                   FinishedTasks finished = FinishedTasks::TakeNoPart) {
  return plan_checkpoint({kPointwiseThenAll, statuses}, finished);
}

TEST(CheckpointPlan, AsksTheSourcesAndWaitsForAll) {  // CK-08
  EXPECT_EQ(plan({Running, Running, Running, Running, Running}),
            (CheckpointPlan{tasks({0, 1}), tasks({0, 1, 2, 3, 4})}));
}

TEST(CheckpointPlan, NeedsAllTasksToRun) {  // CK-07
  EXPECT_EQ(plan({Running, Running, Running, Starting, Running}), std::nullopt);
}

TEST(CheckpointPlan, AsksTasksWhoseSendersHaveFinished) {  // CK-30
  EXPECT_EQ(plan({Finished, Running, Running, Running, Running}), (CheckpointPlan{tasks({1, 2}), tasks({1, 2, 3, 4})}));
  EXPECT_EQ(plan({Finished, Finished, Finished, Finished, Running}), (CheckpointPlan{tasks({4}), tasks({4})}));
}

TEST(CheckpointPlan, IsEmptyWhenAllHaveFinished) {  // CK-30
  EXPECT_EQ(plan({Finished, Finished, Finished, Finished, Finished}), CheckpointPlan{});
}

TEST(CheckpointPlan, AllowsNothingAfterAnEndIfSoConfigured) {
  EXPECT_EQ(plan({Finished, Running, Running, Running, Running}, FinishedTasks::AllowNothing), std::nullopt);
}

TEST(CheckpointPlan, RefusesAGraphThatNamesTasksBeyondItsOwn) {
  const JobGraph broken{{{{0, 9}}}};
  EXPECT_THROW((void)plan_checkpoint({broken, {Running}}, FinishedTasks::TakeNoPart), InvariantViolation);
}

}  // namespace
}  // namespace wavetank::engine::testing
