// The examples of docs/TESTING-PIPELINES.md, which quotes this file; and the test that it does.
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "properties/judge.hpp"
#include "scenarios/build/harness.hpp"
#include "scenarios/build/running.hpp"

namespace wavetank::build {
namespace {

using namespace std::chrono_literals;

const OutputTag kTooLate("too-late");

// Cents per user and ten seconds; what comes more than five seconds late goes aside.
Stream totals_of(Pipeline& p) {
  Stream totals = p.source("clicks", {text("key"), int64("cents")})
                      .watermarks(bounded(2s))
                      .filter([](const Row& row) { return row.integer("cents") > 0; })
                      .key_by("key")
                      .window(tumbling(10s))
                      .allowed_lateness(5s)
                      .side_output(kTooLate)
                      .aggregate(sum("cents"));
  totals.sink("totals");
  totals.side_output(kTooLate).sink("refused");
  return totals;
}

TEST(Checkout, CountsALateClickAgain) {
  Pipeline p("checkout");
  const Stream totals = totals_of(p);
  OperatorHarness h(totals);
  h.element({"ada", 250}, 1s).watermark(9998ms);
  EXPECT_TRUE(h.output().empty());  // nothing has fired yet
  h.watermark(9999ms);
  EXPECT_EQ(h.output(), Rows{"ada [0,10000) sum=250"});
  h.element({"ada", 5}, 7s);
  EXPECT_EQ(h.output(), Rows{"ada [0,10000) sum=255"});  // late, and still counted
}

TEST(Checkout, GivesTheSameAfterARestoreAtAnyPoint) {
  Pipeline p("checkout");
  const std::vector<Step> steps{element({"ada", 250}, 1s), element({"bob", 9}, 2s), watermark(9999ms),
                                element({"ada", 5}, 7s), watermark(30s)};
  EXPECT_EQ(first_difference(totals_of(p), steps), "");
}

TEST(Checkout, ObeysEveryLawUnderManySeeds) {
  Pipeline p("checkout");
  totals_of(p);
  scenarios::InputGenerator clicks;
  clicks.count = 200;
  clicks.keys = 5;
  clicks.gap = sim::Quantiles({0, 2'000'000'000});     // nanoseconds
  clicks.delay = sim::Quantiles({0, 20'000'000'000});  // many are late
  p.scenario().inputs.front().events = clicks;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Ran ran = run(p, seed);
    ASSERT_TRUE(ran.errors.empty());
    EXPECT_TRUE(properties::judge(p.scenario(), *ran.run).empty()) << "seed " << seed;
  }
}

std::string read_file(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

TEST(TestingPipelines, QuotesTestsThatRun) {
  const std::string page = read_file(WT_SOURCE_DIR "/docs/TESTING-PIPELINES.md");
  const std::string tests = read_file(WT_SOURCE_DIR "/tests/scenarios/build/example_test.cpp");
  const std::string fence = "```cpp\n";
  std::size_t blocks = 0;
  for (std::size_t at = page.find(fence); at != std::string::npos; at = page.find(fence, at)) {
    at += fence.size();
    const std::string block = page.substr(at, page.find("```", at) - at);
    EXPECT_NE(tests.find(block), std::string::npos) << block;
    ++blocks;
  }
  EXPECT_EQ(blocks, 4U);
}

}  // namespace
}  // namespace wavetank::build
