#include "scenarios/build/windows.hpp"

#include <utility>

namespace wavetank::build {
namespace {

engine::Millis millis(Length length) { return engine::Millis{length.count()}; }

Windows of(engine::AssignerKind assigner, engine::WindowShape shape = {}) {
  Windows windows;
  windows.node.assigner = assigner;
  windows.node.shape = shape;
  return windows;
}

Trigger of(engine::TriggerPart part) { return {{{part}}, ""}; }

Trigger around(engine::TriggerPart part, Trigger inner) {
  inner.spec.parts.insert(inner.spec.parts.begin(), part);
  return inner;
}

Aggregate of(engine::AggregateKind kind, std::string name, std::string field) {
  return {{std::move(name), kind, std::move(field), ""}};
}

Watermarks of(engine::GeneratorKind kind) {
  Watermarks watermarks;
  watermarks.strategy.kind = kind;
  return watermarks;
}

// The last part, of a copy.
template <typename Change>
Trigger changed(Trigger trigger, const Change& change) {
  change(trigger.spec.parts.back());
  return trigger;
}

}  // namespace

Windows Windows::by(TimeDomain time) const {
  Windows windows = *this;
  windows.node.time = time;
  return windows;
}

Windows tumbling(Length size, Length offset) {
  return of(engine::AssignerKind::Aligned, engine::tumbling(millis(size), millis(offset)));
}
Windows sliding(Length size, Length slide, Length offset) {
  return of(engine::AssignerKind::Aligned, {millis(size), millis(slide), millis(offset)});
}
Windows session(Length gap) {
  Windows windows = of(engine::AssignerKind::Session);
  windows.node.session_gap = millis(gap);
  return windows;
}
Windows session_by(std::string gap_field) {
  Windows windows = of(engine::AssignerKind::SessionByField);
  windows.node.session_gap_field = std::move(gap_field);
  return windows;
}
Windows cumulate(Length size, Length step) {
  return of(engine::AssignerKind::Cumulate, {millis(size), millis(step), {}});
}
Windows global() { return of(engine::AssignerKind::Global); }
Windows count_window(std::int64_t records) {
  Windows windows = global();
  windows.node.trigger = purging(each(records)).spec;
  return windows;
}

Trigger Trigger::early_each(std::int64_t records) const {
  return changed(*this, [&](engine::TriggerPart& part) {
    part.early = engine::EarlyFirings::Count;
    part.count = records;
  });
}
Trigger Trigger::early_every(Length interval, TimeDomain time) const {
  return changed(*this, [&](engine::TriggerPart& part) {
    part.early =
        time == TimeDomain::Event ? engine::EarlyFirings::EventInterval : engine::EarlyFirings::ProcessingInterval;
    part.interval = millis(interval);
  });
}
Trigger Trigger::late_every(Length interval) const {
  return changed(*this, [&](engine::TriggerPart& part) {
    part.late = engine::LateFirings::ProcessingInterval;
    part.late_interval = millis(interval);
  });
}
Trigger Trigger::never_late() const {
  return changed(*this, [](engine::TriggerPart& part) { part.late = engine::LateFirings::None; });
}

Trigger at_end(TimeDomain time) {
  return of({.kind = time == TimeDomain::Event ? engine::TriggerKind::Event : engine::TriggerKind::Processing});
}
Trigger continuous(Length interval, TimeDomain time) {
  const bool event = time == TimeDomain::Event;
  return of({.kind = event ? engine::TriggerKind::ContinuousEvent : engine::TriggerKind::ContinuousProcessing,
             .interval = millis(interval)});
}
Trigger each(std::int64_t records) { return of({.kind = engine::TriggerKind::Count, .count = records}); }
Trigger delta(std::string field, std::int64_t threshold) {
  Trigger trigger = of({.kind = engine::TriggerKind::Delta, .threshold = threshold});
  trigger.field = std::move(field);
  return trigger;
}
Trigger never() { return of({.kind = engine::TriggerKind::Never}); }
Trigger purging(Trigger inner) { return around({.kind = engine::TriggerKind::Purging}, std::move(inner)); }
Trigger with_timeout(Trigger inner, Length timeout) {
  return around({.kind = engine::TriggerKind::ProcessingTimeout, .interval = millis(timeout)}, std::move(inner));
}
Trigger staged() { return of({.kind = engine::TriggerKind::Staged}); }

Evictor Evictor::after() const {
  Evictor evictor = *this;
  evictor.spec.when = engine::EvictWhen::After;
  return evictor;
}
Evictor keep_last(std::int64_t records) { return {{.kind = engine::EvictorKind::Count, .count = records}, ""}; }
Evictor keep_newest(Length length) { return {{.kind = engine::EvictorKind::Time, .size = millis(length)}, ""}; }
Evictor keep_near(std::string field, std::int64_t threshold) {
  return {{.kind = engine::EvictorKind::Delta, .threshold = threshold}, std::move(field)};
}

Aggregate Aggregate::as(std::string name) const {
  Aggregate aggregate = *this;
  aggregate.spec.name = std::move(name);
  return aggregate;
}
Aggregate count() { return of(engine::AggregateKind::Count, "count", ""); }
Aggregate sum(std::string field) { return of(engine::AggregateKind::Sum, "sum", std::move(field)); }
Aggregate min(std::string field) { return of(engine::AggregateKind::Min, "min", std::move(field)); }
Aggregate max(std::string field) { return of(engine::AggregateKind::Max, "max", std::move(field)); }
Aggregate list(std::string field) { return of(engine::AggregateKind::List, "list", std::move(field)); }
Aggregate reduce(std::string field, std::string expression) {
  Aggregate aggregate = of(engine::AggregateKind::Reduce, "reduce", std::move(field));
  aggregate.spec.reduce = std::move(expression);
  return aggregate;
}

Aggregate reduce(std::string field, Fold fold) {
  Aggregate aggregate = of(engine::AggregateKind::Reduce, "reduce", std::move(field));
  aggregate.spec.fold = std::move(fold);
  return aggregate;
}

std::vector<scenarios::AggregateSpec> specs_of(const std::vector<Aggregate>& aggregates) {
  std::vector<scenarios::AggregateSpec> specs;
  specs.reserve(aggregates.size());
  for (const Aggregate& aggregate : aggregates) specs.push_back(aggregate.spec);
  return specs;
}

Watermarks Watermarks::idle_after(Length timeout) const {
  Watermarks watermarks = *this;
  watermarks.strategy.idle_timeout = millis(timeout);
  return watermarks;
}
Watermarks Watermarks::every(Length interval) const {
  Watermarks watermarks = *this;
  watermarks.strategy.interval = millis(interval);
  return watermarks;
}
Watermarks Watermarks::on_each_record() const {
  Watermarks watermarks = *this;
  watermarks.strategy.emission = engine::WatermarkEmission::EachRecord;
  return watermarks;
}
Watermarks Watermarks::guarded(Length tolerance, engine::FutureRecords then) const {
  Watermarks watermarks = *this;
  watermarks.strategy.future = engine::FutureGuard{millis(tolerance), then};
  return watermarks;
}
Watermarks Watermarks::by_clock_after(Length silence, Length allowance) const {
  Watermarks watermarks = *this;
  watermarks.strategy.clock = engine::ClockAdvance{millis(silence), millis(allowance)};
  return watermarks;
}
Watermarks bounded(Length bound) {
  Watermarks watermarks = of(engine::GeneratorKind::Bounded);
  watermarks.strategy.bound = millis(bound);
  return watermarks;
}
Watermarks monotonous() { return of(engine::GeneratorKind::Monotonous); }
Watermarks punctuated(std::string mark) {
  Watermarks watermarks = of(engine::GeneratorKind::Punctuated);
  watermarks.mark = std::move(mark);
  return watermarks;
}
Watermarks no_watermarks() { return of(engine::GeneratorKind::None); }

}  // namespace wavetank::build
