#include "tests/tidy/allow_list.hpp"

#include <gtest/gtest.h>

namespace wavetank::tidy {
namespace {

const Offences kThread{{"determinism", "sim/guard/guard.cpp", 7, "thread_local", "worlds are single-threaded"}};

std::size_t left(std::string_view list) { return judge(kThread, parse_exceptions(list)).size(); }

TEST(AllowList, ExcusesOneWordAtOnePlace) {
  EXPECT_EQ(left(""), 1u);
  EXPECT_EQ(left("# a comment\ndeterminism sim/guard/guard.cpp thread_local # a guard per thread\n"), 0u);
  EXPECT_EQ(left("determinism sim/guard/ thread_local # a guard per thread\n"), 0u);
}

TEST(AllowList, ReportsIdleEntries) {
  EXPECT_EQ(left("determinism sim/guard/guard.cpp getenv # not any more\n"), 2u);
  EXPECT_EQ(left("determinism sim/guard thread_local # a folder ends with a slash\n"), 2u);
}

TEST(AllowList, WantsAReason) { EXPECT_EQ(left("determinism sim/guard/guard.cpp thread_local\n"), 1u); }

TEST(AllowList, ReportsPlaceRuleAndWord) {
  EXPECT_EQ(report(kThread), "sim/guard/guard.cpp:7: determinism: thread_local: worlds are single-threaded\n");
}

}  // namespace
}  // namespace wavetank::tidy
