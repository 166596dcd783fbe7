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
  const FaultPlan& fault = around_.plan.faults[event.actor];
  FaultState& state = world.faults[event.actor];
  const bool begins = event.type == SimEventType::FaultBegin;
  WT_ASSERT(state.armed != begins, event.actor);  // armed once, lifted once
  state.armed = begins;
  const engine::TextId id = around_.facts.texts.intern(fault.id);
  const std::uint32_t told = trace(world, begins ? EventKind::FaultBegin : EventKind::FaultEnd, ActorId{},
                                   {0, engine::index_of(id), event.actor});
  if (begins && fault.until != SimTime::max()) {
    schedule(world, fault.until, {.actor = event.actor, .type = SimEventType::FaultEnd});
  }
  if (fault.target == FaultTarget::Transport) return;  // asked at each message
  for (const std::uint32_t target : fault.targets) {
    if (fault.target == FaultTarget::TaskManager && begins) crash(world, target, {event.actor, told});
    if (fault.target == FaultTarget::TaskManager && !begins) revive(world, target, told);
    if (fault.target == FaultTarget::TaskManager) continue;
    Hold& held = fault.target == FaultTarget::Channel ? world.clogs[target] : world.tasks[target].stall;
    if (begins) {
      begin(held, {true, fault.until, event.actor});
    } else {
      end(held, event.actor);
    }
  }
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
    apply(fault, world.kernel.now(), verdict);
    effect(world, i, cause, fault.rule == FaultRule::LinkDuplicate ? fault.copies : verdict.delay.count);
  }
  return verdict;
}

void Runner::apply(const FaultPlan& fault, SimTime now, TransportVerdict& verdict) {
  switch (fault.rule) {
    case FaultRule::LinkClog: verdict.delay = std::max(verdict.delay, saturating_between(now, fault.until)); return;
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
    case FaultRule::Crash: break;
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(fault.rule));
}

}  // namespace wavetank::sim
