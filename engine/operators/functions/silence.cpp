// Moving a timer, and the alert when it comes due.
#include "engine/operators/functions/silence.hpp"

#include <array>

namespace wavetank::engine {

SilenceFunction::SilenceFunction(const SilenceSpec& spec, Texts& texts)
    : spec_(spec), heard_name_(texts.intern("last heard")) {
  WT_REQUIRE(spec_.after.count > 0, spec_.after);
}

ReplayClass SilenceFunction::replay_class() const {
  return spec_.time == TimeDomain::Event ? ReplayClass::OrderDependent : ReplayClass::ClockDependent;
}

void SilenceFunction::on_record(const Record& record, ProcessContext& context) const {
  const bool is_event = spec_.time == TimeDomain::Event;
  if (is_event && record.time == EventTime::min()) {
    return context.fail("a record without a timestamp reached a silence of event time");
  }
  const std::int64_t now = is_event ? record.time.ticks() : context.now().ticks();
  const std::optional<std::int64_t> before = context.state(heard_).get();
  if (before && now <= *before) {
    context.note(NoteKind::RecordIgnore, static_cast<std::uint64_t>(record.time.ticks()), pack(record.row, record.key));
    return;
  }
  if (before) delete_timer(due(*before), context);
  if (before && now > due(*before)) alert(due(*before), context);  // its timer has only not come due yet
  context.state(heard_).put(now);
  context.note(NoteKind::StatePut, pack(heard_name_, context.key()), static_cast<std::uint64_t>(now));
  set_timer(due(now), context);
}

void SilenceFunction::set_timer(std::int64_t at, ProcessContext& context) const {
  if (spec_.time == TimeDomain::Event) {
    context.set_timer(EventTime(at));
  } else {
    context.set_timer(ProcessingTime(at));
  }
}

void SilenceFunction::delete_timer(std::int64_t at, ProcessContext& context) const {
  if (spec_.time == TimeDomain::Event) {
    context.delete_timer(EventTime(at));
  } else {
    context.delete_timer(ProcessingTime(at));
  }
}

void SilenceFunction::alert(std::int64_t at, ProcessContext& context) const {
  const std::optional<std::int64_t> heard = context.state(heard_).get();
  WT_ASSERT(heard.has_value() && due(*heard) == at, at);  // an outdated timer was deleted
  const std::array cells{context.facts().keys.cell(context.key()), Cell{*heard, false}, Cell{at, false}};
  context.state(heard_).clear();
  context.note(NoteKind::StateClear, pack(heard_name_, context.key()), 0);
  context.emit(context.facts().row(spec_.result, RowKind::Insert, cells));
}

}  // namespace wavetank::engine
