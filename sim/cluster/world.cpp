// Making a world, and the one loop that runs it.
#include "sim/cluster/world.hpp"

namespace wavetank::sim {

namespace {

// Whether the event is of one deployment of the job, and void after it.
bool is_for_tasks(SimEventType type) {
  switch (type) {
    case SimEventType::Fetch:
    case SimEventType::Deliver:
    case SimEventType::Timer:
    case SimEventType::Report:
    case SimEventType::Announce:
    case SimEventType::Allow:
    case SimEventType::Missed:
    case SimEventType::Trigger:
    case SimEventType::StateStored:
    case SimEventType::Notice:
    case SimEventType::AlignmentAlarm:
    case SimEventType::Resume:
    case SimEventType::Credit:
    case SimEventType::Decline:
    case SimEventType::BrokerReply:
    case SimEventType::JobEnd: return true;
    case SimEventType::ProducerDue:
    case SimEventType::Arrive:
    case SimEventType::FaultBegin:
    case SimEventType::FaultEnd:
    case SimEventType::Restart:
    case SimEventType::CoordinatorAlarm:
    case SimEventType::BrokerRequest:
    case SimEventType::TransactionTimeout:
    case SimEventType::Elect:
    case SimEventType::Acknowledge: return false;
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(type));
}

// Whether the event is for the job manager: whoever leads when it comes must be the one it was meant for.
bool is_for_leader(SimEventType type) {
  switch (type) {
    case SimEventType::Missed:
    case SimEventType::Restart:
    case SimEventType::CoordinatorAlarm:
    case SimEventType::Acknowledge:
    case SimEventType::Decline:
    case SimEventType::JobEnd: return true;
    default: return false;
  }
}

bool is_void(const SimEvent& event, const JobState& job) {
  if (is_for_tasks(event.type) && event.attempt != job.attempt) return true;
  return is_for_leader(event.type) && (!job.is_led || event.attempt < job.led_since);
}

}  // namespace

std::string addressee(const SimEvent& event) {
  const std::string number = std::to_string(event.actor);
  switch (event.type) {
    case SimEventType::ProducerDue: return "producer of input " + number;
    case SimEventType::Arrive: return "log of input " + number;
    case SimEventType::Fetch: return "reader of input " + number;
    case SimEventType::Deliver: return "channel " + number;
    case SimEventType::Credit: return "sender of channel " + number;
    case SimEventType::Resume: return "task " + number;
    case SimEventType::AlignmentAlarm: return "alignment of task " + number;
    case SimEventType::Decline: return "decline of task " + number;
    case SimEventType::Timer: return "timer of task " + number;
    case SimEventType::FaultBegin:
    case SimEventType::FaultEnd: return "fault " + number;
    case SimEventType::Report: return "report of task " + number;
    case SimEventType::Announce: return "coordinator " + number;
    case SimEventType::Allow: return "announcement for task " + number;
    case SimEventType::Missed: return "job manager, of task manager " + number;
    case SimEventType::Trigger: return "trigger for task " + number;
    case SimEventType::StateStored: return "state of task " + number;
    case SimEventType::Notice: return "notice for task " + number;
    case SimEventType::Acknowledge: return "acknowledgement of task " + number;
    case SimEventType::CoordinatorAlarm: return "checkpoint coordinator";
    case SimEventType::BrokerRequest: return "broker, for task " + number;
    case SimEventType::BrokerReply: return "answer for task " + number;
    case SimEventType::TransactionTimeout: return "broker";
    case SimEventType::JobEnd:
    case SimEventType::Elect:
    case SimEventType::Restart: return "job manager";
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
    std::size_t inputs_of_task = 0;
    for (const std::uint32_t channels_of_input : task.task->spec().channels) inputs_of_task += channels_of_input;
    wiring.emplace_back(inputs_of_task);
    host.call_draws = streams.stream("link/job-manager -> " + task.name + "/delay");
    host.write_draws = streams.stream("store/" + task.name + "/write");
    if (task.topic >= 0) {
      host.broker.request_draws = streams.stream("link/" + task.name + " -> broker/delay");
      host.broker.reply_draws = streams.stream("link/broker -> " + task.name + "/delay");
    }
    tasks.push_back(std::move(host));
  }
  channels.resize(plan.channels.size());
  job.jitter_draws = streams.stream("restart/jitter");
  job.first_draws = streams.stream("checkpoints/first");
  clogs.resize(plan.channels.size());
  for (const ChannelPlan& channel : plan.channels) {
    WT_REQUIRE(channel.to < plan.tasks.size(), channel.to, plan.tasks.size());
    wiring[channel.to].at(engine::index_of(channel.at)) = static_cast<std::uint32_t>(channel_draws.size());
    channel_draws.push_back(streams.stream("link/" + channel.name + "/delay"));
    rooms.push_back({0, false, streams.stream("link/" + channel.name + "/credit")});
  }
  for (std::uint32_t task = 0; task < plan.tasks.size(); ++task) {
    for (const EdgePlan& edge : plan.tasks[task].edges) {
      for (const std::uint32_t channel : edge.channels) rooms.at(channel).sender = task;
    }
  }
  reset_lives(plan);
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
  std::vector<std::uint32_t> partitions;
  for (const TopicPlan& topic : plan.topics) {
    partitions.push_back(topic.partitions);
    broker.read.emplace_back(topic.partitions);
  }
  broker.broker = Broker(partitions, plan.mutants);
  for (const FaultPlan& fault : plan.faults) faults.emplace_back().draws = streams.stream(fault.stream);
}

void World::reset_wiring(const Plan& plan) {
  channels.assign(plan.channels.size(), {});
  for (TaskHost& task : tasks) task.outputs.assign(task.outputs.size(), engine::OutputGate(plan.semantics));
  reset_lives(plan);
  forget_readers();
  alignment_groups.assign(plan.alignment_groups, engine::AlignmentGroup(plan.mutants));
  for (CoordinatorState& coordinator : coordinators) {
    for (AlignedTask& subtask : coordinator.subtasks) {
      AlignedTask fresh;
      fresh.reports.draws = subtask.reports.draws;
      fresh.announcements.draws = subtask.announcements.draws;
      subtask = std::move(fresh);
    }
  }
}

void World::forget_readers() {
  for (InputState& input : inputs) {
    input.fetch_pending.assign(input.fetch_pending.size(), false);
    for (LogPartition& partition : input.partitions) partition.forget_reader();
  }
}

void World::reset_lives(const Plan& plan) {
  if (!plan.job) return;
  const JobPlan& job_plan = *plan.job;
  engine::AlignmentOptions options;
  if (job_plan.checkpoints) options.mode = job_plan.checkpoints->mode;
  for (std::size_t task = 0; task < tasks.size(); ++task) {
    TaskLife& life = tasks[task].life.emplace();
    options.channels = wiring[task].size();
    if (options.channels > 0) life.inputs.emplace(options);
  }
  for (ChannelRoom& room : rooms) room.is_full = false;
  senders.clear();
  if (!job_plan.flow) return;
  senders.assign(channels.size(), BoundedSender(job_plan.flow->credits, job_plan.flow->room));
}

void Runner::start(World& world) {
  const Plan& plan = around_.plan;
  WT_REQUIRE(world.head.next == 1, world.head.next);
  for (std::uint32_t fault = 0; fault < plan.faults.size(); ++fault) {
    if (!plan.faults[fault].when)
      schedule(world, plan.faults[fault].at, {.actor = fault, .type = SimEventType::FaultBegin});
  }
  start_job(world);
  start_coordinators(world);
  deploy(world, 0, std::nullopt);
  start_checkpoints(world, 0);
  for (std::uint32_t input = 0; input < plan.inputs.size(); ++input) {
    const InputPlan& script = plan.inputs[input];
    if (script.script.empty()) {
      end_input_if_done(world, input);
    } else {
      schedule(world, script.script.front().at, {.actor = input, .type = SimEventType::ProducerDue});
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
  if (is_void(event, world.job)) return true;
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
    case SimEventType::Missed: on_missed(world, event); break;
    case SimEventType::Restart: on_restart(world, event); break;
    case SimEventType::CoordinatorAlarm: on_coordinator_alarm(world, event); break;
    case SimEventType::Trigger: on_trigger(world, event); break;
    case SimEventType::StateStored: on_state_stored(world, event); break;
    case SimEventType::Acknowledge: on_acknowledge(world, event); break;
    case SimEventType::Notice: on_notice(world, event); break;
    case SimEventType::Decline: on_decline(world, event); break;
    case SimEventType::AlignmentAlarm: on_alignment_alarm(world, event); break;
    case SimEventType::Resume: on_resume(world, event); break;
    case SimEventType::Credit: on_credit(world, event); break;
    case SimEventType::BrokerRequest: on_broker_request(world, event); break;
    case SimEventType::BrokerReply: on_broker_reply(world, event); break;
    case SimEventType::TransactionTimeout: on_transaction_timeout(world); break;
    case SimEventType::Elect: on_elect(world, event); break;
    case SimEventType::JobEnd: on_job_end(world); break;
  }
  return !world.failed;
}

EventHandle Runner::schedule(World& world, SimTime at, SimEvent event) {
  event.attempt = world.job.attempt;
  return world.kernel.schedule(at, event);
}

SimDuration Runner::draw(World& world, StreamId stream, const Quantiles& table) {
  if (table.min() == table.max()) return SimDuration{table.min()};
  return SimDuration{world.streams.sample(stream, table, around_.tape)};
}

void Runner::run(World& world) {
  while (step(world)) {}
  around_.recorder.flush();
}

std::uint32_t Runner::trace(World& world, EventKind kind, ActorId actor, const TraceFields& fields) {
  const TraceEvent event{world.kernel.now(), fields.cause, kind, actor, fields.a, fields.b};
  return static_cast<std::uint32_t>(around_.recorder.record(world.head, event));
}

engine::Moment Runner::moment_of(const World& world, std::uint32_t task, std::uint32_t cause) const {
  const SimTime shown = saturating_add(world.kernel.now(), world.tasks[task].clock_offset);
  return {to_processing_time(around_.plan.clock_base, shown), engine::Cause{cause}, around_.facts};
}

engine::Moment Runner::moment(const World& world, std::uint32_t cause) const {
  return {to_processing_time(around_.plan.clock_base, world.kernel.now()), engine::Cause{cause}, around_.facts};
}

}  // namespace wavetank::sim
