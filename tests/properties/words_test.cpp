// How findings name things.
#include "properties/words.hpp"

#include <gtest/gtest.h>

#include "properties/violation.hpp"

namespace wavetank::properties::testing {
namespace {

using engine::EventTime;

TEST(Words, NameTimesAndWindows) {
  EXPECT_EQ(name_of(sim::EventId{412}), "#412");
  EXPECT_EQ(name_of(engine::Window{EventTime(-10), EventTime(0)}), "[-10,0)");
  EXPECT_EQ(name_of(EventTime::max()), "MAX");
}

TEST(Words, NameKeysByTheirValue) {
  engine::Facts facts;
  const engine::KeyId number = facts.key(engine::FieldType::Int64, {7, false});
  const engine::KeyId text =
      facts.key(engine::FieldType::Text, {static_cast<std::int64_t>(facts.texts.intern("x")), false});
  EXPECT_EQ(name_of(number, facts), "key 7");
  EXPECT_EQ(name_of(text, facts), "key x");
  EXPECT_EQ(name_of(engine::kNoKey, facts), "all keys");
}

TEST(Violations, AreOrderedByTheirPlace) {
  const Violation early{sim::EventId{5}, sim::EventId{4}, "win-fate", "b"};
  const Violation late{sim::EventId{6}, sim::EventId{1}, "out-model", "a"};
  EXPECT_LT(early, late);
  EXPECT_EQ(to_text(early), "win-fate: b");
}

}  // namespace
}  // namespace wavetank::properties::testing
