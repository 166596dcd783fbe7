// The words of windows, triggers and evictors: what they mean, and what a reader is told of wrong ones.
#include <gtest/gtest.h>

#include "scenarios/format/windowing.hpp"
#include "tests/scenarios/format/scenario_text.hpp"

namespace wavetank::scenarios::testing {
namespace {

using engine::AssignerKind;
using engine::TriggerKind;

ScenarioText window_text(const std::string& members) {
  return with_window(R"json("key": "key", "aggregate": {"n": "count()"}, )json" + members);
}
WindowNode window_of(const std::string& members) {
  const ReadResult result = read(window_text(members));
  EXPECT_EQ(lines_of(result.errors), "");
  return result.scenario ? std::get<WindowNode>(result.scenario->pipeline[1].op) : WindowNode{};
}
WindowNode with_trigger(const std::string& trigger) {
  return window_of(R"("window": {"tumbling": "10s"}, "trigger": )" + trigger);
}
std::string errors_in(const std::string& members) { return errors_of(window_text(members)); }
std::string trigger_errors(const std::string& trigger) {
  return errors_in(R"("window": {"tumbling": "10s"}, "trigger": )" + trigger);
}
std::string warnings_in(const std::string& members) { return lines_of(read(window_text(members)).warnings); }

TEST(WordsOfWindows, NameEachAssigner) {
  EXPECT_EQ(window_of(R"("window": {"session": "5s"})").session_gap.count, 5'000);
  EXPECT_EQ(window_of(R"("window": {"session": "5s"})").assigner, AssignerKind::Session);
  EXPECT_EQ(window_of(R"("window": {"session_gap_field": "value"})").session_gap_field, "value");
  const WindowNode cumulating = window_of(R"("window": {"cumulate": "1h", "step": "10m", "time": "processing"})");
  EXPECT_EQ(cumulating.assigner, AssignerKind::Cumulate);
  EXPECT_EQ(cumulating.shape, (engine::WindowShape{{3'600'000}, {600'000}, {0}}));
  EXPECT_EQ(cumulating.time, engine::TimeDomain::Processing);
  EXPECT_EQ(window_of(R"("window": {"global": true}, "trigger": "end-of-stream")").assigner, AssignerKind::Global);
}

TEST(WordsOfWindows, MakeCountWindowsOfGlobalOnes) {  // AS-13
  const WindowNode tumbling = window_of(R"("window": {"count": 3})");
  EXPECT_EQ(trigger_of(tumbling).parts.at(0).kind, TriggerKind::Purging);
  EXPECT_EQ(trigger_of(tumbling).parts.at(1).count, 3);
  const WindowNode sliding = window_of(R"("window": {"count": 3, "slide": 2})");
  EXPECT_EQ(trigger_of(sliding).parts.at(0).count, 2);
  EXPECT_EQ(sliding.evictor.count, 3);
}

TEST(WordsOfTriggers, NameEachTrigger) {
  EXPECT_EQ(with_trigger(R"("never")").trigger.parts.at(0).kind, TriggerKind::Never);
  EXPECT_EQ(with_trigger(R"({"continuous": "10s"})").trigger.parts.at(0).kind, TriggerKind::ContinuousEvent);
  EXPECT_EQ(with_trigger(R"({"continuous": "10s", "time": "processing"})").trigger.parts.at(0).kind,
            TriggerKind::ContinuousProcessing);
  const WindowNode delta = with_trigger(R"({"delta": {"field": "value", "threshold": 3}})");
  EXPECT_EQ(delta.trigger.parts.at(0).threshold, 3);
  EXPECT_EQ(delta.trigger_field, "value");
}

TEST(WordsOfTriggers, WrapOthers) {
  const WindowNode window = with_trigger(R"({"purging": {"timeout": "2s", "resets": true, "of": {"count": 3}}})");
  ASSERT_EQ(window.trigger.parts.size(), 3U);
  EXPECT_EQ(window.trigger.parts[1].interval.count, 2'000);
  EXPECT_TRUE(window.trigger.parts[1].resets_on_record);
  EXPECT_EQ(window.trigger.parts[2].count, 3);
}

TEST(WordsOfTriggers, TakeStages) {
  const engine::TriggerPart both =
      with_trigger(R"({"early": {"every": "1s", "time": "processing"}, "late": {"every": "2s"}})").trigger.parts.at(0);
  EXPECT_EQ(both.early, engine::EarlyFirings::ProcessingInterval);
  EXPECT_EQ(both.late_interval.count, 2'000);
  const engine::TriggerPart late = with_trigger(R"({"late": "none"})").trigger.parts.at(0);
  EXPECT_EQ(late.early, engine::EarlyFirings::None);
  EXPECT_EQ(late.late, engine::LateFirings::None);
}

TEST(WordsOfWindows, TakeAccumulationsAndEvictors) {
  const WindowNode discarding = window_of(R"("window": {"tumbling": "10s"}, "accumulation": "discarding")");
  EXPECT_TRUE(purges(trigger_of(discarding)));
  EXPECT_FALSE(is_plain(discarding));
  const WindowNode kept = window_of(R"("window": {"tumbling": "10s"}, "evictor": {"time": "3s", "when": "after"})");
  EXPECT_EQ(kept.evictor.size.count, 3'000);
  EXPECT_EQ(kept.evictor.when, engine::EvictWhen::After);
  EXPECT_TRUE(is_plain(window_of(R"("window": {"tumbling": "10s"}, "trigger": "event-time")")));
}

TEST(ErrorsOfWindowWords, NameTheNearest) {
  EXPECT_EQ(errors_in(R"("window": {"sesion": "5s"})"),
            "test.json:4: expected a member that says what the windows are: tumbling, sliding, session, "
            "session_gap_field, cumulate, global or count (at /pipeline/1/window); hint: did you mean \"session\"?");
  EXPECT_EQ(errors_in(R"("window": {"session": "5s", "tumbling": "5s"})"),
            "test.json:4: \"tumbling\" and \"session\" exclude each other (at /pipeline/1/window); hint: leave one of "
            "the two out");
  EXPECT_EQ(errors_in(R"("window": {"session": "0s"})"),
            "test.json:4: a session's gap must be longer than no time; found 0s (at /pipeline/1/window/session)");
  EXPECT_EQ(errors_in(R"("window": {"session_gap_field": "vlaue"})"),
            "test.json:4: unknown field \"vlaue\" (at /pipeline/1/window/session_gap_field); hint: did you mean "
            "\"value\"?");
  EXPECT_EQ(errors_in(R"("window": {"cumulate": "1h", "step": "7m"})"),
            "test.json:4: the steps must fill the cycle of 1h; found 7m (at /pipeline/1/window/step)");
  EXPECT_EQ(errors_in(R"("window": {"count": 0})"),
            "test.json:4: expected a number of records above 0; found the number 0 (at /pipeline/1/window/count)");
}

TEST(ErrorsOfWindowWords, RefuseATriggerBesideACount) {
  EXPECT_EQ(errors_in(R"("window": {"count": 3}, "trigger": "never")"),
            "test.json:4: count windows have \"trigger\" of their own (AS-13) (at /pipeline/1/trigger); hint: write "
            "{\"global\": true} in \"window\", and the trigger and the evictor beside it");
}

TEST(ErrorsOfTriggers, SayWhatWasExpected) {
  EXPECT_EQ(trigger_errors(R"("evnt-time")"),
            "test.json:4: expected event-time, processing-time, end-of-stream or never; found \"evnt-time\" (at "
            "/pipeline/1/trigger); hint: did you mean \"event-time\"?");
  EXPECT_EQ(trigger_errors(R"({"purging": {"count": 0}})"),
            "test.json:4: expected a number of records above 0; found 0 (at /pipeline/1/trigger/purging/count)");
  EXPECT_EQ(trigger_errors(R"({"timeout": "1s"})"),
            "test.json:4: the member \"of\" is missing (at /pipeline/1/trigger/of)");
  EXPECT_EQ(trigger_errors(R"({"delta": {"field": "key", "threshold": 1}})"),
            "test.json:4: expected a field of type int64 or timestamp; \"key\" is text (at "
            "/pipeline/1/trigger/delta/field)");
  EXPECT_EQ(trigger_errors(R"({"early": {"every": "0s"}})"),
            "test.json:4: expected an interval longer than no time; found 0s (at /pipeline/1/trigger/early/every)");
}

TEST(ErrorsOfTriggers, RefuseWhatCannotMerge) {  // TR-03
  EXPECT_EQ(
      errors_in(
          R"("window": {"session": "5s"}, "trigger": {"purging": {"delta": {"field": "value", "threshold": 1}}})"),
      "test.json:4: \"delta\" cannot be the trigger of sessions: when two of them become one, what it remembers "
      "of each has no sum (TR-03) (at /pipeline/1/trigger/purging); hint: event-time, processing-time, count, "
      "continuous and early can; sessions end by themselves");
}

TEST(ErrorsOfAccumulations, KnowWhatPurgingLeaves) {
  EXPECT_EQ(
      errors_in(R"("window": {"tumbling": "1s"}, "trigger": {"purging": {"count": 1}}, "accumulation": "retracting")"),
      "test.json:4: what a purging trigger has dropped cannot be taken back (TR-12) (at "
      "/pipeline/1/accumulation); hint: leave \"purging\" out, or write \"discarding\"");
}

// What broke: such a run never came to an end.
TEST(ErrorsOfTriggers, KnowWhatWouldFireForEver) {
  EXPECT_EQ(errors_in(R"("window": {"global": true}, "trigger": {"continuous": "1s", "time": "event"})"),
            "test.json:4: with the final watermark it would fire for ever: a global window has no end (TR-09) (at "
            "/pipeline/1/trigger); hint: let the inputs \"end\" with \"hold\", or name windows that end");
  EXPECT_EQ(errors_in(R"("window": {"global": true}, "trigger": {"continuous": "1s", "time": "processing"})"), "");
}

TEST(WarningsOfWindows, SayWhatIsIgnored) {
  EXPECT_EQ(warnings_in(R"("window": {"tumbling": "1s", "time": "processing"}, "allowed_lateness": "5s")"),
            "test.json:4: it is ignored: windows of processing time know no late records (WO-02, WO-03) (at "
            "/pipeline/1/allowed_lateness); hint: leave it out");
  EXPECT_EQ(warnings_in(R"("window": {"global": true})"),
            "test.json:4: these windows never speak (AS-12) (at /pipeline/1/window); hint: name a trigger, for example "
            "{\"count\": 100}");
  EXPECT_EQ(warnings_in(R"("window": {"tumbling": "1s", "time": "processing"}, "trigger": "event-time")"),
            "test.json:4: it waits for the watermark, but the windows end with the clock and take along what was not "
            "said (at /pipeline/1/trigger); hint: write a trigger of processing time");
  EXPECT_EQ(warnings_in(R"("window": {"tumbling": "1s"}, "allowed_lateness": "5s")"), "");
}

}  // namespace
}  // namespace wavetank::scenarios::testing
