// Drawing jobs that die.
#include "properties/generators/crashes.hpp"

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "sim/random/stream.hpp"

namespace wavetank::properties {
namespace {

using engine::Millis;
using scenarios::Node;
using scenarios::Scenario;

constexpr std::uint64_t kOrdersMax = 24;
constexpr std::array<std::int64_t, 4> kOrderGaps = {2, 1, 5, 12};
constexpr std::array<std::int64_t, 3> kCheckpointEach = {10, 17, 25};
constexpr std::array<std::int64_t, 4> kCalls = {0, 1, 3, 8};  // the longest of a call
constexpr std::array<std::int64_t, 3> kTransactionTimeouts = {10'000, 60, 25};
constexpr std::array<std::int64_t, 3> kOutages = {1, 9, 70};

class CrashStory {
 public:
  explicit CrashStory(std::uint64_t seed) : streams_(sim::RootSeed{seed}) {
    made_.name = "drawn";
    made_.about = "drawn from seed " + std::to_string(seed);
    made_.seed = seed;
  }

  Scenario write() {
    parallelism_ = 1 + below("parallelism", 2);
    made_.ties = static_cast<sim::TiePolicy>(below("ties", 3));
    write_orders();
    write_pipeline();
    write_cluster();
    const std::uint64_t crashes = below("crashes", 3);
    for (std::uint64_t i = 0; i < crashes; ++i) write_crash();
    if (below("lost", 4) == 0) write_loss(scenarios::FaultKind::NotifyLost);
    if (below("unknown", 4) == 0) write_loss(scenarios::FaultKind::CommitUnknown);
    return std::move(made_);
  }

 private:
  std::uint64_t below(const std::string& name, std::uint64_t limit) {
    return streams_.below(streams_.stream("crashes/" + name), limit, tape_);
  }
  template <std::size_t N>
  std::int64_t one_of(const std::string& name, const std::array<std::int64_t, N>& choices) {
    return choices.at(below(name, N));
  }
  sim::Quantiles up_to(std::int64_t longest_ms) const {
    return sim::Quantiles({0, sim::milliseconds(longest_ms).count});
  }

  void write_orders() {
    scenarios::Input& orders = made_.inputs.emplace_back();
    orders.name = "orders";
    orders.fields = {{"key", engine::FieldType::Text}, {"value", engine::FieldType::Int64}};
    orders.partitions = static_cast<std::uint32_t>(parallelism_);
    std::vector<scenarios::InputEvent> events;
    std::int64_t at = 0;
    const std::uint64_t count = 1 + below("orders", kOrdersMax);
    for (std::uint64_t i = 0; i < count; ++i) {
      at += one_of("gap", kOrderGaps);
      scenarios::InputEvent event;
      event.time = engine::EventTime(at);
      event.at = sim::saturating_add(sim::SimTime(0), sim::milliseconds(at));
      event.values = {std::string(1, static_cast<char>('a' + i % 5)), static_cast<std::int64_t>(i)};
      event.partition = static_cast<std::uint32_t>(i % parallelism_);
      events.push_back(std::move(event));
    }
    orders.events = std::move(events);
    last_ = at;
  }

  void write_pipeline() {
    add("events", scenarios::SourceNode{"orders", {}, ""});
    if (below("map", 2) == 0) add("doubled", scenarios::MapNode{{{"key", "key"}, {"twice", "value * 2"}}});
    scenarios::SinkNode sink;
    sink.delivery = scenarios::Delivery::ExactlyOnce;
    scenarios::TransactionSpec& transaction = sink.transaction.emplace();
    transaction.timeout = Millis{one_of("timeout", kTransactionTimeouts)};
    transaction.partitions = static_cast<std::uint32_t>(1 + below("topic", 2));
    transaction.call = up_to(one_of("call", kCalls));
    add("out", std::move(sink));
  }

  void add(std::string id, scenarios::AnyNode op) {
    Node& node = made_.pipeline.emplace_back();
    node.id = std::move(id);
    if (made_.pipeline.size() > 1) node.from = {made_.pipeline[made_.pipeline.size() - 2].id};
    node.parallelism = static_cast<std::uint32_t>(parallelism_);
    node.op = std::move(op);
  }

  void write_cluster() {
    scenarios::ClusterSpec& cluster = made_.cluster.emplace();
    cluster.task_managers = static_cast<std::uint32_t>(parallelism_);
    cluster.detection = Millis{2};
    cluster.restart = engine::FixedDelayRestart{.attempts = 20, .delay = Millis{3}};
    scenarios::CheckpointsSpec& checkpoints = cluster.checkpoints.emplace();
    checkpoints.interval = Millis{one_of("interval", kCheckpointEach)};
    checkpoints.first = checkpoints.interval;
    checkpoints.call = up_to(one_of("checkpoint-call", kCalls));
    checkpoints.write = up_to(one_of("checkpoint-write", kCalls));
    checkpoints.tolerable_failures = 100;
  }

  void write_crash() {
    scenarios::FaultSpec& crash = made_.faults.emplace_back();
    crash.kind = scenarios::FaultKind::Crash;
    const auto span = static_cast<std::uint64_t>(last_) + 20;
    crash.at =
        sim::saturating_add(sim::SimTime(0), sim::milliseconds(1 + static_cast<std::int64_t>(below("at", span))));
    crash.duration = sim::milliseconds(one_of("for", kOutages));
    crash.target = "tm-" + std::to_string(1 + below("victim", parallelism_));
  }

  // Not for ever: what is never committed is not judged.
  void write_loss(scenarios::FaultKind kind) {
    scenarios::FaultSpec& loss = made_.faults.emplace_back();
    loss.kind = kind;
    loss.at = sim::SimTime(0);
    loss.duration = sim::milliseconds(last_ + 30);
    loss.chance = {1, 2};
    loss.target = "out";
  }

  sim::Streams streams_;
  sim::Tape tape_;
  Scenario made_;
  std::uint64_t parallelism_ = 1;
  std::int64_t last_ = 0;  // when the last order is sent
};

}  // namespace

Scenario crash_scenario(std::uint64_t seed) { return CrashStory(seed).write(); }

}  // namespace wavetank::properties
