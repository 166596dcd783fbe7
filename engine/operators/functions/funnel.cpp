// Steps, completion and deadline.
#include "engine/operators/functions/funnel.hpp"

namespace wavetank::engine {

FunnelFunction::FunnelFunction(FunnelSpec spec, Texts& texts)
    : spec_(std::move(spec)),
      completed_(texts.intern("completed")),
      timed_out_(texts.intern("timed out")),
      reached_name_(texts.intern("steps reached")) {
  WT_REQUIRE(spec_.steps.size() >= 2, spec_.steps.size());
  WT_REQUIRE(spec_.within.count > 0, spec_.within);
}

ReplayClass FunnelFunction::replay_class() const {
  return spec_.time == TimeDomain::Event ? ReplayClass::OrderDependent : ReplayClass::ClockDependent;
}

void FunnelFunction::on_record(const Record& record, ProcessContext& context) const {
  const bool is_event = spec_.time == TimeDomain::Event;
  if (is_event && record.time == EventTime::min()) {
    return context.fail("a record without a timestamp reached a funnel of event time");
  }
  const std::int64_t now = is_event ? record.time.ticks() : context.now().ticks();
  std::int64_t reached = context.state(reached_).get().value_or(0);
  std::int64_t start = reached == 0 ? now : context.state(started_).get().value();
  WT_ASSERT(reached >= 0 && static_cast<std::size_t>(reached) < spec_.steps.size(), reached);
  if (reached > 0 && now >= deadline_of(start)) {
    // In an ordered stream nothing of this funnel can follow; its timer has only not come due yet.
    delete_deadline(start, context);
    end(deadline_of(start), timed_out_, context);
    reached = 0;
    start = now;
  }
  if (!spec_.steps[static_cast<std::size_t>(reached)].condition.holds(context.facts().rows, record.row)) {
    context.note(NoteKind::RecordIgnore, static_cast<std::uint64_t>(record.time.ticks()), pack(record.row, record.key));
    return;
  }
  if (reached == 0) {
    context.state(started_).put(start);
    set_deadline(start, context);
  }
  context.state(reached_).put(reached + 1);
  context.note(NoteKind::StatePut, pack(reached_name_, context.key()), static_cast<std::uint64_t>(reached + 1));
  if (static_cast<std::size_t>(reached + 1) < spec_.steps.size()) return;
  delete_deadline(start, context);
  end(now, completed_, context);
}

void FunnelFunction::set_deadline(std::int64_t start, ProcessContext& context) const {
  if (spec_.time == TimeDomain::Event) {
    context.set_timer(EventTime(deadline_of(start)));
  } else {
    context.set_timer(ProcessingTime(deadline_of(start)));
  }
}

void FunnelFunction::delete_deadline(std::int64_t start, ProcessContext& context) const {
  if (spec_.time == TimeDomain::Event) {
    context.delete_timer(EventTime(deadline_of(start)));
  } else {
    context.delete_timer(ProcessingTime(deadline_of(start)));
  }
}

void FunnelFunction::end(std::int64_t at, TextId outcome, ProcessContext& context) const {
  const std::int64_t reached = context.state(reached_).get().value_or(0);
  const std::int64_t start = context.state(started_).get().value_or(at);
  WT_ASSERT(reached > 0 && static_cast<std::size_t>(reached) <= spec_.steps.size(), reached);
  const auto text = [](TextId id) { return Cell{static_cast<std::int64_t>(id), false}; };
  const std::array cells{context.facts().keys.cell(context.key()),
                         Cell{reached, false},
                         text(spec_.steps[static_cast<std::size_t>(reached) - 1].name),
                         text(outcome),
                         Cell{start, false},
                         Cell{at, false}};
  context.state(reached_).clear();
  context.state(started_).clear();
  context.note(NoteKind::StateClear, pack(reached_name_, context.key()), 0);
  context.emit(context.facts().row(spec_.result, RowKind::Insert, cells));
}

}  // namespace wavetank::engine
