// Indexing a trace by cause and by actor, and asking the oracle.
#include "properties/invariants/evidence.hpp"

#include <algorithm>
#include <variant>

#include "engine/base/assert.hpp"
#include "properties/invariants/tables/table_tasks.hpp"
#include "properties/words.hpp"
#include "scenarios/format/windowing.hpp"

namespace wavetank::properties {
namespace {

bool is_arrival(const sim::TraceEvent& event) {
  return event.kind == sim::EventKind::RecordIn || event.kind == sim::EventKind::ControlIn ||
         event.kind == sim::EventKind::TimerFire;
}

}  // namespace

Evidence::Evidence(const scenarios::Scenario& scenario, const scenarios::Run& run)
    : scenario_(scenario), run_(run), arrivals_(properties::arrivals_of(run)) {
  WT_REQUIRE(run.facts != nullptr);
  WT_REQUIRE(run.trace.events.size() == run.events, run.trace.events.size(), run.events);
  by_actor_.resize(run.cast.actors.size());
  effects_.resize(run.trace.events.size() + 1);
  for (std::uint32_t number = 1; number <= size(); ++number) {
    const sim::TraceEvent& event = at(sim::EventId{number});
    WT_REQUIRE(event.cause < number, event.cause, number);
    by_actor_.at(static_cast<std::size_t>(event.actor)).push_back(sim::EventId{number});
    effects_[event.cause].push_back(sim::EventId{number});
  }
  const engine::Semantics semantics = *engine::profile(scenario.semantics);
  for (std::size_t i = 0; i < run.cast.actors.size(); ++i) {
    const scenarios::Actor& actor = run.cast.actors[i];
    if (actor.role != scenarios::Role::Task) continue;
    const auto* node = std::get_if<scenarios::WindowNode>(&scenario.pipeline.at(actor.at).op);
    if (node == nullptr) continue;
    const auto expect_all = scenario.execution == scenarios::Execution::Batch ? expect_of_batch : expect;
    windows_.push_back({sim::ActorId{static_cast<std::uint16_t>(i)}, actor.at,
                        expect_all(*node, semantics, arrivals_[i], actor.channels, *run.facts)});
  }
  tables_ = tables_of(scenario, run, arrivals_);
}

std::vector<sim::ActorId> function_tasks(const Evidence& evidence) {
  const std::vector<scenarios::Actor>& actors = evidence.run().cast.actors;
  std::vector<sim::ActorId> tasks;
  for (std::size_t i = 0; i < actors.size(); ++i) {
    if (actors[i].role != scenarios::Role::Task) continue;
    const scenarios::AnyNode& op = evidence.scenario().pipeline.at(actors[i].at).op;
    const bool sets_timers =
        std::holds_alternative<scenarios::FunnelNode>(op) || std::holds_alternative<scenarios::SilenceNode>(op) ||
        std::holds_alternative<scenarios::RollingNode>(op) || std::holds_alternative<scenarios::ConnectNode>(op) ||
        std::holds_alternative<scenarios::ProcessFunctionNode>(op);
    if (sets_timers) tasks.push_back(sim::ActorId{static_cast<std::uint16_t>(i)});
  }
  return tasks;
}

Lift lift_of(const sim::TraceEvent& event) {
  if (event.kind == sim::EventKind::KeyEnd) return {engine::EventTime::min(), engine::EventTime::max()};
  WT_REQUIRE(event.kind == sim::EventKind::WatermarkAdvance);
  return {time_in_b(event), time_in_a(event)};
}

std::string words_for(const Lift& lift) {
  return "when the watermark went from " + name_of(lift.before) + " to " + name_of(lift.to);
}

const scenarios::WindowNode& Evidence::node_of(const WindowTask& task) const {
  return std::get<scenarios::WindowNode>(scenario_.pipeline[task.node].op);
}

const std::vector<sim::EventId>& Evidence::effects_of(sim::EventId position) const {
  return effects_.at(static_cast<std::size_t>(position));
}

const std::vector<sim::EventId>& Evidence::events_of(sim::ActorId actor) const {
  return by_actor_.at(static_cast<std::size_t>(actor));
}

const std::string& Evidence::name_of_actor(sim::ActorId actor) const {
  return run_.cast.actors.at(static_cast<std::size_t>(actor)).name;
}

const TaskArrivals& Evidence::arrivals_of(sim::ActorId actor) const {
  return arrivals_.at(static_cast<std::size_t>(actor));
}

bool Evidence::counts(sim::ActorId actor, sim::EventId position) const { return position < arrivals_of(actor).closed; }

std::optional<sim::EventId> Evidence::arrival_behind(sim::EventId position) const {
  const sim::ActorId actor = at(position).actor;
  auto number = static_cast<std::uint32_t>(position);
  while (number != 0 && at(sim::EventId{number}).actor == actor) {
    if (is_arrival(at(sim::EventId{number}))) return sim::EventId{number};
    number = at(sim::EventId{number}).cause;
  }
  return std::nullopt;
}

std::optional<sim::EventId> Evidence::timer_behind(sim::EventId position) const {
  const sim::EventId cause{at(position).cause};
  if (at(position).cause == 0 || !is_timer(at(cause))) return std::nullopt;
  return cause;
}

std::optional<sim::EventId> Evidence::advance_behind(sim::EventId position) const {
  const sim::EventId cause{at(timer_behind(position).value_or(position)).cause};
  if (cause == sim::EventId{}) return std::nullopt;
  const sim::EventKind kind = at(cause).kind;
  if (kind != sim::EventKind::WatermarkAdvance && kind != sim::EventKind::KeyEnd) return std::nullopt;
  return cause;
}

engine::EventTime Evidence::window_time(const WindowTask& task, sim::EventId record) const {
  if (scenarios::knows_lateness(node_of(task))) return time_in_a(at(record));
  const std::vector<Advance>& advances = task.expected.advances;
  const bool batch = scenario_.execution == scenarios::Execution::Batch && !advances.empty();
  const sim::TraceEvent& taken = at(batch ? advances.front().at : record);  // a batch takes it at the end (BX-02)
  return engine::EventTime(sim::to_processing_time(run_.clock_base, taken.time).ticks());
}

sim::EventId Evidence::deadline(sim::EventId position) const {
  const std::vector<Arrival>& arrivals = arrivals_of(at(position).actor).arrivals;
  // Records of one message arrive together, without a gap, before any of them is worked on.
  auto next = std::upper_bound(arrivals.begin(), arrivals.end(), position,
                               [](sim::EventId wanted, const Arrival& arrival) { return wanted < arrival.at; });
  auto expected = static_cast<std::uint32_t>(position) + 1;
  while (next != arrivals.end() && static_cast<std::uint32_t>(next->at) == expected) {
    ++next;
    ++expected;
  }
  return next == arrivals.end() ? sim::EventId{size()} : next->at;
}

}  // namespace wavetank::properties
