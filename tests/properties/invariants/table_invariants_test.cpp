// Offences of joins and changelogs: runs of the catalogue from which a row was taken away afterwards.
#include <string>

#include <gtest/gtest.h>

#include "properties/invariants/all.hpp"
#include "scenarios/format/read.hpp"
#include "tests/properties/support.hpp"

namespace wavetank::properties::testing {
namespace {

using sim::EventKind;

class AfterTheFact {
 public:
  explicit AfterTheFact(const std::string& scenario)
      : scenario_(*scenarios::read_scenario_file(WT_SOURCE_DIR "/scenarios/catalogue/" + scenario).scenario),
        run_(run_of(scenario_)) {}

  // The row that `actor` sent as its `which`-th, from 1, was never sent.
  void hide(const std::string& actor, int which) {
    for (sim::TraceEvent& event : run_.trace.events) {
      const bool sent = event.kind == EventKind::RecordOut;
      if (!sent || run_.cast.actors[static_cast<std::size_t>(event.actor)].name != actor) continue;
      if (--which == 0) event.kind = EventKind::None;
    }
  }
  // Records that were refused are not heard of any more.
  void lose_what_was_refused() {
    for (sim::TraceEvent& event : run_.trace.events) {
      const bool refused = event.kind == EventKind::RecordDrop || event.kind == EventKind::RecordSide;
      const bool follows = event.cause > 0 && run_.trace.at(sim::EventId{event.cause}).kind == EventKind::None;
      if (refused || (follows && event.kind == EventKind::RecordOut)) event.kind = EventKind::None;
    }
  }
  [[nodiscard]] std::string story(Violations (*invariant)(const Evidence&)) const {
    const Evidence evidence(scenario_, run_);
    std::string lines;
    for (const Violation& violation : invariant(evidence)) {
      const std::string text = to_text(violation);
      lines += (lines.empty() ? "" : "\n") + text.substr(0, text.find(" (#"));
    }
    return lines.empty() ? "clean" : lines;
  }

 private:
  scenarios::Scenario scenario_;
  scenarios::Run run_;
};

// What broke: all late rows of a join were taken for those of its left side, and what the right side's output had sent
// came, so it seemed, in the wrong order.
TEST(LateOutputsOfAJoin, AreStreamsOfTheirOwn) {
  constexpr std::string_view kText = R"json({"name": "late", "about": "a",
    "inputs": [ {"name": "a", "events": ["k@9s", "k@1s at 10s", "k@20s"]},
                {"name": "b", "events": ["k@9s", "k@2s at 10s", "k@3s at 11s", "k@20s"]} ],
    "pipeline": [
      {"id": "a", "source": "a", "watermark": {"kind": "bounded", "bound": "0s", "emit": "each-record"}},
      {"id": "b", "source": "b", "watermark": {"kind": "bounded", "bound": "0s", "emit": "each-record"}},
      {"id": "both", "from": "a", "interval_join": "b", "key": "key", "lower": "0s", "upper": "1s",
       "late": "side-output"},
      {"id": "aside", "from": "both.late_right", "sink": {}}, {"id": "out", "from": "both", "sink": {}}]})json";
  const scenarios::ReadResult read = scenarios::read_scenario_text(kText, "late.json");
  ASSERT_TRUE(read.scenario.has_value());
  EXPECT_EQ(findings_of(*read.scenario), "");
}

TEST(ChangelogFold, FindsAChangeThatWasNotSaid) {
  AfterTheFact people("changelogs/people-per-city.json");
  EXPECT_EQ(people.story(changelog_fold), "clean");
  people.hide("people/0", 3);
  EXPECT_EQ(people.story(changelog_fold),
            "changelog-fold: people/0: (rome, 2) neither comes nor goes, and by what arrived it comes once");
}

TEST(ChangelogSound, FindsARowThatWasTakenBackButNeverThere) {
  AfterTheFact people("changelogs/people-per-city.json");
  EXPECT_EQ(people.story(changelog_sound), "clean");
  people.hide("people/0", 1);
  EXPECT_EQ(people.story(changelog_sound), "changelog-sound: people/0 took back (rome, 1), which was not there");
}

TEST(ChangelogSound, FindsTwoRowsOfOneGroup) {
  AfterTheFact people("changelogs/people-per-city.json");
  people.hide("people/0", 2);
  EXPECT_EQ(people.story(changelog_sound),
            "changelog-sound: people/0 said (rome, 2) while another row of its key was there");
}

TEST(ChangelogFold, FindsALateRowThatWasNotRefused) {
  AfterTheFact waited("changelogs/earliest-at-once-or-waited.json");
  EXPECT_EQ(waited.story(changelog_fold), "clean");
  waited.lose_what_was_refused();
  EXPECT_EQ(waited.story(changelog_fold), "changelog-fold: waited/0 took the record of 3000, which came too late");
}

TEST(JoinPairs, FindsALateRowThatWasNotRefused) {
  AfterTheFact pairs("joins/late-side-of-a-join.json");
  EXPECT_EQ(pairs.story(join_pairs), "clean");
  pairs.lose_what_was_refused();
  EXPECT_EQ(pairs.story(join_pairs), "join-pairs: joined/0 took the record of 2000, which came too late");
}

TEST(JoinPairs, FindsAPairThatWasNotSaid) {
  AfterTheFact orders("joins/outer-row-taken-back.json");
  orders.hide("known/0", 3);
  EXPECT_EQ(orders.story(join_outer), "clean");
  EXPECT_EQ(orders.story(join_pairs),
            "join-pairs: known/0: (o1, ann, ann, Bern) neither comes nor goes, and by what arrived it comes once");
}

TEST(JoinOuter, FindsARowThatStillSpeaksAlone) {
  AfterTheFact orders("joins/outer-row-taken-back.json");
  EXPECT_EQ(orders.story(join_outer), "clean");
  orders.hide("known/0", 2);
  EXPECT_EQ(orders.story(join_outer),
            "join-outer: known/0: (o1, ann, null, null) neither comes nor goes, and by what arrived it goes once");
  EXPECT_EQ(orders.story(join_pairs), "clean");
}

}  // namespace
}  // namespace wavetank::properties::testing
