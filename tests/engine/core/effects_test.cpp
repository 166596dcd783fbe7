// The order of a step's effects.
#include "engine/core/effects.hpp"

#include <gtest/gtest.h>

namespace wavetank::engine::testing {
namespace {

constexpr Note kWhy{NoteKind::WindowFire, Cause{7}, 1, 2};

Record record_at(std::int64_t time) { return {.time = EventTime(time)}; }

TEST(EffectsTest, RunsOfOneKindAndOutputAreOneItem) {
  Effects effects;
  effects.emit(kMainOutput, record_at(1));
  effects.emit(kMainOutput, record_at(2));
  effects.emit(kSideOutput, record_at(3));
  effects.note(NoteKind::WindowAdd, kNoCause, 0, 0);
  ASSERT_EQ(effects.order().size(), 3u);
  EXPECT_EQ(effects.order()[0].count, 2u);
  EXPECT_EQ(effects.order()[1].output, kSideOutput);
  EXPECT_EQ(effects.order()[2].kind, EffectKind::Notes);
}

TEST(EffectsTest, ANotedRecordHasItsNoteForCause) {
  Effects effects;
  const Cause before = effects.note(NoteKind::WindowAdd, kNoCause, 0, 0);
  effects.emit(kMainOutput, {.time = EventTime(1), .cause = before}, kWhy);
  const Effects::Item item = effects.order()[1];
  EXPECT_EQ(effects.records(item)[0].cause, Cause{kLocalCause | 1});
  EXPECT_EQ(effects.notes(item)[0].kind, NoteKind::WindowFire);
  EXPECT_EQ(effects.notes(item)[0].cause, Cause{7});
}

TEST(EffectsTest, NotesThatAreFilledInFollowThoseBefore) {
  Effects effects;
  effects.note(NoteKind::WindowAdd, kNoCause, 1, 0);
  const std::span<Note> more = effects.add_notes(2);
  more[0] = kWhy;
  more[1] = kWhy;
  EXPECT_TRUE(effects.add_notes(0).empty());
  ASSERT_EQ(effects.order().size(), 1u);
  EXPECT_EQ(effects.notes(effects.order()[0]).size(), 3u);
  EXPECT_EQ(effects.notes(effects.order()[0])[2].kind, NoteKind::WindowFire);
}

TEST(EffectsTest, NotedRecordsThatAreFilledInAreLikeOthers) {
  Effects effects;
  effects.emit(kMainOutput, record_at(0), kWhy);
  const Effects::Noted noted = effects.add_noted(kMainOutput, 2);
  noted.set(0, record_at(1), kWhy);
  noted.set(1, record_at(2), kWhy);
  ASSERT_EQ(effects.order().size(), 1u);
  const Effects::Item item = effects.order()[0];
  EXPECT_EQ(effects.records(item)[2].time, EventTime(2));
  EXPECT_EQ(effects.records(item)[2].cause, Cause{kLocalCause | 2});
  EXPECT_EQ(effects.note_behind(effects.records(item)[0].cause)->kind, NoteKind::WindowFire);
}

TEST(EffectsTest, NotedRecordsAreOneRunHoweverMany) {
  Effects effects;
  for (std::int64_t i = 0; i < 5; ++i) effects.emit(kMainOutput, record_at(i), kWhy);
  ASSERT_EQ(effects.order().size(), 1u);
  EXPECT_EQ(effects.records(effects.order()[0]).size(), 5u);
  EXPECT_EQ(effects.notes(effects.order()[0]).size(), 5u);
}

TEST(EffectsTest, PlainAndNotedRecordsAreApart) {
  Effects effects;
  effects.emit(kMainOutput, record_at(1));
  effects.emit(kMainOutput, record_at(2), kWhy);
  effects.emit(kMainOutput, record_at(3));
  effects.note(NoteKind::WindowAdd, kNoCause, 0, 0);
  effects.emit(kMainOutput, record_at(4), kWhy);
  ASSERT_EQ(effects.order().size(), 5u);
  EXPECT_FALSE(effects.order()[0].is_noted());
  EXPECT_TRUE(effects.order()[1].is_noted());
  EXPECT_FALSE(effects.order()[2].is_noted());
  EXPECT_EQ(effects.notes(effects.order()[4])[0].kind, NoteKind::WindowFire);
}

}  // namespace
}  // namespace wavetank::engine::testing
