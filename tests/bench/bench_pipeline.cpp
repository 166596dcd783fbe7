// Case S3b: a pipeline in the simulated world. 4 sources, 16 channels with jitter, 4 windows, a sink behind each, at
// batches of 1, 16, 64 and 256. Target P6.
//
// The product is the real world from the producer's script to the published row: log, fetch, watermarks by the
// clock's ticks, hash partitioning, channels, valves, windows, and the trace of all that, hashed and not kept.
//
// Baseline: the pipeline one would write by hand: a bare heap of (time, channel), records with dense keys that know
// their window task, channels that keep their order, the least watermark of four channels, an array by window and
// key. No log, no rows, no trace. It reads as many records at once as the product's law of batches says.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>

#include "engine/operators/source.hpp"
#include "engine/operators/window/aligned_window.hpp"
#include "sim/cluster/world.hpp"
#include "tests/bench/bare_heap.hpp"
#include "tests/bench/paired.hpp"
#include "tests/bench/result_digest.hpp"

namespace wavetank::bench {
namespace {

constexpr std::uint32_t kSources = 4;
constexpr std::uint32_t kWindows = 4;
constexpr std::uint32_t kKeys = 1'000;
constexpr std::int64_t kSize = 10'000;            // ms
constexpr std::int64_t kDisorder = 2'000;         // ms
constexpr std::size_t kGroup = 256;               // records that a producer sends at one instant to each partition
constexpr std::int64_t kGroupGap = 1'000;         // ms from one such instant to the next, of clock and of event time
constexpr std::int64_t kNanoseconds = 1'000'000;  // of a millisecond
const std::vector<std::int64_t> kJitter = {200'000, 400'000, 600'000, 1'000'000, 5'000'000};

struct Size {
  std::size_t groups;
  std::uint32_t batch;
  [[nodiscard]] std::size_t records() const { return groups * kGroup * kSources; }
};

struct BareRecord {
  std::int64_t time = 0;
  std::int64_t value = 0;
  std::uint32_t key = 0;
  std::uint32_t window_task = 0;
};

// Makes every result visible, as the product's sink does, and folds it: the digest is the state.
class FoldingSink final : public engine::Operator {
 public:
  [[nodiscard]] engine::ReplayClass replay_class() const override { return engine::ReplayClass::Deterministic; }
  [[nodiscard]] engine::State open(const engine::Subtask&, const engine::Snapshot&, engine::Moment,
                                   engine::Effects&) const override {
    return engine::State(std::uint64_t{0});
  }
  void on_batch(engine::InputIndex, std::span<const engine::Record> records, engine::Moment moment,
                engine::State& state, engine::Effects& effects) const override {
    const engine::Rows& rows = moment.facts.rows;
    for (const engine::Record& record : records) {
      state.as<std::uint64_t>() += digest_of(rows.bits(record.row, 0), rows.bits(record.row, 1),
                                             {rows.bits(record.row, 3), rows.bits(record.row, 4)});
      effects.ask(engine::Publish{record});
    }
  }
  void on_control(const engine::Control&, engine::Moment, engine::State&, engine::Effects&) const override {}
};

// The case itself, made once: the records by source, and the plan that runs them.
struct Case {
  explicit Case(Size chosen);

  void make_records();
  void add_operators(engine::SchemaId result);
  void add_tasks();
  void add_edge(sim::TaskPlan& task, sim::Partitioner partitioner, std::span<const std::uint32_t> targets);

  Size size;
  std::array<std::vector<BareRecord>, kSources> records;
  std::vector<std::uint32_t> takes;  // how many records a source reads at once
  std::vector<std::int64_t> jitters;
  engine::Facts facts;
  sim::Plan plan;
};

Case::Case(Size chosen) : size(chosen) {
  using engine::Field;
  const engine::SchemaId schema = facts.rows.add_schema({"in", {Field{"key"}, Field{"value"}}});
  make_records();
  plan.batch_records = size.batch;
  sim::InputPlan input;
  input.name = "in";
  input.partitions = kSources;
  input.readers = {0, 1, 2, 3};
  for (std::size_t group = 0; group < size.groups; ++group) {
    const sim::SimTime at(static_cast<std::int64_t>(group) * kGroupGap * kNanoseconds);
    for (std::uint32_t source = 0; source < kSources; ++source) {
      for (std::size_t i = group * kGroup; i < (group + 1) * kGroup; ++i) {
        const BareRecord& record = records[source][i];
        const engine::Cell cells[] = {{record.key, false}, {record.value, false}};
        const engine::RowId row = facts.row(schema, engine::RowKind::Insert, cells);
        input.script.push_back({at, engine::EventTime(record.time), row, source});
      }
    }
  }
  plan.inputs.push_back(std::move(input));
  add_operators(
      facts.rows.add_schema({"out", {Field{"key"}, Field{"start"}, Field{"end"}, Field{"sum"}, Field{"count"}}}));
  add_tasks();
}

void Case::make_records() {
  sim::Streams streams{sim::RootSeed{1}};
  sim::Tape tape;
  const sim::StreamId draws = streams.stream("bench/draws");
  const sim::Quantiles jitter(kJitter);
  for (std::vector<BareRecord>& mine : records) {
    for (std::size_t i = 0; i < size.groups * kGroup; ++i) {
      BareRecord record;
      record.time = static_cast<std::int64_t>(i / kGroup) * kGroupGap + kDisorder;
      record.time -= static_cast<std::int64_t>(streams.below(draws, kDisorder, tape));
      record.value = static_cast<std::int64_t>(streams.below(draws, 1u << 20, tape));
      record.key = static_cast<std::uint32_t>(streams.below(draws, kKeys, tape));
      const std::uint32_t hash = engine::murmur(engine::java_hash(std::int64_t{record.key}));
      const engine::KeyGroup group = engine::key_group(hash, engine::kMaxParallelismDefault);
      record.window_task = engine::owner(group, kWindows, engine::kMaxParallelismDefault);
      mine.push_back(record);
    }
  }
  for (std::size_t i = 0; i < size.records(); ++i) {
    takes.push_back(size.batch == 1 ? 1 : 1 + static_cast<std::uint32_t>(streams.below(draws, size.batch, tape)));
    jitters.push_back(streams.sample(draws, jitter, tape));
  }
}

void Case::add_operators(engine::SchemaId result) {
  engine::SourceSpec source;
  source.partitions = kSources;
  source.strategy = {.kind = engine::GeneratorKind::Bounded, .bound = engine::Millis{kDisorder}};
  plan.operators.push_back(std::make_unique<engine::SourceOperator>(std::move(source)));
  engine::WindowSpec window{.assigner = {.shape = engine::tumbling(engine::Millis{kSize})}};
  window.aggregates = {{.kind = engine::AggregateKind::Sum, .name = "sum", .field = 1},
                       {.kind = engine::AggregateKind::Count, .name = "count"}};
  window.result = result;
  plan.operators.push_back(std::make_unique<engine::AlignedWindowOperator>(std::move(window)));
  plan.operators.push_back(std::make_unique<FoldingSink>());
}

void Case::add_tasks() {
  constexpr std::array<std::uint32_t, kWindows> kWindowTasks = {4, 5, 6, 7};
  for (std::uint32_t task = 0; task < kSources + 2 * kWindows; ++task) {
    const std::uint32_t op = task / kSources;  // source, window, sink
    const std::uint32_t subtask = task % kSources;
    engine::TaskSpec spec;
    spec.op = plan.operators[op].get();
    spec.subtask = {subtask, kSources, engine::kMaxParallelismDefault};
    if (op > 0) spec.channels = {op == 1 ? kSources : 1};
    sim::TaskPlan made;
    made.name = std::string(op == 0 ? "source/" : op == 1 ? "window/" : "sink/") + std::to_string(subtask);
    made.task = std::make_unique<engine::Task>(std::move(spec));
    if (op == 0) {
      made.input = 0;
      add_edge(made, sim::Partitioner::Hash, kWindowTasks);
    }
    const std::array<std::uint32_t, 1> sink = {task + kWindows};
    if (op == 1) add_edge(made, sim::Partitioner::Forward, sink);
    plan.tasks.push_back(std::move(made));
  }
}

void Case::add_edge(sim::TaskPlan& task, sim::Partitioner partitioner, std::span<const std::uint32_t> targets) {
  sim::EdgePlan edge;
  edge.partitioner = partitioner;
  edge.key_type = engine::FieldType::Int64;
  const bool shuffles = partitioner == sim::Partitioner::Hash;
  for (const std::uint32_t target : targets) {
    edge.channels.push_back(static_cast<std::uint32_t>(plan.channels.size()));
    const auto place = static_cast<std::uint32_t>(shuffles ? plan.tasks.size() : 0);
    plan.channels.push_back({task.name + " -> " + std::to_string(target), target, engine::ChannelIndex{place},
                             sim::Quantiles(shuffles ? kJitter : std::vector<std::int64_t>{0})});
  }
  task.edges.push_back(std::move(edge));
}

// A copy is a world made ready to run, with facts of its own.
class Product {
 public:
  explicit Product(std::shared_ptr<const Case> which) : case_(std::move(which)), world_(case_->plan, kSeed) {}
  Product(const Product& other) : Product(other.case_) {
    facts_ = case_->facts;
    runner_.start(world_);
  }
  Product& operator=(const Product&) = delete;
  ~Product() = default;

  std::uint64_t run() {
    runner_.run(world_);
    WT_ASSERT(!world_.failed);
    std::uint64_t digest = 0;
    for (std::size_t task = kSources + kWindows; task < world_.tasks.size(); ++task) {
      digest += world_.tasks[task].state.state.as<std::uint64_t>();
    }
    return digest;
  }
  [[nodiscard]] std::uint64_t trace_events() const { return world_.head.next - 1; }

 private:
  static constexpr sim::RootSeed kSeed{1};

  std::shared_ptr<const Case> case_;
  engine::Facts facts_;
  sim::Tape tape_;
  sim::Recorder recorder_{facts_};
  sim::World world_;
  sim::Runner runner_{{case_->plan, facts_, tape_, recorder_}};
};

struct Message {
  std::uint32_t records = 0;  // 0: a watermark
  std::int64_t watermark = 0;
};

// First in, first out; its room is reused whenever it runs dry.
template <typename T>
class Lane {
 public:
  void push(const T& item) { items_.push_back(item); }
  const T& pop() { return items_[taken_++]; }
  void clear_if_dry() {
    if (taken_ != items_.size()) return;
    items_.clear();
    taken_ = 0;
  }

 private:
  std::vector<T> items_;
  std::size_t taken_ = 0;
};

struct BareChannel {
  Lane<BareRecord> records;
  Lane<Message> messages;
  std::uint32_t open = 0;
  std::uint64_t last_due = 0;
  std::int64_t watermark = -1;  // as the window task has seen it
};

class BarePipeline {
 public:
  explicit BarePipeline(std::shared_ptr<const Case> which) : case_(std::move(which)) {
    for (std::uint32_t source = 0; source < kSources; ++source) heap_.push(0, kChannels + source);
    for (auto& slots : slots_) slots.assign(kSlots * kKeys, Slot{});
    pending_ = kSources;
  }

  std::uint64_t run() {
    while (pending_ > 0) {
      const BareHeap::Node event = heap_.pop();
      --pending_;
      const auto id = static_cast<std::uint32_t>(event.order & 0xffffff);
      if (id >= kChannels) {
        read(id - kChannels, event.time);
      } else {
        deliver(id);
      }
    }
    return digest_;
  }

 private:
  static constexpr std::uint32_t kChannels = kSources * kWindows;
  static constexpr std::size_t kSlots = 4;

  void send(std::uint32_t channel, std::uint64_t now, const Message& message) {
    BareChannel& to = channels_[channel];
    const auto jitter = static_cast<std::uint64_t>(case_->jitters[next_jitter_++ % case_->jitters.size()]);
    to.last_due = std::max(to.last_due, now + jitter);
    to.messages.push(message);
    heap_.push(to.last_due, channel);
    ++pending_;
  }
  void read(std::uint32_t source, std::uint64_t now) {
    const std::vector<BareRecord>& records = case_->records[source];
    std::size_t& at = positions_[source];
    const std::size_t group_end = (at / kGroup + 1) * kGroup;
    const std::size_t end = std::min(group_end, at + case_->takes[next_take_++ % case_->takes.size()]);
    for (; at < end; ++at) {
      BareChannel& to = channels_[source * kWindows + records[at].window_task];
      to.records.push(records[at]);
      ++to.open;
      newest_[source] = std::max(newest_[source], records[at].time);
    }
    for (std::uint32_t window = 0; window < kWindows; ++window) {
      BareChannel& to = channels_[source * kWindows + window];
      if (to.open > 0) send(source * kWindows + window, now, {to.open, 0});
      to.open = 0;
    }
    if (at == group_end) say_watermark(source, now, at == records.size());
    if (at == records.size()) return;
    heap_.push(at == group_end ? now + static_cast<std::uint64_t>(kGroupGap * kNanoseconds) : now, kChannels + source);
    ++pending_;
  }
  void say_watermark(std::uint32_t source, std::uint64_t now, bool is_last) {
    const std::int64_t watermark = is_last ? std::int64_t{1} << 60 : newest_[source] - kDisorder - 1;
    for (std::uint32_t window = 0; window < kWindows; ++window) {
      send(source * kWindows + window, now, {0, watermark});
    }
  }
  void deliver(std::uint32_t channel) {
    BareChannel& from = channels_[channel];
    const Message message = from.messages.pop();
    from.messages.clear_if_dry();
    const std::uint32_t window = channel % kWindows;
    if (message.records == 0) {
      from.watermark = message.watermark;
      return advance(window);
    }
    for (std::uint32_t i = 0; i < message.records; ++i) {
      const BareRecord& record = from.records.pop();
      Slot& slot = slots_[window][static_cast<std::size_t>(record.time / kSize) % kSlots * kKeys + record.key];
      slot.sum += record.value;
      slot.count += 1;
    }
    from.records.clear_if_dry();
  }
  void advance(std::uint32_t window) {
    std::int64_t least = channels_[window].watermark;
    for (std::uint32_t source = 1; source < kSources; ++source) {
      least = std::min(least, channels_[source * kWindows + window].watermark);
    }
    const std::int64_t end = static_cast<std::int64_t>(case_->size.groups) * kGroupGap + kDisorder + kSize;
    for (std::int64_t& start = starts_[window]; start < end && start + kSize - 1 <= least; start += kSize) {
      Slot* slots = &slots_[window][static_cast<std::size_t>(start / kSize) % kSlots * kKeys];
      for (std::uint32_t key = 0; key < kKeys; ++key) {
        if (slots[key].count > 0) digest_ += digest_of(key, start, slots[key]);
        slots[key] = {};
      }
    }
  }

  std::shared_ptr<const Case> case_;
  BareHeap heap_;
  std::size_t pending_ = 0;
  std::array<BareChannel, kChannels> channels_;
  std::array<std::vector<Slot>, kWindows> slots_;
  std::array<std::int64_t, kWindows> starts_{};
  std::array<std::size_t, kSources> positions_{};
  std::array<std::int64_t, kSources> newest_{};
  std::size_t next_take_ = 0;
  std::size_t next_jitter_ = 0;
  std::uint64_t digest_ = 0;
};

void pipeline(benchmark::State& state, Size size) {
  const auto which = std::make_shared<const Case>(size);
  Target p6;
  if (size.batch == 1) p6 = {6, 1.5, 1.0};
  if (size.batch == 64) p6 = {6, 2.0, 1.3};
  const Product product(which);
  compare(state, BarePipeline(which), product, size.records(), p6);
  Product counted(product);
  (void)counted.run();
  const double events = static_cast<double>(counted.trace_events()) / static_cast<double>(size.records());
  state.counters["events_a_record"] = events;
  state.counters["events_per_second"] = 1e9 * events / state.counters["ns"].value;
}

}  // namespace
}  // namespace wavetank::bench

int main(int argc, char** argv) {
  using namespace wavetank::bench;
  for (const std::uint32_t batch : {1u, 16u, 64u, 256u}) {
    add("batch/" + std::to_string(batch), kPairs, pipeline, Size{200, batch});
    add("tiny/batch/" + std::to_string(batch), 1, pipeline, Size{12, batch});
  }
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
