// Coordinators of aligned sources: what is reported, what is announced, and how long both are under way.
//
// A coordinator speaks on its own clock, whether or not anything new was reported, and hears of a watermark only once a
// report of it has arrived. So what it allows lags behind what its sources do by up to an interval and a link.
#include <algorithm>

#include "sim/cluster/world.hpp"

namespace wavetank::sim {

using engine::AlignedSource;
using engine::AlignedSubtask;
using engine::EventTime;

void Runner::start_coordinators(World& world) {
  const std::vector<CoordinatorPlan>& plans = around_.plan.coordinators;
  for (std::uint32_t i = 0; i < plans.size(); ++i) {
    WT_REQUIRE(plans[i].update_interval.count > 0, plans[i].update_interval);
    const SimTime first = saturating_add(world.kernel.now(), saturating_from(plans[i].update_interval));
    schedule(world, first, {.actor = i, .type = SimEventType::Announce});
  }
}

// Nothing arrives before what was sent before it.
SimTime Runner::send_aligned(World& world, const Quantiles& delay, AlignedLink& link,
                             const AlignedLink::Message& message) {
  SimDuration length{delay.min()};
  if (delay.min() != delay.max()) length.count = world.streams.sample(link.draws, delay, around_.tape);
  link.due = std::max(link.due, saturating_add(world.kernel.now(), length));
  link.messages.push_back(message);
  return link.due;
}

AlignedLink::Message Runner::take_aligned(const World& world, AlignedLink& link) {
  WT_ASSERT(!link.messages.empty(), world.kernel.now());
  const AlignedLink::Message message = link.messages.front();
  link.messages.pop_front();
  return message;
}

AlignedTask& Runner::aligned_task(World& world, std::uint32_t task) const {
  const std::int32_t at = around_.plan.tasks[task].coordinator;
  WT_REQUIRE(at >= 0, task);
  const std::uint32_t subtask = around_.plan.tasks[task].task->spec().subtask.index;
  const auto coordinator = static_cast<std::size_t>(at);
  WT_ASSERT(around_.plan.coordinators[coordinator].tasks[subtask] == task, task, subtask);
  return world.coordinators[coordinator].subtasks[subtask];
}

void Runner::send_report(World& world, std::uint32_t task, const engine::ReportWatermark& report) {
  AlignedTask& aligned = aligned_task(world, task);
  const auto watermark = static_cast<std::uint64_t>(report.watermark.ticks());
  const std::uint32_t sent = trace(world, EventKind::WatermarkReport, around_.plan.task(task),
                                   {resolve(report.cause), watermark, report.last ? 1u : 0u});
  const auto coordinator = static_cast<std::size_t>(around_.plan.tasks[task].coordinator);
  const SimTime due = send_aligned(world, around_.plan.coordinators[coordinator].report_delay, aligned.reports,
                                   {report.watermark, sent, report.last});
  schedule(world, due, {.actor = task, .cause = sent, .type = SimEventType::Report});
}

void Runner::on_report(World& world, const SimEvent& event) {
  AlignedTask& reported = aligned_task(world, event.actor);
  const auto at = static_cast<std::uint32_t>(around_.plan.tasks[event.actor].coordinator);
  const std::uint32_t subtask = around_.plan.tasks[event.actor].task->spec().subtask.index;
  const AlignedLink::Message report = take_aligned(world, reported.reports);
  WT_ASSERT(!reported.has_ended, event.actor);  // its last report is the last to arrive
  const auto watermark = static_cast<std::uint64_t>(report.watermark.ticks());
  reported.collected =
      trace(world, EventKind::WatermarkCollect, around_.plan.coordinator(at), {report.sent, watermark, subtask});
  reported.watermark = report.watermark;
  reported.has_ended = report.last;
  engine::AlignmentGroup& group = world.alignment_groups[around_.plan.coordinators[at].group];
  group.report(AlignedSource{at}, AlignedSubtask{subtask}, report.watermark);
}

// The least of the last reports of a group, or the first of them.
std::uint32_t Runner::slowest_report(const World& world, std::uint32_t group) const {
  const AlignedTask* slowest = nullptr;
  for (std::size_t i = 0; i < world.coordinators.size(); ++i) {
    if (around_.plan.coordinators[i].group != group) continue;
    for (const AlignedTask& subtask : world.coordinators[i].subtasks) {
      if (subtask.collected == 0) continue;
      if (slowest == nullptr || subtask.watermark < slowest->watermark) slowest = &subtask;
    }
  }
  return slowest == nullptr ? 0 : slowest->collected;
}

// Until all of its subtasks have ended.
void Runner::on_announce(World& world, const SimEvent& event) {
  const std::vector<AlignedTask>& subtasks = world.coordinators[event.actor].subtasks;
  if (std::all_of(subtasks.begin(), subtasks.end(), [](const AlignedTask& task) { return task.has_ended; })) return;
  announce(world, event.actor);
  const SimDuration interval = saturating_from(around_.plan.coordinators[event.actor].update_interval);
  schedule(world, saturating_add(world.kernel.now(), interval), event);
}

// WM-34: to the subtasks that have reported and are not at their end.
void Runner::announce(World& world, std::uint32_t coordinator) {
  const CoordinatorPlan& plan = around_.plan.coordinators[coordinator];
  const engine::AlignmentGroup& group = world.alignment_groups[plan.group];
  const std::optional<EventTime> allowed = group.max_allowed(AlignedSource{coordinator}, plan.max_drift);
  if (!allowed) return;
  std::vector<AlignedTask>& subtasks = world.coordinators[coordinator].subtasks;
  const std::uint32_t told = trace(world, EventKind::WatermarkAnnounce, around_.plan.coordinator(coordinator),
                                   {slowest_report(world, plan.group), static_cast<std::uint64_t>(allowed->ticks()),
                                    static_cast<std::uint64_t>(group.minimum().ticks())});
  for (std::uint32_t i = 0; i < subtasks.size(); ++i) {
    if (subtasks[i].has_ended || !group.has_reported(AlignedSource{coordinator}, AlignedSubtask{i})) continue;
    const SimTime due = send_aligned(world, plan.announce_delay, subtasks[i].announcements, {*allowed, told, false});
    schedule(world, due, {.actor = plan.tasks[i], .cause = told, .type = SimEventType::Allow});
  }
}

void Runner::on_allow(World& world, const SimEvent& event) {
  if (world.tasks[event.actor].presence == TaskPresence::Absent || must_wait(world, event.actor, event)) return;
  const AlignedLink::Message allowed = take_aligned(world, aligned_task(world, event.actor).announcements);
  const std::uint32_t taken = trace(world, EventKind::WatermarkAllowed, around_.plan.task(event.actor),
                                    {allowed.sent, static_cast<std::uint64_t>(allowed.watermark.ticks()), 0});
  effects_.clear();
  around_.plan.tasks[event.actor].task->on_allowed(allowed.watermark, moment_of(world, event.actor, taken),
                                                   world.tasks[event.actor].state, effects_);
  perform(world, event.actor);
}

}  // namespace wavetank::sim
