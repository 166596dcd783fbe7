// Channels of a job on a cluster: what is sent waits for credit, what arrives waits for its task, and the task takes it when
// it is neither busy nor stalled and its own outputs have room.
#include "sim/cluster/world.hpp"

namespace wavetank::sim {

using engine::ChannelIndex;
using engine::ControlKind;

// Behind what waits already, or on its way at once.
void Runner::ship(World& world, std::uint32_t channel, Parcel parcel) {
  if (world.senders.empty()) return put_on_wire(world, channel, parcel);
  world.senders[channel].push(std::move(parcel));
  send_waiting(world, channel);
}

void Runner::send_waiting(World& world, std::uint32_t channel) {
  while (const std::optional<Parcel> parcel = world.senders[channel].next()) put_on_wire(world, channel, *parcel);
  note_room(world, channel);
}

void Runner::put_on_wire(World& world, std::uint32_t to, const Parcel& parcel) {
  Channel& channel = world.channels[to];
  const engine::Cause cause = parcel.records.empty() ? parcel.control.cause : parcel.records.back().cause;
  const SimTime earliest_due = earliest(world, to, static_cast<std::uint32_t>(cause));
  for (const engine::Record& record : parcel.records) channel.add(record);
  const SimTime due =
      parcel.records.empty() ? channel.send(parcel.control, parcel.barrier, earliest_due) : channel.close(earliest_due);
  schedule(world, due, {.actor = to, .type = SimEventType::Deliver});
}

// A task whose outputs have no room takes nothing in (back-pressure).
void Runner::note_room(World& world, std::uint32_t channel) {
  ChannelRoom& room = world.rooms[channel];
  const bool is_full = !world.senders[channel].has_room();
  if (is_full == room.is_full) return;
  room.is_full = is_full;
  TaskLife& life = *world.tasks[room.sender].life;
  const ActorId actor = around_.plan.task(room.sender);
  if (is_full) {
    if (++life.full_outputs > 1) return;
    life.blocked_since = world.kernel.now();
    life.blocked = trace(world, EventKind::TaskBlocked, actor, {0, channel, world.senders[channel].waiting()});
    return;
  }
  WT_ASSERT(life.full_outputs > 0, room.sender);
  if (--life.full_outputs > 0) return;
  const SimDuration blocked = saturating_between(life.blocked_since, world.kernel.now());
  const std::uint32_t freed =
      trace(world, EventKind::TaskFreed, actor, {life.blocked, static_cast<std::uint64_t>(blocked.count), 0});
  for (const auto& [partition, cause] : life.held_fetches) {
    schedule(world, world.kernel.now(),
             {.actor = static_cast<std::uint32_t>(around_.plan.tasks[room.sender].input),
              .x = partition,
              .cause = cause,
              .type = SimEventType::Fetch});
  }
  life.held_fetches.clear();
  if (!life.inputs || life.resumes) return;
  life.resumes = true;
  schedule(world, world.kernel.now(), {.actor = room.sender, .cause = freed, .type = SimEventType::Resume});
}

void Runner::on_credit(World& world, const SimEvent& event) {
  if (world.tasks[world.rooms[event.actor].sender].presence == TaskPresence::Absent) return;
  world.senders[event.actor].on_credit();
  send_waiting(world, event.actor);
}

void Runner::on_arrival(World& world, const SimEvent& event) {
  const ChannelPlan& plan = around_.plan.channels[event.actor];
  Channel& channel = world.channels[event.actor];
  const Message message = channel.take();
  WT_ASSERT(message.due <= world.kernel.now(), message.due, world.kernel.now());
  Parcel parcel;
  if (message.records > 0) {
    channel.take_records(message.records, parcel.records);
  } else {
    parcel.control = channel.take_control();
    if (parcel.control.kind == ControlKind::Barrier) parcel.barrier = channel.take_barrier();
  }
  engine::GateEffects effects;
  world.tasks[plan.to].life->inputs->arrive(plan.at, std::move(parcel), effects);
  perform_gate(world, plan.to, effects, 0);
  serve(world, plan.to);
}

void Runner::on_resume(World& world, const SimEvent& event) {
  TaskHost& host = world.tasks[event.actor];
  if (host.presence != TaskPresence::Running) return;
  host.life->resumes = false;
  serve(world, event.actor);
}

// Takes what has come until there is no more, or the task cannot.
void Runner::serve(World& world, std::uint32_t task) {
  for (;;) {
    const TaskHost& host = world.tasks[task];
    if (world.failed || host.presence != TaskPresence::Running || !host.life->inputs) return;
    const bool has_work = host.life->in_hand || host.life->inputs->urgent() || host.life->inputs->next();
    if (!has_work || rests(world, task)) return;
    if (host.life->in_hand) {
      work_off(world, task);
      continue;
    }
    std::optional<ChannelIndex> channel = host.life->inputs->urgent();
    if (!channel && host.life->full_outputs == 0) channel = next_channel(world, task);
    if (!channel) return;
    take_from(world, task, *channel);
  }
}

// Whether the task is stalled or busy; then it is called again when that is over.
bool Runner::rests(World& world, std::uint32_t task) {
  const TaskHost& host = world.tasks[task];
  TaskLife& life = *world.tasks[task].life;
  if (life.resumes || host.broker.calls > 0) return true;
  SimTime until = life.busy_until;
  if (host.stall.armed && host.stall.until > world.kernel.now()) {
    effect(world, host.stall.fault, 0, saturating_between(world.kernel.now(), host.stall.until).count);
    until = std::max(until, host.stall.until);
  }
  if (until <= world.kernel.now()) return false;
  life.resumes = true;
  schedule(world, until, {.actor = task, .type = SimEventType::Resume});
  return true;
}

void Runner::take_from(World& world, std::uint32_t task, ChannelIndex channel) {
  TaskLife& life = *world.tasks[task].life;
  engine::GateEffects effects;
  std::optional<Parcel> parcel = life.inputs->take(channel, moment_of(world, task, 0).now, effects);
  if (!parcel) return perform_gate(world, task, effects, 0);  // a barrier was announced
  if (parcel->is_data()) {
    WT_ASSERT(effects.empty(), effects.size());
    return_credit(world, task, channel, *parcel);
    keep_busy(world, task, parcel->records.size());
    life.in_hand = InHand{channel, std::move(*parcel)};
    return;
  }
  engine::Control control = parcel->control;
  const std::uint32_t taken = trace_control(world, task, channel, control);
  control.cause = engine::Cause{taken};
  if (control.kind == ControlKind::Barrier) note_alignment(world, task, {parcel->barrier, channel, taken}, effects);
  perform_gate(world, task, effects, taken);
  if (control.kind == ControlKind::End) {
    const std::uint32_t sender = world.rooms[world.wiring[task][engine::index_of(channel)]].sender;
    WT_ASSERT(world.tasks[sender].life->ends_under_way > 0, sender);
    --world.tasks[sender].life->ends_under_way;
  }
  if (control.kind == ControlKind::End && world.tasks[task].presence == TaskPresence::Running) {
    take_control(world, task, channel, control);
  }
}

void Runner::return_credit(World& world, std::uint32_t task, ChannelIndex at, const Parcel& parcel) {
  if (world.senders.empty() || parcel.is_recovered) return;
  const std::uint32_t channel = world.wiring[task][engine::index_of(at)];
  const SimDuration delay = draw(world, world.rooms[channel].credit_draws, around_.plan.channels[channel].delay);
  schedule(world, saturating_add(world.kernel.now(), delay), {.actor = channel, .type = SimEventType::Credit});
}

void Runner::keep_busy(World& world, std::uint32_t task, std::size_t records) {
  const SimDuration cost = around_.plan.tasks[task].cost;
  if (cost.count == 0) return;
  const auto count = static_cast<std::int64_t>(records) * slowness(world, task);
  WT_REQUIRE(count == 0 || cost.count <= SimTime::max().ticks() / count, cost.count, records);
  const SimDuration work{cost.count * count};
  world.tasks[task].life->busy_until = saturating_add(world.kernel.now(), work);
}

// The message whose time of work is over.
void Runner::work_off(World& world, std::uint32_t task) {
  InHand in_hand = std::move(*world.tasks[task].life->in_hand);
  world.tasks[task].life->in_hand.reset();
  if (in_hand.parcel.records.empty()) {
    engine::Control& control = in_hand.parcel.control;
    control.cause = engine::Cause{trace_control(world, task, in_hand.channel, control)};
    return take_control(world, task, in_hand.channel, control);
  }
  batch_ = std::move(in_hand.parcel.records);
  take_records(world, task, in_hand.channel);
}

}  // namespace wavetank::sim
