// Functions in C++: of rows, and of keys with state and timers.
#include <algorithm>
#include <stdexcept>

#include <gtest/gtest.h>

#include "properties/judge.hpp"
#include "scenarios/build/running.hpp"

namespace wavetank::build {
namespace {

using namespace std::chrono_literals;

// Says how often its key was seen, ten seconds of event time after its first record.
class CountForTenSeconds final : public engine::ProcessFunction {
 public:
  explicit CountForTenSeconds(scenarios::FunctionPlace place) : place_(std::move(place)) {}
  const engine::StateLayout& layout() const override { return layout_; }
  void on_record(const engine::Record& record, engine::ProcessContext& context) const override {
    const std::optional<std::int64_t> seen = context.state(count_).get();
    if (!seen) context.set_timer(engine::saturating_add(record.time, engine::Millis{10'000}));
    context.state(count_).put(seen.value_or(0) + 1);
  }
  void on_timer(engine::EventTime, engine::ProcessContext& context) const override {
    const std::int64_t seen = context.state(count_).get().value_or(0);
    context.state(count_).clear();
    context.emit(make_row(context.facts(), place_, {seen}));
  }

 private:
  scenarios::FunctionPlace place_;
  engine::StateLayout layout_;
  engine::ValueHandle<std::int64_t> count_ = layout_.value<std::int64_t>("count");
};

SourceStream clicks(Pipeline& p) {
  SourceStream source = p.source("clicks", {text("key"), int64("value")});
  source.watermarks(bounded(0s).on_each_record())
      .events({at(1s, {"a", 1}), at(2s, {"b", 20}), at(3s, {"a", 300}), at(30s, {"a", 4})});
  return source;
}

TEST(UserFunction, FiltersAndMapsRows) {
  Pipeline p("functions");
  clicks(p)
      .filter([](const Row& row) { return row.integer("value") < 100; })
      .map({text("key"), int64("tenfold")},
           [](const Row& row) { return std::vector<Value>{std::string(row.text("key")), row.integer("value") * 10}; })
      .sink("out");
  EXPECT_EQ(run(p).rows_of("out"), (std::vector<std::string>{"a tenfold=10", "b tenfold=200", "a tenfold=40"}));
}

TEST(UserFunction, MayMakeSeveralRowsOrNone) {
  Pipeline p("functions");
  clicks(p)
      .flat_map({int64("digit")},
                [](const Row& row) {
                  std::vector<std::vector<Value>> digits;
                  for (std::int64_t rest = row.integer("value"); rest > 0; rest /= 10) {
                    if (rest % 10 > 0) digits.push_back({rest % 10});
                  }
                  return digits;
                })
      .sink("out");
  EXPECT_EQ(run(p).rows_of("out"), (std::vector<std::string>{"digit=1", "digit=2", "digit=3", "digit=4"}));
}

// The watermark follows its record (WM-06): the record of 30 s is counted before the timer of 11 s rings.
TEST(UserFunction, KeepsStateAndSetsTimersByKey) {
  Pipeline p("functions");
  clicks(p)
      .key_by("key")
      .process({int64("seen")},
               [](const scenarios::FunctionPlace& place) { return std::make_unique<CountForTenSeconds>(place); })
      .sink("out");
  EXPECT_EQ(run(p).rows_of("out"), (std::vector<std::string>{"seen=3", "seen=1"}));
}

TEST(UserFunction, ComesBeforeAWindowThatTheOracleJudges) {
  Pipeline p("functions");
  clicks(p)
      .map({text("key"), int64("value")},
           [](const Row& row) { return std::vector<Value>{std::string(row.text("key")), row.integer("value") + 1}; })
      .key_by("key")
      .window(tumbling(10s))
      .aggregate(sum("value"))
      .sink("out");
  const Ran ran = run(p);
  ASSERT_TRUE(ran.run.has_value());
  EXPECT_EQ(ran.rows_of("out"),
            (std::vector<std::string>{"b [0,10000) sum=21", "a [0,10000) sum=303", "a [30000,40000) sum=5"}));
  EXPECT_TRUE(properties::judge(p.scenario(), *ran.run).empty());
}

TEST(UserFunction, IsMadeAnewForEachRun) {
  Pipeline p("functions");
  clicks(p)
      .key_by("key")
      .process({int64("seen")},
               [](const scenarios::FunctionPlace& place) { return std::make_unique<CountForTenSeconds>(place); })
      .sink("out");
  EXPECT_EQ(run(p).run->fingerprint, run(p).run->fingerprint);
}

TEST(UserFunction, AddsAFieldAndNamesAKey) {
  Pipeline p("functions");
  clicks(p)
      .key_by(text("size"),
              [](const Row& row) { return Value(std::string(row.integer("value") < 10 ? "small" : "large")); })
      .window(tumbling(1min))
      .aggregate(sum("value"))
      .sink("out");
  const Ran ran = run(p);
  ASSERT_TRUE(ran.errors.empty()) << scenarios::to_text(ran.errors.front());
  EXPECT_EQ(ran.rows_of("out"), (std::vector<std::string>{"small [0,60000) sum=5", "large [0,60000) sum=320"}));
  EXPECT_TRUE(properties::judge(p.scenario(), *ran.run).empty());
}

TEST(UserFunction, ReducesAlsoWhereWindowsMerge) {
  Pipeline p("functions");
  const auto longest = [](std::int64_t acc, std::int64_t value) { return std::max(acc, value); };
  p.source("clicks", {text("key"), int64("value")})
      .watermarks(bounded(10s).on_each_record())
      .events({at(1s, {"a", 7}), at(9s, {"a", 3}), late(5s, 10s, {"a", 5})})  // the last one is the bridge
      .key_by("key")
      .window(session(5s))
      .aggregate(reduce("value", longest).as("longest"))
      .sink("out");
  const Ran ran = run(p);
  ASSERT_TRUE(ran.errors.empty()) << scenarios::to_text(ran.errors.front());
  EXPECT_EQ(ran.rows_of("out"), (std::vector<std::string>{"a [1000,14000) longest=7"}));
  EXPECT_TRUE(properties::judge(p.scenario(), *ran.run).empty());
}

TEST(UserFunction, ThatThrowsIsNamedWithItsRowAndTheSeed) {
  Pipeline p("functions");
  Stream halves = clicks(p).map({int64("half")}, [](const Row& row) -> std::vector<Value> {
    if (row.integer("value") % 2 != 0) throw std::runtime_error("odd");
    return {row.integer("value") / 2};
  });
  halves.named("halves").sink("out");
  const Ran ran = run(p, 5);
  ASSERT_EQ(ran.errors.size(), 1U);
  EXPECT_EQ(ran.errors.front().message, "the function of halves threw, given \"a value=1\" at 1000 ms: odd");
  EXPECT_EQ(ran.errors.front().hint, "run(pipeline, 5) repeats it");
  EXPECT_FALSE(ran.run.has_value());
}

TEST(UserFunction, RunsUnderFaultsAndSlowLinks) {
  Pipeline p("functions");
  clicks(p).named("read").key_by("key").window(tumbling(10s)).aggregate(count()).named("counts").sink("out");
  p.link("read", "counts", 250ms).fault(clog("read", "counts").at(1s).lasting(5s)).fault(duplicate("clicks"));
  const Ran ran = run(p);
  ASSERT_TRUE(ran.errors.empty()) << scenarios::to_text(ran.errors.front());
  EXPECT_EQ(ran.rows_of("out"),
            (std::vector<std::string>{"b [0,10000) count=2", "a [0,10000) count=4", "a [30000,40000) count=2"}));
}

TEST(UserFunction, RunsInABatch) {
  Pipeline p("functions");
  clicks(p).key_by("key").window(tumbling(10s)).aggregate(count()).sink("out");
  EXPECT_EQ(run(p.as_batch()).rows_of("out"),
            (std::vector<std::string>{"a [0,10000) count=2", "a [30000,40000) count=1", "b [0,10000) count=1"}));
}

}  // namespace
}  // namespace wavetank::build
