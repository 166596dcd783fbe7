// What is worth a stop.
#include "visualizer/view/landmarks.hpp"

#include <gtest/gtest.h>

#include "tests/visualizer/recordings.hpp"

namespace wavetank::visualizer {
namespace {

std::size_t count(const Landmarks& landmarks, LandmarkKind kind) {
  std::size_t found = 0;
  for (const Landmark& landmark : landmarks.all) found += landmark.kind == kind ? 1 : 0;
  return found;
}

TEST(LandmarksOfARun, FiringsLateRecordsAndDropsAreAmongThem) {
  const auto recording = catalogue("lateness/late-firing");
  const Landmarks landmarks = find_landmarks(recording, {});
  EXPECT_EQ(count(landmarks, LandmarkKind::Fire), 3U);
  EXPECT_EQ(count(landmarks, LandmarkKind::FireLate), 1U);
  EXPECT_EQ(count(landmarks, LandmarkKind::Late), 1U);
  EXPECT_EQ(count(landmarks, LandmarkKind::Drop), 1U);
}

TEST(LandmarksOfARun, AFaultBeginsAndEnds) {
  EXPECT_EQ(count(find_landmarks(catalogue("faults/clogged-link"), {}), LandmarkKind::Fault), 2U);
}

TEST(LandmarksOfARun, AViolationWinsItsEvent) {
  const auto recording = catalogue("lateness/late-firing");
  const sim::EventId drop = first_of(recording, sim::EventKind::RecordDrop);
  const Landmarks landmarks = find_landmarks(recording, std::vector{drop});
  EXPECT_EQ(count(landmarks, LandmarkKind::Violation), 1U);
  EXPECT_EQ(count(landmarks, LandmarkKind::Drop), 0U);
  EXPECT_EQ(most_interesting(recording, landmarks), drop);
}

TEST(LandmarksOfARun, TheLastDropIsTheMostInteresting) {
  const auto recording = catalogue("lateness/late-firing");
  EXPECT_EQ(most_interesting(recording, find_landmarks(recording, {})),
            first_of(recording, sim::EventKind::RecordDrop));
}

TEST(LandmarksOfARun, WhereNothingFiredTheLastJoiningRecordIsTheMostInteresting) {
  const auto recording = catalogue("watermarks/nothing-has-fired");
  const auto id = most_interesting(recording, find_landmarks(recording, {}));
  ASSERT_TRUE(id.has_value());
  EXPECT_EQ(recording.at(*id).kind, sim::EventKind::WindowAdd);
}

TEST(LandmarksOfARun, NextAndPreviousAreEachOthersInverse) {
  const Landmarks landmarks = find_landmarks(catalogue("lateness/late-firing"), {});
  for (std::size_t i = 0; i + 1 < landmarks.all.size(); ++i) {
    EXPECT_EQ(next_landmark(landmarks, landmarks.all[i].id)->id, landmarks.all[i + 1].id);
    EXPECT_EQ(previous_landmark(landmarks, landmarks.all[i + 1].id)->id, landmarks.all[i].id);
  }
  EXPECT_FALSE(next_landmark(landmarks, landmarks.all.back().id).has_value());
  EXPECT_FALSE(previous_landmark(landmarks, landmarks.all.front().id).has_value());
}

}  // namespace
}  // namespace wavetank::visualizer
