// Collecting arrivals from a trace.
#include "properties/oracle/arrivals.hpp"

#include <optional>

namespace wavetank::properties {
namespace {

using sim::EventKind;

std::optional<Arrival> arrival_of(sim::EventId at, const scenarios::Run& run) {
  const sim::TraceEvent& event = run.trace.at(at);
  Arrival arrival;
  arrival.at = at;
  arrival.now = sim::to_processing_time(run.clock_base, event.time);
  arrival.time = engine::EventTime(static_cast<std::int64_t>(event.a));
  if (event.kind == EventKind::RecordIn) {
    arrival.row = engine::RowId{engine::upper(event.b)};
    arrival.key = engine::KeyId{engine::lower(event.b)};
    return arrival;
  }
  if (event.kind == EventKind::TimerFire) {
    arrival.kind = ArrivalKind::Clock;
    return arrival;
  }
  if (event.kind != EventKind::ControlIn) return std::nullopt;
  arrival.kind = ArrivalKind::Control;
  arrival.control = static_cast<engine::ControlKind>(engine::upper(event.b));
  arrival.channel = engine::lower(event.b);
  return arrival;
}

bool is_judged(const Arrival& arrival) {
  if (arrival.kind != ArrivalKind::Record) return true;
  return arrival.time.ticks() >= -kJudgedTimeMax && arrival.time.ticks() <= kJudgedTimeMax;
}

// A step that was cut short is the last of its task: drop the arrivals that began it. The records of one message
// follow each other without a gap in the trace.
void drop_last_step(TaskArrivals& task) {
  if (task.arrivals.empty()) return;
  sim::EventId first = task.arrivals.back().at;
  task.arrivals.pop_back();
  while (!task.arrivals.empty() && task.arrivals.back().kind == ArrivalKind::Record &&
         static_cast<std::uint32_t>(task.arrivals.back().at) + 1 == static_cast<std::uint32_t>(first)) {
    first = task.arrivals.back().at;
    task.arrivals.pop_back();
  }
  if (first < task.closed) task.closed = first;
}

}  // namespace

std::vector<TaskArrivals> arrivals_of(const scenarios::Run& run) {
  std::vector<TaskArrivals> tasks(run.cast.actors.size());
  const auto past = sim::EventId{static_cast<std::uint32_t>(run.trace.events.size() + 1)};
  for (TaskArrivals& task : tasks) task.closed = past;
  for (std::uint32_t number = 1; number <= run.trace.events.size(); ++number) {
    const sim::TraceEvent& event = run.trace.at(sim::EventId{number});
    if (event.kind == EventKind::WindowStagger) {
      tasks.at(static_cast<std::size_t>(event.actor)).drawn = static_cast<std::int64_t>(event.a);
    }
    const std::optional<Arrival> arrival = arrival_of(sim::EventId{number}, run);
    if (!arrival) continue;
    TaskArrivals& task = tasks.at(static_cast<std::size_t>(event.actor));
    if (task.closed != past) continue;
    if (!is_judged(*arrival)) {
      task.closed = arrival->at;
      continue;
    }
    task.arrivals.push_back(*arrival);
  }
  if (run.job_failed || run.stopped) {
    for (TaskArrivals& task : tasks) drop_last_step(task);
  }
  return tasks;
}

}  // namespace wavetank::properties
