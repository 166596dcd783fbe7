#include "tests/sim/cluster/tank.hpp"

#include <algorithm>
#include <array>

#include "engine/core/key_groups.hpp"
#include "engine/operators/sink.hpp"
#include "engine/operators/source.hpp"
#include "engine/operators/window/aligned_window.hpp"

namespace wavetank::sim::cluster_tests {
namespace {

std::string text_field(const engine::Facts& facts, engine::RowId row, std::uint32_t field) {
  const auto id = static_cast<std::uint32_t>(facts.rows.bits(row, field));
  return std::string(facts.texts.bytes(engine::TextId{id}));
}

engine::TaskSpec task_spec(const engine::Operator& op, std::uint32_t subtask, std::uint32_t parallelism) {
  engine::TaskSpec spec;
  spec.op = &op;
  spec.subtask = {subtask, parallelism, engine::kMaxParallelismDefault};
  return spec;
}

}  // namespace

std::size_t Ran::count(EventKind kind) const { return times(kind).size(); }

std::vector<std::int64_t> Ran::times(EventKind kind) const {
  std::vector<std::int64_t> found;
  for (const TraceEvent& event : events) {
    if (event.kind == kind) found.push_back(event.time.ticks());
  }
  return found;
}

std::vector<std::int64_t> Ran::times(EventKind kind, ActorId actor) const {
  std::vector<std::int64_t> found;
  for (const TraceEvent& event : events) {
    if (event.kind == kind && event.actor == actor) found.push_back(event.time.ticks());
  }
  return found;
}

std::string Ran::log() const {
  std::string keys;
  for (const TraceEvent& event : events) {
    if (event.kind != EventKind::LogAppend) continue;
    keys += (keys.empty() ? "" : " ") + text_field(facts, engine::RowId{engine::upper(event.b)}, 0);
  }
  return keys;
}

std::string Ran::results() const {
  std::vector<std::string> lines;
  for (const TraceEvent& event : events) {
    if (event.kind != EventKind::OutVisible) continue;
    const engine::RowId row{engine::upper(event.b)};
    lines.push_back(text_field(facts, row, 0) + " [" + std::to_string(facts.rows.bits(row, 1)) + "," +
                    std::to_string(facts.rows.bits(row, 2)) + ") = " + std::to_string(facts.rows.bits(row, 3)));
  }
  std::sort(lines.begin(), lines.end());
  std::string all;
  for (const std::string& line : lines) all += (all.empty() ? "" : "; ") + line;
  return all;
}

std::string Ran::text() const {
  std::string all;
  for (const TraceEvent& event : events) {
    const KindInfo& kind = info(event.kind);
    all += std::to_string(event.time.ticks()) + " " + std::string(kind.name) + " actor " +
           std::to_string(static_cast<unsigned>(event.actor)) + " cause " + std::to_string(event.cause);
    if (kind.a == FieldUse::Plain) all += " a " + std::to_string(event.a);
    if (kind.b == FieldUse::Plain) all += " b " + std::to_string(event.b);
    all += "\n";
  }
  return all;
}

void Keep::on_events(EventId first, std::span<const TraceEvent> seen, const engine::Facts& /*facts*/) {
  WT_REQUIRE(!events.empty() || first >= EventId{1});
  events.insert(events.end(), seen.begin(), seen.end());
}

Tank::Tank(const Layout& layout) : layout_(layout) {
  events_ = facts.rows.add_schema({"events", {{"key", engine::FieldType::Text}}});
  plan.inputs.resize(1);
  InputPlan& input = plan.inputs.front();
  input.name = "events";
  input.partitions = layout.partitions;
  input.transport = Quantiles(layout.transport_ns);
  for (std::uint32_t partition = 0; partition < layout.partitions; ++partition) {
    input.readers.push_back(source(partition % layout.sources));
  }
  add_operators();
  add_tasks();
  add_channels();
  if (layout.alignment.update_interval) add_coordinator();
}

void Tank::add_operators() {
  engine::SourceSpec source_spec{.partitions = layout_.partitions, .strategy = layout_.watermark, .mark = {}};
  source_spec.alignment = layout_.alignment;
  engine::WindowSpec window_spec;
  window_spec.assigner.shape = engine::tumbling(engine::Millis{10});
  window_spec.allowed_lateness = layout_.allowed_lateness;
  window_spec.aggregates.push_back({});
  window_spec.result = facts.rows.add_schema({"window",
                                              {{"key", engine::FieldType::Text},
                                               {"start", engine::FieldType::Timestamp},
                                               {"end", engine::FieldType::Timestamp},
                                               {"count", engine::FieldType::Int64}}});
  plan.operators.push_back(std::make_unique<engine::SourceOperator>(std::move(source_spec)));
  plan.operators.push_back(std::make_unique<engine::AlignedWindowOperator>(std::move(window_spec)));
  plan.operators.push_back(std::make_unique<engine::SinkOperator>());
}

void Tank::add_tasks() {
  for (std::uint32_t subtask = 0; subtask < layout_.sources; ++subtask) {
    TaskPlan task;
    task.name = "source/" + std::to_string(subtask);
    task.task = std::make_unique<engine::Task>(task_spec(*plan.operators[0], subtask, layout_.sources));
    task.input = 0;
    EdgePlan edge;
    edge.partitioner = Partitioner::Hash;
    for (std::uint32_t to = 0; to < layout_.windows; ++to) edge.channels.push_back(subtask * layout_.windows + to);
    task.edges.push_back(std::move(edge));
    plan.tasks.push_back(std::move(task));
  }
  for (const std::size_t op : {std::size_t{1}, std::size_t{2}}) {
    for (std::uint32_t subtask = 0; subtask < layout_.windows; ++subtask) {
      engine::TaskSpec spec = task_spec(*plan.operators[op], subtask, layout_.windows);
      spec.channels = {op == 1 ? layout_.sources : 1};
      TaskPlan task;
      task.name = (op == 1 ? "window/" : "sink/") + std::to_string(subtask);
      task.task = std::make_unique<engine::Task>(std::move(spec));
      if (op == 1) {
        EdgePlan edge;
        edge.channels = {layout_.sources * layout_.windows + subtask};
        task.edges.push_back(std::move(edge));
      }
      plan.tasks.push_back(std::move(task));
    }
  }
}

void Tank::add_channels() {
  for (std::uint32_t from = 0; from < layout_.sources; ++from) {
    for (std::uint32_t to = 0; to < layout_.windows; ++to) {
      const std::string name = plan.tasks[source(from)].name + " -> " + plan.tasks[window(to)].name;
      plan.channels.push_back({name, window(to), engine::ChannelIndex{from}, Quantiles(layout_.link_ns)});
    }
  }
  for (std::uint32_t subtask = 0; subtask < layout_.windows; ++subtask) {
    const std::string name = plan.tasks[window(subtask)].name + " -> " + plan.tasks[sink(subtask)].name;
    plan.channels.push_back({name, sink(subtask), engine::ChannelIndex{0}, Quantiles({0})});
  }
}

void Tank::add_coordinator() {
  CoordinatorPlan coordinator;
  coordinator.name = "coordinator/source";
  coordinator.max_drift = layout_.max_drift;
  coordinator.update_interval = *layout_.alignment.update_interval;
  coordinator.report_delay = Quantiles(layout_.coordinator_ns);
  coordinator.announce_delay = Quantiles(layout_.coordinator_ns);
  for (std::uint32_t subtask = 0; subtask < layout_.sources; ++subtask) {
    coordinator.tasks.push_back(source(subtask));
    plan.tasks[source(subtask)].coordinator = 0;
  }
  plan.alignment_groups = 1;
  plan.coordinators.push_back(std::move(coordinator));
}

Tank& Tank::send(const Sent& sent) {
  const auto key = static_cast<std::int64_t>(facts.texts.intern(sent.key));
  const std::array cells{engine::Cell{key, false}};
  const engine::RowId row = facts.row(events_, engine::RowKind::Insert, cells);
  plan.inputs.front().script.push_back({at_ms(sent.at), sent.time, row, sent.partition});
  return *this;
}

Tank& Tank::add(const FaultPlan& fault) {
  plan.faults.push_back(fault);
  plan.faults.back().stream = "fault/" + fault.id + "/" + std::to_string(plan.faults.size());
  return *this;
}

Tank& Tank::on_cluster(std::uint32_t managers, const engine::RestartSpec& restart) {
  JobPlan job;
  job.restart = restart;
  job.detection = engine::Millis{2};
  for (std::uint32_t i = 0; i < managers; ++i) job.managers.push_back({"tm-" + std::to_string(i + 1), {}});
  for (std::uint32_t task = 0; task < plan.tasks.size(); ++task) {
    job.managers[plan.tasks[task].task->spec().subtask.index % managers].tasks.push_back(task);
  }
  plan.job = std::move(job);
  return *this;
}

Tank& Tank::checkpointed(std::int64_t every) {
  CheckpointsPlan checkpoints;
  checkpoints.config.interval = engine::Millis{every};
  checkpoints.first = engine::Millis{every};
  checkpoints.graph = job_graph(plan);
  plan.job->checkpoints = std::move(checkpoints);
  return *this;
}

std::uint32_t Tank::owner(std::string_view key) {
  const auto text = static_cast<std::int64_t>(facts.texts.intern(key));
  const engine::KeyId id = facts.key(engine::FieldType::Text, {text, false});
  const engine::KeyGroup group = engine::key_group(facts.keys.hash(id), engine::kMaxParallelismDefault);
  return engine::owner(group, layout_.windows, engine::kMaxParallelismDefault);
}

Ran Tank::run(std::uint64_t seed) const {
  Ran ran;
  ran.facts = facts;
  Keep keep;
  Recorder recorder(ran.facts);
  recorder.attach(keep);
  Tape tape;
  World world(plan, RootSeed{seed});
  Runner runner({plan, ran.facts, tape, recorder});
  runner.start(world);
  runner.run(world);
  ran.events = std::move(keep.events);
  ran.fingerprint = world.head.fingerprint;
  ran.failed = world.failed;
  return ran;
}

}  // namespace wavetank::sim::cluster_tests
