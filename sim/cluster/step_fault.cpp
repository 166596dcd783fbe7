// Arming and lifting faults, and the verdicts of their rules.
#include <algorithm>
#include <functional>

#include "sim/cluster/world.hpp"

namespace wavetank::sim {
namespace {

void begin_hold(Hold& hold, const Hold& added) {
  if (!hold.armed || hold.until < added.until) hold = added;
}
void end_hold(Hold& hold, std::uint32_t fault) {
  if (hold.fault == fault) hold.armed = false;
}

}  // namespace

void Runner::on_fault(World& world, const SimEvent& event) {
  if (event.type == SimEventType::FaultBegin) return begin_fault(world, event.actor, 0);
  FaultState& state = world.faults[event.actor];
  WT_ASSERT(state.armed, event.actor);  // armed once, lifted once
  state.armed = false;
  note_armed(world);
  const engine::TextId id = around_.facts.texts.intern(around_.plan.faults[event.actor].id);
  const std::uint32_t told = trace(world, EventKind::FaultEnd, ActorId{}, {0, engine::index_of(id), event.actor});
  for_each_hold(world, event.actor, [&](Hold& hold) { end_hold(hold, event.actor); });
  end_rule(world, {event.actor, told});
}

void Runner::begin_fault(World& world, std::uint32_t number, std::uint32_t cause) {
  const FaultPlan& fault = around_.plan.faults[number];
  FaultState& state = world.faults[number];
  WT_ASSERT(!state.has_begun, number);
  state.armed = true;
  state.has_begun = true;
  state.until = fault.when ? saturating_add(world.kernel.now(), fault.lasts) : fault.until;
  note_armed(world);
  const engine::TextId id = around_.facts.texts.intern(fault.id);
  const std::uint32_t told = trace(world, EventKind::FaultBegin, ActorId{}, {cause, engine::index_of(id), number});
  if (state.until != SimTime::max()) {
    schedule(world, state.until, {.actor = number, .type = SimEventType::FaultEnd});
  }
  for_each_hold(world, number, [&](Hold& hold) { begin_hold(hold, {true, state.until, number}); });
  begin_rule(world, {number, told});
}

void Runner::note_armed(World& world) const {
  world.armed_rules = 0;
  for (std::size_t i = 0; i < around_.plan.faults.size(); ++i) {
    if (world.faults[i].armed) world.armed_rules |= bit_of(around_.plan.faults[i].rule);
  }
}

// What the fault holds back while it is armed.
void Runner::for_each_hold(World& world, std::uint32_t number, const std::function<void(Hold&)>& visit) const {
  const FaultPlan& fault = around_.plan.faults[number];
  switch (fault.rule) {
    case FaultRule::LinkClog:
      if (fault.target == FaultTarget::Transport) return;  // asked at each message
      for (const std::uint32_t channel : fault.targets) visit(world.clogs[channel]);
      return;
    case FaultRule::Partition:
      for (std::uint32_t channel = 0; channel < around_.plan.channels.size(); ++channel) {
        const bool from = is_hit(fault, world.rooms[channel].sender);
        if (from != is_hit(fault, around_.plan.channels[channel].to)) visit(world.clogs[channel]);
      }
      return;
    case FaultRule::ThreadStall:
    case FaultRule::Pause:
    case FaultRule::SourceStall:
      for (std::uint32_t task = 0; task < world.tasks.size(); ++task) {
        if (!is_hit(fault, task)) continue;
        visit(fault.rule == FaultRule::SourceStall ? world.tasks[task].source_stall : world.tasks[task].stall);
      }
      return;
    default: return;
  }
}

void Runner::begin_rule(World& world, const Begun& begun) {
  const FaultPlan& fault = around_.plan.faults[begun.fault];
  switch (fault.rule) {
    case FaultRule::Crash:
      if (fault.target == FaultTarget::JobManager) return crash_leader(world, begun);
      return crash(world, fault.targets.front(), begun);
    case FaultRule::Pause:
    case FaultRule::Partition:
    case FaultRule::HeartbeatLoss: return suspect(world, begun);
    case FaultRule::LinkReset: return reset_link(world, begun);
    case FaultRule::ClockStep: return step_clocks(world, begun.fault, fault.gap);
    default: return;
  }
}

void Runner::end_rule(World& world, const Begun& begun) {
  const FaultPlan& fault = around_.plan.faults[begun.fault];
  switch (fault.rule) {
    case FaultRule::Crash:
      if (fault.target == FaultTarget::JobManager) return revive_leader(world, begun.told);
      return revive(world, fault.targets.front(), begun.told);
    case FaultRule::Pause:
    case FaultRule::Partition:
    case FaultRule::HeartbeatLoss: return revive(world, fault.targets.front(), begun.told);
    case FaultRule::ClockStep: return step_clocks(world, begun.fault, SimDuration{-fault.gap.count});
    default: return;
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
  if (event.type == SimEventType::Timer) world.tasks[task].timers[event.x].event = again;
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
    default: break;
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(fault.rule));
}

}  // namespace wavetank::sim
