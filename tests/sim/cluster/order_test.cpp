// Order on channels, whatever ties and delays do.
#include <map>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/sim/cluster/tank.hpp"

namespace wavetank::sim::order_tests {
namespace {

using cluster_tests::Layout;
using cluster_tests::Ran;
using cluster_tests::Tank;
using engine::EventTime;

Tank drawn_tank() {
  Layout layout{.partitions = 2, .sources = 2, .windows = 3, .link_ns = {0, 0, 20'000'000}};
  if (*rc::gen::arbitrary<bool>()) layout.watermark = cluster_tests::on_ticks(2);
  Tank tank(layout);
  tank.plan.ties = *rc::gen::element(TiePolicy::Fifo, TiePolicy::Random, TiePolicy::Adversarial);
  tank.plan.batch_records = *rc::gen::element(1u, 2u, 8u);
  constexpr std::string_view kKeys[] = {"a", "b", "c", "d", "e", "f", "g"};
  const auto script = *rc::gen::container<std::vector<std::pair<int, int>>>(
      rc::gen::pair(rc::gen::element(0, 0, 1, 3), rc::gen::inRange(0, 7)));
  std::int64_t at = 0;
  for (const auto& [wait, key] : script) {
    at += wait;
    tank.send({at, kKeys[key], EventTime(at), static_cast<std::uint32_t>(key % 2)});
  }
  return tank;
}

// One channel lies between two tasks here.
using Ends = std::pair<ActorId, ActorId>;

RC_GTEST_PROP(ChannelOrder, IsTheOrderOfSendingForRecordsAndControlsAlike, ()) {
  const Tank tank = drawn_tank();
  const Ran ran = tank.run(*rc::gen::arbitrary<std::uint64_t>());
  std::map<Ends, std::uint32_t> last;  // the sending taken last
  std::size_t taken = 0;
  for (const TraceEvent& event : ran.events) {
    if (event.kind != EventKind::RecordIn && event.kind != EventKind::ControlIn) continue;
    const TraceEvent& sent = ran.events[event.cause - 1];
    RC_ASSERT(sent.kind == (event.kind == EventKind::RecordIn ? EventKind::RecordOut : EventKind::ControlOut));
    std::uint32_t& before = last[{sent.actor, event.actor}];
    RC_ASSERT(before < event.cause);
    before = event.cause;
    taken += event.kind == EventKind::RecordIn ? 1 : 0;
  }
  RC_ASSERT(taken == ran.count(EventKind::RecordOut));
}

RC_GTEST_PROP(ChannelOrder, SendsEveryControlToEveryChannelOnce, ()) {
  const Tank tank = drawn_tank();
  const Ran ran = tank.run(*rc::gen::arbitrary<std::uint64_t>());
  std::map<std::uint32_t, std::size_t> receivers;
  for (const TraceEvent& event : ran.events) {
    if (event.kind == EventKind::ControlIn) ++receivers[event.cause];
  }
  for (std::uint32_t id = 1; id <= ran.events.size(); ++id) {
    const TraceEvent& event = ran.events[id - 1];
    if (event.kind != EventKind::ControlOut) continue;
    const bool of_source = event.actor < tank.plan.task(tank.window(0));
    RC_ASSERT(receivers[id] == (of_source ? 3u : 1u));
  }
}

RC_GTEST_PROP(ChannelOrder, LosesNoRecordToTies, ()) {
  const Tank tank = drawn_tank();
  const Ran ran = tank.run(*rc::gen::arbitrary<std::uint64_t>());
  const std::size_t sent = tank.plan.inputs.front().script.size();
  RC_ASSERT(ran.count(EventKind::SourceEmit) == sent);
  RC_ASSERT(ran.count(EventKind::WindowAdd) + ran.count(EventKind::RecordDrop) == sent);
}

}  // namespace
}  // namespace wavetank::sim::order_tests
