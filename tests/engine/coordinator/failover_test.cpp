// From a failure to the restart.
#include "engine/coordinator/failover.hpp"

#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/assert.hpp"
#include "engine/coordinator/failover_region.hpp"

namespace wavetank::engine::testing {
namespace {

std::vector<JobTask> numbered(const std::vector<std::uint32_t>& numbers) {
  std::vector<JobTask> tasks;
  for (const std::uint32_t number : numbers) tasks.push_back(JobTask{number});
  return tasks;
}

class FailoverTest : public ::testing::Test {
 protected:
  // Task `gone` failed; `restart` is what it takes along.
  std::string fail(const std::vector<std::uint32_t>& gone, const std::vector<std::uint32_t>& restart) {
    const std::vector<JobTask> lost = numbered(gone);
    const std::vector<JobTask> all = numbered(restart);
    failover_.on_failure(now_, {.restart = all, .gone = lost}, effects_);
    return told();
  }
  std::string cancelled(std::uint32_t task) {
    failover_.on_cancelled(JobTask{task}, effects_);
    return told();
  }
  std::string alarm(std::uint64_t restart) {
    failover_.on_alarm(RestartId{restart}, effects_);
    return told();
  }
  void wait(std::int64_t milliseconds) { now_ = saturating_add(now_, Millis{milliseconds}); }

  Failover failover_{FixedDelayRestart{.attempts = 2, .delay = Millis{10}}};

 private:
  static std::string names(const std::vector<JobTask>& tasks) {
    std::string text;
    for (const JobTask task : tasks) text += " " + std::to_string(static_cast<std::uint32_t>(task));
    return text;
  }
  std::string told() {
    std::string text;
    for (const FailoverEffect& effect : effects_) {
      if (!text.empty()) text += "; ";
      if (const auto* cancel = std::get_if<CancelTasks>(&effect)) {
        text += "cancel" + names(cancel->tasks);
      } else if (const auto* set = std::get_if<SetRestartAlarm>(&effect)) {
        text += "alarm at " + std::to_string(set->at.ticks());
      } else if (const auto* restart = std::get_if<RestartTasks>(&effect)) {
        text += "restart" + names(restart->tasks);
      } else {
        text += "give up";
      }
    }
    effects_.clear();
    return text;
  }

  ProcessingTime now_;
  FailoverEffects effects_;
};

TEST_F(FailoverTest, CancelsAtOnceAndRestartsAfterTheDelay) {  // RS-07
  EXPECT_EQ(fail({1}, {0, 1, 2}), "cancel 0 2; alarm at 10");
  EXPECT_EQ(cancelled(0), "");
  EXPECT_EQ(cancelled(2), "");
  EXPECT_EQ(alarm(1), "restart 0 1 2");
  EXPECT_EQ(failover_.waiting(), 0u);
}

TEST_F(FailoverTest, WaitsForTheLastTaskToStopWhenTheDelayIsOver) {  // RS-07
  EXPECT_EQ(fail({1}, {0, 1}), "cancel 0; alarm at 10");
  EXPECT_EQ(alarm(1), "");
  EXPECT_EQ(cancelled(0), "restart 0 1");
}

TEST_F(FailoverTest, LeavesTheTasksOfANewerFailureToThatOne) {  // RS-07
  EXPECT_EQ(fail({0}, {0, 1}), "cancel 1; alarm at 10");
  EXPECT_EQ(cancelled(1), "");
  wait(5);
  EXPECT_EQ(fail({2}, {1, 2}), "alarm at 15");
  EXPECT_EQ(alarm(1), "restart 0");
  EXPECT_EQ(alarm(2), "restart 1 2");
}

TEST_F(FailoverTest, RestartsNothingForAFailureThatWasTakenOverWhole) {  // RS-07
  EXPECT_EQ(fail({0}, {0, 1}), "cancel 1; alarm at 10");
  EXPECT_EQ(fail({1}, {0, 1}), "alarm at 10");  // it died before it was cancelled
  EXPECT_EQ(alarm(1), "");
  EXPECT_EQ(alarm(2), "restart 0 1");
  EXPECT_EQ(cancelled(1), "");  // a late answer is nothing
}

TEST_F(FailoverTest, CancelsNothingTwice) {
  EXPECT_EQ(fail({0}, {0, 1}), "cancel 1; alarm at 10");
  EXPECT_EQ(fail({2}, {1, 2}), "alarm at 10");
  EXPECT_EQ(alarm(1), "");  // 1 is no longer its own, but it waits for it
  EXPECT_EQ(alarm(2), "");
  EXPECT_EQ(cancelled(1), "restart 0; restart 1 2");
}

TEST_F(FailoverTest, RestartsTheRestWhenWhatItWaitedForFails) {
  EXPECT_EQ(fail({0}, {0, 1}), "cancel 1; alarm at 10");
  EXPECT_EQ(alarm(1), "");
  EXPECT_EQ(fail({1}, {1}), "restart 0; alarm at 10");  // it waited for 1 to stop, and 1 has
}

TEST_F(FailoverTest, GivesUpWhenTheStrategyRefuses) {  // RS-01
  EXPECT_EQ(fail({0}, {0}), "alarm at 10");
  EXPECT_EQ(alarm(1), "restart 0");
  EXPECT_EQ(fail({0}, {0}), "alarm at 10");
  EXPECT_EQ(alarm(2), "restart 0");
  EXPECT_EQ(fail({0}, {0}), "give up");
  EXPECT_TRUE(failover_.has_given_up());
  EXPECT_THROW(fail({0}, {0}), InvariantViolation);
}

TEST(FailoverRegion, IsTheWholeJobBehindAnAllToAllEdge) {  // CK-37
  const JobGraph graph{{{}, {}, {{0, 2}}, {{0, 2}}}};
  EXPECT_EQ(failover_region(graph, JobTask{3}), numbered({0, 1, 2, 3}));
}

TEST(FailoverRegion, IsOnePipelineOfSeveralSideBySide) {  // CK-37
  const JobGraph graph{{{}, {}, {{0, 1}}, {{1, 2}}}};
  EXPECT_EQ(failover_region(graph, JobTask{0}), numbered({0, 2}));
  EXPECT_EQ(failover_region(graph, JobTask{3}), numbered({1, 3}));
}

}  // namespace
}  // namespace wavetank::engine::testing
