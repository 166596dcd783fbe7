// The element path and the timer path of the window operator.
#include "engine/operators/window/aligned_window.hpp"

#include <algorithm>
#include <numeric>

namespace wavetank::engine {

AlignedWindowOperator::AlignedWindowOperator(WindowSpec spec)
    : AnyWindowOperator(std::move(spec)), slices_(can_slice(spec_.assigner.shape) && can_combine(spec_.aggregates)) {
  WT_REQUIRE(is_aligned(spec_), spec_.allowed_lateness);
}

State AlignedWindowOperator::open(const Subtask& subtask, const Snapshot& snapshot, Moment moment,
                                  Effects& /*effects*/) const {
  Contents contents;
  contents.subtask = subtask;
  restore(snapshot, moment.facts, contents);
  return State(std::move(contents));
}

void AlignedWindowOperator::accept(const Record& record, Step& step) const {
  const Shared shared = slices_ ? share(record, step) : Shared::None;
  if (shared == Shared::All) return;
  const EventTime bound = step.contents.bound();
  bool joined = shared == Shared::Some;
  bool assigned = false;
  assign_windows(spec_.assigner.shape, record.time, [&](const Window& window) {
    assigned = true;
    if (slices_ && is_shared(window, bound)) return;
    if (is_late(window, step.contents.watermark)) return;
    joined = true;
    join(record, window, step);
  });
  if (joined) return;
  // WO-14: no overflow guard here, unlike WO-02.
  const EventTime kept_until = wrapping_add(record.time, spec_.allowed_lateness);
  if (kept_until <= step.contents.watermark || (assigned && spec_.mutants.has(Mutant::LateTestOffByOne))) {
    const EventTime newest = window_start(record.time, spec_.assigner.shape.offset, spec_.assigner.shape.slide);
    const Window window{newest, wrapping_add(newest, spec_.assigner.shape.size)};
    refuse(record, cleanup_time(window), step.contents.watermark, step.contents.dropped, step.effects);
  } else {  // WO-15
    step.effects.note(NoteKind::RecordUnassigned, record.cause, static_cast<std::uint64_t>(record.time.ticks()),
                      pack(record.row, record.key));
  }
}

void AlignedWindowOperator::join(const Record& record, const Window& window, Step& step) const {
  Contents& contents = step.contents;
  const std::optional<PaneTable::Slot> found = contents.panes.find(window.start);
  const PaneTable::Slot slot =
      found ? *found : contents.panes.add(window, step.moment.facts.windows.intern(window), accumulator_.width());
  Pane& pane = contents.panes[slot];
  const KeyId key = spec_.keyed ? record.key : kNoKey;  // a record may bring the key of an edge further up
  const std::uint32_t place = pane.entry(key);
  const bool behind = window.max() <= contents.watermark;
  if (behind) {
    note_behind(record, window, contents.watermark, step.effects);
    if (spec_.mutants.has(Mutant::LateFiringForgets)) {
      accumulator_.release(pane.cells(place), contents.lists);
      std::ranges::fill(pane.cells(place), 0);
      pane.set_flags(place, pane.flags(place) & kBothTimers);
    }
  }
  add(record, pane, place, step);
  step.effects.note(NoteKind::WindowAdd, record.cause, pack(pane.id(), key),
                    static_cast<std::uint64_t>(pane.cells(place)[0]));
  if (behind) fire(slot, place, FireReason::Late, record.cause, step);  // TR-04, TR-05
  // Both set: next_due knows them.
  if ((pane.flags(place) & kBothTimers) != kBothTimers) set_timers(slot, place, contents);
}

void AlignedWindowOperator::add(const Record& record, Pane& pane, std::uint32_t place, Step& step) const {
  std::uint32_t seen = pane.seen(place);
  accumulator_.add(step.moment.facts.rows, record.row, pane.cells(place), seen, step.contents.lists);
  pane.set_seen(place, seen);
}

// TR-04 (the trigger's timer) and WO-04 (the cleanup timer, unless it would be at MAX).
void AlignedWindowOperator::set_timers(PaneTable::Slot slot, std::uint32_t place, Contents& contents) const {
  Pane& pane = contents.panes[slot];
  const EventTime max = pane.window().max();
  const EventTime cleanup = cleanup_time(pane.window());
  if (max > contents.watermark) {
    pane.set_timer(place, Pane::kFireTimer);
    contents.next_due = std::min(contents.next_due, max);
  }
  if (cleanup != EventTime::max()) {
    pane.set_timer(place, Pane::kClearTimer);
    contents.next_due = std::min(contents.next_due, cleanup);
  }
}

// What all results of a window have in common: its bounds.
void AlignedWindowOperator::begin_results(const Window& window, Contents& contents) const {
  contents.cells.assign(accumulator_.width() + (spec_.keyed ? 3 : 2), Cell{});
  std::size_t at = spec_.keyed ? 1 : 0;
  contents.cells[at++] = Cell{window.start.ticks(), false};
  contents.cells[at++] = Cell{window.end.ticks(), false};
}

// REQUIRES: begin_results of its window.
RowId AlignedWindowOperator::result_of(const Pane& pane, std::uint32_t place, Step& step) const {
  Contents& contents = step.contents;
  Facts& facts = step.moment.facts;
  const std::span<Cell> cells = contents.cells;
  if (spec_.keyed) cells[0] = facts.keys.cell(pane.key(place));
  accumulator_.result(pane.cells(place), pane.seen(place), contents.lists, facts.texts,
                      cells.last(accumulator_.width()));
  return facts.row(spec_.result, RowKind::Insert, cells);
}

void AlignedWindowOperator::fire(PaneTable::Slot slot, std::uint32_t place, FireReason reason, Cause cause,
                                 Step& step) const {
  const Pane& pane = step.contents.panes[slot];
  const KeyId key = pane.key(place);
  begin_results(pane.window(), step.contents);
  const RowId row = result_of(pane, place, step);
  step.effects.emit(kMainOutput, {.time = pane.window().max(), .row = row, .key = key},  // WO-10
                    {NoteKind::WindowFire, cause, pack(pane.id(), key), pack(reason, row)});
}

void AlignedWindowOperator::on_control(const Control& control, Moment moment, State& state, Effects& effects) const {
  if (control.kind == ControlKind::Watermark) {
    Step step{moment, state.as<Contents>(), effects};
    advance(control.value, control.cause, step);
  }
  effects.emit(kMainOutput, control);
  effects.emit(kSideOutput, control);
}

// TM-03: the operator's clock first, then the timers, then (by the caller) the watermark itself.
void AlignedWindowOperator::advance(EventTime watermark, Cause cause, Step& step) const {
  Contents& contents = step.contents;
  WT_ASSERT(watermark >= contents.watermark, watermark, contents.watermark);
  const EventTime bound = contents.bound();
  contents.watermark = watermark;
  if (contents.next_due > watermark) return;
  collect_due(bound, contents);
  for (const DuePane& due : contents.due_panes) {
    std::optional<PaneTable::Slot> slot = contents.panes.find(due.start);
    if (!slot) {
      const Window window{due.start, wrapping_add(due.start, spec_.assigner.shape.size)};
      slot = combine(due.start, step.moment.facts.windows.intern(window), contents.slices, contents.panes);
    }
    if (due.what == Due::Fire) {
      fire_pane(*slot, cause, step);
    } else {
      clear_pane(*slot, cause, step);
    }
  }
  remove_panes(watermark, contents);
  if (slices_) remove_slices(watermark, contents);
}

std::size_t AlignedWindowOperator::group_of(KeyId key, const Keys& keys, const Subtask& subtask) const {
  return spec_.keyed ? index_of(key_group(keys.hash(key), subtask.max_parallelism)) : 0;
}

// The places of entries in the order of DT-01, by key group and key bytes, which is that of the real system's ordered
// backend. All that are due are among them; others have no timer.
std::span<const std::uint32_t> AlignedWindowOperator::order_entries(const Pane& pane, Step& step) const {
  Contents& contents = step.contents;
  const Facts& facts = step.moment.facts;
  if (spec_.keyed && pane.lies_by_key() && pane.fire_timers() >= kManyDue &&
      facts.keys.size() < 2 * std::size_t{pane.fire_timers()}) {
    // Most keys there are fire at every window's end: their order is kept until there is another one.
    if (contents.key_order.size() != facts.keys.size()) {
      contents.key_order.resize(facts.keys.size());
      std::iota(contents.key_order.begin(), contents.key_order.end(), 0u);
      sort_places(contents.key_order, [](std::uint32_t place) { return KeyId{place}; }, step);
    }
    return contents.key_order;
  }
  contents.places.clear();
  pane.each([&](std::uint32_t place) {
    if ((pane.flags(place) & Pane::kFireTimer) != 0) contents.places.push_back(place);
  });
  sort_places(contents.places, [&](std::uint32_t place) { return pane.key(place); }, step);
  return contents.places;
}

template <typename KeyAt>
void AlignedWindowOperator::sort_places(std::vector<std::uint32_t>& places, const KeyAt& key_at, Step& step) const {
  Contents& contents = step.contents;
  const Facts& facts = step.moment.facts;
  contents.due.clear();
  for (const std::uint32_t place : places) {
    const KeyId key = key_at(place);
    const std::uint64_t group = group_of(key, facts.keys, contents.subtask);
    contents.due.push_back({spec_.keyed ? (group << 48) | (facts.keys.prefix(key) >> 16) : 0, place});
  }
  sort_due(contents.due, contents.sorting, [&](const DueEntry& a, const DueEntry& b) {
    if (a.rank != b.rank) return a.rank < b.rank;
    return facts.keys.before(key_at(a.place), key_at(b.place), facts.texts);
  });
  std::ranges::transform(contents.due, places.begin(), [](const DueEntry& entry) { return entry.place; });
}

// WO-16, WO-18: the trigger first, then, at cleanup time, the end of the entry's state.
void AlignedWindowOperator::fire_pane(PaneTable::Slot slot, Cause cause, Step& step) const {
  Pane& pane = step.contents.panes[slot];
  const std::span<const std::uint32_t> places = order_entries(pane, step);
  if (cleanup_time(pane.window()) != pane.window().max()) return fire_together(pane, places, cause, step);
  for (const std::uint32_t place : places) {
    if (!pane.will_fire(place)) continue;
    pane.unset_timer(place, Pane::kFireTimer);
    fire(slot, place, FireReason::OnTime, cause, step);
    clear(pane, place, cause, step);
  }
}

// Of a window that is kept for late records: nothing happens between one result and the next.
void AlignedWindowOperator::fire_together(Pane& pane, std::span<const std::uint32_t> places, Cause cause,
                                          Step& step) const {
  const Keys& keys = step.moment.facts.keys;
  const bool hints = pane.is_large();
  const EventTime max = pane.window().max();
  begin_results(pane.window(), step.contents);
  // By the hundred: room that has just been made is still in the nearest cache when it is filled.
  Effects::Noted noted;
  std::size_t told = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (hints && i + kHintEntry < places.size()) {
      pane.hint_place(places[i + kHintEntry]);
      keys.hint(pane.lies_by_key() ? KeyId{places[i + kHintEntry]} : pane.key(places[i + kHintEntry / 2]));
    }
    const std::uint32_t place = places[i];
    if (!pane.will_fire(place)) continue;
    if (told == noted.records.size()) {
      noted = step.effects.add_noted(kMainOutput, std::min(kAtOnce, pane.fire_timers()));
      told = 0;
    }
    const KeyId key = pane.key(place);
    pane.unset_timer(place, Pane::kFireTimer);
    const RowId row = result_of(pane, place, step);
    noted.set(told++, {.time = max, .row = row, .key = key},  // WO-10
              {NoteKind::WindowFire, cause, pack(pane.id(), key), pack(FireReason::OnTime, row)});
  }
  WT_ASSERT(told == noted.records.size() && pane.fire_timers() == 0, told, noted.records.size());
}

