// Why a sort or a window of SQL refused a record, and what functions have done.
#include <gtest/gtest.h>

#include "tests/scenarios/recordings.hpp"

namespace wavetank::scenarios::testing {
namespace {

using sim::EventKind;

Recording through(const std::string& node, const std::string& events) {
  return record_of(valid(R"json({ "name": "one", "about": "a test", "teaches": "nothing",
    "inputs": [ { "name": "clicks", "events": [)json" +
                         events + R"json(] } ],
    "pipeline": [
      { "id": "in", "source": "clicks", "watermark": {"kind": "bounded", "bound": "2s", "emit": "each-record"} },
      { "id": "x", )json" +
                         node + R"json( },
      { "id": "out", "sink": {} } ] })json"));
}
std::string why(const Recording& recording, EventKind kind) {
  const Explanation explanation = explain_event(recording, first_of(recording, kind));
  std::string text = explanation.title + "\n";
  for (const Reason& reason : explanation.reasons) text += reason.text + "\n";
  return text;
}

TEST(ExplainASort, SaysWhyARecordLostItsPlace) {
  EXPECT_EQ(why(through(R"("sort": {})", R"("a@1s", "b@5s", "c@8s", "d@4s at 8.2s")"), EventKind::RecordDrop),
            "x/0: dropped and counted, 1.001 s too late (SO-02)\n"
            "a record@00:04 arrived at 00:08.200, at the watermark 00:05.999\n"
            "the sort had sent on a record of that time or a later one (SO-02)\n"
            "a bound larger by 1.001 s would have waited for it\n");
}

TEST(ExplainAWindowOfSql, SaysWhyARecordWasDropped) {
  const Recording recording =
      through(R"json("key": "key", "sql_window": {"tumble": "5s"}, "aggregate": {"n": "count()"})json",
              R"("a@1s", "a@8s", "a@4s at 8.2s")");
  EXPECT_EQ(why(recording, EventKind::RecordDrop),
            "x/0: dropped and counted, 1.001 s too late (AS-17)\n"
            "a@00:04 arrived at 00:08.200, at the watermark 00:05.999\n"
            "all its windows had spoken (AS-17)\n"
            "a bound larger by 1.001 s would have waited for it\n");
}

TEST(ExplainAWindowOfSql, SaysWhichRecordsAFiringHolds) {
  const Recording recording =
      through(R"json("key": "key", "sql_window": {"hop": "10s", "slide": "5s"}, "aggregate": {"n": "count()"})json",
              R"("a@1s", "a@6s", "a@12s", "b@13s")");
  EXPECT_EQ(why(recording, EventKind::WindowFire),
            "x/0: [-00:05,00:05) of a fires on time: n 1\n"
            "the watermark 00:09.999 reached the window's last instant 00:04.999 (TR-04)\n"
            "contains a@00:01\n");
  EXPECT_EQ(explain_key(recording, "a", engine::EventTime(0)).size(), 1u);
}

TEST(ExplainFunctions, DescribesTheirStateAndTimers) {
  const Recording recording = through(R"("key": "key", "silence": "2s")", R"("a@1s", "a@9s")");
  EXPECT_EQ(told(recording, EventKind::StatePut), "x/0: last heard of a = 1000\nx/0: last heard of a = 9000\n");
  EXPECT_EQ(told(recording, EventKind::StateClear),
            "x/0: last heard of a is forgotten\nx/0: last heard of a is forgotten\n");
  EXPECT_EQ(told(recording, EventKind::EventTimerSet),
            "x/0: an event timer is set for a at 00:03\nx/0: an event timer is set for a at 00:11\n");
}

TEST(ExplainFunctions, DescribesWhatTheyIgnoreAndWhereASplitSends) {
  const Recording late = through(R"("key": "key", "silence": "9s")", R"("a@5s", "a@4s at 6s")");
  EXPECT_EQ(told(late, EventKind::RecordIgnore), "x/0: a@00:04 changes nothing\n");
  const Recording split = through(R"("split": {"big": "value > 5"})", R"("a=9@5s")");
  EXPECT_EQ(told(split, EventKind::RecordSplit), "x/0: goes to output 1\n");
}

TEST(ExplainFunctions, DescribesStateThatHasExpired) {
  const Recording recording =
      through(R"json("key": "key", "rolling": {"sum": "sum(value)"}, "time_to_live": {"length": "2s"})json",
              R"("a=5@1s", "a=3@9s")");
  EXPECT_EQ(told(recording, EventKind::StateExpire),
            "x/0: sum so far of a, 5, has outlived its time to live (PF-04)\n");
}

}  // namespace
}  // namespace wavetank::scenarios::testing
