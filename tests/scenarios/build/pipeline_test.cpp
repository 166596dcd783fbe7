#include "scenarios/build/pipeline.hpp"

#include <gtest/gtest.h>

#include "properties/judge.hpp"
#include "scenarios/build/running.hpp"

namespace wavetank::build {
namespace {

using namespace std::chrono_literals;

std::string first_error(const Pipeline& pipeline) {
  const std::vector<scenarios::InputError> errors = pipeline.check();
  return errors.empty() ? "" : scenarios::to_text(errors.front());
}

TEST(BuiltPipeline, CountsLateClicksAgainAndSendsTheRestAside) {
  Pipeline p("checkout");
  const OutputTag too_late("too-late");
  Stream totals = p.source("clicks", {text("key"), int64("cents")})
                      .watermarks(bounded(2s).on_each_record())
                      .events({at(1s, {"ada", 250}), at(13s, {"ada", 100}), late(7s, 14s, {"ada", 5}),
                               at(30s, {"bob", 1}), late(3s, 31s, {"ada", 9})})
                      .key_by("key")
                      .window(tumbling(10s))
                      .allowed_lateness(5s)
                      .side_output(too_late)
                      .aggregate(sum("cents"));
  totals.sink("totals");
  totals.side_output(too_late).sink("refused");
  const Ran ran = run(p);
  ASSERT_TRUE(ran.errors.empty()) << scenarios::to_text(ran.errors.front());
  EXPECT_EQ(ran.rows_of("totals"), (std::vector<std::string>{"ada [0,10000) sum=250", "ada [0,10000) sum=255",
                                                             "ada [10000,20000) sum=100", "bob [30000,40000) sum=1"}));
  EXPECT_EQ(ran.rows_of("refused"), (std::vector<std::string>{"ada cents=9"}));
  EXPECT_TRUE(properties::judge(p.scenario(), *ran.run).empty());
}

TEST(BuiltPipeline, JoinsStreamsInAUnion) {
  Pipeline p("both");
  const std::vector<engine::Field> fields{text("key"), int64("value")};
  const Stream web = p.source("web", fields).watermarks(bounded(0s)).events({at(1s, {"a", 1})});
  const Stream app = p.source("app", fields).watermarks(bounded(0s)).events({at(2s, {"a", 2})});
  web.union_with(app).key_by("key").window(tumbling(10s)).aggregate(count()).sink("out");
  EXPECT_EQ(run(p).rows_of("out"), (std::vector<std::string>{"a [0,10000) count=2"}));
}

TEST(BuiltPipeline, NamesTheStepThatIsWrong) {
  Pipeline p("wrong");
  p.source("clicks", {text("key")})
      .watermarks(bounded(1s))
      .filter("ky == 'a'")
      .key_by("key")
      .window(tumbling(0s))
      .aggregate(count())
      .sink("out");
  const std::vector<scenarios::InputError> errors = p.check();
  ASSERT_EQ(errors.size(), 2U);
  EXPECT_EQ(errors[0].file, "wrong");
  EXPECT_TRUE(errors[0].pointer.starts_with("step 2, filter-1: ")) << errors[0].pointer;
  EXPECT_TRUE(errors[1].pointer.starts_with("step 3, window-1: ")) << errors[1].pointer;
}

TEST(BuiltPipeline, WarnsOfLatenessByTheClock) {
  Pipeline p("clock");
  p.source("clicks", {text("key")})
      .watermarks(bounded(1s))
      .key_by("key")
      .window(tumbling(1s).by(TimeDomain::Processing))
      .allowed_lateness(5s)
      .aggregate(count())
      .sink("out");
  EXPECT_TRUE(p.check().empty());
  ASSERT_EQ(p.warnings().size(), 1U);
  EXPECT_TRUE(p.warnings().front().pointer.starts_with("step 2, window-1")) << p.warnings().front().pointer;
}

TEST(BuiltPipeline, IsNotRunWhenItIsWrong) {
  Pipeline p("wrong");
  p.source("clicks", {text("key")}).key_by("user").window(tumbling(1s)).aggregate(count()).sink("out");
  const Ran ran = run(p);
  EXPECT_FALSE(ran.run.has_value());
  EXPECT_NE(first_error(p).find("\"user\""), std::string::npos) << first_error(p);
}

TEST(BuiltPipeline, MovesItsSideOutputWithItsName) {
  Pipeline p("named");
  const OutputTag tag("old");
  Stream counts = p.source("clicks", {text("key")})
                      .watermarks(bounded(0s))
                      .key_by("key")
                      .window(tumbling(1s))
                      .side_output(tag)
                      .aggregate(count());
  counts.named("counts");
  counts.sink("out");
  counts.side_output(tag).sink("late");
  EXPECT_EQ(first_error(p), "");
  EXPECT_EQ(p.scenario().pipeline.back().from.front(), "counts.late");
}

}  // namespace
}  // namespace wavetank::build
