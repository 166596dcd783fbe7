// Arming and lifting faults, and the verdicts of their rules.
#include <algorithm>

#include "sim/cluster/world.hpp"

namespace wavetank::sim {
namespace {

void begin(Hold& hold, const Hold& added) {
  if (!hold.armed || hold.until < added.until) hold = added;
}
void end(Hold& hold, std::uint32_t fault) {
  if (hold.fault == fault) hold.armed = false;
}

}  // namespace

void Runner::on_fault(World& world, const SimEvent& event) {
  if (event.type == SimEventType::FaultBegin) return begin_fault(world, event.actor, 0);
  const FaultPlan& fault = around_.plan.faults[event.actor];
  FaultState& state = world.faults[event.actor];
  WT_ASSERT(state.armed, event.actor);  // armed once, lifted once
  state.armed = false;
  const engine::TextId id = around_.facts.texts.intern(fault.id);
  const std::uint32_t told = trace(world, EventKind::FaultEnd, ActorId{}, {0, engine::index_of(id), event.actor});
  if (fault.target == FaultTarget::JobManager) revive_leader(world, told);
  for (const std::uint32_t target : fault.targets) {
    if (fault.target == FaultTarget::TaskManager) revive(world, target, told);
    if (fault.target == FaultTarget::Channel) end(world.clogs[target], event.actor);
    if (fault.target == FaultTarget::Task) end(world.tasks[target].stall, event.actor);
  }
}

void Runner::begin_fault(World& world, std::uint32_t number, std::uint32_t cause) {
  const FaultPlan& fault = around_.plan.faults[number];
  FaultState& state = world.faults[number];
  WT_ASSERT(!state.has_begun, number);
  state.armed = true;
  state.has_begun = true;
  state.until = fault.when ? saturating_add(world.kernel.now(), fault.lasts) : fault.until;
  const engine::TextId id = around_.facts.texts.intern(fault.id);
  const std::uint32_t told = trace(world, EventKind::FaultBegin, ActorId{}, {cause, engine::index_of(id), number});
  if (state.until != SimTime::max()) {
    schedule(world, state.until, {.actor = number, .type = SimEventType::FaultEnd});
  }
  if (fault.target == FaultTarget::JobManager) crash_leader(world, {number, told});
  for (const std::uint32_t target : fault.targets) {
    if (fault.target == FaultTarget::TaskManager) crash(world, target, {number, told});
    if (fault.target == FaultTarget::Channel) begin(world.clogs[target], {true, state.until, number});
    if (fault.target == FaultTarget::Task) begin(world.tasks[target].stall, {true, state.until, number});
  }
}

std::uint32_t Runner::take_step(World& world, EventKind kind, ActorId actor, const TraceFields& fields) {
  const std::uint32_t taken = trace(world, kind, actor, fields);
  for (std::uint32_t i = 0; i < around_.plan.faults.size(); ++i) {
    const std::optional<FaultStep>& when = around_.plan.faults[i].when;
    if (!when || when->step != kind || world.faults[i].has_begun) continue;
    if ((when->of && *when->of != actor) || (when->checkpoint && *when->checkpoint != fields.a)) continue;
    if (++world.faults[i].steps < when->time) continue;
    begin_fault(world, i, taken);
  }
  return taken;
}

void Runner::effect(World& world, std::size_t fault, std::uint32_t cause, std::int64_t amount) {
  WT_ASSERT(world.faults[fault].armed, fault);
  ++world.faults[fault].effects;
  const engine::TextId id = around_.facts.texts.intern(around_.plan.faults[fault].id);
  trace(world, EventKind::FaultEffect, ActorId{}, {cause, engine::index_of(id), static_cast<std::uint64_t>(amount)});
}

// A stalled task takes nothing, nor does one that works; what came for it comes again, in the same order, when it can.
bool Runner::must_wait(World& world, std::uint32_t task, const SimEvent& event) {
  if (awaits_broker(world, task, event)) return true;
  const TaskHost& host = world.tasks[task];
  SimTime until;
  if (host.life) until = host.life->busy_until;
  if (host.stall.armed && host.stall.until > world.kernel.now()) {
    effect(world, host.stall.fault, event.cause, saturating_between(world.kernel.now(), host.stall.until).count);
    until = std::max(until, host.stall.until);
  }
  if (until <= world.kernel.now()) {
    if (host.life && host.life->in_hand) work_off(world, task);
    return world.tasks[task].presence == TaskPresence::Absent;
  }
  const EventHandle again = schedule(world, until, event);
  if (event.type == SimEventType::Timer) world.tasks[task].timers[event.x] = again;
  return true;
}

TransportVerdict Runner::judge(World& world, std::uint32_t input, std::uint32_t cause) {
  TransportVerdict verdict;
  for (std::size_t i = 0; i < around_.plan.faults.size(); ++i) {
    const FaultPlan& fault = around_.plan.faults[i];
    if (!world.faults[i].armed || fault.target != FaultTarget::Transport) continue;
    if (std::find(fault.targets.begin(), fault.targets.end(), input) == fault.targets.end()) continue;
    if (!world.streams.chance(world.faults[i].draws, fault.chance, around_.tape)) continue;
    apply(fault, saturating_between(world.kernel.now(), world.faults[i].until), verdict);
    effect(world, i, cause, fault.rule == FaultRule::LinkDuplicate ? fault.copies : verdict.delay.count);
  }
  return verdict;
}

// Whether a call of that task is lost. One effect is one call.
bool Runner::loses(World& world, FaultRule rule, std::uint32_t task, std::uint32_t cause) {
  bool is_lost = false;
  for (std::size_t i = 0; i < around_.plan.faults.size(); ++i) {
    const FaultPlan& fault = around_.plan.faults[i];
    if (!world.faults[i].armed || fault.rule != rule) continue;
    if (std::find(fault.targets.begin(), fault.targets.end(), task) == fault.targets.end()) continue;
    if (!world.streams.chance(world.faults[i].draws, fault.chance, around_.tape)) continue;
    effect(world, i, cause, 1);
    is_lost = true;
  }
  return is_lost;
}

// `left`: until the fault is lifted.
void Runner::apply(const FaultPlan& fault, SimDuration left, TransportVerdict& verdict) {
  switch (fault.rule) {
    case FaultRule::LinkClog: verdict.delay = std::max(verdict.delay, left); return;
    case FaultRule::LinkDuplicate:
      if (verdict.copies > 0) verdict.copies += fault.copies;
      verdict.gap = fault.gap;
      return;
    case FaultRule::LinkReorder: verdict.delay = saturating_add(verdict.delay, fault.gap); return;
    case FaultRule::LinkLoss:
      verdict.copies = 0;
      verdict.delay = saturating_add(verdict.delay, fault.gap);
      return;
    case FaultRule::ThreadStall:
    case FaultRule::NotifyLost:
    case FaultRule::CommitUnknown:
    case FaultRule::Crash: break;
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(fault.rule));
}

}  // namespace wavetank::sim
