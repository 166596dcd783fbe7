// Wiring: who sends to whom.
#include "scenarios/run/planner.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include "scenarios/format/cluster/fault_forms.hpp"
#include "scenarios/format/routing.hpp"
#include "scenarios/format/words.hpp"
#include "scenarios/run/operators/operators.hpp"

namespace wavetank::scenarios {
namespace {

class Wiring {
 public:
  Wiring(const Scenario& scenario, const Resolved& resolved, sim::Tape& tape, PreparedRun& prepared)
      : scenario_(scenario), resolved_(resolved), prepared_(prepared), plan_(*prepared.plan), tape_(tape) {
    std::size_t first = 0;
    for (const Node& node : scenario.pipeline) {
      first_task_.push_back(first);
      first += node.parallelism;
    }
    plan_.tasks.resize(first);
    gates_.resize(first);
  }

  void build() {
    for (std::size_t node = 0; node < scenario_.pipeline.size(); ++node) connect(node);
    for (std::size_t node = 0; node < scenario_.pipeline.size(); ++node) make_tasks(node);
    for (std::size_t node = 0; node < scenario_.pipeline.size(); ++node) add_coordinator(node);
    if (scenario_.cluster) add_job(*scenario_.cluster);
    for (const FaultSpec& fault : scenario_.faults) add_fault(fault);
  }

 private:
  [[nodiscard]] std::size_t task(std::size_t node, std::uint32_t subtask) const { return first_task_[node] + subtask; }

  void connect(std::size_t node) {
    for (const Upstream& upstream : resolved_.upstreams[node]) {
      for (std::uint32_t from = 0; from < scenario_.pipeline[upstream.node].parallelism; ++from) {
        add_edge(upstream, from, node);
      }
    }
  }

  void add_edge(const Upstream& upstream, std::uint32_t from, std::size_t node) {
    const Node& to = scenario_.pipeline[node];
    sim::EdgePlan edge;
    edge.output = upstream.output;
    edge.max_parallelism = engine::default_max_parallelism(to.parallelism);
    const bool is_second = upstream.input != engine::InputIndex{};
    const std::string key = is_second ? second_input(to).key : key_of(to);
    const Routing routing = !is_second ? routing_of(to) : key.empty() ? Routing::ToAll : Routing::ByKey;
    if (routing == Routing::ByKey) {
      const std::vector<engine::Field>& fields = is_second ? resolved_.rules[node] : resolved_.takes[node];
      edge.partitioner = sim::Partitioner::Hash;
      edge.key_field = field_index(fields, key);
      edge.key_type = fields[edge.key_field].type;
      if (takes_null_keys(to)) edge.null_key = sim::NullKey::GoesToFirst;
    }
    if (routing == Routing::ToAll) edge.partitioner = sim::Partitioner::Broadcast;
    const bool fans_out = routing == Routing::ByKey || routing == Routing::ToAll;
    const std::uint32_t first = fans_out || routing == Routing::ToOne ? 0 : from;
    for (std::uint32_t subtask = first; subtask < (fans_out ? to.parallelism : first + 1); ++subtask) {
      edge.channels.push_back(add_channel(upstream, from, node, subtask));
    }
    plan_.tasks[task(upstream.node, from)].edges.push_back(std::move(edge));
  }

  std::uint32_t add_channel(const Upstream& upstream, std::uint32_t from, std::size_t node, std::uint32_t subtask) {
    sim::ChannelPlan channel;
    const std::string& from_id = scenario_.pipeline[upstream.node].id;
    const std::string& to_id = scenario_.pipeline[node].id;
    channel.name = from_id + "/" + std::to_string(from) + " -> " + to_id + "/" + std::to_string(subtask);
    channel.to = static_cast<std::uint32_t>(task(node, subtask));
    channel.at = add_to_gate(channel.to, upstream.input);
    channel.delay = delay_of(from_id, to_id);
    const auto id = static_cast<std::uint32_t>(plan_.channels.size());
    links_[from_id + " -> " + to_id].push_back(id);
    plan_.channels.push_back(std::move(channel));
    return id;
  }

  [[nodiscard]] sim::Quantiles delay_of(std::string_view from, std::string_view to) const {
    for (const LinkSpec& link : scenario_.links) {
      if (link.from == from && link.to == to) return link.delay;
    }
    return sim::Quantiles(std::vector<std::int64_t>{0});
  }

