#include "scenarios/build/harness.hpp"

#include <gtest/gtest.h>

#include "engine/base/assert.hpp"

namespace wavetank::build {
namespace {

using namespace std::chrono_literals;

class HarnessTest : public ::testing::Test {
 protected:
  [[nodiscard]] KeyedStream clicks() {
    return pipeline_.source("clicks", {text("key"), int64("cents")}).watermarks(bounded(0s)).key_by("key");
  }
  // Results go somewhere, so that the pipeline is whole.
  Stream with_sink(const Stream& results) {
    results.sink("out");
    return results;
  }

  Pipeline pipeline_{"harness"};
};

TEST_F(HarnessTest, SaysThatNothingHasFiredYet) {
  OperatorHarness h(with_sink(clicks().window(tumbling(10s)).aggregate(sum("cents"))));
  h.element({"ada", 250}, 1s).element({"ada", 5}, 9s).watermark(9998ms);
  EXPECT_EQ(h.output(), Rows{});
  h.watermark(9999ms);
  EXPECT_EQ(h.output(), Rows{"ada [0,10000) sum=255"});
}

TEST_F(HarnessTest, NamesTheRuleAndTheMarginOfWhatWasDropped) {
  OperatorHarness h(with_sink(clicks().window(tumbling(10s)).allowed_lateness(2s).aggregate(count())));
  h.watermark(12s).element({"ada", 1}, 9s);
  EXPECT_EQ(h.output(), Rows{});
  EXPECT_EQ(h.refused(), (std::vector<Refused>{{"ada cents=1", engine::Rule::WO14, 2ms}}));
}

TEST_F(HarnessTest, FiresLateAndTakesBack) {
  OperatorHarness h(with_sink(clicks().window(session(5s)).allowed_lateness(60s).retracting().aggregate(count())));
  h.element({"ada", 1}, 1s).element({"ada", 1}, 10s).watermark(20s);
  EXPECT_EQ(h.output(), (Rows{"ada [1000,6000) count=1", "ada [10000,15000) count=1"}));
  h.element({"ada", 1}, 5500ms);  // a bridge
  EXPECT_EQ(h.output(), (Rows{"-ada [10000,15000) count=1", "-ada [1000,6000) count=1", "+ada [1000,15000) count=3"}));
}

TEST_F(HarnessTest, TurnsTheClock) {
  OperatorHarness h(
      with_sink(clicks().window(global()).trigger(with_timeout(purging(each(3)), 30s)).aggregate(count())));
  h.clock(1s).element({"ada", 1}, 0s).clock(30s);
  EXPECT_EQ(h.output(), Rows{});
  h.clock(31001ms);  // a timer rings a millisecond after its time (TM-07)
  EXPECT_EQ(h.output(), Rows{"ada count=1"});
}

TEST_F(HarnessTest, SendsLateRecordsAside) {
  OperatorHarness h(with_sink(clicks().window(tumbling(10s)).side_output(OutputTag("late")).aggregate(count())));
  h.watermark(20s).element({"ada", 7}, 3s);
  EXPECT_EQ(h.side_output("late"), Rows{"ada cents=7"});
}

TEST_F(HarnessTest, FindsNoDifferenceOverBatchesRestoresAndSubtasks) {
  const std::vector<Step> steps{
      element({"ada", 1}, 1s),  element({"bob", 2}, 3s), element({"ada", 4}, 14s), watermark(9999ms),
      element({"ada", 8}, 4s),  watermark(16s),          element({"eve", 5}, 18s), element({"ada", 2}, 2s),
      element({"bob", 9}, 19s), watermark(40s)};
  EXPECT_EQ(first_difference(with_sink(clicks()
                                           .window(sliding(10s, 5s))
                                           .allowed_lateness(5s)
                                           .side_output(OutputTag("late"))
                                           .aggregate(sum("cents"), list("cents"))),
                             steps),
            "");
}

TEST_F(HarnessTest, RemembersTheGreatestWatermarkOverARestore) {
  const std::vector<Step> steps{watermark(20s), watermark(5s), element({"ada", 1}, 15s), watermark(40s)};
  EXPECT_EQ(first_difference(with_sink(clicks().window(tumbling(10s)).aggregate(count())), steps), "");
}

// Forgets a count when it is snapshotted: what the repetition is for.
class Forgetful final : public engine::RecordFunction {
 public:
  explicit Forgetful(scenarios::FunctionPlace place) : place_(std::move(place)) {}
  void on_record(const engine::Record&, engine::Facts& facts, std::vector<engine::RowId>& made) const override {
    made.push_back(make_row(facts, place_, {++seen_}));
  }

