// What the fold says about small runs whose every event is known.
#include "visualizer/view/plane.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/visualizer/recordings.hpp"
#include "visualizer/view/wording.hpp"

namespace wavetank::visualizer {
namespace {

constexpr sim::EventId kEnd{0xffffffffU};

Plane plane_of(const scenarios::Recording& recording, std::optional<engine::KeyId> only = std::nullopt) {
  return fold_plane({recording, fold_lives(recording), only}, lanes_of(recording).at(0));
}

std::string fates(const Plane& plane) {
  std::string text;
  for (const Mark& mark : plane.marks) text += (text.empty() ? "" : ", ") + std::string(name_of(mark.fate));
  return text;
}

std::string stamps(const scenarios::Recording& recording, const Plane& plane) {
  std::string text;
  for (const Box& box : plane.boxes) {
    for (const Stamp& stamp : box.stamps) {
      text += (text.empty() ? "" : "; ") + stamp_text(recording, plane, box, stamp);
    }
  }
  return text;
}

TEST(PlaneFold, FatesAreThoseOfTheTrace) {
  const auto recording = catalogue("lateness/late-firing");
  EXPECT_EQ(fates(plane_of(recording)), "on time, on time, on time, on time, late, on time, dropped");
}

TEST(PlaneFold, EveryFiringStampsItsWindowWithItsValue) {
  const auto recording = catalogue("lateness/late-firing");
  EXPECT_EQ(stamps(recording, plane_of(recording)), "on time 2; late 3; on time 2; on time 1");
}

TEST(PlaneFold, WindowsThatOverlapGrowWithEachRecordTheyShare) {
  const Plane plane = plane_of(catalogue("windows/sliding-overlap"));
  std::size_t joined = 0;
  for (const Box& box : plane.boxes) {
    joined += box.growth.size();
    for (std::size_t i = 0; i < box.growth.size(); ++i) {
      EXPECT_EQ(box.growth[i].value, static_cast<std::int64_t>(i) + 1);  // it counts
      EXPECT_EQ(box.growth[i].total, box.growth[i].value);               // one key
    }
  }
  EXPECT_EQ(joined, 11U);  // five records in two windows each, one in one only, one in none
}

TEST(PlaneFold, ARecordThatJoinsTwoSessionsIsRememberedWithTheLargerOne) {
  const Plane plane = plane_of(catalogue("sessions/sessions-merge"));
  ASSERT_EQ(plane.boxes.size(), 4U);  // two, the one of both, and the last
  ASSERT_TRUE(plane.boxes[2].joined.has_value());
  EXPECT_EQ(joining_text(*plane.boxes[2].joined), "2 sessions become one");
  EXPECT_EQ(happened(plane.boxes[2].growth, plane.boxes[2].joined->id), 1U);
}

TEST(PlaneFold, ASessionThatOnlyGrowsJoinsNothing) {
  for (const Box& box : plane_of(catalogue("sessions/session-grows")).boxes) EXPECT_FALSE(box.joined.has_value());
}

TEST(PlaneFold, ResultsThatAreTakenBackStandAtTheirOwnWindow) {
  const auto recording = catalogue("sessions/session-retracting");
  const Plane plane = plane_of(recording);
  ASSERT_EQ(plane.retractions.size(), 2U);
  EXPECT_EQ(retraction_text(recording, plane, plane.retractions[0]), "1 taken back");
  EXPECT_EQ(plane.retractions[0].window.start, engine::EventTime(9'000));
  EXPECT_EQ(plane.retractions[1].window.end, engine::EventTime(6'000));
  EXPECT_EQ(happened(plane.retractions, plane.retractions[0].id), 1U);
}

TEST(PlaneFold, WhatAnEvictorLeftOutHasLeftFromThenOn) {
  const auto recording = catalogue("windows/time-evictor");
  const Plane plane = plane_of(recording);
  std::string left;
  for (const Mark& mark : plane.marks) left += has_left(mark, kEnd) ? "x" : "o";
  EXPECT_EQ(left, "xxoooo");
  EXPECT_FALSE(has_left(plane.marks[0], plane.marks[5].arrival));
  EXPECT_EQ(eviction_text(plane), "evicted (EV-05)");
}

TEST(PlaneFold, AnInputOfSeveralHasALineOfItsOwnUntilItIsIdle) {
  const auto recording = catalogue("watermarks/one-input-idle");
  const Plane plane = plane_of(recording);
  ASSERT_EQ(plane.inputs.size(), 2U);
  const InputLine& payments = plane.inputs[1];
  EXPECT_EQ(recording.cast.actors.at(static_cast<std::size_t>(payments.from)).name, "payments-source/0");
  EXPECT_EQ(payments.steps.back().time, engine::EventTime(3'999));
  ASSERT_TRUE(payments.silent.has_value());
  EXPECT_EQ(recording.at(payments.silent->id).time, payments.silent->at);
  EXPECT_FALSE(plane.inputs[0].silent.has_value());
}

TEST(PlaneFold, ASingleInputNeedsNoLineOfItsOwn) {
  EXPECT_TRUE(plane_of(catalogue("watermarks/silent-partition")).inputs.empty());
}

TEST(PlaneFold, ATimerLivesUntilItFiresOrIsDeleted) {
  const auto recording = catalogue("operators/silence-event-time");
  std::string lives;
  for (const TimerLife& timer : plane_of(recording).timers) {
    lives += std::to_string(timer.time / 1000) + (!timer.ended      ? " waits, "
                                                  : timer.has_fired ? " fires, "
                                                                    : " is deleted, ");
  }
  EXPECT_EQ(lives, "11 is deleted, 16 fires, 17 is deleted, 22 is deleted, 30 waits, 31 waits, ");
}

TEST(PlaneFold, AMatchSpansFromItsFirstRecordToItsEnd) {
  const Plane plane = plane_of(catalogue("sequences/funnel-as-pattern"));
  std::string spans;
  for (const FoundMatch& match : plane.matches) {
    spans += std::to_string(match.started.ticks() / 1000) + "-" + std::to_string(match.ended.ticks() / 1000) +
             (match.how == FoundMatch::How::Whole ? " match, " : " timed out, ");
  }
  EXPECT_EQ(spans, "1-20 match, 2-62 timed out, 3-63 timed out, 90-150 timed out, ");
  EXPECT_TRUE(plane.timers.empty());
}

TEST(PlaneFold, ATimerOfTheClockStandsWhereItsRecordDoes) {
  const Plane plane = plane_of(catalogue("operators/silence-by-the-clock"));
  ASSERT_FALSE(plane.timers.empty());
  EXPECT_EQ(plane.timers[0].clock, engine::TimeDomain::Processing);
  EXPECT_EQ(plane.timers[0].record_ms, 1'000);
}

TEST(PlaneFold, ARecordThatASortHoldsBackHasLeftLater) {
  const Plane plane = plane_of(catalogue("operators/sort-too-late"));
  const auto waited =
      std::count_if(plane.marks.begin(), plane.marks.end(), [](const Mark& mark) { return mark.left.has_value(); });
  EXPECT_EQ(waited, 4);
  EXPECT_EQ(fates(plane), "on time, on time, on time, on time, late output, on time");
}

TEST(PlaneFold, AFunctionsWordsStandWithTheRecordThatLedToThem) {
  const auto recording = catalogue("operators/state-forgets");
  const Plane plane = plane_of(recording);
  ASSERT_EQ(plane.marks.size(), 4U);
  EXPECT_EQ(said_text(recording, plane.marks[0]), "total 5");
  EXPECT_EQ(said_text(recording, plane.marks[2]), "total null, for it has expired (PF-04)");
}

TEST(PlaneFold, ARuleIsNoRecordThatIsJudged) {
  const auto recording = catalogue("operators/rule-too-late");
  const Plane plane = plane_of(recording);
  EXPECT_EQ(said_text(recording, plane.marks.at(0)), "rule: country de, max 100");
  EXPECT_EQ(std::count_if(plane.marks.begin(), plane.marks.end(),
                          [](const Mark& mark) { return mark.fate == Fate::Refused; }),
            2);
}

TEST(PlaneFold, WindowsOfSqlAreKnownWhenTheySpeak) {
  const auto recording = catalogue("operators/sql-cumulate");
  const Plane plane = plane_of(recording);
  ASSERT_EQ(plane.boxes.size(), 6U);
  for (const Box& box : plane.boxes) EXPECT_EQ(box.window.start, engine::EventTime(0));
  EXPECT_EQ(plane.boxes[5].opened, plane.boxes[0].opened);
  EXPECT_EQ(stamps(recording, plane).substr(0, 34), "on time a 3; on time a 5; on time ");
}

TEST(PlaneFold, FunctionsComeBeforeSortsAndSortsBeforeTheRest) {
  const auto lanes = lanes_of(catalogue("operators/notification-funnel"));
  ASSERT_EQ(lanes.size(), 2U);
  EXPECT_EQ(lanes[0].name, "funnel");
  EXPECT_EQ(lanes[1].name, "in-order");
}

TEST(PlaneFold, FiringsOfOneInstantShareAStampAndNameTheirKeys) {
  const auto recording = clicks(R"("a@1s", "b@2s", "a@3s", "b@20s")");
  EXPECT_EQ(stamps(recording, plane_of(recording)), "on time a 2, b 1; on time b 1");
}

TEST(PlaneFold, ManyKeysAreAddedUp) {
  const auto recording = clicks(R"("a@1s", "b@2s", "c@3s", "d@4s", "e@5s", "a@6s", "a@20s")");
  EXPECT_EQ(stamps(recording, plane_of(recording)), "on time 6 of 5 keys; on time a 1");
}

TEST(PlaneFold, OneKeyAloneLeavesOutTheOthers) {
  const auto recording = clicks(R"("a@1s", "b@2s", "a@3s", "b@20s")");
  const Plane all = plane_of(recording);
  const Plane only_b = plane_of(recording, all.keys.at(1));
  EXPECT_EQ(only_b.marks.size(), 2U);
  EXPECT_EQ(stamps(recording, only_b), "on time 1; on time 1");
  EXPECT_EQ(only_b.keys, all.keys);
}

TEST(PlaneFold, AWindowGrowsRecordByRecord) {
  const auto recording = clicks(R"("a@1s", "b@2s", "a@3s")");
  const Box& box = plane_of(recording).boxes.at(0);
  ASSERT_EQ(box.growth.size(), 3U);
  EXPECT_EQ(box.growth[1].total, 2);
  EXPECT_EQ(box.growth[2].total, 3);
  EXPECT_EQ(box.growth[2].keys, 2U);
  EXPECT_TRUE(box.cleared.has_value());
}

TEST(PlaneFold, TheWatermarkIsTheLeastOfTheTasks) {
  const auto recording = recorded(R"json({ "name": "two", "about": "x", "teaches": "y",
    "inputs": [ { "name": "clicks", "partitions": 2, "end": "hold",
                  "events": ["a@9s at 1s partition 0", "b@3s at 2s partition 1"] } ],
    "pipeline": [
      { "id": "events", "source": "clicks", "parallelism": 2,
        "watermark": {"kind": "monotonous", "emit": "each-record"} },
      { "id": "per-key", "key": "key", "parallelism": 2, "window": {"tumbling": "10s"},
        "aggregate": {"count": "count()"} },
      { "id": "out", "parallelism": 2, "sink": {} } ] })json");
  const Plane plane = plane_of(recording);
  ASSERT_EQ(plane.watermark.size(), 1U);
  EXPECT_EQ(plane.watermark[0].time, engine::EventTime(2999));
}

TEST(PlaneFold, NothingHasHappenedBeforeTheFirstEvent) {
  const auto recording = catalogue("lateness/late-firing");
  const Plane plane = plane_of(recording);
  EXPECT_EQ(happened(plane.marks, sim::EventId{}), 0U);
  EXPECT_EQ(happened(plane.boxes, sim::EventId{}), 0U);
  EXPECT_FALSE(watermark_at(plane, sim::EventId{}).has_value());
  EXPECT_EQ(happened(plane.marks, kEnd), plane.marks.size());
  EXPECT_EQ(watermark_at(plane, kEnd)->time, engine::EventTime::max());
}

TEST(PlaneFold, AMarkIsFoundByItsArrivalAndByItsFate) {
  const auto recording = catalogue("lateness/late-firing");
  const Plane plane = plane_of(recording);
  const sim::EventId drop = first_of(recording, sim::EventKind::RecordDrop);
  const auto at = mark_of(plane, drop);
  ASSERT_TRUE(at.has_value());
  EXPECT_EQ(plane.marks[*at].fate, Fate::Dropped);
  EXPECT_EQ(mark_of(plane, plane.marks[*at].arrival), at);
}

TEST(PlaneFold, AFiringIsFoundAmongThoseOfItsInstant) {
  const auto recording = catalogue("windows/sliding-overlap");
  const Plane plane = plane_of(recording);
  for (std::size_t box = 0; box < plane.boxes.size(); ++box) {
    for (const StampPart& part : plane.boxes[box].parts) {
      const auto place = stamp_of(plane, part.id);
      ASSERT_TRUE(place.has_value());
      EXPECT_EQ(place->box, box);
    }
  }
}

TEST(Lanes, APipelineWithoutWindowsShowsItsFirstOperator) {
  const auto recording = recorded(R"json({ "name": "plain", "about": "x", "teaches": "y",
    "inputs": [ { "name": "clicks", "events": ["a@1s", "a@2s"] } ],
    "pipeline": [
      { "id": "events", "source": "clicks", "watermark": {"kind": "monotonous", "emit": "each-record"} },
      { "id": "out", "sink": {} } ] })json");
  const std::vector<Lane> lanes = lanes_of(recording);
  ASSERT_EQ(lanes.size(), 1U);
  EXPECT_EQ(lanes[0].name, "out");
  EXPECT_EQ(fates(fold_plane({recording, fold_lives(recording)}, lanes[0])), "on time, on time");
}

}  // namespace
}  // namespace wavetank::visualizer
