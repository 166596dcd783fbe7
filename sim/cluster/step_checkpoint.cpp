// Checkpoints at the tasks: a barrier comes, or a source is asked; the state is copied, then written, and the job manager
// is told (CK-16, CK-18, CK-22).
#include "engine/base/mix.hpp"
#include "sim/cluster/world.hpp"

namespace wavetank::sim {

using engine::CheckpointId;

namespace {

std::uint64_t word_of(CheckpointId checkpoint) { return static_cast<std::uint64_t>(checkpoint); }

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

void Runner::on_barrier(World& world, std::uint32_t task, engine::ChannelIndex channel,
                        const engine::Control& barrier) {
  TaskHost& host = world.tasks[task];
  const CheckpointId checkpoint{static_cast<std::uint64_t>(barrier.value.ticks())};
  const auto cause = static_cast<std::uint32_t>(barrier.cause);
  const std::optional<CheckpointId> before = host.gate.current();
  const AlignedGate::Verdict verdict = host.gate.on_barrier(engine::index_of(channel), checkpoint);
  if (verdict == AlignedGate::Verdict::Ignored) return;
  if (before && *before != checkpoint) release_held(world, task);  // the older one is given up
  if (verdict == AlignedGate::Verdict::Begun) {
    trace(world, EventKind::AlignBegin, around_.plan.task(task),
          {cause, word_of(checkpoint), engine::index_of(channel)});
  }
  if (verdict == AlignedGate::Verdict::Complete) snapshot_aligned(world, task, checkpoint, cause);
}

void Runner::snapshot_aligned(World& world, std::uint32_t task, CheckpointId checkpoint, std::uint32_t cause) {
  if (world.tasks[task].held.size() > 1) {
    cause = trace(world, EventKind::AlignEnd, around_.plan.task(task),
                  {cause, word_of(checkpoint), world.tasks[task].held_messages()});
  }
  take_snapshot(world, task, checkpoint, cause);
  release_held(world, task);
}

// What waited in front of a blocked channel comes again, in its order.
void Runner::release_held(World& world, std::uint32_t task) {
  for (HeldChannel& held : world.tasks[task].held) {
    for (; held.messages > 0; --held.messages) {
      schedule(world, world.kernel.now(), {.actor = held.channel, .type = SimEventType::Deliver});
    }
  }
}

void Runner::on_trigger(World& world, const SimEvent& event) {
  TaskHost& host = world.tasks[event.actor];
  const CheckpointId checkpoint{event.y};
  if (host.presence != TaskPresence::Running || is_stalled(world, event.actor, event)) return;
  if (checkpoint <= host.gate.last()) return;  // called off before it came
  host.gate.on_abort(checkpoint);              // it has no channels: nothing of it is still to come
  take_snapshot(world, event.actor, checkpoint, event.cause);
}

// The barrier goes out with the state copied, between two steps of the task.
void Runner::take_snapshot(World& world, std::uint32_t task, CheckpointId checkpoint, std::uint32_t cause) {
  const TaskPlan& plan = around_.plan.tasks[task];
  TaskHost& host = world.tasks[task];
  const auto snapshot =
      std::make_shared<const engine::Snapshot>(plan.task->spec().op->snapshot(host.state.state, around_.facts));
  const std::uint32_t taken = trace(world, EventKind::CheckpointTake, around_.plan.task(task),
                                    {cause, word_of(checkpoint), digest_of(*snapshot)});
  const engine::Control barrier{engine::ControlKind::Barrier,
                                engine::EventTime(static_cast<std::int64_t>(word_of(checkpoint))),
                                engine::Cause{taken}};
  for (std::uint32_t output = 0; output < host.outputs.size(); ++output) {
    send_control(world, task, engine::OutputIndex{output}, barrier);
  }
  host.writing[checkpoint] = snapshot;
  const SimTime stored = saturating_add(world.kernel.now(), draw(world, host.write_draws, checkpoints().write));
  schedule(world, stored, {.actor = task, .cause = taken, .type = SimEventType::StateStored, .y = word_of(checkpoint)});
}

void Runner::on_state_stored(World& world, const SimEvent& event) {
  TaskHost& host = world.tasks[event.actor];
  if (host.presence == TaskPresence::Absent) return;
  const auto written = host.writing.extract(CheckpointId{event.y});
  if (written.empty()) return;  // called off in the meantime
  world.job.store.put(CheckpointId{event.y}, event.actor, written.mapped());
  const SimTime arrives = saturating_add(world.kernel.now(), draw(world, host.call_draws, checkpoints().call));
  schedule(world, arrives,
           {.actor = event.actor, .cause = event.cause, .type = SimEventType::Acknowledge, .y = event.y});
}

void Runner::on_notice(World& world, const SimEvent& event) {
  TaskHost& host = world.tasks[event.actor];
  if (host.presence != TaskPresence::Running) return;
  const CheckpointId checkpoint{event.y};
  const auto notice = static_cast<Notice>(event.x);
  trace(world, EventKind::CheckpointNotify, around_.plan.task(event.actor), {event.cause, event.y, event.x});
  if (notice == Notice::Complete) return;
  host.writing.erase(checkpoint);
  if (host.gate.on_abort(checkpoint)) release_held(world, event.actor);
}

}  // namespace wavetank::sim
