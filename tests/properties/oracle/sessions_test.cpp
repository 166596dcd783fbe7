// Sessions, most with numbers of the real system's own tests, in milliseconds.
#include "properties/oracle/sessions.hpp"

#include "tests/properties/oracle/oracle_of_windows.hpp"

namespace wavetank::properties::testing {
namespace {

using engine::EqualSession;
using engine::Window;

constexpr Window from(std::int64_t start, std::int64_t end) { return {EventTime(start), EventTime(end)}; }

TEST_F(Oracle, LetsRecordsThatAreJustTheGapApartShareASession) {
  session(3000);
  record(0);
  record(3000);
  record(9001);
  watermark(20000);
  EXPECT_EQ(story(), "#4 on time [0,6000) of key a = 2; #4 on time [9001,12001) of key a = 1");
}

TEST_F(Oracle, KeepsRecordsApartThatAreFurtherThanTheGap) {
  session(3000);
  record(0);
  record(3001);
  watermark(20000);
  EXPECT_EQ(story(), "#3 on time [0,3000) of key a = 1; #3 on time [3001,6001) of key a = 1");
}

// 7000 is behind the watermark, and bridges two sessions that live.
TEST_F(Oracle, LetsALateRecordBridgeTwoLiveSessions) {
  session(3000);
  record(1000);
  watermark(1999);
  record(2000);
  watermark(4998);
  record(4500);
  record(8500);
  watermark(7400);
  record(7000);
  watermark(11501);
  record(11600);
  watermark(14600);
  record(10000);
  record(14500);
  watermark(20000);
  EXPECT_EQ(story(),
            "#9 on time [1000,11500) of key a = 5; #11 on time [11600,14600) of key a = 1; "
            "#14 on time [14500,17500) of key a = 1; #12 dropped");
}

// The session has spoken but lives on for its lateness, so a record joins that is late by itself.
TEST_F(Oracle, LetsAnExpiredRecordJoinASessionThatLives) {
  session(3000);
  node_.allowed_lateness = Millis{10};
  record(11600);
  watermark(14600);
  record(10000);
  record(14500);
  watermark(20000);
  EXPECT_EQ(story(),
            "#2 on time [11600,14600) of key a = 1; #3 late [10000,14600) of key a = 2; "
            "#5 on time [10000,17500) of key a = 3");
}

// WO-11: the delta.
TEST_F(Oracle, SaysOnlyWhatIsNewOfASessionThatDiscards) {
  session(3000);
  node_.allowed_lateness = Millis{10};
  node_.accumulation = scenarios::Accumulation::Discarding;
  record(11600);
  watermark(14600);
  record(10000);
  record(14500);
  watermark(20000);
  EXPECT_EQ(story(),
            "#2 on time [11600,14600) of key a = 1; #3 late [10000,14600) of key a = 1; "
            "#5 on time [10000,17500) of key a = 1");
}

// Counters are summed, and the bridging record fires.
TEST_F(Oracle, SumsTheCountsOfSessionsThatMerge) {
  session(3000);
  sum();
  trigger({.kind = engine::TriggerKind::Purging});
  trigger({.kind = engine::TriggerKind::Count, .count = 4});
  record(10, "a", 1);
  record(1000, "a", 2);
  record(2500, "a", 3);
  record(6000, "a", 4);
  record(6500, "a", 5);
  record(7000, "a", 6);
  record(4500, "a", 10);
  EXPECT_EQ(story(), "#7 early [10,10000) of key a = 31");
}

// WO-09: what a part has said is the whole's to say now.
TEST_F(Oracle, TakesBackWhatThePartsOfASessionSaid) {
  session(10);
  node_.allowed_lateness = Millis{100};
  node_.accumulation = scenarios::Accumulation::Retracting;
  record(0);
  record(20);
  watermark(40);
  record(10);
  EXPECT_EQ(story(),
            "#3 on time [0,10) of key a = 1; #3 on time [20,30) of key a = 1; #4 late [0,30) of key a = 3; "
            "#4 takes back [20,30) = 1; #4 takes back [0,10) = 1");
}

// WO-22: the earliest session's contents come first, whatever came first.
TEST_F(Oracle, PutsTheContentsOfTheEarliestSessionFirst) {
  session(10);
  list();
  record(20, "a", 1);
  record(0, "a", 2);
  record(10, "a", 3);
  watermark(40);
  EXPECT_EQ(story(), "#4 on time [0,30) of key a = [2,1,3]");
}

TEST_F(Oracle, TakesTheGapFromTheRecord) {
  node_.assigner = engine::AssignerKind::SessionByField;
  node_.session_gap_field = "value";
  record(10, "a", 3000);
  record(5000, "a", 2000);
  record(6000, "a", 2000);
  watermark(9000);
  EXPECT_EQ(story(), "#4 on time [10,3010) of key a = 1; #4 on time [5000,8000) of key a = 2");
}

// AS-09.
TEST_F(Oracle, FailsTheJobForAGapOfNoTime) {
  node_.assigner = engine::AssignerKind::SessionByField;
  node_.session_gap_field = "value";
  record(10, "a", 0);
  record(11, "a", 5);
  EXPECT_EQ(story(), "#1 fails");
}

// By the clock. Every record's own time is forgotten.
TEST_F(Oracle, OpensSessionsByTheClock) {
  session(3000);
  node_.time = engine::TimeDomain::Processing;
  clock(3);
  record(0);
  clock(1000);
  record(0);
  call(4000);
  call(5000);
  record(0);
  call(8000);
  EXPECT_EQ(story(), "#3 on time [3,4000) of key a = 2; #6 on time [5000,8000) of key a = 1");
}

TEST(OpenSessionsTest, MergesWhatTouches) {
  OpenSessions open;
  for (const Window& window : {from(0, 1), from(1, 2), from(2, 3), from(4, 5), from(5, 6)}) {
    open.join(window, EqualSession::KeepsContents);
  }
  EXPECT_NE(open.find(from(0, 3)), nullptr);
  EXPECT_NE(open.find(from(4, 6)), nullptr);
}

TEST(OpenSessionsTest, KeepsTheContentsWhereTheyWere) {
  OpenSessions open;
  open.join(from(1, 2), EqualSession::KeepsContents);
  const OpenSessions::Joined joined = open.join(from(0, 3), EqualSession::KeepsContents);
  EXPECT_EQ(joined.session.window, from(0, 3));
  EXPECT_EQ(joined.session.contents, from(1, 2));
}

// WO-24.
TEST(OpenSessionsTest, LosesTheContentsOfAnEqualWindowAsShipped) {
  for (const EqualSession equal : {EqualSession::LosesContents, EqualSession::KeepsContents}) {
    OpenSessions open;
    open.join(from(0, 3), equal);
    open.join(from(2, 5), equal);
    const OpenSessions::Joined joined = open.join(from(0, 5), equal);
    EXPECT_TRUE(joined.parts.empty());
    EXPECT_EQ(joined.session.contents, equal == EqualSession::LosesContents ? from(0, 5) : from(0, 3));
  }
}

}  // namespace
}  // namespace wavetank::properties::testing
