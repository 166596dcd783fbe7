// What the window operator does when time goes on: timers, firing, purging, and the end of a window's state.
#include <algorithm>

#include "engine/operators/window/window.hpp"
#include "engine/state/timer_note.hpp"

namespace wavetank::engine {

// TM-03: the operator's clock first, then the timers, then the watermark itself. That watermarks grow is the gate's
// business; fed a smaller one, the clock goes back (TM-05).
void WindowOperator::on_control(const Control& control, Moment moment, State& state, Effects& effects) const {
  const bool hurries = spec_.mutants.has(Mutant::WatermarkBeforeTimers);
  if (hurries) pass_on(control, effects);
  if (control.kind == ControlKind::Watermark) {
    const EventTime due =
        spec_.mutants.has(Mutant::TimerTestOffByOne) ? saturating_add(control.value, Millis{-1}) : control.value;
    Step step = step_of(moment, state.as<Contents>(), effects);
    step.passed = std::exchange(step.contents.watermark, control.value);
    drain(TimeDomain::Event, due.ticks(), control.cause, step);
    arm(step);
  }
  if (control.kind == ControlKind::End) {  // windows of the clock that are still open are lost (TM-11)
    state.as<Contents>().ended = true;
    effects.ask(CancelTimer{TimerTag{0}});
  }
  if (!hurries) pass_on(control, effects);
}

// A trigger that fires again and again may need more firings to the end of time than anybody can wait for: near the ends
// of time its next one wraps around (TR-08).
void WindowOperator::drain(TimeDomain domain, std::int64_t due, Cause cause, Step& step) const {
  constexpr std::uint64_t kTimersOfAStepMax = std::uint64_t{1} << 22;
  TimerQueue& timers = domain == TimeDomain::Event ? step.contents.timers.event : step.contents.timers.processing;
  for (std::uint64_t fired = 0; fired < kTimersOfAStepMax; ++fired) {
    const std::optional<Timer> timer = timers.take_due(due);
    if (!timer) return;
    on_due(*timer, domain, cause, step);
  }
  step.effects.ask(Fail{"timers keep setting timers that are due at once", cause});
}

void WindowOperator::pass_on(const Control& control, Effects& effects) {
  effects.emit(kMainOutput, control);
  effects.emit(kSideOutput, control);
}

// TM-06: all timers up to the one that was waited for.
void WindowOperator::on_timer(TimerTag /*tag*/, Moment moment, State& state, Effects& effects) const {
  Step step = step_of(moment, state.as<Contents>(), effects);
  const ProcessingTime until = std::exchange(step.contents.armed, ProcessingTime::max());
  drain(TimeDomain::Processing, until.ticks(), moment.cause, step);
  arm(step);
}

// Asks the host for the next processing timer. The clock calls a millisecond after a timer's time, so that all
// records stamped with that millisecond are in (TM-07). It never gets to the end of time, but the end of a batch's key
// does (BX-04).
void WindowOperator::arm(Step& step) const {
  const std::optional<std::int64_t> next = step.contents.timers.processing.next_time();
  if (!next || step.contents.ended) return;
  const bool never = ProcessingTime(*next) == ProcessingTime::max();
  if (never ? step.moment.new_timers == NewTimers::Kept : ProcessingTime(*next) == step.contents.armed) return;
  if (spec_.mutants.has(Mutant::AlarmNotMoved) && step.contents.armed != ProcessingTime::max()) return;
  step.contents.armed = ProcessingTime(*next);
  const Millis after{spec_.mutants.has(Mutant::ClockTimerEarly) ? 0 : 1};
  step.effects.ask(ArmTimer{saturating_add(ProcessingTime(*next), after), TimerTag{0}});
}

// WO-17: a session's timer whose window was merged away is dropped; a plain window's trigger is asked always.
bool WindowOperator::find_pane(const Timer& timer, Step& step, Pane& pane) const {
  pane = {timer.key, step.moment.facts.windows.window(timer.window), timer.window, timer.window};
  if (!merges(spec_.assigner)) return true;
  const OpenSession* session = step.contents.sessions.find(timer.key, timer.window);
  if (session == nullptr) return false;
  pane.state = session->state;
  return true;
}

// WO-16, WO-18.
void WindowOperator::on_due(const Timer& timer, TimeDomain domain, Cause cause, Step& step) const {
  Pane pane{};
  if (!find_pane(timer, step, pane)) return;
  const bool is_event = domain == TimeDomain::Event;
  cause = note_timer(is_event ? NoteKind::EventTimer : NoteKind::ProcessingTimer, timer, cause, step.effects);
  const bool ends = domain == own_domain() && timer.time == cleanup_time(pane.window).ticks();
  TriggerResult result = with_trigger(pane.key, pane.window, pane.id, step, [&](TriggerCall& call) {
    return is_event ? trigger_.on_event_timer(EventTime(timer.time), call)
                    : trigger_.on_processing_timer(ProcessingTime(timer.time), call);
  });
  if (ends && spec_.mutants.has(Mutant::CleanupSpeaks)) result.fire = true;
  fire_and_purge(pane, result, reason_of(pane, timer, domain, step), cause, step);
  if (ends) clear(pane, cause, step);
}

// By the timer's own time, not by how far the watermark jumped: what was to come early came early. A clock's timer says
// nothing of a window of event time; there the watermark decides.
FireReason WindowOperator::reason_of(const Pane& pane, const Timer& timer, TimeDomain domain, const Step& step) const {
  if (domain != own_domain()) return is_over(pane.window, step) ? FireReason::Late : FireReason::Early;
  const std::int64_t last = pane.window.max().ticks();
  // A timer that was overdue when it was set, as merged continuous triggers set one (TR-09): the end has long been said.
  if (domain == TimeDomain::Event && last <= step.passed.ticks()) return FireReason::Late;
  if (timer.time == last) return FireReason::OnTime;
  return timer.time < last ? FireReason::Early : FireReason::Late;
}

void WindowOperator::fire_and_purge(const Pane& pane, TriggerResult result, FireReason reason, Cause cause,
                                    Step& step) const {
  if (result.fire) emit(pane, reason, cause, step);
  if (!result.purge) return;
  const WindowTable::Slot slot = step.contents.table.find({pane.key, pane.state});
  if (slot == WindowTable::kNone || !step.contents.table[slot].has_contents) return;
  step.effects.note(NoteKind::WindowPurge, cause, pack(pane.id, pane.key), 0);
  if (spec_.mutants.has(Mutant::PurgeForgotten)) return;
  step.contents.table.drop_contents(slot, accumulator_, step.contents.lists);  // TR-02: nothing else
  if (!spec_.mutants.has(Mutant::PurgeClearsTrigger)) return;
  with_trigger(pane.key, pane.window, pane.id, step, [&](TriggerCall& call) {
    trigger_.clear(call);
    return 0;
  });
}

// WO-12: without contents, nothing is said.
void WindowOperator::emit(const Pane& pane, FireReason reason, Cause cause, Step& step) const {
  Contents& contents = step.contents;
  const WindowTable::Slot slot = contents.table.find({pane.key, pane.state});
  if (slot == WindowTable::kNone || !contents.table[slot].has_contents) return;
  if (spec_.meeting) return meet(pane, reason, cause, step);
  begin_result(pane, step);
  const std::size_t at = contents.cells.size();
  contents.cells.resize(at + accumulator_.width());
  const std::span<Cell> out = std::span(contents.cells).subspan(at);
  Texts& texts = step.moment.facts.texts;
  if (spec_.evictor.kind == EvictorKind::None) {
    accumulator_.result(contents.table.cells(slot), contents.table[slot].seen, contents.lists, texts, out);
    tell(pane, slot, reason, cause, step);
    return;
  }
  // EV-02, EV-03: the function sees what is left, even if that is nothing.
  const Rows& rows = step.moment.facts.rows;
  std::vector<Element>& elements = contents.table.elements(slot);
  const bool evicts = spec_.evictor.when == EvictWhen::Before && !spec_.mutants.has(Mutant::EvictorForgotten);
  if (evicts) evict_from(elements, pane.key, cause, step);
  contents.sums.assign(accumulator_.width(), 0);
  std::uint32_t seen = 0;
  for (const Element& element : elements) accumulator_.add(rows, element.row, contents.sums, seen, contents.lists);
  accumulator_.result(contents.sums, seen, contents.lists, texts, out);
  accumulator_.release(contents.sums, contents.lists);
  tell(pane, slot, reason, cause, step);
  if (spec_.evictor.when == EvictWhen::After) evict_from(elements, pane.key, cause, step);
  if (!elements.empty()) return;
  contents.table[slot].has_contents = false;
  contents.table.drop_if_empty(slot);
}

void WindowOperator::evict_from(std::vector<Element>& elements, KeyId key, Cause cause, Step& step) const {
  std::vector<Element>& evicted = step.contents.evicted;
  evicted.clear();
  evict(spec_.evictor, step.moment.facts.rows, elements, evicted);
  for (const Element& element : evicted) {
    const auto time = static_cast<std::uint64_t>(element.time.ticks());
    step.effects.note(NoteKind::RecordEvict, cause, time, pack(element.row, key));
  }
}

// The key and the window's bounds; a global window has none.
void WindowOperator::begin_result(const Pane& pane, Step& step) const {
  std::vector<Cell>& cells = step.contents.cells;
  cells.clear();
  if (spec_.keyed) cells.push_back(step.moment.facts.keys.cell(pane.key));
  if (pane.window == kGlobalWindow) {
    cells.insert(cells.end(), 2, Cell{0, true});
    return;
  }
  cells.push_back({pane.window.start.ticks(), false});
  cells.push_back({pane.window.end.ticks(), false});
}

// WO-10: stamped with the window's last instant.
void WindowOperator::tell(const Pane& pane, WindowTable::Slot slot, FireReason reason, Cause cause, Step& step) const {
  Contents& contents = step.contents;
  WindowEntry& entry = contents.table[slot];
  const bool retracts = spec_.refiring == Refiring::Retracts;
  const bool again = retracts && entry.last_result != kNoRow;
  const RowId row = step.moment.facts.row(spec_.result, again ? RowKind::UpdateAfter : RowKind::Insert, contents.cells);
  if (again && !spec_.mutants.has(Mutant::RetractionForgotten))
    take_back(pane.key, pane.window.max(), entry, cause, step);
  if (retracts) entry.last_result = row;
  const EventTime time = spec_.mutants.has(Mutant::ResultAtWindowEnd) ? pane.window.end : pane.window.max();
  step.effects.emit(kMainOutput, {.time = time, .row = row, .key = pane.key},
                    {NoteKind::WindowFire, cause, pack(pane.id, pane.key), pack(reason, row)});
}

// Says the opposite of what was said last: before an update, or for a session that is part of another now.
void WindowOperator::take_back(KeyId key, EventTime time, WindowEntry& entry, Cause cause, Step& step) const {
  Rows& rows = step.moment.facts.rows;
  std::vector<Cell> cells;
  const auto fields = static_cast<std::uint32_t>(rows.schema(spec_.result).fields.size());
  for (std::uint32_t i = 0; i < fields; ++i) cells.push_back(rows.cell(entry.last_result, i));
  const RowId row = step.moment.facts.row(spec_.result, RowKind::UpdateBefore, cells);
  step.effects.emit(kMainOutput, Record{.time = time, .row = row, .key = key, .cause = cause});
  entry.last_result = kNoRow;
}

// The end of a window's state: contents, what the trigger remembers and its timers, the session.
void WindowOperator::clear(const Pane& pane, Cause cause, Step& step) const {
  Contents& contents = step.contents;
  if (const WindowTable::Slot slot = contents.table.find({pane.key, pane.state}); slot != WindowTable::kNone) {
    contents.table[slot].last_result = kNoRow;
    contents.table.drop_contents(slot, accumulator_, contents.lists);
  }
  with_trigger(pane.key, pane.window, pane.id, step, [&](TriggerCall& call) {
    trigger_.clear(call);
    return 0;
  });
  if (merges(spec_.assigner)) contents.sessions.retire(pane.key, pane.id);
  step.effects.note(NoteKind::WindowClear, cause, pack(pane.id, pane.key), 0);
}

// WO-04: none at the end of time.
void WindowOperator::change_cleanup_timer(KeyId key, const Window& window, WindowId id, Step& step,
                                          TimerChange change) const {
  const bool early = spec_.mutants.has(Mutant::CleanupTimerNoLateness);
  const EventTime cleanup = early ? window.max() : cleanup_time(window);
  if (cleanup == EventTime::max()) return;
  TimerScope timers(step.contents.timers, step.order, key, id);
  (timers.*change)(own_domain(), cleanup.ticks());
}

WindowCounts WindowOperator::counts(const State& state) const {
  const Contents& contents = state.as<Contents>();
  WindowCounts counts;
  counts.event_timers = contents.timers.event.size();
  counts.processing_timers = contents.timers.processing.size();
  counts.dropped = contents.dropped;
  counts.entries = contents.sessions.keys();
  contents.table.each([&](WindowTable::Slot slot) {
    const WindowEntry& entry = contents.table[slot];
    counts.entries += (entry.has_contents ? 1u : 0u) + static_cast<std::uint64_t>(contents.table.trigger(slot).size());
  });
  return counts;
}

}  // namespace wavetank::engine
