// Making a world, and the one loop that runs it.
#include "sim/cluster/world.hpp"

namespace wavetank::sim {

std::string addressee(const SimEvent& event) {
  const std::string number = std::to_string(event.actor);
  switch (event.type) {
    case SimEventType::ProducerDue: return "producer of input " + number;
    case SimEventType::Arrive: return "log of input " + number;
    case SimEventType::Fetch: return "reader of input " + number;
    case SimEventType::Deliver: return "channel " + number;
    case SimEventType::Timer: return "timer of task " + number;
    case SimEventType::FaultBegin:
    case SimEventType::FaultEnd: return "fault " + number;
    case SimEventType::Report: return "report of task " + number;
    case SimEventType::Announce: return "coordinator " + number;
    case SimEventType::Allow: return "announcement for task " + number;
  }
  WT_UNREACHABLE(event.actor);
}

World::World(const Plan& plan, RootSeed seed) : streams(seed), kernel(TieBreaker(plan.ties, streams), plan.budgets) {
  WT_REQUIRE(plan.actors() <= kActorsMax, plan.actors());
  for (const InputPlan& input : plan.inputs) {
    InputState state;
    state.transport_draws = streams.stream("link/" + input.name + " -> log/delay");
    state.batch_draws = streams.stream("batch/" + input.name);
    state.partitions.resize(input.partitions);
    state.fetch_pending.resize(input.partitions);
    inputs.push_back(std::move(state));
  }
  for (const TaskPlan& task : plan.tasks) {
    TaskHost host;
    std::size_t outputs = 0;
    for (const EdgePlan& edge : task.edges) outputs = std::max(outputs, engine::index_of(edge.output) + 1);
    host.outputs.assign(outputs, engine::OutputGate(plan.semantics));
    tasks.push_back(std::move(host));
  }
  channels.resize(plan.channels.size());
  clogs.resize(plan.channels.size());
  for (const ChannelPlan& channel : plan.channels) {
    WT_REQUIRE(channel.to < plan.tasks.size(), channel.to, plan.tasks.size());
    channel_draws.push_back(streams.stream("link/" + channel.name + "/delay"));
  }
  alignment_groups.assign(plan.alignment_groups, engine::AlignmentGroup(plan.mutants));
  for (const CoordinatorPlan& coordinator : plan.coordinators) {
    WT_REQUIRE(coordinator.group < plan.alignment_groups, coordinator.group, plan.alignment_groups);
    CoordinatorState state;
    for (const std::uint32_t task : coordinator.tasks) {
      const std::string& name = plan.tasks[task].name;
      state.subtasks.emplace_back();
      state.subtasks.back().reports.draws = streams.stream("link/" + name + " -> coordinator/delay");
      state.subtasks.back().announcements.draws = streams.stream("link/coordinator -> " + name + "/delay");
    }
    coordinators.push_back(std::move(state));
  }
  for (const FaultPlan& fault : plan.faults) faults.push_back({false, 0, streams.stream(fault.stream)});
}

void Runner::start(World& world) {
  const Plan& plan = around_.plan;
  WT_REQUIRE(world.head.next == 1, world.head.next);
  for (std::uint32_t fault = 0; fault < plan.faults.size(); ++fault) {
    world.kernel.schedule(plan.faults[fault].at, {fault, 0, 0, SimEventType::FaultBegin, 0});
  }
  start_coordinators(world);
  for (std::uint32_t task = 0; task < plan.tasks.size(); ++task) {
    effects_.clear();
    world.tasks[task].state = plan.tasks[task].task->open({}, moment(world, 0), effects_);
    perform(world, task);
  }
  for (std::uint32_t input = 0; input < plan.inputs.size(); ++input) {
    const InputPlan& script = plan.inputs[input];
    if (script.script.empty()) {
      end_input_if_done(world, input);
    } else {
      world.kernel.schedule(script.script.front().at, {input, 0, 0, SimEventType::ProducerDue, 0});
    }
  }
}

bool Runner::step(World& world) {
  if (world.failed) return false;
  // Without an end time the clock stays at the last event.
  const SimTime until = around_.plan.until;
  const auto ready = until == SimTime::max() ? world.kernel.next(world.streams, around_.tape)
                                             : world.kernel.next_until(until, world.streams, around_.tape);
  if (!ready) return false;
  const SimEvent& event = ready->event;
  switch (event.type) {
    case SimEventType::ProducerDue: on_producer_due(world, event); break;
    case SimEventType::Arrive: on_arrive(world, event); break;
    case SimEventType::Fetch: on_fetch(world, event); break;
    case SimEventType::Deliver: on_deliver(world, event); break;
    case SimEventType::Timer: on_timer(world, event); break;
    case SimEventType::FaultBegin:
    case SimEventType::FaultEnd: on_fault(world, event); break;
    case SimEventType::Report: on_report(world, event); break;
    case SimEventType::Announce: on_announce(world, event); break;
    case SimEventType::Allow: on_allow(world, event); break;
  }
  return !world.failed;
}

void Runner::run(World& world) {
  while (step(world)) {}
  around_.recorder.flush();
}

std::uint32_t Runner::trace(World& world, EventKind kind, ActorId actor, const TraceFields& fields) {
  const TraceEvent event{world.kernel.now(), fields.cause, kind, actor, fields.a, fields.b};
  return static_cast<std::uint32_t>(around_.recorder.record(world.head, event));
}

engine::Moment Runner::moment(const World& world, std::uint32_t cause) const {
  return {to_processing_time(around_.plan.clock_base, world.kernel.now()), engine::Cause{cause}, around_.facts};
}

}  // namespace wavetank::sim