  // Channels of a task are numbered through, input by input.
  engine::ChannelIndex add_to_gate(std::uint32_t task, engine::InputIndex input) {
    std::vector<std::uint32_t>& inputs = gates_[task];
    WT_ASSERT(inputs.size() <= engine::index_of(input) + 1, inputs.size());
    inputs.resize(engine::index_of(input) + 1);
    ++inputs.back();
    return engine::ChannelIndex{std::accumulate(inputs.begin(), inputs.end(), 0u) - 1};
  }

  void make_tasks(std::size_t node) {
    const Node& spec = scenario_.pipeline[node];
    plan_.operators.push_back(build_operator(scenario_, node, resolved_, *prepared_.facts));
    const std::int32_t topic = add_topic(spec, task(node, 0));
    for (std::uint32_t subtask = 0; subtask < spec.parallelism; ++subtask) {
      const std::size_t at = task(node, subtask);
      sim::TaskPlan& planned = plan_.tasks[at];
      planned.name = spec.id + "/" + std::to_string(subtask);
      planned.topic = topic;
      engine::TaskSpec task_spec;
      task_spec.op = plan_.operators.back().get();
      task_spec.subtask = {subtask, spec.parallelism, engine::default_max_parallelism(spec.parallelism),
                           lot_of(spec, planned.name)};
      task_spec.channels = gates_[at];
      task_spec.mutants = scenario_.mutants;
      task_spec.orders = orders_of(spec);
      prepared_.cast.actors.push_back({planned.name, Role::Task, node, subtask, spec.parallelism, task_spec.channels});
      planned.task = std::make_unique<engine::Task>(std::move(task_spec));
      if (std::holds_alternative<SourceNode>(spec.op)) read_log(resolved_.inputs[node], spec, {at, subtask});
    }
  }

  // Of a sink that writes in transactions; -1 of all others.
  [[nodiscard]] std::int32_t add_topic(const Node& node, std::size_t first_task) {
    const auto* const sink = std::get_if<SinkNode>(&node.op);
    if (sink == nullptr || sink->delivery != Delivery::ExactlyOnce) return -1;
    const TransactionSpec transaction = sink->transaction.value_or(TransactionSpec{});
    sim::TopicPlan topic;
    topic.name = node.id;
    topic.partitions = transaction.partitions;
    topic.timeout = sim::saturating_from(transaction.timeout);
    topic.call = transaction.call;
    topic.first_task = static_cast<std::uint32_t>(first_task);
    plan_.topics.push_back(std::move(topic));
    return static_cast<std::int32_t>(plan_.topics.size()) - 1;
  }

  // Of a stream of its own, for those that choose by it (AS-05).
  [[nodiscard]] std::uint64_t lot_of(const Node& node, const std::string& task_name) const {
    const auto* const window = std::get_if<WindowNode>(&node.op);
    if (window == nullptr || window->stagger != engine::WindowStagger::Random) return 0;
    sim::Streams streams(sim::RootSeed{prepared_.seed});
    return streams.draw(streams.stream("lot/" + task_name), tape_);
  }

  // BX-02. A window without a key is one of a single key (AS-14).
  [[nodiscard]] std::vector<engine::InputOrder> orders_of(const Node& node) const {
    if (scenario_.execution == Execution::Streaming) return {};
    if (routing_of(node) == Routing::ByKey) {
      std::vector<engine::InputOrder> orders{engine::InputOrder::KeyByKey};
      if (!second_input(node).key.empty()) orders.push_back(engine::InputOrder::KeyByKey);
      return orders;
    }
    const bool is_window =
        std::holds_alternative<WindowNode>(node.op) || std::holds_alternative<SqlWindowNode>(node.op);
    return is_window ? std::vector{engine::InputOrder::ByTime} : std::vector<engine::InputOrder>{};
  }

  struct Reader {
    std::size_t task;
    std::uint32_t subtask;
  };
  void read_log(std::size_t input, const Node& spec, const Reader& reader) {
    plan_.tasks[reader.task].input = static_cast<std::int32_t>(input);
    std::vector<std::uint32_t>& readers = plan_.inputs[input].readers;
    readers.resize(plan_.inputs[input].partitions);
    for (std::size_t partition = reader.subtask; partition < readers.size(); partition += spec.parallelism) {
      readers[partition] = static_cast<std::uint32_t>(reader.task);
    }
  }

