// Single commands.
#include <gtest/gtest.h>

#include "tests/visualizer/recordings.hpp"
#include "visualizer/view/view_state.hpp"

namespace wavetank::visualizer {
namespace {

class Reducer : public testing::Test {
 protected:
  void give(const Command& command) {
    state_ = apply(state_, command, scene_);
    scene_.look_at(state_.lane, state_.key);
  }
  [[nodiscard]] std::uint32_t playhead() const { return static_cast<std::uint32_t>(state_.playhead); }

  scenarios::Recording recording_ = catalogue("lateness/late-firing");
  Scene scene_{recording_, {}};
  ViewState state_ = opening_state(scene_, std::nullopt);
};

TEST_F(Reducer, OpensAtTheEndWithTheDropSelected) {
  EXPECT_EQ(playhead(), recording_.size());
  EXPECT_EQ(state_.selection, first_of(recording_, sim::EventKind::RecordDrop));
}

TEST_F(Reducer, OpensAtAnEventWithThatSelected) {
  const ViewState state = opening_state(scene_, sim::EventId{50});
  EXPECT_EQ(state.playhead, sim::EventId{50});
  EXPECT_EQ(state.selection, sim::EventId{50});
  EXPECT_EQ(state.now, recording_.at(sim::EventId{50}).time);
}

TEST_F(Reducer, StepsStopAtBothEnds) {
  give(StepEvents{1});
  EXPECT_EQ(playhead(), recording_.size());
  give(SeekFirst{});
  give(StepEvents{-1});
  EXPECT_EQ(playhead(), 0U);
  EXPECT_FALSE(state_.selection.has_value());
  give(StepEvents{1});
  EXPECT_EQ(playhead(), 1U);
}

TEST_F(Reducer, InterestingStepsGoFromLandmarkToLandmark) {
  give(SeekFirst{});
  give(StepLandmarks{2});
  EXPECT_EQ(state_.playhead, scene_.landmarks().all[1].id);
  give(StepLandmarks{-1});
  EXPECT_EQ(state_.playhead, scene_.landmarks().all[0].id);
}

TEST_F(Reducer, SameKindStaysWithTheActor) {
  const sim::EventId first = first_of(recording_, sim::EventKind::WindowFire);
  give(SeekEvent{first});
  give(StepSameKind{1});
  EXPECT_GT(state_.playhead, first);
  EXPECT_EQ(recording_.at(state_.playhead).kind, sim::EventKind::WindowFire);
  EXPECT_EQ(recording_.at(state_.playhead).actor, recording_.at(first).actor);
}

TEST_F(Reducer, GrabbingThePlayheadPauses) {
  give(SeekFirst{});
  give(TogglePlay{});
  EXPECT_TRUE(state_.playing);
  give(SeekTime{sim::SimTime(12'000'000'000)});
  EXPECT_FALSE(state_.playing);
  EXPECT_EQ(state_.playhead, scene_.last_until(sim::SimTime(12'000'000'000)));
}

TEST_F(Reducer, PlayingEndsAtTheEndAndStartsAnewFromThere) {
  give(SeekFirst{});
  give(TogglePlay{});
  for (int i = 0; i < 1000 && state_.playing; ++i) give(Elapse{100'000'000});
  EXPECT_FALSE(state_.playing);
  EXPECT_EQ(playhead(), recording_.size());
  give(TogglePlay{});
  EXPECT_EQ(playhead(), 0U);
}

TEST_F(Reducer, TimeOnlyPassesWhilePlaying) {
  give(SeekFirst{});
  const ViewState before = state_;
  give(Elapse{1'000'000'000});
  EXPECT_EQ(state_, before);
}

TEST_F(Reducer, CausesLeadBackAndConsequencesOn) {
  const sim::EventId drop = first_of(recording_, sim::EventKind::RecordDrop);
  give(Select{drop});
  give(SelectCause{});
  EXPECT_EQ(recording_.at(*state_.selection).kind, sim::EventKind::RecordIn);
  give(SelectConsequence{});
  EXPECT_EQ(state_.selection, drop);
}

TEST_F(Reducer, EscapeClosesTheKeysBeforeItClearsTheSelection) {
  give(ToggleHelp{});
  give(Dismiss{});
  EXPECT_FALSE(state_.help);
  EXPECT_TRUE(state_.selection.has_value());
  give(Dismiss{});
  EXPECT_FALSE(state_.selection.has_value());
}

TEST_F(Reducer, AnEventThatDoesNotExistIsNotSelected) {
  const auto before = state_.selection;
  give(Select{sim::EventId{recording_.size() + 1}});
  EXPECT_EQ(state_.selection, before);
}

TEST_F(Reducer, KeysAreShownOneByOneAndThenAllAgain) {
  give(NextKey{});
  EXPECT_EQ(state_.key, scene_.plane().keys.at(0));
  give(NextKey{});
  EXPECT_FALSE(state_.key.has_value());
}

TEST_F(Reducer, ScaleAndSpeedStayWithinTheirBounds) {
  give(ScaleSteps{1000});
  EXPECT_EQ(state_.scale_percent, kScalePercentMax);
  give(ScaleSteps{-1000});
  EXPECT_EQ(state_.scale_percent, kScalePercentMin);
  give(SpeedSteps{-64});
  EXPECT_EQ(state_.speed, kSpeedMin);
  give(SpeedSteps{64});
  EXPECT_EQ(state_.speed, kSpeedMax);
}

}  // namespace
}  // namespace wavetank::visualizer
