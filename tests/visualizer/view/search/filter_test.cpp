// The filter language on real runs.
#include "visualizer/view/search/filter.hpp"

#include <gtest/gtest.h>

#include "tests/visualizer/recordings.hpp"

namespace wavetank::visualizer {
namespace {

class Filters : public testing::Test {
 protected:
  [[nodiscard]] std::size_t count(std::string_view line) const {
    const auto filter = Filter::parse(line);
    EXPECT_TRUE(filter.ok()) << line;
    return filter.ok() ? find_all(recording_, filter.value()).size() : 0;
  }
  static std::string refusal(std::string_view line) {
    const auto filter = Filter::parse(line);
    return filter.ok() ? "accepted" : filter.problem().message;
  }

  scenarios::Recording recording_ = catalogue("lateness/late-firing");
};

TEST_F(Filters, FindKindsByWordNameAndFamily) {
  EXPECT_EQ(count("kind=drop"), 1U);
  EXPECT_EQ(count("kind=rec.drop"), 1U);
  EXPECT_EQ(count("kind=fire"), 4U);
  EXPECT_GT(count("kind=win"), count("kind=win.fire"));
}

TEST_F(Filters, AllWordsMustHold) {
  EXPECT_EQ(count("kind=late lateness>1ms"), 1U);
  EXPECT_EQ(count("kind=late lateness>1h"), 0U);
  EXPECT_EQ(count("kind=win task=per-key") + count("kind=win task=events"), count("kind=win"));
}

TEST_F(Filters, TheFateOfARecordHasTheKeyOfTheRecord) {
  const std::size_t all = count("kind=drop");
  std::size_t by_key = 0;
  for (const char* key : {"a", "b", "c"}) by_key += count(std::string("kind=drop key=") + key);
  EXPECT_EQ(by_key, all);
}

TEST_F(Filters, ColonsAndNegationsWorkToo) {
  EXPECT_EQ(count("kind:drop"), count("kind=drop"));
  EXPECT_EQ(count("kind!=drop") + count("kind=drop"), recording_.size());
  EXPECT_EQ(count("event<=5"), 5U);
  EXPECT_EQ(count("event=#7"), 1U);
  EXPECT_EQ(count("time<0s"), 0U);
}

TEST_F(Filters, AWordAloneIsLookedForInTheLog) {
  EXPECT_GT(count("arrives"), 0U);
  EXPECT_EQ(count("kangaroo"), 0U);
}

TEST_F(Filters, AnEmptyLineFindsNothing) {
  EXPECT_EQ(count(""), 0U);
  EXPECT_EQ(count("   "), 0U);
}

TEST_F(Filters, WhatMakesNoSenseIsSaid) {
  EXPECT_EQ(refusal("kind=kangaroo"), "no kind of event: kangaroo");
  EXPECT_EQ(refusal("lateness>soon"), "no length of time: soon");
  EXPECT_EQ(refusal("event>x"), "no number of an event: x");
  EXPECT_EQ(refusal("key="), "nothing to compare with: key=");
  EXPECT_EQ(refusal("key>a"), "'key' has no order");
}

}  // namespace
}  // namespace wavetank::visualizer
