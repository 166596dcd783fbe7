#include "scenarios/run/planner.hpp"

#include "tests/scenarios/recordings.hpp"

namespace wavetank::scenarios::testing {
namespace {

constexpr const char* kWide = R"json({ "name": "wide", "about": "a test", "teaches": "nothing",
  "inputs": [ { "name": "clicks", "partitions": 3, "events": ["a@1s", "b@2s"] } ],
  "pipeline": [
    { "id": "in", "source": "clicks", "parallelism": 2, "watermark": {"kind": "monotonous"} },
    { "id": "w", "key": "key", "parallelism": 3, "window": {"tumbling": "10s"}, "aggregate": {"count": "count()"} },
    { "id": "out", "parallelism": 3, "sink": {} } ],
  "links": [ { "from": "in", "to": "w", "delay": "7ms" } ],
  "faults": [ { "fault": "link-clog", "at": "1s", "for": "2s", "target": "in -> w" },
              { "fault": "thread-stall", "at": "1s", "for": "1s", "target": "w" },
              { "fault": "thread-stall", "at": "5s", "for": "1s", "target": "w/2" } ] })json";

PreparedRun planned(const std::string& text) {
  Prepared prepared = prepare(valid(text), {});
  return std::move(prepared.run).value();
}

std::string channels_of(const sim::Plan& plan) {
  std::string names;
  for (const sim::ChannelPlan& channel : plan.channels) names += channel.name + "\n";
  return names;
}

TEST(Planner, EachUpstreamSubtaskReachesEachSubtaskOfAKeyedWindowAndItsOwnElsewhere) {
  EXPECT_EQ(channels_of(*planned(kWide).plan),
            "in/0 -> w/0\nin/0 -> w/1\nin/0 -> w/2\nin/1 -> w/0\nin/1 -> w/1\nin/1 -> w/2\n"
            "w/0 -> out/0\nw/1 -> out/1\nw/2 -> out/2\n");
}

TEST(Planner, AnInputGateNumbersItsChannelsFromZero) {
  const PreparedRun prepared = planned(kWide);
  const auto& channels = prepared.plan->channels;
  EXPECT_EQ(channels[2].to, channels[5].to);
  EXPECT_EQ(channels[2].at, engine::ChannelIndex{0});
  EXPECT_EQ(channels[5].at, engine::ChannelIndex{1});
}

TEST(Planner, SubtasksOfASourceShareItsPartitions) {
  const PreparedRun prepared = planned(kWide);
  EXPECT_EQ(prepared.plan->inputs[0].readers, (std::vector<std::uint32_t>{0, 1, 0}));
}

TEST(Planner, ALinksDelayHoldsForItsChannelsOnly) {
  const PreparedRun prepared = planned(kWide);
  EXPECT_EQ(prepared.plan->channels[0].delay.min(), 7'000'000);
  EXPECT_EQ(prepared.plan->channels[0].delay.max(), 7'000'000);
  EXPECT_EQ(prepared.plan->channels[6].delay.max(), 0);
}

TEST(Planner, AFaultAimsAtALinkAnOperatorOrOneTask) {
  const PreparedRun prepared = planned(kWide);
  const std::vector<sim::FaultPlan>& faults = prepared.plan->faults;
  ASSERT_EQ(faults.size(), 3U);
  EXPECT_EQ(faults[0].target, sim::FaultTarget::Channel);
  EXPECT_EQ(faults[0].targets.size(), 6U);
  EXPECT_EQ(faults[1].targets, (std::vector<std::uint32_t>{2, 3, 4}));
  EXPECT_EQ(faults[2].targets, (std::vector<std::uint32_t>{4}));
}

constexpr const char* kRuled = R"json({ "name": "ruled", "about": "a test", "teaches": "nothing",
  "inputs": [ { "name": "clicks", "events": ["a@1s"] }, { "name": "limits", "events": ["a@1s"] } ],
  "pipeline": [
    { "id": "rules", "source": "limits" },
    { "id": "in", "source": "clicks" },
    { "id": "x", "key": "key", "parallelism": 2, "connect": "rules", "rule_key": "key", "look_up": "key" },
    { "id": "out", "parallelism": 2, "sink": {} } ] })json";

TEST(Planner, RulesGoToAllSubtasksOnAnInputOfTheirOwn) {
  const PreparedRun prepared = planned(kRuled);
  const sim::Plan& plan = *prepared.plan;
  EXPECT_EQ(channels_of(plan),
            "in/0 -> x/0\nin/0 -> x/1\nrules/0 -> x/0\nrules/0 -> x/1\nx/0 -> out/0\nx/1 -> out/1\n");
  EXPECT_EQ(plan.tasks[0].edges[0].partitioner, sim::Partitioner::Broadcast);
  EXPECT_EQ(plan.tasks[1].edges[0].partitioner, sim::Partitioner::Hash);
  EXPECT_EQ(plan.tasks[2].task->spec().channels, (std::vector<std::uint32_t>{1, 1}));
  EXPECT_EQ(plan.channels[2].at, engine::ChannelIndex{1});
}

TEST(Planner, AnOutputOfASplitIsRead) {
  const PreparedRun prepared = planned(R"json({ "name": "split", "about": "a test", "teaches": "nothing",
    "inputs": [ { "name": "clicks", "events": ["a@1s"] } ],
    "pipeline": [
      { "id": "in", "source": "clicks" },
      { "id": "s", "split": {"one": "value == 1", "two": "value == 2"} },
      { "id": "out", "from": "s.two", "sink": {} } ] })json");
  EXPECT_EQ(prepared.plan->tasks[1].edges[0].output, engine::OutputIndex{2});
}

// Producers, then logs, then tasks: actor ids in a trace are places in this list.
TEST(Planner, TheCastIsListedInTheOrderOfActorIds) {
  std::string names;
  for (const Actor& actor : planned(kWide).cast.actors) names += actor.name + " ";
  EXPECT_EQ(names, "clicks log/clicks in/0 in/1 w/0 w/1 w/2 out/0 out/1 out/2 ");
}

}  // namespace
}  // namespace wavetank::scenarios::testing
