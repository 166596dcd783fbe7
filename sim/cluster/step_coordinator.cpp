// Checkpoints at the job manager: the coordinator's effects are performed.
//
//   alarm ─► trigger to sources ─► barriers through all channels ─► snapshots ─► acknowledgements ─► complete ─► notices
//
// Calls between the job manager and tasks go beside the channels, and each takes its own time.
#include <algorithm>

#include "sim/cluster/world.hpp"

namespace wavetank::sim {

using engine::CheckpointId;

namespace {

// More are never on their way to sources.
constexpr std::size_t kTriggersRemembered = 1'024;

std::uint64_t checkpoint_word(CheckpointId checkpoint) { return static_cast<std::uint64_t>(checkpoint); }

// Of one that has ended and whose last records are still under way no checkpoint may say that it was finished: they would
// be in no state. Flink's task runs until all is taken; here no checkpoint begins until then.
engine::JobTaskStatus status_of(const TaskHost& host) {
  if (host.presence == TaskPresence::Ended && host.life->ends_under_way > 0) return engine::JobTaskStatus::Starting;
  switch (host.presence) {
    case TaskPresence::Absent: return engine::JobTaskStatus::Starting;
    case TaskPresence::Running: return engine::JobTaskStatus::Running;
    case TaskPresence::Ended: return engine::JobTaskStatus::Finished;
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(host.presence));
}

}  // namespace

const CheckpointsPlan& Runner::checkpoints() const {
  WT_REQUIRE(around_.plan.job && around_.plan.job->checkpoints);
  return *around_.plan.job->checkpoints;
}

void Runner::coordinate(World& world, std::uint32_t cause, const CoordinatorCall& call) {
  if (!world.job.checkpoints) return;
  std::vector<engine::JobTaskStatus> statuses;
  for (const TaskHost& host : world.tasks) statuses.push_back(status_of(host));
  engine::CoordinatorEffects effects;
  const engine::JobView job{checkpoints().graph, statuses};
  const engine::CoordinatorTurn turn{moment(world, cause).now, job, effects};
  std::optional<engine::CheckpointFailureReason> fatal;
  engine::CheckpointCoordinator& coordinator = *world.job.checkpoints;
  call(coordinator, turn);
  for (;;) {
    // What is performed may lead to more at once: here a checkpoint is durable as soon as its last task is.
    for (std::size_t i = 0; i < effects.size() && world.job.is_led; ++i) {
      const engine::CoordinatorEffect effect = effects[i];
      if (const auto* const fail = std::get_if<engine::FailJob>(&effect)) fatal = fail->reason;
      perform_coordinator(world, cause, turn, effect);
    }
    effects.clear();
    if (!world.job.is_led) return;  // a fault struck at a step of this
    if (!coordinator.has_work()) break;
    coordinator.work(turn);
  }
  if (fatal) fail_over(world, around_.plan.job_manager(), "too many checkpoints failed", cause);
}

void Runner::perform_coordinator(World& world, std::uint32_t cause, const engine::CoordinatorTurn& turn,
                                 const engine::CoordinatorEffect& effect) {
  const ActorId manager = around_.plan.job_manager();
  if (const auto* const alarm = std::get_if<engine::SetCoordinatorAlarm>(&effect)) {
    const engine::Millis ahead = engine::saturating_between(around_.plan.clock_base, alarm->at);
    const SimTime at = std::max(world.kernel.now(), saturating_add(SimTime(0), saturating_from(ahead)));
    schedule(world, at, {.type = SimEventType::CoordinatorAlarm, .y = static_cast<std::uint64_t>(alarm->alarm)});
  } else if (const auto* const trigger = std::get_if<engine::TriggerCheckpoint>(&effect)) {
    const std::uint32_t told =
        take_step(world, EventKind::CheckpointTrigger, manager,
                  {cause, checkpoint_word(trigger->checkpoint), static_cast<std::uint64_t>(trigger->kind)});
    if (!world.job.is_led) return;
    remember_trigger(world, *trigger, turn.now);
    call_tasks(world, trigger->tasks,
               {.cause = told, .type = SimEventType::Trigger, .y = checkpoint_word(trigger->checkpoint)});
  } else if (const auto* const done = std::get_if<engine::CheckpointCompleted>(&effect)) {
    world.job.ended =
        take_step(world, EventKind::CheckpointDone, manager, {cause, checkpoint_word(done->checkpoint), 0});
  } else if (const auto* const failed = std::get_if<engine::CheckpointFailed>(&effect)) {
    const std::uint64_t checkpoint = failed->checkpoint ? checkpoint_word(*failed->checkpoint) : 0;
    world.job.ended = trace(world, EventKind::CheckpointAbort, manager,
                            {cause, checkpoint, static_cast<std::uint64_t>(failed->reason)});
  } else if (const auto* const complete = std::get_if<engine::NotifyCheckpointComplete>(&effect)) {
    notify(world, complete->tasks, complete->checkpoint, Notice::Complete);
  } else if (const auto* const aborted = std::get_if<engine::NotifyCheckpointAborted>(&effect)) {
    notify(world, aborted->tasks, aborted->checkpoint, Notice::Aborted);
  } else if (const auto* const persist = std::get_if<engine::PersistCheckpoint>(&effect)) {
    world.job.checkpoints->on_persisted(turn, persist->checkpoint);
  } else if (const auto* const discard = std::get_if<engine::DeleteCheckpoint>(&effect)) {
    trace(world, EventKind::CheckpointDiscard, manager, {cause, checkpoint_word(discard->checkpoint), 0});
    world.job.store.erase(discard->checkpoint);
    world.job.checkpoints->on_deleted(discard->checkpoint);
  } else if (const auto* const state = std::get_if<engine::DeleteTaskState>(&effect)) {
    world.job.store.erase(state->checkpoint, static_cast<std::uint32_t>(state->task));
  }
}

void Runner::remember_trigger(World& world, const engine::TriggerCheckpoint& trigger, engine::ProcessingTime now) {
  engine::Barrier barrier{trigger.checkpoint, engine::BarrierKind::Aligned, now, checkpoints().alignment_timeout};
  if (checkpoints().mode == engine::BarrierMode::AtLeastOnce) {
    barrier.kind = engine::BarrierKind::AtLeastOnce;
  } else if (engine::is_savepoint(trigger.kind)) {
    barrier.kind = engine::BarrierKind::Savepoint;
  } else if (checkpoints().mode == engine::BarrierMode::Alternating && barrier.alignment_timeout.count == 0) {
    barrier.kind = engine::BarrierKind::Unaligned;
  }
  world.job.triggered[trigger.checkpoint] = barrier;
  for (std::uint32_t task = 0; task < world.tasks.size(); ++task) {
    if (world.tasks[task].presence == TaskPresence::Ended) world.job.store.put(trigger.checkpoint, task, {});
  }
  if (world.job.triggered.size() > kTriggersRemembered) world.job.triggered.erase(world.job.triggered.begin());
}

// `call` without its addressee.
void Runner::call_tasks(World& world, std::span<const engine::JobTask> tasks, SimEvent call) {
  for (const engine::JobTask task : tasks) {
    call.actor = static_cast<std::uint32_t>(task);
    if (is_call_lost(world, call)) continue;
    const SimDuration delay = draw(world, world.tasks[call.actor].call_draws, checkpoints().call);
    schedule(world, saturating_add(world.kernel.now(), delay), call);
  }
}

void Runner::notify(World& world, std::span<const engine::JobTask> tasks, CheckpointId checkpoint, Notice notice) {
  call_tasks(world, tasks,
             {.x = static_cast<std::uint32_t>(notice),
              .cause = world.job.ended,
              .type = SimEventType::Notice,
              .y = checkpoint_word(checkpoint)});
}

void Runner::on_coordinator_alarm(World& world, const SimEvent& event) {
  if (world.job.phase == JobPhase::Ended) return;
  coordinate(world, 0, [&](engine::CheckpointCoordinator& coordinator, const engine::CoordinatorTurn& turn) {
    coordinator.on_alarm(turn, engine::CoordinatorAlarm{event.y});
  });
}

void Runner::on_acknowledge(World& world, const SimEvent& event) {
  if (world.job.phase == JobPhase::Ended) return;
  const std::uint32_t taken =
      take_step(world, EventKind::CheckpointAck, around_.plan.job_manager(), {event.cause, event.y, event.actor});
  if (!world.job.is_led) return;
  coordinate(world, taken, [&](engine::CheckpointCoordinator& coordinator, const engine::CoordinatorTurn& turn) {
    (void)coordinator.on_acknowledge(turn, CheckpointId{event.y}, engine::JobTask{event.actor});
  });
}

void Runner::on_decline(World& world, const SimEvent& event) {
  if (world.job.phase == JobPhase::Ended) return;
  coordinate(world, event.cause, [&](engine::CheckpointCoordinator& coordinator, const engine::CoordinatorTurn& turn) {
    coordinator.on_decline(turn, CheckpointId{event.y}, static_cast<engine::CheckpointFailureReason>(event.x));
  });
}

// The first checkpoint comes at a moment between the pause and the interval, so that many jobs do not all begin at once.
void Runner::start_checkpoints(World& world, std::uint32_t cause) {
  if (!world.job.checkpoints) return;
  const engine::CoordinatorConfig& config = checkpoints().config;
  engine::Millis first = config.min_pause;
  if (checkpoints().first) {
    first = *checkpoints().first;
  } else if (config.interval > config.min_pause) {
    const auto span = static_cast<std::uint64_t>(config.interval.count - config.min_pause.count) + 1;
    first.count += static_cast<std::int64_t>(world.streams.below(world.job.first_draws, span, around_.tape));
  }
  coordinate(world, cause, [&](engine::CheckpointCoordinator& coordinator, const engine::CoordinatorTurn& turn) {
    coordinator.start(turn, first);
  });
}

}  // namespace wavetank::sim
