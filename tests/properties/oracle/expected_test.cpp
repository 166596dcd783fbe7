// Tumbling and sliding windows of event time that fire at their end.
#include "tests/properties/oracle/oracle_of_windows.hpp"

namespace wavetank::properties::testing {
namespace {

TEST_F(Oracle, LetsAWindowSpeakWhenTheWatermarkReachesItsLastInstant) {
  record(1);
  record(9);
  watermark(8);
  watermark(9);
  EXPECT_EQ(story(), "#4 on time [0,10) of key a = 2");
}

TEST_F(Oracle, KeepsKeysApart) {
  record(1, "a");
  record(2, "b");
  record(3, "b");
  watermark(20);
  EXPECT_EQ(story(), "#4 on time [0,10) of key a = 1; #4 on time [0,10) of key b = 2");
}

TEST_F(Oracle, WithoutAKeyHasOneWindowForAll) {
  node_.key.clear();
  record(1, "a");
  record(2, "b");
  watermark(9);
  EXPECT_EQ(story(), "#3 on time [0,10) of all keys = 2");
}

TEST_F(Oracle, DropsWhatComesAtTheWatermark) {
  record(1);
  watermark(9);
  record(9);
  EXPECT_EQ(story(), "#2 on time [0,10) of key a = 1; #3 dropped");
}

TEST_F(Oracle, FiresAgainForEveryRecordWithinTheLateness) {
  node_.allowed_lateness = Millis{5};
  record(1);
  watermark(9);
  record(2);
  record(3);
  watermark(14);
  record(4);
  EXPECT_EQ(story(),
            "#2 on time [0,10) of key a = 1; #3 late [0,10) of key a = 2; #4 late [0,10) of key a = 3; "
            "#6 dropped");
}

TEST_F(Oracle, FiresLateForARecordThatIsTheFirstOfItsWindow) {
  node_.allowed_lateness = Millis{5};
  watermark(12);
  record(2);
  EXPECT_EQ(story(), "#2 late [0,10) of key a = 1");
}

TEST_F(Oracle, SendsLateRecordsAside) {
  node_.late = engine::LateRecords::SideOutput;
  watermark(30);
  record(2);
  EXPECT_EQ(story(), "#2 side");
}

// Late for one window, counted in the two that live.
TEST_F(Oracle, LetsASlidingRecordJoinOnlyTheWindowsThatLive) {
  node_.shape.size = Millis{3000};
  node_.shape.slide = Millis{1000};
  watermark(3000);
  record(2400);
  watermark(6000);
  EXPECT_EQ(story(), "#3 on time [1000,4000) of key a = 1; #3 on time [2000,5000) of key a = 1");
}

// AS-07, WO-14, WO-15.
TEST_F(Oracle, ForgetsWhatFallsIntoAGapUnlessItIsLate) {
  node_.shape.slide = Millis{15};
  record(12);
  watermark(20);
  record(12);
  EXPECT_EQ(story(), "#1 unassigned; #3 dropped");
}

}  // namespace
}  // namespace wavetank::properties::testing
