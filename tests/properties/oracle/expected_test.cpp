// The oracle on arrivals written by hand: no engine, no trace.
#include "properties/oracle/expected.hpp"

#include <string>

#include <gtest/gtest.h>

#include "properties/words.hpp"

namespace wavetank::properties::testing {
namespace {

using engine::EventTime;
using engine::FireReason;
using engine::Millis;

class Oracle : public ::testing::Test {
 protected:
  Oracle() {
    node_.key = "key";
    node_.shape = engine::tumbling(Millis{10});
    node_.aggregates = {{"n", engine::AggregateKind::Count, "", ""}};
    schema_ = facts_.rows.add_schema({"rows", {{"key", engine::FieldType::Text}}});
  }

  void record(std::int64_t time, const std::string& key = "a") {
    const engine::Cell cell{static_cast<std::int64_t>(facts_.texts.intern(key)), false};
    Arrival arrival;
    arrival.time = EventTime(time);
    arrival.key = facts_.key(engine::FieldType::Text, cell);
    arrival.row = facts_.row(schema_, engine::RowKind::Insert, std::span(&cell, 1));
    add(arrival);
  }
  void watermark(std::int64_t value) {
    Arrival arrival;
    arrival.kind = ArrivalKind::Control;
    arrival.time = EventTime(value);
    add(arrival);
  }

  // Results and refusals by cause: "#3 on time [0,10) of key a = 2; #4 dropped".
  std::string story() {
    const Expected expected = expect(node_, engine::kFlinkStrict, arrivals_, {1}, facts_);
    std::string text;
    for (const ExpectedFiring& firing : expected.firings) {
      text += "; " + name_of(firing.because) + (firing.reason == FireReason::OnTime ? " on time " : " late ") +
              name_of(firing.window, firing.key, facts_) + " = " + to_text(firing.values.front());
    }
    for (const ExpectedFate& fate : expected.fates) {
      if (fate.fate == Fate::Dropped) text += "; " + name_of(fate.record) + " dropped";
      if (fate.fate == Fate::Side) text += "; " + name_of(fate.record) + " side";
      if (fate.fate == Fate::Unassigned) text += "; " + name_of(fate.record) + " unassigned";
    }
    return text.empty() ? text : text.substr(2);
  }

  scenarios::WindowNode node_;

 private:
  void add(Arrival arrival) {
    arrival.at = sim::EventId{static_cast<std::uint32_t>(arrivals_.arrivals.size() + 1)};
    arrivals_.arrivals.push_back(arrival);
  }
  engine::Facts facts_;
  engine::SchemaId schema_{};
  TaskArrivals arrivals_;
};

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
