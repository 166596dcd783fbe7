// Slices: adding, merging, expiring.
#include "engine/operators/window/slice_window.hpp"

#include <algorithm>

#include "engine/state/timer_note.hpp"
#include "engine/windows/assigner.hpp"

namespace wavetank::engine {

bool is_sliceable(const WindowAssignerSpec& spec) {
  const bool aligned = spec.kind == AssignerKind::Aligned || spec.kind == AssignerKind::Cumulate;
  return aligned && spec.domain == TimeDomain::Event && is_valid(spec) &&
         spec.shape.size.count % spec.shape.slide.count == 0;
}

SliceWindowOperator::SliceWindowOperator(SliceWindowSpec spec)
    : spec_(std::move(spec)), accumulator_(spec_.aggregates) {
  WT_REQUIRE(is_sliceable(spec_.assigner), spec_.assigner.shape.size, spec_.assigner.shape.slide);
}

State SliceWindowOperator::open(const Subtask& subtask, const Snapshot& snapshot, Moment moment,
                                Effects& /*effects*/) const {
  Contents contents(accumulator_.width());
  contents.subtask = subtask;
  restore(snapshot, moment.facts, contents);
  return State(std::move(contents));
}

EventTime SliceWindowOperator::slice_end(EventTime time) const {
  return wrapping_add(window_start(time, spec_.assigner.shape.offset, slice_length()), slice_length());
}

EventTime SliceWindowOperator::cycle_start(EventTime slice_end) const {
  return window_start(wrapping_subtract(slice_end, Millis{1}), spec_.assigner.shape.offset, spec_.assigner.shape.size);
}

// The end of the last window that contains the slice.
EventTime SliceWindowOperator::last_window_end(EventTime slice_end) const {
  if (cumulates()) return wrapping_add(cycle_start(slice_end), spec_.assigner.shape.size);
  return wrapping_add(wrapping_subtract(slice_end, slice_length()), spec_.assigner.shape.size);
}

Window SliceWindowOperator::window_ending(EventTime end) const {
  return {cumulates() ? cycle_start(end) : wrapping_subtract(end, spec_.assigner.shape.size), end};
}

Window SliceWindowOperator::slice_ending(EventTime end) const { return {wrapping_subtract(end, slice_length()), end}; }

EventTime SliceWindowOperator::merge_target(EventTime slice_end) const {
  return cumulates() ? wrapping_add(cycle_start(slice_end), slice_length()) : slice_end;
}

bool SliceWindowOperator::has_fired(EventTime end, EventTime watermark) const {
  return watermark >= wrapping_subtract(end, Millis{1});
}

void SliceWindowOperator::on_batch(InputIndex /*input*/, std::span<const Record> records, Moment moment, State& state,
                                   Effects& effects) const {
  Contents& contents = state.as<Contents>();
  Step step{moment, contents, effects, {moment.facts, contents.subtask.max_parallelism}};
  for (const Record& record : records) {
    if (record.time == EventTime::min()) {
      effects.ask(Fail{"a record without a timestamp reached an event-time window (AS-04)", record.cause});
      return;
    }
    accept(record, step);
  }
}

// AS-17. A late record is kept while a window that contains it has not fired.
void SliceWindowOperator::accept(const Record& record, Step& step) const {
  const EventTime watermark = step.contents.watermark;
  const KeyId key = spec_.keyed ? record.key : kNoKey;
  const EventTime end = slice_end(record.time);
  if (!has_fired(end, watermark)) {
    add(record, key, end, step);
    set_timer(key, end, step);
    return;
  }
  const EventTime last = last_window_end(end);
  if (has_fired(last, watermark)) {
    ++step.contents.dropped;
    const auto behind = static_cast<std::uint64_t>(saturating_add(saturating_between(last, watermark).count, 2));
    step.effects.note(NoteKind::RecordDrop, record.cause, behind, static_cast<std::uint64_t>(Rule::AS17));
    return;
  }
  step.effects.note(NoteKind::RecordLate, record.cause,
                    static_cast<std::uint64_t>(saturating_between(end, watermark).count + 1),
                    static_cast<std::uint64_t>(saturating_between(watermark, last).count - 1));
  add(record, key, merge_target(end), step);
  EventTime unfired = end;
  while (has_fired(unfired, watermark)) unfired = wrapping_add(unfired, slice_length());
  set_timer(key, unfired, step);
}

void SliceWindowOperator::add(const Record& record, KeyId key, EventTime slice_end, Step& step) const {
  Contents& contents = step.contents;
  const WindowId id = step.moment.facts.windows.intern(slice_ending(slice_end));
  const WindowTable::Slot slot = contents.slices.find_or_add({key, id});
  WindowEntry& entry = contents.slices[slot];
  entry.has_contents = true;
  accumulator_.add(step.moment.facts.rows, record.row, contents.slices.cells(slot), entry.seen, contents.lists);
  step.effects.note(NoteKind::WindowAdd, record.cause, pack(id, key),
                    static_cast<std::uint64_t>(contents.slices.cells(slot)[0]));
}

void SliceWindowOperator::set_timer(KeyId key, EventTime window_end, Step& step) const {
  const WindowId id = step.moment.facts.windows.intern(window_ending(window_end));
  step.contents.timers.set({wrapping_subtract(window_end, Millis{1}).ticks(), key, id}, step.order);
}

void SliceWindowOperator::on_control(const Control& control, Moment moment, State& state, Effects& effects) const {
  Contents& contents = state.as<Contents>();
  Control forwarded = control;
  if (control.kind == ControlKind::Watermark) {
    Step step{moment, contents, effects, {moment.facts, contents.subtask.max_parallelism}};
    contents.watermark = std::max(contents.watermark, control.value);
    forwarded.value = contents.watermark;
    while (const std::optional<Timer> timer = contents.timers.take_due(contents.watermark.ticks())) {
      fire(*timer, control.cause, step);
    }
  }
  effects.emit(kMainOutput, forwarded);
}

// Slices are shared, so whether the next window fires cannot wait for a record of its own: hopping windows go on until
// nothing is left in them, cumulating ones until their cycle ends.
void SliceWindowOperator::fire(const Timer& timer, Cause cause, Step& step) const {
  const EventTime end = step.moment.facts.windows.window(timer.window).end;
  cause = note_timer(NoteKind::EventTimer, timer, cause, step.effects);
  if (cumulates()) merge_into_first(timer.key, end, step);
  std::uint32_t seen = 0;
  const bool any = merge_slices(timer.key, end, step, seen);
  if (any) emit(timer.key, end, seen, cause, step);
  accumulator_.release(step.contents.sums, step.contents.lists);
  const EventTime next = wrapping_add(end, slice_length());
  if (cumulates() ? next <= last_window_end(end) : (shares_slices() && any)) set_timer(timer.key, next, step);
  expire(timer.key, end, cause, step);
}

// A cumulating window is the first slice of its cycle, with all later ones merged into it.
void SliceWindowOperator::merge_into_first(KeyId key, EventTime window_end, Step& step) const {
  WindowTable& slices = step.contents.slices;
  Windows& windows = step.moment.facts.windows;
  const EventTime first = merge_target(window_end);
  const WindowTable::Slot from = slices.find({key, windows.intern(slice_ending(window_end))});
  if (first == window_end || from == WindowTable::kNone) return;
  const WindowTable::Slot into = slices.find_or_add({key, windows.intern(slice_ending(first))});
  slices.fold(from, into, accumulator_, step.contents.lists);
}

// The window's contents into `sums`; false if it has none.
bool SliceWindowOperator::merge_slices(KeyId key, EventTime window_end, Step& step, std::uint32_t& seen) const {
  Contents& contents = step.contents;
  contents.sums.assign(accumulator_.width(), 0);
  const EventTime begin =
      cumulates() ? merge_target(window_end) : wrapping_add(window_ending(window_end).start, slice_length());
  const EventTime last = cumulates() ? begin : window_end;
  bool any = false;
  for (EventTime end = begin;; end = wrapping_add(end, slice_length())) {
    const WindowTable::Slot slot = contents.slices.find({key, step.moment.facts.windows.intern(slice_ending(end))});
    if (slot != WindowTable::kNone) {
      any = true;
      accumulator_.merge_copy(contents.sums, seen, contents.slices.cells(slot), contents.slices[slot].seen,
                              contents.lists);
    }
    if (end == last) return any;
  }
}

// What no later window needs.
void SliceWindowOperator::expire(KeyId key, EventTime window_end, Cause cause, Step& step) const {
  const bool last = !cumulates() || window_end == last_window_end(window_end);
  if (!last) return;
  const Window window = window_ending(window_end);
  drop_slice(key, wrapping_add(window.start, slice_length()), step);
  step.effects.note(NoteKind::WindowClear, cause, pack(step.moment.facts.windows.intern(window), key), 0);
}

void SliceWindowOperator::drop_slice(KeyId key, EventTime slice_end, Step& step) const {
  Contents& contents = step.contents;
  const WindowTable::Slot slot = contents.slices.find({key, step.moment.facts.windows.intern(slice_ending(slice_end))});
  if (slot == WindowTable::kNone) return;
  contents.slices.drop_contents(slot, accumulator_, contents.lists);
}

void SliceWindowOperator::emit(KeyId key, EventTime window_end, std::uint32_t seen, Cause cause, Step& step) const {
  Contents& contents = step.contents;
  Facts& facts = step.moment.facts;
  const Window window = window_ending(window_end);
  contents.cells.clear();
  if (spec_.keyed) contents.cells.push_back(facts.keys.cell(key));
  contents.cells.push_back({window.start.ticks(), false});
  contents.cells.push_back({window.end.ticks(), false});
  const std::size_t at = contents.cells.size();
  contents.cells.resize(at + accumulator_.width());
  accumulator_.result(contents.sums, seen, contents.lists, facts.texts, std::span(contents.cells).subspan(at));
  const RowId row = facts.row(spec_.result, RowKind::Insert, contents.cells);
  step.effects.emit(
      kMainOutput, {.time = window.max(), .row = row, .key = key},
      {NoteKind::WindowFire, cause, pack(facts.windows.intern(window), key), pack(FireReason::OnTime, row)});
}

std::uint64_t SliceWindowOperator::dropped(const State& state) const { return state.as<Contents>().dropped; }

}  // namespace wavetank::engine
