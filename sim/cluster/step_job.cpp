// The job manager: deploys tasks, hears of failures, and starts the job again.
//
// A failure of one task is one of the whole job: all tasks are cancelled and deployed anew, together, when the delay of
// the restart strategy is over and every task manager is there (RS-01, RS-07).
#include <algorithm>

#include "sim/cluster/world.hpp"

namespace wavetank::sim {

void Runner::start_job(World& world) {
  if (!around_.plan.job) return;
  const JobPlan& plan = *around_.plan.job;
  std::size_t placed = 0;
  for (const TaskManagerPlan& manager : plan.managers) placed += manager.tasks.size();
  WT_REQUIRE(placed == around_.plan.tasks.size(), placed, around_.plan.tasks.size());
  world.job.restart.emplace(plan.restart);
  world.job.manager_is_up.assign(plan.managers.size(), true);
  if (plan.checkpoints) world.job.checkpoints.emplace(plan.checkpoints->config);
}

// A fresh attempt: all tasks, their channels and what coordinates them begin anew.
void Runner::deploy(World& world, std::uint32_t cause, std::optional<engine::CheckpointId> from) {
  open_channels_.clear();  // a step that failed may have left some
  for (std::uint32_t task = 0; task < around_.plan.tasks.size(); ++task) {
    world.tasks[task].presence = TaskPresence::Running;
    const StoredPart* const part = from ? world.job.store.find(*from, task) : nullptr;
    if (part != nullptr && part->state == nullptr) {
      restore_ended(world, task, *from, cause);
      continue;
    }
    const engine::Snapshot snapshot = from ? restored(world, task, *from) : engine::Snapshot{};
    std::uint32_t opened = 0;
    if (from) {
      opened =
          trace(world, EventKind::RestoreOpen, around_.plan.task(task), {cause, static_cast<std::uint64_t>(*from), 0});
      restore_in_flight(world, task, *from, opened);
    }
    effects_.clear();
    world.tasks[task].state = around_.plan.tasks[task].task->open(snapshot, moment_of(world, task, opened), effects_);
    perform(world, task);
    if (cut_) return;
  }
  if (!around_.plan.job) return;
  const std::uint16_t attempt = world.job.attempt;
  for (std::uint32_t task = 0; task < world.tasks.size() && world.job.attempt == attempt; ++task) serve(world, task);
}

// It had ended: it says so again and does nothing else (CK-30).
void Runner::restore_ended(World& world, std::uint32_t task, engine::CheckpointId from, std::uint32_t cause) {
  const std::uint32_t opened =
      trace(world, EventKind::RestoreOpen, around_.plan.task(task), {cause, static_cast<std::uint64_t>(from), 1});
  end_task(world, task);
  for (std::uint32_t output = 0; output < world.tasks[task].outputs.size(); ++output) {
    const engine::Cause why{opened};
    send_control(world, task, engine::OutputIndex{output},
                 {engine::ControlKind::Watermark, engine::EventTime::max(), why});
    send_control(world, task, engine::OutputIndex{output}, {engine::ControlKind::End, engine::EventTime::max(), why});
  }
}

// What barriers overtook comes again before all else, on the channel where it was (CK-28).
void Runner::restore_in_flight(World& world, std::uint32_t task, engine::CheckpointId from, std::uint32_t cause) {
  const StoredPart* const part = world.job.store.find(from, task);
  if (part == nullptr || part->in_flight == nullptr) return;
  const InFlight& in_flight = *part->in_flight;
  trace(world, EventKind::RestoreInFlight, around_.plan.task(task),
        {cause, static_cast<std::uint64_t>(from), in_flight.messages()});
  for (const auto& [channel, parcels] : in_flight.unsent) {
    for (const Parcel& parcel : parcels) ship(world, channel, parcel);
  }
  engine::GateEffects effects;
  for (const auto& [channel, parcels] : in_flight.arrived) {
    for (Parcel parcel : parcels) {
      parcel.is_recovered = true;
      world.tasks[task].life->inputs->arrive(engine::ChannelIndex{channel}, std::move(parcel), effects);
    }
  }
  WT_ASSERT(effects.empty(), effects.size());
}

// All subtasks of the operator stored; what is dealt out to this one (KG-07).
engine::Snapshot Runner::restored(const World& world, std::uint32_t task, engine::CheckpointId from) const {
  const engine::TaskSpec& spec = around_.plan.tasks[task].task->spec();
  std::vector<engine::Snapshot> stored;
  for (std::uint32_t other = 0; other < around_.plan.tasks.size(); ++other) {
    if (around_.plan.tasks[other].task->spec().op != spec.op) continue;
    if (const StoredPart* const part = world.job.store.find(from, other)) {
      if (part->state != nullptr) stored.push_back(*part->state);
    }
  }
  return engine::assign(stored, spec.subtask);
}

void Runner::cancel_task(World& world, std::uint32_t task) {
  TaskHost& host = world.tasks[task];
  for (const auto& [tag, timer] : host.timers) world.kernel.cancel(timer.event);
  host.timers.clear();
  host.state = {};
  host.broker.forget();
  world.deferred.erase(task);
  host.presence = TaskPresence::Absent;
  if (host.life) host.life.emplace();
}

void Runner::crash(World& world, std::uint32_t manager, const Begun& fault) {
  JobState& job = world.job;
  WT_REQUIRE(manager < job.manager_is_up.size(), manager);
  if (!job.manager_is_up[manager]) return;  // another fault has it down
  job.manager_is_up[manager] = false;
  const std::uint32_t died = trace(world, EventKind::HostCrash, around_.plan.task_manager(manager), {fault.told, 0, 0});
  std::int64_t lost = 0;
  for (const std::uint32_t task : around_.plan.job->managers[manager].tasks) {
    if (world.tasks[task].presence != TaskPresence::Running) continue;
    cancel_task(world, task);
    ++lost;
  }
  if (lost == 0) return;  // nobody misses it
  effect(world, fault.fault, died, lost);
  const SimTime known = saturating_add(world.kernel.now(), saturating_from(around_.plan.job->detection));
  schedule(world, known, {.actor = manager, .cause = died, .type = SimEventType::Missed});
}

void Runner::on_missed(World& world, const SimEvent& event) {
  if (world.job.phase != JobPhase::Running) return;  // nothing of the job is there
  fail_over(world, around_.plan.task_manager(event.actor), "a task manager is gone", event.cause);
}

void Runner::revive(World& world, std::uint32_t manager, std::uint32_t cause) {
  if (world.job.manager_is_up[manager]) return;
  world.job.manager_is_up[manager] = true;
  const std::uint32_t started = trace(world, EventKind::HostStart, around_.plan.task_manager(manager), {cause, 0, 0});
  if (world.job.phase == JobPhase::Waiting && world.job.is_led) redeploy_if_whole(world, started);
}

// Asks the strategy. A job without a cluster has none, and fails for good.
void Runner::fail_over(World& world, ActorId who, std::string_view reason, std::uint32_t cause) {
  const auto text = std::uint64_t{engine::index_of(around_.facts.texts.intern(reason))};
  JobState& job = world.job;
  if (!job.restart) {
    trace(world, EventKind::JobFail, who, {cause, text, 0});
    world.failed = true;
    cut_ = true;
    return;
  }
  if (job.phase == JobPhase::Ended) return;
  cut_ = true;
  if (!job.is_led) return cancel_task(world, task_of(who));  // nobody hears of it until somebody leads
  job.failure = trace(world, EventKind::JobFailure, who, {cause, text, job.attempt});
  for (std::uint32_t task = 0; task < world.tasks.size(); ++task) cancel_task(world, task);
  coordinate(world, job.failure, [](engine::CheckpointCoordinator& coordinator, const engine::CoordinatorTurn& turn) {
    coordinator.stop(turn);
  });
  const engine::ProcessingTime now = moment(world, 0).now;
  const engine::Millis spread = job.restart->jitter_max(now);
  engine::Millis jitter{0};
  if (spread.count > 0) {
    const auto span = static_cast<std::uint64_t>(spread.count) * 2 + 1;
    jitter.count = static_cast<std::int64_t>(world.streams.below(job.jitter_draws, span, around_.tape)) - spread.count;
  }
  const engine::RestartAnswer answer = job.restart->on_failure(now, jitter);
  if (!answer.may_restart) {
    trace(world, EventKind::JobFail, around_.plan.job_manager(), {job.failure, text, 0});
    world.failed = true;
    return;
  }
  if (!answer.new_attempt) return;  // the restart that is coming takes it in
  const std::uint32_t decided = trace(world, EventKind::JobDecide, around_.plan.job_manager(),
                                      {job.failure, static_cast<std::uint64_t>(answer.delay.count), job.attempt});
  job.phase = JobPhase::Restarting;
  ++job.attempt;
  world.forget_readers();
  const SimTime at = saturating_add(world.kernel.now(), saturating_from(answer.delay));
  schedule(world, at, {.cause = decided, .type = SimEventType::Restart});
}

void Runner::on_restart(World& world, const SimEvent& event) {
  WT_ASSERT(world.job.phase == JobPhase::Restarting, static_cast<std::uint32_t>(world.job.phase));
  world.job.phase = JobPhase::Waiting;
  redeploy_if_whole(world, event.cause);
}

void Runner::redeploy_if_whole(World& world, std::uint32_t cause) {
  JobState& job = world.job;
  WT_ASSERT(job.phase == JobPhase::Waiting, static_cast<std::uint32_t>(job.phase));
  if (std::ranges::find(job.manager_is_up, false) != job.manager_is_up.end()) return;
  job.phase = JobPhase::Running;
  std::optional<engine::CheckpointId> from;
  coordinate(world, cause, [&](engine::CheckpointCoordinator& coordinator, const engine::CoordinatorTurn& turn) {
    from = coordinator.restore_latest(turn, engine::FailoverScope::Global);
  });
  if (!job.is_led) return;
  const std::uint64_t restored_from = from ? static_cast<std::uint64_t>(*from) : 0;
  const std::uint32_t deployed =
      trace(world, EventKind::JobAttempt, around_.plan.job_manager(), {cause, job.attempt, restored_from});
  world.reset_wiring(around_.plan);
  start_coordinators(world);
  deploy(world, deployed, from);
  if (job.phase == JobPhase::Running) start_checkpoints(world, deployed);
}

// Of its own: all its input has ended.
void Runner::end_task(World& world, std::uint32_t task) {
  world.tasks[task].presence = TaskPresence::Ended;
  const auto has_ended = [](const TaskHost& host) { return host.presence == TaskPresence::Ended; };
  if (!around_.plan.job || !std::ranges::all_of(world.tasks, has_ended)) return;
  schedule(world, world.kernel.now(), {.type = SimEventType::JobEnd});
}

void Runner::on_job_end(World& world) {
  if (world.job.phase != JobPhase::Running) return;
  coordinate(world, 0, [](engine::CheckpointCoordinator& coordinator, const engine::CoordinatorTurn& turn) {
    coordinator.shut_down(turn);
  });
  world.job.phase = JobPhase::Ended;
}

}  // namespace wavetank::sim
