// Key groups and their owners on known hashes and ranges (KG-01 to KG-06).
#include "engine/core/key_groups.hpp"

#include <string>

#include <gtest/gtest.h>

#include "engine/facts/facts.hpp"

namespace wavetank::engine::testing {
namespace {

std::size_t group_of_int(std::int32_t key) { return index_of(key_group(murmur(key), 128)); }
std::size_t group_of_text(std::string_view key) {
  Facts facts;
  const TextId text = facts.texts.intern(key);
  return index_of(
      key_group(facts.keys.hash(facts.key(FieldType::Text, {static_cast<std::int64_t>(text), false})), 128));
}
// "0-42 43-85 86-127"
std::string ranges(std::uint32_t max_parallelism, std::uint32_t parallelism) {
  std::string all;
  for (std::uint32_t index = 0; index < parallelism; ++index) {
    const KeyGroupRange range = range_of({index, parallelism, max_parallelism});
    all += (all.empty() ? "" : " ") + std::to_string(range.first) + "-" + std::to_string(range.last);
  }
  return all;
}

TEST(KeyGroupsTest, MurmurIsTheRealSystems) {  // KG-05
  EXPECT_EQ(murmur(0), 593689054u);
  EXPECT_EQ(murmur(1), 68075478u);
  EXPECT_EQ(murmur(42), 1134849565u);
  EXPECT_EQ(murmur(-1), 1982413648u);
}

TEST(KeyGroupsTest, IntKeysFallIntoTheRecordedGroups) {  // KG-05
  EXPECT_EQ(group_of_int(0), 94u);
  EXPECT_EQ(group_of_int(1), 86u);
  EXPECT_EQ(group_of_int(2), 127u);
  EXPECT_EQ(group_of_int(3), 113u);
  EXPECT_EQ(group_of_int(42), 29u);
  EXPECT_EQ(group_of_int(-1), 80u);
  EXPECT_EQ(group_of_int(127), 27u);
  EXPECT_EQ(group_of_int(1000000), 17u);
}

TEST(KeyGroupsTest, TextKeysFallIntoTheRecordedGroups) {  // KG-05
  EXPECT_EQ(group_of_text("a"), 81u);
  EXPECT_EQ(group_of_text("b"), 22u);
  EXPECT_EQ(group_of_text("key1"), 41u);
  EXPECT_EQ(group_of_text("key2"), 27u);
  EXPECT_EQ(group_of_text("key"), 72u);
  EXPECT_EQ(group_of_text("hello"), 35u);
}

TEST(KeyGroupsTest, RangesAreContiguousAndWhole) {  // KG-06
  EXPECT_EQ(ranges(128, 3), "0-42 43-85 86-127");
  EXPECT_EQ(ranges(10, 3), "0-3 4-6 7-9");
  EXPECT_EQ(ranges(128, 5), "0-25 26-51 52-76 77-102 103-127");
  EXPECT_EQ(ranges(4096, 7).substr(0, 5), "0-585");
}

TEST(KeyGroupsTest, TheOwnerOfAGroupHasItInItsRange) {  // KG-02 agrees with KG-03
  for (const std::uint32_t max_parallelism : {1u, 7u, 128u, 1000u}) {
    for (std::uint32_t parallelism = 1; parallelism <= std::min(max_parallelism, 40u); ++parallelism) {
      for (std::uint32_t group = 0; group < max_parallelism; ++group) {
        const std::uint32_t index = owner(KeyGroup{group}, parallelism, max_parallelism);
        ASSERT_TRUE(range_of({index, parallelism, max_parallelism}).contains(KeyGroup{group}));
      }
    }
  }
}

TEST(KeyGroupsTest, TheDefaultMaximumIsHalfAsMuchAgainRoundedUp) {  // KG-04
  EXPECT_EQ(default_max_parallelism(1), 128u);
  EXPECT_EQ(default_max_parallelism(85), 128u);
  EXPECT_EQ(default_max_parallelism(86), 256u);
  EXPECT_EQ(default_max_parallelism(32768), 32768u);
}

}  // namespace
}  // namespace wavetank::engine::testing
