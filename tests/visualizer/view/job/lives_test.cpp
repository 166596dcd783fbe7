// Deaths, restarts and replays as the trace tells them.
#include "visualizer/view/job/lives.hpp"

#include <gtest/gtest.h>

#include "tests/visualizer/recordings.hpp"
#include "visualizer/view/plane.hpp"

namespace wavetank::visualizer {
namespace {

sim::ActorId actor_named(const scenarios::Recording& recording, std::string_view name) {
  for (std::size_t at = 0; at < recording.cast.actors.size(); ++at) {
    if (recording.cast.actors[at].name == name) return sim::ActorId{static_cast<std::uint16_t>(at)};
  }
  throw std::runtime_error("no such actor");
}

class ARestoredJob : public testing::Test {
 protected:
  [[nodiscard]] const std::vector<Stretch>& gone(std::string_view name) const {
    return lives_.gone.at(static_cast<std::size_t>(actor_named(recording_, name)));
  }

  scenarios::Recording recording_ = catalogue("cluster/back-to-the-checkpoint");
  Lives lives_ = fold_lives(recording_);
  sim::EventId crash_ = first_of(recording_, sim::EventKind::HostCrash);
  sim::EventId failure_ = first_of(recording_, sim::EventKind::JobFailure);
  sim::EventId attempt_ = first_of(recording_, sim::EventKind::JobAttempt);
};

TEST_F(ARestoredJob, TasksOfTheDeadManagerAreGoneFromItsDeath) {
  ASSERT_EQ(gone("per-key/1").size(), 1U);
  EXPECT_EQ(gone("per-key/1").front().from.id, crash_);
  EXPECT_EQ(gone("per-key/1").front().to->id, attempt_);
}

TEST_F(ARestoredJob, TheOtherTasksAreGoneFromTheFailureOfTheJob) {
  ASSERT_EQ(gone("per-key/0").size(), 1U);
  EXPECT_EQ(gone("per-key/0").front().from.id, failure_);
  EXPECT_EQ(gone("per-key/0").front().to->id, attempt_);
}

TEST_F(ARestoredJob, TheManagerItselfIsBackBeforeItsTasks) {
  ASSERT_EQ(gone("tm-2").size(), 1U);
  EXPECT_LT(gone("tm-2").front().to->id, attempt_);
  EXPECT_TRUE(gone("tm-1").empty());
}

TEST_F(ARestoredJob, KnowsWhichAttemptRunsWhen) {
  ASSERT_EQ(lives_.attempts.size(), 2U);
  EXPECT_EQ(attempt_at(lives_, crash_).number, 0U);
  EXPECT_EQ(attempt_at(lives_, attempt_).number, 1U);
  EXPECT_EQ(lives_.attempts[1].checkpoint, 1U);
  EXPECT_EQ(lives_.attempts[0].failed->id, failure_);
}

TEST_F(ARestoredJob, ReplaysWhatWasReadAfterTheCheckpoint) {
  const auto task = static_cast<std::size_t>(actor_named(recording_, "events/0"));
  ASSERT_EQ(lives_.replays.at(task).size(), 1U);
  EXPECT_EQ(lives_.replays[task].front().from.id, attempt_);
  EXPECT_LT(lives_.replays[task].front().to->at, sim::SimTime(20'000'000'000));
}

TEST_F(ARestoredJob, HasNoWindowOfADeadAttemptInItsPlane) {
  const Plane plane = fold_plane({recording_, lives_}, lanes_of(recording_).at(0));
  for (const Box& box : plane.boxes) {
    if (box.first > failure_) continue;
    ASSERT_TRUE(box.cleared.has_value());
    EXPECT_LE(box.cleared->id, failure_);
  }
}

TEST_F(ARestoredJob, HasTheWindowsOfTheCheckpointWithWhatTheyHeld) {
  const Plane plane = fold_plane({recording_, lives_}, lanes_of(recording_).at(0));
  const auto restored =
      std::find_if(plane.boxes.begin(), plane.boxes.end(), [](const Box& box) { return box.is_restored; });
  ASSERT_NE(restored, plane.boxes.end());
  EXPECT_EQ(restored->window.end, engine::EventTime(10'000));
  EXPECT_EQ(restored->growth.back().total, 4);
  EXPECT_EQ(restored->parts.size(), 2U);
}

TEST_F(ARestoredJob, HasNoWatermarkWhileItsTasksAreGone) {
  const Plane plane = fold_plane({recording_, lives_}, lanes_of(recording_).at(0));
  EXPECT_EQ(watermark_at(plane, failure_)->time, engine::EventTime::min());
  EXPECT_GT(watermark_at(plane, sim::EventId{recording_.size()})->time, engine::EventTime(20'000));
}

TEST(Lives, TasksGoOnWithoutAJobManagerUntilAnotherOneLeads) {
  const scenarios::Recording recording = catalogue("cluster/leader-dies-before-done");
  const Lives lives = fold_lives(recording);
  const sim::EventId lead = first_of(recording, sim::EventKind::JobLead);
  const auto& gone = lives.gone.at(static_cast<std::size_t>(actor_named(recording, "per-key/0")));
  ASSERT_EQ(gone.size(), 1U);
  EXPECT_EQ(gone.front().from.id, lead);
  EXPECT_TRUE(is_gone(lives, actor_named(recording, "job-manager"), first_of(recording, sim::EventKind::HostCrash)));
}

TEST(Lives, OfARunWithoutFailuresAreOneAttempt) {
  const scenarios::Recording recording = catalogue("lateness/late-firing");
  const Lives lives = fold_lives(recording);
  EXPECT_EQ(lives.attempts.size(), 1U);
  for (const std::vector<Stretch>& gone : lives.gone) EXPECT_TRUE(gone.empty());
}

}  // namespace
}  // namespace wavetank::visualizer