  // Of a source that is aligned; groups are numbered as they come.
  void add_coordinator(std::size_t node) {
    const Node& spec = scenario_.pipeline[node];
    const auto* const source = std::get_if<SourceNode>(&spec.op);
    if (source == nullptr || !source->alignment || scenario_.execution == Execution::Batch) return;
    sim::CoordinatorPlan coordinator;
    coordinator.name = std::string(kCoordinatorEnd) + "/" + spec.id;
    coordinator.group = groups_.try_emplace(source->alignment->group, plan_.alignment_groups).first->second;
    plan_.alignment_groups = static_cast<std::uint32_t>(groups_.size());
    coordinator.max_drift = source->alignment->max_drift;
    coordinator.update_interval = source->alignment->update_interval;
    coordinator.report_delay = delay_of(spec.id, kCoordinatorEnd);
    coordinator.announce_delay = delay_of(kCoordinatorEnd, spec.id);
    for (std::uint32_t subtask = 0; subtask < spec.parallelism; ++subtask) {
      const std::size_t at = task(node, subtask);
      coordinator.tasks.push_back(static_cast<std::uint32_t>(at));
      plan_.tasks[at].coordinator = static_cast<std::int32_t>(plan_.coordinators.size());
    }
    prepared_.cast.actors.push_back({coordinator.name, Role::Coordinator, node, 0, 1, {}});
    plan_.coordinators.push_back(std::move(coordinator));
  }

  void add_job(const ClusterSpec& cluster) {
    sim::JobPlan job;
    job.restart = cluster.restart;
    job.detection = cluster.detection;
    job.standby = cluster.standby;
    if (cluster.channels) job.flow = sim::FlowPlan{cluster.channels->credits, cluster.channels->buffers};
    for (std::uint32_t i = 0; i < cluster.task_managers; ++i) {
      job.managers.push_back({"tm-" + std::to_string(i + 1), {}});
    }
    for (std::uint32_t at = 0; at < plan_.tasks.size(); ++at) {
      job.managers[plan_.tasks[at].task->spec().subtask.index % cluster.task_managers].tasks.push_back(at);
    }
    prepared_.cast.actors.push_back({"job-manager", Role::JobManager, 0, 0, 1, {}});
    for (const sim::TaskManagerPlan& manager : job.managers) {
      prepared_.cast.actors.push_back({manager.name, Role::TaskManager, 0, 0, 1, {}});
    }
    for (const WorkSpec& work : cluster.work) {
      const auto is_it = [&](const Node& node) { return node.id == work.node; };
      const auto at = std::ranges::find_if(scenario_.pipeline, is_it) - scenario_.pipeline.begin();
      const auto node = static_cast<std::size_t>(at);
      for (std::uint32_t subtask = 0; subtask < scenario_.pipeline[node].parallelism; ++subtask) {
        plan_.tasks[task(node, subtask)].cost = work.record;
      }
    }
    if (cluster.checkpoints) job.checkpoints = checkpoints_plan(*cluster.checkpoints);
    plan_.job = std::move(job);
  }

  [[nodiscard]] sim::CheckpointsPlan checkpoints_plan(const CheckpointsSpec& spec) const {
    sim::CheckpointsPlan checkpoints;
    checkpoints.config.interval = spec.interval;
    checkpoints.config.unaligned = spec.unaligned;
    checkpoints.mode = engine::BarrierMode::Aligned;
    if (spec.mode == CheckpointMode::AtLeastOnce) checkpoints.mode = engine::BarrierMode::AtLeastOnce;
    if (spec.unaligned) checkpoints.mode = engine::BarrierMode::Alternating;
    checkpoints.alignment_timeout = spec.alignment_timeout.value_or(engine::Millis{0});
    checkpoints.config.timeout = spec.timeout;
    checkpoints.config.min_pause = spec.min_pause;
    checkpoints.config.max_concurrent = spec.concurrent;
    checkpoints.config.tolerable_failures = spec.tolerable_failures;
    checkpoints.config.retained = spec.retained;
    checkpoints.first = spec.first;
    checkpoints.call = spec.call;
    checkpoints.write = spec.write;
    checkpoints.graph = sim::job_graph(plan_);
    return checkpoints;
  }

