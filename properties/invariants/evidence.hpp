// What invariants read: a run's trace and its scenario, what arrived at every task, and what the oracle expects of
// every window task. Made once for all of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "properties/oracle/expected.hpp"
#include "properties/oracle/tables/table_model.hpp"
#include "properties/violation.hpp"
#include "scenarios/format/scenario.hpp"
#include "scenarios/run/run.hpp"

namespace wavetank::properties {

// A subtask of a window operator.
struct WindowTask {
  sim::ActorId actor{};
  std::size_t node = 0;  // in the pipeline
  Expected expected;
};

// A subtask of an operator whose results are a table.
struct TableOfTask {
  sim::ActorId actor{};
  std::size_t node = 0;              // in the pipeline
  std::vector<engine::Field> sends;  // the fields of its rows
  std::size_t readers = 0;           // of its main output: each is sent every row
  ExpectedTable expected;
};

class Evidence {
 public:
  // Keeps references to both. REQUIRES: the run kept its trace and is a run of the scenario.
  Evidence(const scenarios::Scenario& scenario, const scenarios::Run& run);
  Evidence(scenarios::Scenario&&, const scenarios::Run&) = delete;
  Evidence(const scenarios::Scenario&, scenarios::Run&&) = delete;

  [[nodiscard]] const scenarios::Scenario& scenario() const { return scenario_; }
  [[nodiscard]] const scenarios::Run& run() const { return run_; }
  [[nodiscard]] const engine::Facts& facts() const { return *run_.facts; }
  [[nodiscard]] const std::vector<WindowTask>& windows() const { return windows_; }
  [[nodiscard]] const std::vector<TableOfTask>& tables() const { return tables_; }
  [[nodiscard]] const scenarios::WindowNode& node_of(const WindowTask& task) const;
  // What the clock of the windows showed when a record was taken: its own time, or, of windows of the clock, the clock's.
  [[nodiscard]] engine::EventTime window_time(const WindowTask& task, sim::EventId record) const;

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(run_.trace.events.size()); }
  [[nodiscard]] const sim::TraceEvent& at(sim::EventId position) const { return run_.trace.at(position); }
  // The events that name `position` as their cause, in order.
  [[nodiscard]] const std::vector<sim::EventId>& effects_of(sim::EventId position) const;
  // The events of one actor, in order.
  [[nodiscard]] const std::vector<sim::EventId>& events_of(sim::ActorId actor) const;
  [[nodiscard]] const std::string& name_of_actor(sim::ActorId actor) const;

  [[nodiscard]] const TaskArrivals& arrivals_of(sim::ActorId actor) const;
  // Judged: before the task's book was closed (oracle/arrivals.hpp).
  [[nodiscard]] bool counts(sim::ActorId actor, sim::EventId position) const;
  // The record, control or call of the clock whose step an event belongs to, found along its causes; none at the start.
  [[nodiscard]] std::optional<sim::EventId> arrival_behind(sim::EventId position) const;
  // The advance of the task's watermark that an event follows from, by way of a timer or at once; none if it does not.
  [[nodiscard]] std::optional<sim::EventId> advance_behind(sim::EventId position) const;
  // The timer that an event follows from at once.
  [[nodiscard]] std::optional<sim::EventId> timer_behind(sim::EventId position) const;
  // By when a step begun by the arrival at `position` has done what it does: the next thing that its task took, or the
  // last event of the trace.
  [[nodiscard]] sim::EventId deadline(sim::EventId position) const;

 private:
  const scenarios::Scenario& scenario_;
  const scenarios::Run& run_;
  std::vector<TaskArrivals> arrivals_;  // by actor
  std::vector<std::vector<sim::EventId>> by_actor_;
  std::vector<std::vector<sim::EventId>> effects_;  // by cause
  std::vector<WindowTask> windows_;
  std::vector<TableOfTask> tables_;
};

// Whether the oracle knows the operator's table: `is_modelled`, its two sides are different operators, and it is no batch.
// REQUIRES: the scenario is valid.
[[nodiscard]] bool is_judged_table(const scenarios::Scenario& scenario, std::size_t node);

// The tasks whose functions set timers of their own, which the trace tells of.
[[nodiscard]] std::vector<sim::ActorId> function_tasks(const Evidence& evidence);

// Fields of trace events that several invariants read.
struct WindowAndKey {
  engine::WindowId window{};
  engine::KeyId key{};
  friend auto operator<=>(const WindowAndKey&, const WindowAndKey&) = default;
};
[[nodiscard]] inline WindowAndKey window_and_key(const sim::TraceEvent& event) {
  return {engine::WindowId{engine::upper(event.a)}, engine::KeyId{engine::lower(event.a)}};
}
[[nodiscard]] inline engine::RowId row_in_b(const sim::TraceEvent& event) {
  return engine::RowId{engine::upper(event.b)};
}
// Of a timer.event or timer.processing.
[[nodiscard]] inline std::int64_t timer_time(const sim::TraceEvent& timer) {
  return static_cast<std::int64_t>(timer.b);
}
[[nodiscard]] inline bool is_timer(const sim::TraceEvent& event) {
  return event.kind == sim::EventKind::EventTimer || event.kind == sim::EventKind::ProcessingTimer;
}
// Of a win.fire.
[[nodiscard]] inline engine::FireReason reason_of(const sim::TraceEvent& fire) {
  return static_cast<engine::FireReason>(engine::upper(fire.b));
}
[[nodiscard]] inline engine::RowId result_of(const sim::TraceEvent& fire) {
  return engine::RowId{engine::lower(fire.b)};
}
// Of an elem.in or elem.out, a watermark, an advance.
[[nodiscard]] inline engine::EventTime time_in_a(const sim::TraceEvent& event) {
  return engine::EventTime(static_cast<std::int64_t>(event.a));
}
[[nodiscard]] inline engine::EventTime time_in_b(const sim::TraceEvent& event) {
  return engine::EventTime(static_cast<std::int64_t>(event.b));
}
// From where to where the watermark went with an event, for whatever the event is about: of a wm.advance, and of the end
// of a key in a batch, which is that key's own final watermark (BX-04).
struct Lift {
  engine::EventTime before;
  engine::EventTime to;
};
[[nodiscard]] Lift lift_of(const sim::TraceEvent& event);
// "when the watermark went from 7 to 9"
[[nodiscard]] std::string words_for(const Lift& lift);

// Of a control.in or control.out.
[[nodiscard]] inline bool is_control(const sim::TraceEvent& event, engine::ControlKind kind) {
  return static_cast<engine::ControlKind>(engine::upper(event.b)) == kind;
}

}  // namespace wavetank::properties
