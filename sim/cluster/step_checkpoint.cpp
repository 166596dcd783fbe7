// Checkpoints at the tasks: a barrier comes, or a source is asked; the state is copied, then written, and the job manager
// is told (CK-16, CK-18, CK-22).
#include <algorithm>

#include "engine/base/mix.hpp"
#include "sim/cluster/world.hpp"

namespace wavetank::sim {

using engine::CheckpointId;

namespace {

std::uint64_t word_of(CheckpointId checkpoint) { return static_cast<std::uint64_t>(checkpoint); }
engine::EventTime time_of(CheckpointId checkpoint) {
  return engine::EventTime(static_cast<std::int64_t>(word_of(checkpoint)));
}

// Of the whole content, in its order.
std::uint64_t digest_of(const engine::ListItems& lists) {
  std::uint64_t digest = 0;
  for (const auto& [name, items] : lists) {
    digest = engine::mix(digest, engine::mix_bytes(name));
    for (const std::string& item : items) digest = engine::mix(digest, engine::mix_bytes(item));
  }
  return digest;
}
std::uint64_t digest_of(const engine::Snapshot& snapshot) {
  std::uint64_t digest = engine::mix(digest_of(snapshot.split), digest_of(snapshot.united));
  for (const auto& [group, bytes] : snapshot.keyed) digest = engine::mix(digest, group ^ engine::mix_bytes(bytes));
  for (const auto& [name, bytes] : snapshot.broadcast) {
    digest = engine::mix(digest, engine::mix_bytes(name) ^ engine::mix_bytes(bytes));
  }
  return digest;
}

}  // namespace

// The first barrier of a checkpoint, if others or the data ahead of them are awaited.
void Runner::note_alignment(World& world, std::uint32_t task, const TakenBarrier& taken,
                            const engine::GateEffects& effects) {
  const engine::Barrier& barrier = taken.barrier;
  TaskLife& life = *world.tasks[task].life;
  if (barrier.checkpoint <= life.aligning || barrier.checkpoint <= life.newest) return;
  const auto ends_it = [](const engine::GateEffect& effect) {
    const auto* take = std::get_if<engine::TakeCheckpoint>(&effect);
    return (take != nullptr && take->alignment == engine::Alignment::Aligned) ||
           std::holds_alternative<engine::CloseChannelState>(effect);
  };
  if (std::ranges::any_of(effects, ends_it)) return;
  life.aligning = barrier.checkpoint;
  life.align_begun = take_step(world, EventKind::AlignBegin, around_.plan.task(task),
                               {taken.cause, word_of(barrier.checkpoint), engine::index_of(taken.channel)});
}

// The wait for barriers is over, one way or the other.
std::uint32_t Runner::end_alignment(World& world, std::uint32_t task, CheckpointId checkpoint, std::uint32_t cause) {
  TaskLife& life = *world.tasks[task].life;
  const std::uint64_t held = life.inputs ? life.inputs->take_held_back() : 0;
  if (life.align_begun == 0 || life.aligning != checkpoint) return cause;
  life.align_begun = 0;
  return take_step(world, EventKind::AlignEnd, around_.plan.task(task), {cause, word_of(checkpoint), held});
}

void Runner::perform_gate(World& world, std::uint32_t task, const engine::GateEffects& effects, std::uint32_t cause) {
  TaskLife& life = *world.tasks[task].life;
  for (const engine::GateEffect& effect : effects) {
    if (world.tasks[task].presence == TaskPresence::Absent) return;  // a fault struck at a step of this
    if (const auto* take = std::get_if<engine::TakeCheckpoint>(&effect)) {
      take_or_cancel(world, task, *take, cause);
    } else if (const auto* abort = std::get_if<engine::AbortCheckpoint>(&effect)) {
      (void)end_alignment(world, task, abort->checkpoint, cause);
      if (world.tasks[task].presence == TaskPresence::Absent) return;
      give_up(world, task, *abort, cause);
    } else if (const auto* alarm = std::get_if<engine::SetAlignmentAlarm>(&effect)) {
      const engine::Millis ahead = engine::saturating_between(around_.plan.clock_base, alarm->at);
      const SimTime at = std::max(world.kernel.now(), saturating_add(SimTime(0), saturating_from(ahead)));
      schedule(world, at, {.actor = task, .type = SimEventType::AlignmentAlarm, .y = word_of(alarm->checkpoint)});
    } else if (const auto* open = std::get_if<engine::OpenChannelState>(&effect)) {
      life.writes[open->checkpoint].is_recording = true;
    } else if (const auto* persist = std::get_if<engine::PersistInFlight>(&effect)) {
      const auto write = life.writes.find(persist->checkpoint);
      if (write == life.writes.end()) continue;  // called off
      std::vector<Parcel>& kept = write->second.in_flight.arrived[static_cast<std::uint32_t>(persist->channel)];
      for (const engine::BufferId buffer : persist->buffers) {
        kept.push_back(life.inputs->at(persist->channel, buffer));
      }
    } else if (const auto* close = std::get_if<engine::CloseChannelState>(&effect)) {
      close_channel_state(world, task, close->checkpoint, cause);
    }
  }
}

// A checkpoint that was called off before it came here is not taken, and those behind are told (CK-18).
void Runner::take_or_cancel(World& world, std::uint32_t task, const engine::TakeCheckpoint& take, std::uint32_t cause) {
  const CheckpointId checkpoint = take.barrier.checkpoint;
  if (take.alignment == engine::Alignment::Aligned) cause = end_alignment(world, task, checkpoint, cause);
  if (world.tasks[task].presence == TaskPresence::Absent) return;
  if (world.tasks[task].life->aborted.contains(checkpoint)) {
    return give_up(world, task, {checkpoint, engine::CheckpointFailureReason::DeclinedOnCancellationBarrier}, cause);
  }
  take_snapshot(world, task, take, cause);
}

void Runner::close_channel_state(World& world, std::uint32_t task, CheckpointId checkpoint, std::uint32_t cause) {
  TaskLife& life = *world.tasks[task].life;
  (void)end_alignment(world, task, checkpoint, cause);
  if (world.tasks[task].presence == TaskPresence::Absent) return;
  const auto write = life.writes.find(checkpoint);
  if (write == life.writes.end()) return;
  write->second.is_recording = false;
  acknowledge_if_stored(world, task, checkpoint);
}

void Runner::give_up(World& world, std::uint32_t task, const engine::AbortCheckpoint& abort, std::uint32_t cause) {
  TaskHost& host = world.tasks[task];
  host.life->writes.erase(abort.checkpoint);
  host.life->newest = std::max(host.life->newest, abort.checkpoint);
  const std::uint32_t declined = trace(world, EventKind::CheckpointDecline, around_.plan.task(task),
                                       {cause, word_of(abort.checkpoint), static_cast<std::uint64_t>(abort.reason)});
  const engine::Control marker{engine::ControlKind::Cancel, time_of(abort.checkpoint), engine::Cause{declined}};
  for (std::uint32_t output = 0; output < host.outputs.size(); ++output) {
    send_control(world, task, engine::OutputIndex{output}, marker);
  }
  tell_declined(world, task, abort, declined);
}

void Runner::tell_declined(World& world, std::uint32_t task, const engine::AbortCheckpoint& abort,
                           std::uint32_t cause) {
  const SimDuration delay = draw(world, world.tasks[task].call_draws, checkpoints().call);
  schedule(world, saturating_add(world.kernel.now(), delay),
           {.actor = task,
            .x = static_cast<std::uint32_t>(abort.reason),
            .cause = cause,
            .type = SimEventType::Decline,
            .y = word_of(abort.checkpoint)});
}

// It has ended since the job manager asked, and those behind it may still be waiting for a checkpoint (CK-14, CK-32).
void Runner::decline_trigger(World& world, const SimEvent& event) {
  const engine::AbortCheckpoint abort{CheckpointId{event.y}, engine::CheckpointFailureReason::DeclinedTaskNotReady};
  const std::uint32_t declined = trace(world, EventKind::CheckpointDecline, around_.plan.task(event.actor),
                                       {event.cause, event.y, static_cast<std::uint64_t>(abort.reason)});
  tell_declined(world, event.actor, abort, declined);
}

// A source is asked; it has no channels.
void Runner::on_trigger(World& world, const SimEvent& event) {
  TaskHost& host = world.tasks[event.actor];
  const CheckpointId checkpoint{event.y};
  if (host.presence == TaskPresence::Ended) return decline_trigger(world, event);
  if (host.presence != TaskPresence::Running || must_wait(world, event.actor, event)) return;
  const auto triggered = world.job.triggered.find(checkpoint);
  if (checkpoint <= host.life->newest || triggered == world.job.triggered.end()) return;
  engine::TakeCheckpoint take{triggered->second, engine::Alignment::Aligned};
  if (take.barrier.kind == engine::BarrierKind::Unaligned) take.alignment = engine::Alignment::Unaligned;
  take_or_cancel(world, event.actor, take, event.cause);
}

// What the barrier says on this edge: it may overtake only where all subtasks meet all others (CK-27).
engine::Barrier Runner::barrier_on(const EdgePlan& edge, const engine::TakeCheckpoint& take) const {
  engine::Barrier barrier = take.barrier;
  const bool is_free =
      checkpoints().mode == engine::BarrierMode::Alternating && barrier.kind != engine::BarrierKind::Savepoint;
  if (!is_free) return barrier;
  barrier.alignment_timeout = checkpoints().alignment_timeout;
  if (edge.partitioner != Partitioner::Hash) {
    barrier.kind = engine::BarrierKind::Aligned;
  } else if (take.alignment == engine::Alignment::Unaligned || barrier.alignment_timeout.count == 0) {
    barrier.kind = engine::BarrierKind::Unaligned;
  } else {
    barrier.kind = engine::BarrierKind::Timeout;
  }
  return barrier;
}

// The barrier goes out with the state copied, between two steps of the task.
void Runner::take_snapshot(World& world, std::uint32_t task, const engine::TakeCheckpoint& take, std::uint32_t cause) {
  if (prepares(world, task, take, cause)) return;
  const TaskPlan& plan = around_.plan.tasks[task];
  TaskHost& host = world.tasks[task];
  WT_ASSERT(!host.life->in_hand, task);  // a record is in the state, or in the channel
  const CheckpointId checkpoint = take.barrier.checkpoint;
  const auto snapshot =
      std::make_shared<const engine::Snapshot>(plan.task->spec().op->snapshot(host.state.state, around_.facts));
  const std::uint32_t taken = take_step(world, EventKind::CheckpointTake, around_.plan.task(task),
                                        {cause, word_of(checkpoint), digest_of(*snapshot)});
  if (host.presence == TaskPresence::Absent) return;
  CheckpointWrite& write = host.life->writes[checkpoint];
  write.state = snapshot;
  write.taken = taken;
  host.life->newest = checkpoint;
  send_barriers(world, task, take, write);
  const SimTime stored = saturating_add(world.kernel.now(), draw(world, host.write_draws, checkpoints().write));
  schedule(world, stored, {.actor = task, .cause = taken, .type = SimEventType::StateStored, .y = word_of(checkpoint)});
}

void Runner::send_barriers(World& world, std::uint32_t task, const engine::TakeCheckpoint& take,
                           CheckpointWrite& write) {
  close_messages(world);
  for (std::uint32_t output = 0; output < world.tasks[task].outputs.size(); ++output) {
    const std::uint64_t what = (static_cast<std::uint64_t>(engine::ControlKind::Barrier) << 32) | output;
    const engine::EventTime number = time_of(take.barrier.checkpoint);
    const std::uint32_t sent = trace(world, EventKind::ControlOut, around_.plan.task(task),
                                     {write.taken, static_cast<std::uint64_t>(number.ticks()), what});
    for (const EdgePlan& edge : around_.plan.tasks[task].edges) {
      if (engine::index_of(edge.output) != output) continue;
      Parcel parcel{.control = {engine::ControlKind::Barrier, number, engine::Cause{sent}},
                    .barrier = barrier_on(edge, take)};
      for (const std::uint32_t channel : edge.channels) send_barrier(world, channel, parcel, write.in_flight);
    }
  }
}

void Runner::send_barrier(World& world, std::uint32_t channel, const Parcel& barrier, InFlight& in_flight) {
  const bool overtakes = barrier.barrier.kind == engine::BarrierKind::Unaligned && !world.senders.empty();
  if (!overtakes) return ship(world, channel, barrier);
  std::vector<Parcel> overtaken = world.senders[channel].overtake(barrier);
  if (!overtaken.empty()) in_flight.unsent[channel] = std::move(overtaken);
  send_waiting(world, channel);
}

void Runner::on_state_stored(World& world, const SimEvent& event) {
  TaskHost& host = world.tasks[event.actor];
  if (host.presence == TaskPresence::Absent) return;
  const bool stands_still = host.stall.armed && around_.plan.faults[host.stall.fault].rule == FaultRule::Pause;
  if (stands_still &&
      host.stall.until > world.kernel.now()) {  // with its process; a stalled thread has others beside it
    schedule(world, host.stall.until, event);
    return;
  }
  const auto write = host.life->writes.find(CheckpointId{event.y});
  if (write == host.life->writes.end()) return;  // called off in the meantime
  write->second.is_stored = true;
  acknowledge_if_stored(world, event.actor, CheckpointId{event.y});
}

void Runner::acknowledge_if_stored(World& world, std::uint32_t task, CheckpointId checkpoint) {
  TaskHost& host = world.tasks[task];
  const auto found = host.life->writes.find(checkpoint);
  WT_ASSERT(found != host.life->writes.end(), word_of(checkpoint));
  if (!found->second.is_stored || found->second.is_recording) return;
  const CheckpointWrite write = std::move(found->second);
  host.life->writes.erase(found);
  const std::uint64_t messages = write.in_flight.messages();
  StoredPart part{write.state, nullptr};
  if (messages > 0) part.in_flight = std::make_shared<const InFlight>(write.in_flight);
  world.job.store.put(checkpoint, task, std::move(part));
  const std::uint32_t stored = take_step(world, EventKind::CheckpointStored, around_.plan.task(task),
                                         {write.taken, word_of(checkpoint), messages});
  if (host.presence == TaskPresence::Absent) return;  // stored, and nobody knows
  if (strikes(world, FaultRule::AckLost, task, stored) || strikes(world, FaultRule::Partition, task, stored)) return;
  const SimTime arrives = saturating_add(world.kernel.now(), draw(world, host.call_draws, checkpoints().call));
  schedule(world, arrives,
           {.actor = task, .cause = stored, .type = SimEventType::Acknowledge, .y = word_of(checkpoint)});
}

void Runner::on_alignment_alarm(World& world, const SimEvent& event) {
  const TaskHost& host = world.tasks[event.actor];
  if (host.presence != TaskPresence::Running || must_wait(world, event.actor, event)) return;
  engine::GateEffects effects;
  world.tasks[event.actor].life->inputs->on_alarm(CheckpointId{event.y}, effects);
  perform_gate(world, event.actor, effects, 0);
  serve(world, event.actor);
}

void Runner::on_notice(World& world, const SimEvent& event) {
  TaskHost& host = world.tasks[event.actor];
  if (host.presence != TaskPresence::Running || awaits_broker(world, event.actor, event)) return;
  const CheckpointId checkpoint{event.y};
  const auto notice = static_cast<Notice>(event.x);
  const std::uint32_t heard =
      take_step(world, EventKind::CheckpointNotify, around_.plan.task(event.actor), {event.cause, event.y, event.x});
  if (host.presence == TaskPresence::Absent) return;
  if (notice == Notice::Complete) return hear_complete(world, event.actor, checkpoint, heard);
  host.life->writes.erase(checkpoint);
  if (checkpoint > host.life->newest) host.life->aborted.insert(checkpoint);
}

}  // namespace wavetank::sim
