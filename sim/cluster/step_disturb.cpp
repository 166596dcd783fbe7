// What armed faults do at the places where they are asked: to calls, clocks, timers, work, fetches and task managers.
#include <algorithm>

#include "sim/cluster/world.hpp"

namespace wavetank::sim {

bool Runner::is_hit(const FaultPlan& fault, std::uint32_t task) const {
  if (fault.target == FaultTarget::Task) return std::ranges::find(fault.targets, task) != fault.targets.end();
  if (fault.target != FaultTarget::TaskManager) return false;
  const std::vector<std::uint32_t>& tasks = around_.plan.job->managers[fault.targets.front()].tasks;
  return std::ranges::find(tasks, task) != tasks.end();
}

// Asked at an opportunity of this rule: the fault that strikes, by its chance and as often as it may.
std::optional<std::uint32_t> Runner::striking(World& world, FaultRule rule, std::uint32_t task) {
  if ((world.armed_rules & bit_of(rule)) == 0) return std::nullopt;
  for (std::uint32_t i = 0; i < around_.plan.faults.size(); ++i) {
    const FaultPlan& fault = around_.plan.faults[i];
    FaultState& state = world.faults[i];
    if (!state.armed || fault.rule != rule || !is_hit(fault, task)) continue;
    if (fault.times > 0 && state.effects >= fault.times) continue;
    if (world.streams.chance(state.draws, fault.chance, around_.tape)) return i;
  }
  return std::nullopt;
}

bool Runner::strikes(World& world, FaultRule rule, std::uint32_t task, std::uint32_t cause) {
  const std::optional<std::uint32_t> fault = striking(world, rule, task);
  if (fault) effect(world, *fault, cause, 1);
  return fault.has_value();
}

bool Runner::is_call_lost(World& world, const SimEvent& call) {
  FaultRule rule = FaultRule::TriggerLost;
  if (call.type == SimEventType::Notice) {
    rule = static_cast<Notice>(call.x) == Notice::Complete ? FaultRule::NotifyLost : FaultRule::AbortLost;
  }
  return strikes(world, rule, call.actor, call.cause) || strikes(world, FaultRule::Partition, call.actor, call.cause);
}

bool Runner::fails_at_record(World& world, std::uint32_t task) {
  const auto cause = static_cast<std::uint32_t>(batch_.front().cause);
  if (!strikes(world, FaultRule::FunctionError, task, cause)) return false;
  fail_over(world, around_.plan.task(task), "a function failed", cause);
  return true;
}

bool Runner::is_source_stalled(World& world, std::uint32_t task, const SimEvent& event) {
  const Hold& stall = world.tasks[task].source_stall;
  if (!stall.armed || stall.until <= world.kernel.now()) return false;
  effect(world, stall.fault, event.cause, saturating_between(world.kernel.now(), stall.until).count);
  schedule(world, stall.until, event);
  return true;
}

// How many times as long as usual the task works.
std::int64_t Runner::slowness(World& world, std::uint32_t task) {
  const std::optional<std::uint32_t> fault = striking(world, FaultRule::Slow, task);
  if (!fault) return 1;
  effect(world, *fault, 0, around_.plan.faults[*fault].factor);
  return around_.plan.faults[*fault].factor;
}

SimDuration Runner::lateness_of_timer(World& world, std::uint32_t task) {
  const std::optional<std::uint32_t> fault = striking(world, FaultRule::TimerLate, task);
  if (!fault) return SimDuration{0};
  effect(world, *fault, 0, around_.plan.faults[*fault].gap.count);
  return around_.plan.faults[*fault].gap;
}

// By turns, unless a fault picks another one that has something.
std::optional<engine::ChannelIndex> Runner::next_channel(World& world, std::uint32_t task) {
  const std::deque<engine::ChannelIndex>& ready = world.tasks[task].life->inputs->ready();
  if (ready.empty()) return std::nullopt;
  if (ready.size() == 1) return ready.front();
  const std::optional<std::uint32_t> fault = striking(world, FaultRule::PollOrder, task);
  if (!fault) return ready.front();
  const std::uint64_t picked = world.streams.below(world.faults[*fault].draws, ready.size(), around_.tape);
  if (picked > 0) effect(world, *fault, 0, static_cast<std::int64_t>(picked));
  return ready[picked];
}

// Timers go by the clock of their task: those whose time has come by it come now.
void Runner::step_clocks(World& world, std::uint32_t number, SimDuration by) {
  const FaultPlan& fault = around_.plan.faults[number];
  for (std::uint32_t task = 0; task < world.tasks.size(); ++task) {
    if (!is_hit(fault, task)) continue;
    TaskHost& host = world.tasks[task];
    host.clock_offset = saturating_add(host.clock_offset, by);
    if (world.faults[number].armed) effect(world, number, 0, by.count);
    for (auto& [tag, timer] : host.timers) {
      world.kernel.cancel(timer.event);
      const SimTime due = due_by_clock(world, task, timer.at);
      timer.event = schedule(world, due, {.actor = task, .x = tag, .type = SimEventType::Timer});
    }
  }
}

// A task manager does not answer for so long that it is thought dead.
void Runner::suspect(World& world, const Begun& begun) {
  const FaultPlan& fault = around_.plan.faults[begun.fault];
  const std::uint32_t manager = fault.targets.front();
  const SimDuration detection = saturating_from(around_.plan.job->detection);
  const bool is_short = saturating_between(world.kernel.now(), world.faults[begun.fault].until) < detection;
  if ((is_short && fault.rule != FaultRule::HeartbeatLoss) || !world.job.manager_is_up[manager]) return;
  world.job.manager_is_up[manager] = false;
  if (fault.rule == FaultRule::HeartbeatLoss) effect(world, begun.fault, begun.told, 1);
  const SimTime known = saturating_add(world.kernel.now(), detection);
  schedule(world, known, {.actor = manager, .cause = begun.told, .type = SimEventType::Missed});
}

// Both ends are told that the connection is lost; what was on its way is lost with it.
void Runner::reset_link(World& world, const Begun& begun) {
  const FaultPlan& fault = around_.plan.faults[begun.fault];
  std::int64_t lost = 0;
  for (const std::uint32_t channel : fault.targets) {
    lost += static_cast<std::int64_t>(world.channels[channel].messages());
  }
  const std::uint32_t to = around_.plan.channels[fault.targets.front()].to;
  if (world.tasks[to].presence == TaskPresence::Absent) return;
  effect(world, begun.fault, begun.told, lost);
  fail_over(world, around_.plan.task(to), "a connection is lost", begun.told);
}

}  // namespace wavetank::sim
