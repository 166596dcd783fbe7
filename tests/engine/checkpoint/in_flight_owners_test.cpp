// Whose in-flight data a new subtask reads (KG-11, KG-13).
#include "engine/checkpoint/in_flight_owners.hpp"

#include <gtest/gtest.h>

namespace wavetank::engine::testing {
namespace {

using Owners = std::vector<std::uint32_t>;

std::vector<Owners> all_owners(InFlightMapping mapping, std::uint32_t before, std::uint32_t after) {
  std::vector<Owners> all;
  for (std::uint32_t reader = 0; reader < after; ++reader) {
    all.push_back(in_flight_owners(mapping, before, {reader, after, kMaxParallelismLimit}));
  }
  return all;
}

TEST(InFlightOwners, ByRangeAreAllWhoseKeyGroupsOverlap) {
  EXPECT_EQ(all_owners(InFlightMapping::Range, 3, 2), (std::vector<Owners>{{0, 1}, {1, 2}}));
  EXPECT_EQ(all_owners(InFlightMapping::Range, 3, 4), (std::vector<Owners>{{0}, {0, 1}, {1, 2}, {2}}));
}

TEST(InFlightOwners, ByTurnEachHasOneReader) {
  EXPECT_EQ(all_owners(InFlightMapping::RoundRobin, 10, 4),
            (std::vector<Owners>{{0, 4, 8}, {1, 5, 9}, {2, 6}, {3, 7}}));
  EXPECT_EQ(all_owners(InFlightMapping::RoundRobin, 1, 2), (std::vector<Owners>{{0}, {}}));
}

TEST(InFlightOwners, OfAGlobalEdgeGoToTheFirst) {
  EXPECT_EQ(all_owners(InFlightMapping::First, 2, 2), (std::vector<Owners>{{0, 1}, {}}));
}

TEST(InFlightOwners, InFullGoToAll) {
  EXPECT_EQ(all_owners(InFlightMapping::Full, 2, 2), (std::vector<Owners>{{0, 1}, {0, 1}}));
}

TEST(InFlightOwners, AtTheSameParallelismAreOnesOwn) {
  for (const InFlightMapping mapping : {InFlightMapping::Range, InFlightMapping::RoundRobin}) {
    EXPECT_EQ(all_owners(mapping, 3, 3), (std::vector<Owners>{{0}, {1}, {2}}));
  }
}

}  // namespace
}  // namespace wavetank::engine::testing
