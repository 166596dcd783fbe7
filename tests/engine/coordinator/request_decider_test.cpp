// Which request for a checkpoint runs.
#include "engine/coordinator/request_decider.hpp"

#include <string>

#include <gtest/gtest.h>

namespace wavetank::engine::testing {
namespace {

class RequestDecider : public ::testing::Test {
 protected:
  // What was decided: "run 1", "refuse 2", "refuse 2, again in 4".
  std::string ask(std::uint64_t id, SnapshotKind kind, CheckpointRequest marks = {}) {
    marks.id = RequestId{id};
    marks.kind = kind;
    return told(decider_.add(marks, situation_));
  }
  std::string checkpoint(std::uint64_t id) { return ask(id, SnapshotKind::Checkpoint); }
  std::string periodic(std::uint64_t id) { return ask(id, SnapshotKind::Checkpoint, {.periodic = true}); }
  std::string savepoint(std::uint64_t id) { return ask(id, SnapshotKind::Savepoint); }
  std::string forced(std::uint64_t id) { return ask(id, SnapshotKind::Savepoint, {.forced = true}); }
  std::string choose() { return told(decider_.choose(situation_)); }

  void use(RequestLimits limits) { decider_ = CheckpointRequestDecider(limits); }
  [[nodiscard]] const CheckpointRequestDecider& decider() const { return decider_; }
  [[nodiscard]] std::string order() {
    std::string ids;
    for (const CheckpointRequest& request : decider_.take_all()) ids += number(request) + " ";
    return ids;
  }

  RequestSituation situation_{.now = ProcessingTime{1'000}};

 private:
  static std::string number(const CheckpointRequest& request) {
    return std::to_string(static_cast<std::uint64_t>(request.id));
  }
  static std::string told(const RequestDecision& decision) {
    std::string text;
    for (const RefusedRequest& refused : decision.refused) text += "refuse " + number(refused.request);
    if (decision.reschedule) text += ", again in " + std::to_string(decision.reschedule->count);
    if (decision.run) text += "run " + number(*decision.run);
    return text;
  }

  CheckpointRequestDecider decider_{RequestLimits{}};
};

TEST_F(RequestDecider, SortsByKindThenForceThenAskerThenArrival) {  // CK-04
  situation_.triggering = true;
  for (const std::uint64_t id : {1u, 2u}) EXPECT_EQ(periodic(id), "");
  for (const std::uint64_t id : {3u, 4u}) EXPECT_EQ(checkpoint(id), "");
  for (const std::uint64_t id : {5u, 6u}) EXPECT_EQ(savepoint(id), "");
  EXPECT_EQ(forced(7), "");
  EXPECT_EQ(order(), "7 5 6 3 4 1 2 ");
  EXPECT_EQ(decider().queued(), 0u);
}

TEST_F(RequestDecider, WaitsWhileOneIsBeingTriggered) {  // CK-05
  situation_.triggering = true;
  EXPECT_EQ(checkpoint(1), "");
  situation_.triggering = false;
  EXPECT_EQ(choose(), "run 1");
}

TEST_F(RequestDecider, WaitsWhileMoreAreDeletedThanMayRunAtOnce) {  // CK-05
  situation_.cleaning = 2;
  EXPECT_EQ(checkpoint(1), "");
  situation_.cleaning = 1;
  EXPECT_EQ(choose(), "run 1");
}

TEST_F(RequestDecider, LetsOnlyAForcedOnePastTheLimit) {  // CK-05
  situation_.pending = 1;
  EXPECT_EQ(savepoint(1), "");
  EXPECT_EQ(forced(2), "run 2");
  EXPECT_EQ(choose(), "");
}

TEST_F(RequestDecider, StartsOneAtATime) {  // CK-05
  situation_.pending = 1;
  EXPECT_EQ(checkpoint(1), "");
  EXPECT_EQ(checkpoint(2), "");
  situation_.pending = 0;
  EXPECT_EQ(choose(), "run 1");
  EXPECT_EQ(decider().queued(), 1u);
}

TEST_F(RequestDecider, DropsTheSchedulersRequestInTheMinimumPause) {  // CK-06
  use({.min_pause = Millis{10}});
  situation_.last_completion = ProcessingTime{994};
  EXPECT_EQ(periodic(1), "refuse 1, again in 4");
  EXPECT_EQ(checkpoint(2), "run 2");
  EXPECT_EQ(savepoint(3), "run 3");
}

TEST_F(RequestDecider, RunsTheSchedulersRequestAtTheVeryEndOfThePause) {  // CK-06
  use({.min_pause = Millis{10}});
  situation_.last_completion = ProcessingTime{990};
  EXPECT_EQ(periodic(1), "run 1");
}

TEST_F(RequestDecider, KnowsNoPauseBeforeTheFirstCompletion) {
  use({.min_pause = Millis{1'000'000}});
  EXPECT_EQ(periodic(1), "run 1");
}

TEST_F(RequestDecider, RefusesTheLeastImportantWhenTheQueueIsFull) {  // CK-04
  use({.max_queued = 2});
  situation_.pending = 1;
  EXPECT_EQ(periodic(1), "");
  EXPECT_EQ(checkpoint(2), "");
  EXPECT_EQ(savepoint(3), "refuse 1");
  EXPECT_EQ(savepoint(4), "refuse 4");  // only users wait: they stay
}

}  // namespace
}  // namespace wavetank::engine::testing
