#include "sim/systems/partition.hpp"

#include <gtest/gtest.h>

namespace wavetank::sim::partition_tests {
namespace {

std::int32_t hash(std::string_view text) { return static_cast<std::int32_t>(murmur2(text)); }

// As the unit tests of Kafka's clients have them.
TEST(Partition, HashesAsKafkasClientsDo) {
  EXPECT_EQ(hash("21"), -973932308);
  EXPECT_EQ(hash("foobar"), -790332482);
  EXPECT_EQ(hash("a-little-bit-long-string"), -985981536);
  EXPECT_EQ(hash("a-little-bit-longer-string"), -1486304829);
  EXPECT_EQ(hash("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8"), -58897971);
  EXPECT_EQ(hash("abc"), 479470107);
}

TEST(Partition, ReadsBytesAsUnsigned) {
  EXPECT_NE(hash("\xc3\xa9"), hash("\x43\x29"));
  EXPECT_NE(hash(std::string_view("\0\0\0\0", 4)), hash(std::string_view("\0\0\0", 3)));
}

TEST(Partition, ClearsTheSignBeforeItDivides) {
  EXPECT_EQ(partition_of("21", 10), (static_cast<std::uint32_t>(-973932308) & 0x7fffffffu) % 10);
  for (const std::string_view key : {"21", "foobar", "abc", ""}) {
    EXPECT_EQ(partition_of(key, 1), 0u);
    EXPECT_LT(partition_of(key, 7), 7u);
  }
}

}  // namespace
}  // namespace wavetank::sim::partition_tests
