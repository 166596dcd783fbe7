// A small tank for tests of the world: one producer's script, its log, a source, a keyed window and a sink, wired by
// hand, and the words to say what went in, what went wrong and what came of it. Times are milliseconds.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/source/read_alignment.hpp"
#include "engine/time/generator.hpp"
#include "sim/cluster/world.hpp"

namespace wavetank::sim::cluster_tests {

[[nodiscard]] inline engine::WatermarkStrategy on_each_record() {
  engine::WatermarkStrategy strategy;
  strategy.kind = engine::GeneratorKind::Bounded;
  strategy.emission = engine::WatermarkEmission::EachRecord;
  return strategy;
}
[[nodiscard]] inline engine::WatermarkStrategy on_ticks(std::int64_t interval) {
  engine::WatermarkStrategy strategy;
  strategy.kind = engine::GeneratorKind::Bounded;
  strategy.interval = engine::Millis{interval};
  return strategy;
}

struct Layout {
  std::uint32_t partitions = 1;
  std::uint32_t sources = 1;                  // subtask i reads the partitions i, i + sources, ...
  std::uint32_t windows = 1;                  // subtasks of the keyed window and of the sink
  std::vector<std::int64_t> transport_ns{0};  // producer to log
  std::vector<std::int64_t> link_ns{0};       // source to window
  engine::WatermarkStrategy watermark = on_each_record();
  engine::Millis allowed_lateness{0};
  engine::AlignmentSpec alignment{};  // without an interval: none
  engine::Millis max_drift{0};
  std::vector<std::int64_t> coordinator_ns{0};  // between the source and its coordinator, either way
};

struct Sent {
  std::int64_t at = 0;  // leaves its producer
  std::string_view key;
  engine::EventTime time;
  std::uint32_t partition = 0;
};

[[nodiscard]] inline SimTime at_ms(std::int64_t count) { return SimTime(count * kNanosecondsPerMillisecond); }

// A fault on one target that holds from one millisecond to another.
struct Hold {
  std::int64_t from = 0;
  std::int64_t until = 0;
};
[[nodiscard]] inline FaultPlan clog(std::uint32_t channel, const Hold& hold) {
  FaultPlan fault;
  fault.id = "link-clog";
  fault.targets = {channel};
  fault.at = at_ms(hold.from);
  fault.until = at_ms(hold.until);
  return fault;
}
[[nodiscard]] inline FaultPlan stall(std::uint32_t task, const Hold& hold) {
  FaultPlan fault = clog(task, hold);
  fault.id = "thread-stall";
  fault.rule = FaultRule::ThreadStall;
  fault.target = FaultTarget::Task;
  return fault;
}
// Of a task manager.
[[nodiscard]] inline FaultPlan crash(std::uint32_t manager, const Hold& down) {
  FaultPlan fault = clog(manager, down);
  fault.id = "crash";
  fault.rule = FaultRule::Crash;
  fault.target = FaultTarget::TaskManager;
  return fault;
}
// Of a task manager at the first such step of anybody, for so many milliseconds.
struct Step {
  EventKind kind = EventKind::None;
  std::uint64_t checkpoint = 1;
};
[[nodiscard]] inline FaultPlan crash_when(std::uint32_t manager, const Step& step, std::int64_t lasts) {
  FaultPlan fault = crash(manager, {});
  fault.when = FaultStep{.step = step.kind, .checkpoint = step.checkpoint};
  fault.lasts = milliseconds(lasts);
  return fault;
}
[[nodiscard]] inline FaultPlan of_the_leader(FaultPlan fault) {
  fault.target = FaultTarget::JobManager;
  fault.targets.clear();
  return fault;
}
// With a gap of 5 ms.
[[nodiscard]] inline FaultPlan on_transport(std::string_view id, FaultRule rule, const Hold& hold) {
  FaultPlan fault = clog(0, hold);
  fault.id = id;
  fault.rule = rule;
  fault.target = FaultTarget::Transport;
  fault.gap = milliseconds(5);
  return fault;
}

// What a run left behind.
struct Ran {
  std::vector<TraceEvent> events;  // number n is events[n - 1]
  engine::Facts facts;
  Fingerprint fingerprint;
  bool failed = false;

  [[nodiscard]] std::size_t count(EventKind kind) const;
  // When events of this kind happened, in nanoseconds; of one actor, or of all.
  [[nodiscard]] std::vector<std::int64_t> times(EventKind kind) const;
  [[nodiscard]] std::vector<std::int64_t> times(EventKind kind, ActorId actor) const;
  // The keys of the rows in the log, in its order: "a b a".
  [[nodiscard]] std::string log() const;
  // What the sinks showed, sorted: "a [0,10) = 2; b [0,10) = 1".
  [[nodiscard]] std::string results() const;
  // The trace as text, a line an event, without ids of facts.
  [[nodiscard]] std::string text() const;
};

class Keep final : public TraceSink {
 public:
  void on_events(EventId first, std::span<const TraceEvent> seen, const engine::Facts& facts) override;
  std::vector<TraceEvent> events;
};

// Windows of 10 ms that count. `plan` may be changed by a test before it runs.
class Tank {
 public:
  explicit Tank(const Layout& layout);

  // To be sent in the order of `at`.
  Tank& send(const Sent& sent);
  Tank& add(const FaultPlan& fault);
  [[nodiscard]] Ran run(std::uint64_t seed = 1) const;

  // Subtask i of each operator runs in task manager i % managers.
  Tank& on_cluster(std::uint32_t managers, const engine::RestartSpec& restart);
  // Every so many milliseconds, from the first on. REQUIRES: on a cluster.
  Tank& checkpointed(std::int64_t every);
  [[nodiscard]] std::uint32_t source(std::uint32_t subtask) const { return subtask; }
  [[nodiscard]] std::uint32_t window(std::uint32_t subtask) const { return layout_.sources + subtask; }
  [[nodiscard]] std::uint32_t sink(std::uint32_t subtask) const { return layout_.sources + layout_.windows + subtask; }
  // From the first subtask of the source.
  [[nodiscard]] std::uint32_t channel_to_window(std::uint32_t subtask) const { return subtask; }
  // The subtask of the window that owns this key.
  [[nodiscard]] std::uint32_t owner(std::string_view key);

  Plan plan;
  engine::Facts facts;

 private:
  void add_operators();
  void add_tasks();
  void add_channels();
  void add_coordinator();

  Layout layout_;
  engine::SchemaId events_{};
};

}  // namespace wavetank::sim::cluster_tests
