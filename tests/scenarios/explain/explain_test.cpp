#include "scenarios/explain/explain.hpp"

#include <algorithm>

#include "tests/scenarios/recordings.hpp"

namespace wavetank::scenarios::testing {
namespace {

using sim::EventKind;

// --- the fates of a record ---

TEST(ExplainRecord, OnTimeNamesItsWindowAndTheWatermarkAtItsArrival) {
  const Recording recording = clicks(R"("a@1s", "a@6s")", kTumbling);
  EXPECT_EQ(why(recording, EventKind::WindowAdd),
            "a@00:01 at w/0\n"
            "it happened at 00:01 and arrived at 00:01.000\n"
            "it belongs to [00:00,00:10)\n"
            "at its arrival: no watermark yet\n"
            "w/0: added to [00:00,00:10) of a\n");
}

TEST(ExplainRecord, LateAndAcceptedSaysHowFarBehindAndHowMuchWasLeft) {
  const Recording recording =
      clicks(R"("a@1s", "a@14s", "a@7s at 15s")", R"("window": {"tumbling": "10s"}, "allowed_lateness": "5s")");
  EXPECT_EQ(why(recording, EventKind::RecordLate),
            "a@00:07 at w/0\n"
            "it happened at 00:07 and arrived at 00:15.000\n"
            "it belongs to [00:00,00:10)\n"
            "at its arrival: watermark 00:11.999\n"
            "the window's end had passed by 2 s, but its state was kept for 3 s more: late, and accepted (WO-03)\n"
            "w/0: added to [00:00,00:10) of a\n"
            "w/0: [00:00,00:10) of a fires late: count 2\n");
}

TEST(ExplainRecord, DroppedNamesTheMarginAndTheLatenessThatWouldHaveKeptIt) {
  const Recording recording =
      clicks(R"("a@14s", "a@7s at 15s")", R"("window": {"tumbling": "10s"}, "allowed_lateness": "1s")");
  EXPECT_EQ(why(recording, EventKind::RecordDrop),
            "a@00:07 at w/0\n"
            "it happened at 00:07 and arrived at 00:15.000\n"
            "it belongs to [00:00,00:10)\n"
            "at its arrival: watermark 00:11.999\n"
            "all its windows were late: end + allowed lateness (1 s) had been reached, so it was dropped and counted "
            "(WO-03, WO-14)\n"
            "1.001 s too late; an allowed lateness of 2.001 s would have kept it\n");
}

// The margin is exact: with the lateness that explain names the record is kept, with one millisecond less it is not.
TEST(ExplainRecord, TheLatenessThatWouldHaveKeptItKeepsIt) {
  const char* events = R"("a@14s", "a@7s at 15s")";
  const Recording kept = clicks(events, R"("window": {"tumbling": "10s"}, "allowed_lateness": "2001ms")");
  EXPECT_EQ(told(kept, EventKind::RecordDrop), "");
  const Recording lost = clicks(events, R"("window": {"tumbling": "10s"}, "allowed_lateness": "2s")");
  EXPECT_EQ(told(lost, EventKind::RecordDrop), "w/0: dropped and counted, 1 ms too late (WO-14)\n");
}

TEST(ExplainRecord, SentToTheLateOutputIsNotCalledDropped) {
  const Recording recording =
      clicks(R"("a@14s", "a@7s at 15s")", R"("window": {"tumbling": "10s"}, "late": "side-output")");
  const std::string reasons = why(recording, EventKind::RecordSide);
  EXPECT_NE(reasons.find("so it was sent to the late output (WO-03, WO-14)"), std::string::npos) << reasons;
  EXPECT_EQ(reasons.find("dropped"), std::string::npos) << reasons;
}

TEST(ExplainRecord, InNoWindowAndNotLateVanishes) {
  const Recording recording = clicks(R"("a@15s")", R"("window": {"sliding": "10s", "slide": "20s"})");
  EXPECT_EQ(why(recording, EventKind::RecordUnassigned),
            "a@00:15 at w/0\n"
            "it happened at 00:15 and arrived at 00:15.000\n"
            "no window contains it (AS-07)\n"
            "at its arrival: no watermark yet\n"
            "it is in no window and not late: it vanishes (WO-15)\n");
}

TEST(ExplainRecord, InNoWindowAndLateIsPromisedNoLateness) {
  const Recording recording = clicks(R"("b@50s", "a@15s at 51s")", R"("window": {"sliding": "10s", "slide": "20s"})");
  const std::string reasons = why(recording, EventKind::RecordDrop);
  EXPECT_NE(reasons.find("no window contains it (AS-07)"), std::string::npos) << reasons;
  EXPECT_NE(reasons.find("dropped and counted (WO-14); no lateness would have kept it"), std::string::npos) << reasons;
}

// One window took it, the older one was over: both are said.
TEST(ExplainRecord, TooLateForOneOfItsWindowsNamesThatWindow) {
  const Recording recording =
      clicks(R"("a@14s", "a@4s at 15s")", R"("window": {"sliding": "10s", "slide": "5s"}, "allowed_lateness": "3s")");
  const std::string reasons = why(recording, EventKind::RecordLate);
  EXPECT_NE(reasons.find("w/0: added to [00:00,00:10) of a"), std::string::npos) << reasons;
  EXPECT_NE(reasons.find("it came too late for [-00:05,00:05) (WO-03)"), std::string::npos) << reasons;
  EXPECT_EQ(reasons.find("too late for [00:00,00:10)"), std::string::npos) << reasons;
}

TEST(ExplainRecord, ThatJoinsWindowsWhichOverlapNamesThemAll) {
  const Recording two = clicks(R"("a@6s")", R"("window": {"sliding": "10s", "slide": "5s"})");
  EXPECT_NE(why(two, EventKind::SliceAdd).find("w/0: added to [00:05,00:15) and [00:00,00:10) of a"),
            std::string::npos);
  const Recording ten = clicks(R"("a@10s")", R"("window": {"sliding": "10s", "slide": "1s"})");
  EXPECT_NE(why(ten, EventKind::SliceAdd).find("added to 10 windows from [00:01,00:11) to [00:10,00:20) of a"),
            std::string::npos);
}

TEST(ExplainRecord, ItsChainLeadsBackToItsProducer) {
  const Recording recording = clicks(R"("a@14s", "a@7s at 15s")", kTumbling);
  const Explanation dropped = explain_event(recording, first_of(recording, EventKind::RecordDrop));
  ASSERT_FALSE(dropped.chain.empty());
  EXPECT_EQ(recording.at(dropped.chain.front()).kind, EventKind::RecordDrop);
  EXPECT_EQ(recording.at(dropped.chain.back()).kind, EventKind::ProducerSend);
  EXPECT_NE(to_text(recording, dropped).find("clicks: sent: key a, value 1, happened at 00:07"), std::string::npos);
}

// --- why a window fired, and with what ---

TEST(ExplainFiring, OnTimeNamesTheWatermarkTheContentsAndWhatCameTooLate) {
  const Recording recording = clicks(R"("a@1s", "a@12s", "a@7s at 13s")", kTumbling);
  EXPECT_EQ(why(recording, EventKind::WindowFire),
            "w/0: [00:00,00:10) of a fires on time: count 1\n"
            "the watermark 00:09.999 reached the window's last instant 00:09.999 (TR-04)\n"
            "contains a@00:01\n"
            "came too late for it: a@00:07\n");
}

TEST(ExplainFiring, AtTheEndNamesTheFinalWatermark) {
  const std::string reasons = why(clicks(R"("a@1s")", kTumbling), EventKind::WindowFire);
  EXPECT_NE(reasons.find("the final watermark reached the window's last instant 00:09.999"), std::string::npos)
      << reasons;
}

TEST(ExplainFiring, LateNamesTheRecordThatCausedIt) {
  const Recording recording =
      clicks(R"("a@1s", "a@14s", "a@7s at 15s")", R"("window": {"tumbling": "10s"}, "allowed_lateness": "5s")");
  const std::vector<Explanation> about = explain_key(recording, "a", engine::EventTime(0));
  ASSERT_EQ(about.size(), 2U);
  EXPECT_EQ(reasons_of(about[1]),
            "w/0: [00:00,00:10) of a fires late: count 2\n"
            "a late record makes its window fire again at once (TR-04, TR-05): a@00:07\n"
            "contains a@00:01\n"
            "contains a@00:07\n");
}

TEST(ExplainFiring, ALongListIsCounted) {
  const std::string reasons = why(
      clicks(R"("a@1s", "a@2s", "a@3s", "a@4s", "a@5s", "a@6s", "a@7s", "a@8s")", kTumbling), EventKind::WindowFire);
  EXPECT_NE(reasons.find("contains a@00:06\nand 2 more\n"), std::string::npos) << reasons;
}

TEST(ExplainFiring, NamesARecordThatOnlyAnotherWindowStillTook) {
  const Recording recording = clicks(R"("a@1s", "a@14s", "a@4s at 15s")",
                                     R"("window": {"sliding": "10s", "slide": "5s"}, "allowed_lateness": "3s")");
  const std::vector<Explanation> about = explain_key(recording, "a", engine::EventTime(-5000));
  ASSERT_EQ(about.size(), 1U);
  EXPECT_NE(reasons_of(about[0]).find("came too late for it: a@00:04"), std::string::npos) << reasons_of(about[0]);
}

TEST(ExplainFiring, OfWindowsThatOverlapContainsWhatTheirSlicesHold) {
  const Recording recording =
      clicks(R"("a@1s", "a@6s", "b@7s", "a@12s")", R"("window": {"sliding": "10s", "slide": "5s"})");
  std::string of_zero;
  for (const Explanation& one : explain_key(recording, "a", engine::EventTime(0))) of_zero += to_text(recording, one);
  EXPECT_NE(of_zero.find("contains a@00:01"), std::string::npos) << of_zero;
  EXPECT_NE(of_zero.find("contains a@00:06"), std::string::npos) << of_zero;
  EXPECT_EQ(of_zero.find("contains b@00:07"), std::string::npos) << of_zero;
  EXPECT_EQ(of_zero.find("contains a@00:12"), std::string::npos) << of_zero;
}

TEST(ExplainFiring, AResultLeadsToTheWindowItComesFrom) {
  const Recording recording = clicks(R"("a@1s")", kTumbling);
  const Explanation result = explain_event(recording, first_of(recording, EventKind::OutVisible));
  ASSERT_GE(result.reasons.size(), 2U);
  EXPECT_EQ(result.reasons[0].text, "it comes from a window that fired");
  EXPECT_EQ(result.reasons[0].event, first_of(recording, EventKind::WindowFire));
  EXPECT_EQ(result.chain.front(), first_of(recording, EventKind::OutVisible));
}

// --- why a window has not fired ---

// Two inputs that flow into one window; the run ends at 20 s.
Recording two_inputs(const std::string& left, const std::string& right, const std::string& idle = "") {
  const std::string watermark = R"("watermark": {"kind": "monotonous", "every": "1s")" + idle + "} },\n";
  return record_of(valid(R"json({ "name": "two", "about": "a test", "teaches": "nothing", "until": "20s",
    "inputs": [ { "name": "left", )json" +
                         left + R"json( }, { "name": "right", )json" + right + R"json( } ],
    "pipeline": [ { "id": "l", "source": "left", )json" +
                         watermark + R"json(
      { "id": "r", "source": "right", )json" +
                         watermark + R"json(
      { "id": "w", "from": ["l", "r"], "key": "key", "window": {"tumbling": "10s"}, "aggregate": {"count": "count()"} },
      { "id": "out", "sink": {} } ] })json"));
}

// Of the window that begins at zero.
std::string silence(const Recording& recording) {
  const std::vector<Explanation> about = explain_key(recording, "a", engine::EventTime(0));
  EXPECT_EQ(about.size(), 1U);
  return about.empty() ? "" : reasons_of(about[0]);
}

TEST(ExplainSilence, AWatermarkBehindIsNamedWithItsChannel) {
  EXPECT_EQ(silence(two_inputs(R"("end": "hold", "events": ["a@1s"])", R"("end": "hold", "events": ["a@4s"])")),
            "[00:00,00:10) of a has not fired\n"
            "it fires when the watermark reaches 00:09.999; when the trace ends: watermark 00:00.999\n"
            "channel 0 is at the watermark 00:00.999\n"
            "channel 1 is at the watermark 00:03.999\n");
}

TEST(ExplainSilence, AChannelThatHasSaidNothingHoldsTheWatermarkBack) {
  const std::string reasons =
      silence(two_inputs(R"("end": "hold", "events": ["a@1s", "a@15s"])", R"("end": "hold", "events": ["a@30s"])"));
  EXPECT_NE(reasons.find("when the trace ends: no watermark yet\n"), std::string::npos) << reasons;
  EXPECT_NE(reasons.find("channel 1 has said nothing yet and holds the watermark back\n"), std::string::npos)
      << reasons;
}

TEST(ExplainSilence, AnIdleChannelIsNotWaitedFor) {
  const std::string reasons = silence(
      two_inputs(R"("end": "hold", "events": ["a@1s"])", R"("end": "hold", "events": ["a@2s"])", R"(, "idle": "3s")"));
  EXPECT_NE(reasons.find("channel 0 is idle and not waited for\nchannel 1 is idle and not waited for\n"),
            std::string::npos)
      << reasons;
}

TEST(ExplainSilence, AnEndedChannelIsNotBlamed) {
  const std::string reasons = silence(two_inputs(R"("end": "hold", "events": ["a@1s"])", R"("events": ["a@2s"])"));
  EXPECT_NE(reasons.find("channel 0 is at the watermark 00:00.999\nchannel 1 has ended\n"), std::string::npos)
      << reasons;
}

// A trace that ends between a channel's return from idleness and its first watermark.
TEST(ExplainSilence, AnActiveChannelWithoutAWatermarkHoldsItBack) {
  Recording recording = two_inputs(R"("end": "hold", "events": ["a@1s"])",
                                   R"("end": "hold", "events": ["a@3s at 10s"])", R"(, "idle": "3s")");
  const auto is_return = [](const sim::TraceEvent& event) {
    return event.kind == EventKind::ControlIn &&
           engine::upper(event.b) == static_cast<std::uint32_t>(engine::ControlKind::Active);
  };
  std::vector<sim::TraceEvent>& events = recording.trace.events;
  const auto back = std::find_if(events.begin(), events.end(), is_return);
  ASSERT_NE(back, events.end());
  events.erase(back + 1, events.end());
  const std::string reasons = silence(recording);
  EXPECT_NE(reasons.find("channel 1 is active, without a watermark yet, and holds the watermark back\n"),
            std::string::npos)
      << reasons;
}

// --- evictors ---

TEST(ExplainFiring, NamesWhatItsEvictorLeftOutAndWhatItKept) {
  const Recording recording =
      clicks(R"("a@1s", "a@3s", "a@5s", "a@12s")", R"("window": {"tumbling": "10s"}, "evictor": {"count": 2})");
  const std::string reasons = why(recording, EventKind::WindowFire);
  EXPECT_NE(reasons.find("contains a@00:03\ncontains a@00:05\nw/0: a@00:01 is evicted: only the last 2 stay (EV-04)\n"),
            std::string::npos)
      << reasons;
  EXPECT_EQ(reasons.find("contains a@00:01"), std::string::npos) << reasons;
}

TEST(ExplainFiring, DoesNotContainWhatAnEarlierFiringLeftOut) {
  const Recording recording = clicks(R"("a@1s", "a@2s", "a@3s", "a@4s")",
                                     R"("window": {"global": true}, "trigger": {"count": 2},
                                        "evictor": {"count": 1, "when": "after"})");
  const std::vector<Explanation> firings = explain_key(recording, "a", std::nullopt);
  ASSERT_EQ(firings.size(), 2U);
  std::string contents;
  for (const Reason& reason : firings[1].reasons) {
    if (reason.text.starts_with("contains ")) contents += reason.text.substr(9) + " ";
  }
  EXPECT_EQ(contents, "a@00:02 a@00:03 a@00:04 ");
}

// --- by key ---

TEST(ExplainKey, LeavesOutOtherKeysAndOtherWindows) {
  const Recording recording = clicks(R"("a@1s", "b@2s", "a@14s", "a@7s at 15s", "b@8s at 16s")", kTumbling);
  EXPECT_EQ(explain_key(recording, "a", std::nullopt).size(), 3U);
  EXPECT_EQ(explain_key(recording, "a", engine::EventTime(10'000)).size(), 1U);
  EXPECT_TRUE(explain_key(recording, "a", engine::EventTime(20'000)).empty());
  EXPECT_TRUE(explain_key(recording, "nobody", std::nullopt).empty());
}

TEST(ExplainKey, IncludesARecordInNoWindow) {
  const Recording recording = clicks(R"("a@15s")", R"("window": {"sliding": "10s", "slide": "20s"})");
  EXPECT_EQ(explain_key(recording, "a", std::nullopt).size(), 1U);
  EXPECT_TRUE(explain_key(recording, "a", engine::EventTime(0)).empty());
}

TEST(ExplainAdvance, NamesTheChannelsAsTheyStood) {
  const Recording recording = clicks(R"("a@1s", "a@6s")", kTumbling);
  const std::vector<std::string> expected = {"first watermark: -00:01.001",
                                             "the slowest channel that counts has said so",
                                             "channel 0 is at the watermark -00:01.001"};
  const std::string reasons = why(recording, EventKind::WatermarkAdvance);
  for (const std::string& line : expected) EXPECT_NE(reasons.find(line), std::string::npos) << reasons;
}

TEST(ExplainEvent, RefusesANumberThatTheTraceDoesNotHave) {
  const Recording recording = clicks(R"("a@1s")", kTumbling);
  EXPECT_THROW((void)explain_event(recording, sim::EventId{0}), engine::InvariantViolation);
  EXPECT_THROW((void)explain_event(recording, sim::EventId{recording.size() + 1}), engine::InvariantViolation);
}

}  // namespace
}  // namespace wavetank::scenarios::testing
