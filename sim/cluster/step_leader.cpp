// The job manager dies, and another one leads: what it knows is what was durable, and all tasks begin anew.
//
// While nobody leads, tasks go on; what they tell the job manager is lost. What a leader finds: the checkpoints that were
// complete and the number of the next one (CK-02). Failures that its predecessor counted are forgotten.
#include "sim/cluster/world.hpp"

namespace wavetank::sim {

void Runner::crash_leader(World& world, const Begun& fault) {
  JobState& job = world.job;
  if (!job.is_led || job.phase == JobPhase::Ended) return;
  job.is_led = false;
  const std::uint32_t died = trace(world, EventKind::HostCrash, around_.plan.job_manager(), {fault.told, 0, 0});
  effect(world, fault.fault, died, 1);
  if (!around_.plan.job->standby) return;
  const SimTime elected = saturating_add(world.kernel.now(), saturating_from(*around_.plan.job->standby));
  schedule(world, elected, {.x = job.term, .cause = died, .type = SimEventType::Elect});
}

void Runner::revive_leader(World& world, std::uint32_t cause) {
  if (world.job.phase == JobPhase::Ended) return;
  const std::uint32_t back = trace(world, EventKind::HostStart, around_.plan.job_manager(), {cause, 0, 0});
  if (!world.job.is_led && !around_.plan.job->standby) lead(world, back);
}

void Runner::on_elect(World& world, const SimEvent& event) {
  if (!world.job.is_led && world.job.term == event.x) lead(world, event.cause);
}

void Runner::lead(World& world, std::uint32_t cause) {
  JobState& job = world.job;
  WT_ASSERT(!job.is_led && job.phase != JobPhase::Ended, job.term);
  job.is_led = true;
  ++job.term;
  const std::uint32_t leads = trace(world, EventKind::JobLead, around_.plan.job_manager(), {cause, job.term, 0});
  for (std::uint32_t task = 0; task < world.tasks.size(); ++task) cancel_task(world, task);
  job.restart.emplace(around_.plan.job->restart);
  if (job.checkpoints) {
    const engine::CheckpointCoordinator before = *std::exchange(job.checkpoints, std::nullopt);
    job.checkpoints.emplace(checkpoints().config).recover(before.store().all(), before.next_checkpoint());
  }
  ++job.attempt;
  world.forget_readers();
  job.led_since = job.attempt;
  job.phase = JobPhase::Waiting;
  redeploy_if_whole(world, leads);
}

std::uint32_t Runner::task_of(ActorId actor) const {
  const auto first = static_cast<std::uint32_t>(around_.plan.task(0));
  const auto number = static_cast<std::uint32_t>(actor);
  WT_REQUIRE(number >= first && number - first < around_.plan.tasks.size(), number, first);
  return number - first;
}

}  // namespace wavetank::sim