 private:
  scenarios::FunctionPlace place_;
  mutable std::int64_t seen_ = 0;
};

TEST_F(HarnessTest, CatchesAFunctionThatHidesState) {
  const Stream source = pipeline_.source("clicks", {text("key")}).watermarks(bounded(0s));
  Pipeline& p = pipeline_;
  p.scenario().pipeline.push_back(
      {"hides",
       {source.from()},
       scenarios::RecordFunctionNode{
           {int64("seen")}, [](const scenarios::FunctionPlace& place) { return std::make_unique<Forgetful>(place); }},
       1,
       {}});
  const Stream counted(p, "hides");
  counted.sink("out");
  const std::string difference = first_difference(counted, {element({"a"}, 1s), element({"a"}, 2s), watermark(3s)});
  EXPECT_EQ(difference, "restored after step 1: {seen=1, seen=1}, one by one: {seen=1, seen=2}");
}

TEST_F(HarnessTest, RefusesAPipelineThatIsWrong) {
  const Stream wrong = clicks().window(tumbling(0s)).aggregate(count());
  wrong.sink("out");
  EXPECT_THROW(OperatorHarness{wrong}, engine::InvariantViolation);
}

TEST_F(HarnessTest, TellsWhichTimersArePending) {
  OperatorHarness h(with_sink(clicks().silence(10s)));
  h.element({"ada", 1}, 1s).element({"bob", 1}, 2s).element({"ada", 1}, 5s);
  const PendingTimer ada{"ada", TimeDomain::Event, 15s};
  const PendingTimer bob{"bob", TimeDomain::Event, 12s};
  EXPECT_EQ(h.timers(), (std::vector<PendingTimer>{ada, bob}));
  h.watermark(12s);
  EXPECT_EQ(h.timers(), (std::vector<PendingTimer>{ada}));
}

TEST_F(HarnessTest, GoesBackToASnapshot) {
  OperatorHarness h(with_sink(clicks().window(tumbling(10s)).aggregate(sum("cents"))));
  h.element({"ada", 1}, 1s);
  const OperatorHarness::Snapshots before = h.snapshot();
  h.element({"ada", 10}, 2s).restore(before, 2).watermark(10s);
  EXPECT_EQ(h.output(), Rows{"ada [0,10000) sum=1"});
}

TEST_F(HarnessTest, HasTwoInputsWhereRulesAreBroadcast) {
  const Stream limits = pipeline_.source("limits", {text("country"), int64("most")}).watermarks(bounded(0s));
  const LookUp look_up{.rule_key = "country", .look_up = "key", .condition = "cents <= rule_most"};
  const Stream checked = with_sink(clicks().connect(limits, look_up));
  OperatorHarness h(checked, 2);
  h.element_on(1, {"de", 100}, 0s).element({"de", 80}, 1s).element({"de", 120}, 2s);
  EXPECT_EQ(h.output(), Rows{"de cents=80"});
  EXPECT_EQ(
      first_difference(checked, {ElementStep{{"de", 100}, 0s, 1}, element({"de", 80}, 1s), element({"de", 120}, 2s),
                                 ElementStep{{"de", 200}, 2s, 1}, element({"de", 120}, 3s)}),
      "");
}

TEST_F(HarnessTest, RepeatsWithAnOutputThatRefusesInTheMiddleOfABatch) {
  const Stream each_speaks = with_sink(clicks().window(tumbling(10s)).trigger(each(1)).aggregate(sum("cents")));
  const std::vector<Step> steps{element({"ada", 1}, 1s), element({"bob", 2}, 2s), element({"ada", 3}, 3s),
                                watermark(10s)};
  EXPECT_EQ(first_difference(each_speaks, steps), "");
}

}  // namespace
}  // namespace wavetank::build