void AlignedWindowOperator::clear_pane(PaneTable::Slot slot, Cause cause, Step& step) const {
  Pane& pane = step.contents.panes[slot];
  if (pane.clear_timers() == 0) return;  // cleared when it fired
  std::span<Note> notes;
  std::size_t told = 0;
  pane.each([&](std::uint32_t place) {
    if ((pane.flags(place) & Pane::kClearTimer) == 0) return;
    if (told == notes.size()) {
      notes = step.effects.add_notes(std::min(kAtOnce, pane.clear_timers()));
      told = 0;
    }
    pane.unset_timer(place, Pane::kClearTimer);
    accumulator_.release(pane.cells(place), step.contents.lists);
    notes[told++] = {NoteKind::WindowClear, cause, pack(pane.id(), pane.key(place)), 0};
  });
  WT_ASSERT(told == notes.size() && pane.clear_timers() == 0, told, notes.size());
}

void AlignedWindowOperator::clear(Pane& pane, std::uint32_t place, Cause cause, Step& step) const {
  pane.unset_timer(place, Pane::kClearTimer);
  accumulator_.release(pane.cells(place), step.contents.lists);
  step.effects.note(NoteKind::WindowClear, cause, pack(pane.id(), pane.key(place)), 0);
}

// Removes the windows whose cleanup time has come, and finds the next timer.
void AlignedWindowOperator::remove_panes(EventTime watermark, Contents& contents) const {
  contents.next_due = EventTime::max();
  std::vector<PaneTable::Slot> cleared;
  contents.panes.each([&](PaneTable::Slot slot) {
    const Pane& pane = contents.panes[slot];
    const EventTime cleanup = cleanup_time(pane.window());
    if (cleanup <= watermark) {
      // A window at the end of time keeps no cleanup timer (WO-04), but MAX itself is its last instant.
      if (cleanup != EventTime::max() || pane.window().max() == cleanup) cleared.push_back(slot);
      return;
    }
    if (pane.fire_timers() > 0) contents.next_due = std::min(contents.next_due, pane.window().max());
    if (pane.clear_timers() > 0) contents.next_due = std::min(contents.next_due, cleanup);
  });
  for (const PaneTable::Slot slot : cleared) {
    WT_ASSERT(contents.panes[slot].fire_timers() == 0, slot);
    WT_ASSERT(contents.panes[slot].clear_timers() == 0, slot);
    contents.panes.remove(slot);
  }
}

WindowCounts AlignedWindowOperator::counts(const State& state) const {
  const Contents& contents = state.as<Contents>();
  const PaneTable panes = all_panes(contents);
  WindowCounts counts;
  counts.dropped = contents.dropped;
  panes.each([&](PaneTable::Slot slot) {
    const Pane& pane = panes[slot];
    const bool one_timer = cleanup_time(pane.window()) == pane.window().max();
    counts.entries += pane.size();
    counts.event_timers +=
        one_timer ? std::max(pane.fire_timers(), pane.clear_timers()) : pane.fire_timers() + pane.clear_timers();
  });
  return counts;
}

}  // namespace wavetank::engine