  void add_fault(const FaultSpec& spec) {
    sim::FaultPlan fault;
    fault.id = std::string(word_of(kFaultWords, spec.kind));
    fault.rule = form_of(spec.kind).rule;
    fault.at = spec.at;
    fault.until = spec.duration.count > 0 ? sim::saturating_add(spec.at, spec.duration) : sim::SimTime::max();
    fault.lasts = spec.duration;
    if (spec.when) fault.when = step_of(*spec.when);
    fault.chance = spec.chance;
    fault.copies = spec.copies;
    fault.gap = spec.gap.count != 0 ? spec.gap : spec.by;
    if (spec.kind == FaultKind::ClockBack) fault.gap.count = -spec.by.count;
    fault.factor = spec.factor;
    fault.times = spec.times;
    fault.stream = "fault/" + fault.id + "/" + spec.target;
    aim(spec, fault);
    WT_ASSERT(!fault.targets.empty() || fault.target == sim::FaultTarget::JobManager, std::string_view(spec.target));
    plan_.faults.push_back(std::move(fault));
  }

  void aim(const FaultSpec& spec, sim::FaultPlan& fault) const {
    if (const auto link = links_.find(spec.target); link != links_.end()) {
      fault.target = sim::FaultTarget::Channel;
      fault.targets = link->second;
      return;
    }
    for (std::size_t input = 0; input < scenario_.inputs.size(); ++input) {
      if (spec.target != scenario_.inputs[input].name + " -> log") continue;
      fault.target = sim::FaultTarget::Transport;
      fault.targets = {static_cast<std::uint32_t>(input)};
      return;
    }
    if (spec.kind == FaultKind::Crash && spec.target == kJobManager) {
      fault.target = sim::FaultTarget::JobManager;
      return;
    }
    const FaultAim aim = form_of(spec.kind).aim;
    if (aim == FaultAim::Process || aim == FaultAim::Manager) {
      fault.target = sim::FaultTarget::TaskManager;
      for (std::uint32_t i = 0; i < plan_.job->managers.size(); ++i) {
        if (plan_.job->managers[i].name == spec.target) fault.targets = {i};
      }
      return;
    }
    fault.target = sim::FaultTarget::Task;
    for (std::size_t node = 0; node < scenario_.pipeline.size(); ++node) {
      for (std::uint32_t subtask = 0; subtask < scenario_.pipeline[node].parallelism; ++subtask) {
        const std::size_t at = task(node, subtask);
        if (spec.target != scenario_.pipeline[node].id && spec.target != plan_.tasks[at].name) continue;
        fault.targets.push_back(static_cast<std::uint32_t>(at));
      }
    }
  }

  [[nodiscard]] sim::FaultStep step_of(const StepSpec& spec) const {
    sim::FaultStep step{.step = spec.step, .time = spec.time};
    if (spec.checkpoint) step.checkpoint = *spec.checkpoint;
    if (spec.of == kJobManager) step.of = plan_.job_manager();
    for (std::size_t at = 0; at < plan_.tasks.size(); ++at) {
      if (plan_.tasks[at].name == spec.of) step.of = plan_.task(at);
    }
    return step;
  }

  const Scenario& scenario_;
  const Resolved& resolved_;
  PreparedRun& prepared_;
  sim::Plan& plan_;
  sim::Tape& tape_;
  std::vector<std::size_t> first_task_;                      // by node
  std::vector<std::vector<std::uint32_t>> gates_;            // by task: channels of each input so far
  std::map<std::string, std::vector<std::uint32_t>> links_;  // "a -> b": its channels
  std::map<std::string, std::uint32_t> groups_;              // of aligned sources, by name
};

}  // namespace

void build_plan(const Scenario& scenario, const Resolved& resolved, sim::Tape& tape, PreparedRun& prepared) {
  sim::Plan& plan = *prepared.plan;
  plan.semantics = *engine::profile(scenario.semantics);
  plan.batch_records = scenario.batch_records;
  plan.ties = scenario.ties;
  plan.mutants = scenario.mutants;
  plan.until = scenario.until.value_or(sim::SimTime::max());
  for (const Role role : {Role::Producer, Role::Log}) {
    for (std::size_t input = 0; input < scenario.inputs.size(); ++input) {
      const std::string& name = scenario.inputs[input].name;
      prepared.cast.actors.push_back({role == Role::Log ? "log/" + name : name, role, input, 0, 1, {}});
    }
  }
  for (const Input& input : scenario.inputs) {
    sim::InputPlan planned;
    planned.name = input.name;
    planned.partitions = input.partitions;
    planned.end = input.end == InputEnd::Hold ? sim::StreamEnd::Hold : sim::StreamEnd::Infinity;
    for (const LinkSpec& link : scenario.links) {
      if (link.from == input.name && link.to == "log") planned.transport = link.delay;
    }
    plan.inputs.push_back(std::move(planned));
  }
  Wiring(scenario, resolved, tape, prepared).build();
}

}  // namespace wavetank::scenarios
