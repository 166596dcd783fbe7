// The few words in the plane.
#include "visualizer/view/wording.hpp"

#include <gtest/gtest.h>

#include "tests/visualizer/recordings.hpp"

namespace wavetank::visualizer {
namespace {

class Wording : public testing::Test {
 protected:
  [[nodiscard]] std::string running_after(const scenarios::Recording& recording, std::size_t mark) const {
    const Plane plane = fold_plane({recording, fold_lives(recording)}, lanes_of(recording).at(0));
    return running_text(recording, plane, plane.boxes.at(0), plane.marks.at(mark).decided);
  }
};

TEST_F(Wording, AWindowSaysWhatItHoldsUntilItFires) {
  const auto recording = clicks(R"("a@1s", "b@2s", "a@3s", "a@30s")");
  EXPECT_EQ(running_after(recording, 0), "a 1 so far");
  EXPECT_EQ(running_after(recording, 2), "a 2, b 1 so far");
  EXPECT_EQ(running_after(recording, 3), "a 2, b 1 so far");
  const Plane plane = fold_plane({recording, fold_lives(recording)}, lanes_of(recording).at(0));
  EXPECT_EQ(running_text(recording, plane, plane.boxes[0], sim::EventId{recording.size()}), "");
}

TEST_F(Wording, TheOnlyKeyNeedsNoName) { EXPECT_EQ(running_after(clicks(R"("a@1s", "a@2s")"), 1), "2 so far"); }

TEST_F(Wording, AMinimumIsNotAddedUp) {
  const auto recording = recorded(R"json({ "name": "least", "about": "x", "teaches": "y",
    "inputs": [ { "name": "clicks", "events": ["a@1s", "b@2s", "c@3s", "d@4s"] } ],
    "pipeline": [
      { "id": "events", "source": "clicks", "watermark": {"kind": "monotonous", "emit": "each-record"} },
      { "id": "per-key", "key": "key", "window": {"tumbling": "10s"}, "aggregate": {"least": "min(value)"} },
      { "id": "out", "sink": {} } ] })json");
  const Plane plane = fold_plane({recording, fold_lives(recording)}, lanes_of(recording).at(0));
  EXPECT_EQ(stamp_text(recording, plane, plane.boxes.at(0), plane.boxes[0].stamps.at(0)), "on time of 4 keys");
  EXPECT_EQ(brief_stamp_text(recording, plane, plane.boxes[0], plane.boxes[0].stamps[0]), "on time");
}

TEST_F(Wording, TagsSayHowLate) {
  const auto recording = catalogue("lateness/late-firing");
  const Plane plane = fold_plane({recording, fold_lives(recording)}, lanes_of(recording).at(0));
  EXPECT_EQ(tag_text(plane.marks.at(0)), "");
  EXPECT_EQ(tag_text(plane.marks.at(4)), "late by 2.2 s, accepted");
  EXPECT_EQ(tag_text(plane.marks.at(6)), "dropped, 4.001 s too late (WO-14)");
  EXPECT_EQ(mark_text(recording, plane.marks.at(4)), "a@00:07");
}

}  // namespace
}  // namespace wavetank::visualizer
