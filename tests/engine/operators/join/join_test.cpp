// Joins, case by case; Flink's own answers are in the conformance vectors.
#include <gtest/gtest.h>

#include "tests/engine/operators/join/join_rig.hpp"

namespace wavetank::engine::testing {
namespace {

using Said = std::vector<std::string>;

TEST(IntervalJoin, PairsAtBothBoundsAndNotBeyond) {
  JoinFacts on;
  const IntervalJoinOperator op({.schemas = on.schemas, .interval = {Millis{-2}, Millis{5}}});
  JoinRig join(op, on);
  static_cast<void>(join.send(JoinSide::Left, {.key = 1, .id = 1}, 10));
  EXPECT_EQ(join.send(JoinSide::Right, {.key = 1, .id = 8}, 8), Said{"+I 1,1,0,1,8,0"});
  EXPECT_EQ(join.send(JoinSide::Right, {.key = 1, .id = 15}, 15), Said{"+I 1,1,0,1,15,0"});
  EXPECT_EQ(join.send(JoinSide::Right, {.key = 1, .id = 7}, 7), Said{});
  EXPECT_EQ(join.send(JoinSide::Right, {.key = 1, .id = 16}, 16), Said{});
  EXPECT_EQ(join.send(JoinSide::Right, {.key = 2, .id = 10}, 10), Said{});
}

TEST(IntervalJoin, MissesAPartnerAtTheExactBoundWhenTheWatermarkIsThere) {  // PF-11
  JoinFacts on;
  const IntervalJoinOperator op({.schemas = on.schemas, .interval = {Millis{0}, Millis{1}}});
  JoinRig join(op, on);
  static_cast<void>(join.send(JoinSide::Left, {.key = 1}, 1));
  static_cast<void>(join.watermark(2));
  EXPECT_EQ(join.send(JoinSide::Right, {.key = 1}, 2), Said{});
}

TEST(IntervalJoin, SendsLateRowsToTheOutputOfTheirSide) {  // PF-10
  JoinFacts on;
  const IntervalJoinOperator op(
      {.schemas = on.schemas, .interval = {Millis{0}, Millis{9}}, .late = LateRecords::SideOutput});
  JoinRig join(op, on);
  static_cast<void>(join.watermark(5));
  EXPECT_EQ(join.send(JoinSide::Left, {.key = 1}, 4), Said{"1: +I 1,0,0"});
  EXPECT_EQ(join.send(JoinSide::Right, {.key = 1}, 4), Said{"2: +I 1,0,0"});
  EXPECT_EQ(join.send(JoinSide::Right, {.key = 1}, 5), Said{});
}

TEST(IntervalJoin, KeepsNothingAtTheEndOfTime) {
  JoinFacts on;
  const IntervalJoinOperator op({.schemas = on.schemas, .interval = {Millis{0}, Millis{EventTime::max().ticks()}}});
  JoinRig join(op, on);
  for (const std::int64_t time : {1, 2, 3}) static_cast<void>(join.send(JoinSide::Left, {.key = 1}, time));
  EXPECT_EQ(op.counts(join.state()).rows, 3u);
  static_cast<void>(join.watermark(EventTime::max().ticks()));
  EXPECT_EQ(op.counts(join.state()).rows, 0u);
}

RegularJoinSpec left_join(const JoinFacts& on) {
  return {.kind = JoinKind::Left,
          .sides = {JoinSideSpec{.schema = on.schemas.left},
                    JoinSideSpec{.schema = on.schemas.right, .identity = JoinIdentity::JoinKeyOnly}},
          .result = on.schemas.result};
}

TEST(RegularJoin, TakesTheRowWithNullsBackWhenItsPartnerComes) {  // RJ-01
  JoinFacts on;
  const RegularJoinOperator op(left_join(on));
  JoinRig join(op, on);
  EXPECT_EQ(join.send(JoinSide::Left, {.key = 1, .id = 2}), Said{"+I 1,2,0,null,null,null"});
  EXPECT_EQ(join.send(JoinSide::Right, {.key = 1, .id = 3}), (Said{"-D 1,2,0,null,null,null", "+I 1,2,0,1,3,0"}));
  EXPECT_EQ(join.send(JoinSide::Right, {.kind = RowKind::Delete, .key = 1, .id = 3}),
            (Said{"-D 1,2,0,1,3,0", "+I 1,2,0,null,null,null"}));
}

TEST(RegularJoin, StrictlyTakesAReplacedRowBack) {  // RJ-03
  JoinFacts on;
  RegularJoinSpec spec = left_join(on);
  spec.semantics = kFlinkStrict;
  const RegularJoinOperator op(std::move(spec));
  JoinRig join(op, on);
  Folded table;
  table.take(join.send(JoinSide::Left, {.key = 1, .id = 2}));
  table.take(join.send(JoinSide::Right, {.key = 1, .id = 3}));
  table.take(join.send(JoinSide::Right, {.kind = RowKind::UpdateAfter, .key = 1, .id = 4}));
  table.take(join.send(JoinSide::Right, {.kind = RowKind::Delete, .key = 1, .id = 4}));
  EXPECT_EQ(table.rows(), (std::map<std::string, int>{{"1,2,0,null,null,null", 1}}));
}

TEST(RegularJoin, FindsNothingThatHasOutlivedItsTime) {  // RJ-04
  JoinFacts on;
  RegularJoinSpec spec = left_join(on);
  spec.kind = JoinKind::Inner;
  spec.sides[0].ttl = TimeToLive{Millis{10}};
  const RegularJoinOperator op(std::move(spec));
  JoinRig join(op, on);
  static_cast<void>(join.send(JoinSide::Left, {.key = 1}));
  join.clock(10);
  EXPECT_EQ(join.send(JoinSide::Right, {.key = 1}), Said{});
  ASSERT_EQ(join.forgotten().size(), 1u);
  EXPECT_EQ(join.forgotten()[0].side, JoinSide::Left);
  EXPECT_EQ(join.forgotten()[0].gone, 1u);
}

TEST(RegularJoin, LetsNullKeysMeetNobody) {  // RJ-06
  JoinFacts on;
  const RegularJoinOperator op(left_join(on));
  JoinRig join(op, on);
  EXPECT_EQ(join.send(JoinSide::Right, {.id = 1, .has_null_key = true}), Said{});
  EXPECT_EQ(join.send(JoinSide::Left, {.id = 2, .has_null_key = true}), Said{"+I null,2,0,null,null,null"});
  join.restore();
  EXPECT_EQ(join.send(JoinSide::Left, {.kind = RowKind::Delete, .id = 2, .has_null_key = true}),
            Said{"-D null,2,0,null,null,null"});
}

TEST(IntervalJoin, LetsNullKeysMeetNobody) {  // RJ-06
  JoinFacts on;
  const IntervalJoinOperator op({.schemas = on.schemas, .interval = {Millis{0}, Millis{9}}});
  JoinRig join(op, on);
  EXPECT_EQ(join.send(JoinSide::Left, {.has_null_key = true}, 1), Said{});
  EXPECT_EQ(join.send(JoinSide::Right, {.has_null_key = true}, 2), Said{});
  EXPECT_EQ(op.counts(join.state()).rows, 0u);
}

TEST(TemporalJoin, HasNoVersionOfANullKey) {  // RJ-06
  JoinFacts on;
  const TemporalJoinOperator op({.schemas = on.schemas, .unmatched = Unmatched::Padded});
  JoinRig join(op, on);
  EXPECT_EQ(join.send(JoinSide::Right, {.id = 1, .has_null_key = true}, 1), Said{});
  EXPECT_EQ(join.send(JoinSide::Left, {.id = 2, .has_null_key = true}, 2), Said{});
  join.restore();
  EXPECT_EQ(join.watermark(2), Said{"+I null,2,0,null,null,null"});
}

TEST(LatestJoin, HasNoVersionOfANullKey) {  // RJ-06
  JoinFacts on;
  const LatestJoinOperator op({.schemas = on.schemas, .unmatched = Unmatched::Padded});
  JoinRig join(op, on);
  EXPECT_EQ(join.send(JoinSide::Right, {.id = 1, .has_null_key = true}), Said{});
  EXPECT_EQ(join.send(JoinSide::Left, {.id = 2, .has_null_key = true}), Said{"+I null,2,0,null,null,null"});
}

TEST(TemporalJoin, TakesTheVersionOfTheRowsOwnTime) {  // PF-21
  JoinFacts on;
  const TemporalJoinOperator op({.schemas = on.schemas, .unmatched = Unmatched::Padded});
  JoinRig join(op, on);
  static_cast<void>(join.send(JoinSide::Right, {.key = 1, .id = 2}, 2));
  static_cast<void>(join.send(JoinSide::Right, {.key = 1, .id = 4}, 4));
  static_cast<void>(join.send(JoinSide::Left, {.key = 1, .id = 3}, 3));
  static_cast<void>(join.send(JoinSide::Left, {.key = 1, .id = 1}, 1));
  join.restore();
  EXPECT_EQ(join.watermark(5), (Said{"+I 1,3,0,1,2,0", "+I 1,1,0,null,null,null"}));
}

TEST(LatestJoin, TakesTheVersionThatIsThereOnArrival) {  // PF-23
  JoinFacts on;
  const LatestJoinOperator op({.schemas = on.schemas, .unmatched = Unmatched::Padded});
  JoinRig join(op, on);
  EXPECT_EQ(join.send(JoinSide::Left, {.key = 1, .id = 3}, 3), Said{"+I 1,3,0,null,null,null"});
  EXPECT_EQ(join.send(JoinSide::Right, {.key = 1, .id = 9}, 9), Said{});
  join.restore();
  EXPECT_EQ(join.send(JoinSide::Left, {.key = 1, .id = 3}, 3), Said{"+I 1,3,0,1,9,0"});
  EXPECT_EQ(join.send(JoinSide::Right, {.key = 1, .id = 2}, 2), Said{});
  EXPECT_EQ(join.send(JoinSide::Left, {.key = 1, .id = 3}, 3), Said{"+I 1,3,0,1,2,0"});
  EXPECT_EQ(join.send(JoinSide::Right, {RowKind::Delete, 1, 2}, 9), Said{});
  EXPECT_EQ(join.send(JoinSide::Left, {.key = 1, .id = 4}), Said{"+I 1,4,0,null,null,null"});
  EXPECT_EQ(join.watermark(9), Said{});
}

TEST(LatestJoin, ForgetsAVersionThatNobodyAsksForInTime) {  // RJ-05
  JoinFacts on;
  const LatestJoinOperator op({.schemas = on.schemas, .retention = Retention{Millis{10}, Millis{10}}});
  JoinRig join(op, on);
  static_cast<void>(join.send(JoinSide::Right, {.key = 1, .id = 2}));
  join.clock(9);
  EXPECT_EQ(join.send(JoinSide::Left, {.key = 1, .id = 3}), Said{"+I 1,3,0,1,2,0"});
  join.restore();
  join.clock(20);  // 19 was the time
  EXPECT_EQ(join.alarm(), Said{});
  EXPECT_EQ(join.send(JoinSide::Left, {.key = 1, .id = 3}), Said{});
}

}  // namespace
}  // namespace wavetank::engine::testing
