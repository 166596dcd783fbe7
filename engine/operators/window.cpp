// The element path and the timer path of the window operator.
#include "engine/operators/window.hpp"

#include <algorithm>

namespace wavetank::engine {

WindowOperator::WindowOperator(WindowSpec spec) : spec_(std::move(spec)), accumulator_(spec_.aggregates) {
  WT_REQUIRE(is_valid(spec_.shape), spec_.shape.size, spec_.shape.slide, spec_.shape.offset);
  WT_REQUIRE(spec_.allowed_lateness.count >= 0, spec_.allowed_lateness);
}

State WindowOperator::open(const Subtask& subtask, const Snapshot& snapshot, Moment moment,
                           Effects& /*effects*/) const {
  Contents contents;
  contents.subtask = subtask;
  restore(snapshot, moment.facts, contents);
  return State(std::move(contents));
}

// WO-02: saturates where the sum overflows.
EventTime WindowOperator::cleanup_time(const Window& window) const {
  const EventTime max = window.max();
  const EventTime cleanup = wrapping_add(max, spec_.allowed_lateness);
  return cleanup >= max ? cleanup : EventTime::max();
}

// WO-03, inclusive.
bool WindowOperator::is_late(const Window& window, EventTime watermark) const {
  if (spec_.mutants.has(Mutant::LateTestOffByOne)) return cleanup_time(window) < watermark;
  return cleanup_time(window) <= watermark;
}

void WindowOperator::on_batch(InputIndex /*input*/, std::span<const Record> records, Moment moment, State& state,
                              Effects& effects) const {
  Step step{moment, state.as<Contents>(), effects};
  const Pane* recent = step.contents.panes.recent();
  const bool hints = records.size() > kHintEntry && recent != nullptr && recent->is_large();
  for (std::size_t i = 0; i < records.size(); ++i) {
    const Record& record = records[i];
    if (record.time == EventTime::min()) {
      effects.ask(Fail{"a record without a timestamp reached an event-time window (AS-04)", record.cause});
      return;
    }
    if (hints) hint(records.subspan(i), step.contents.panes);
    accept(record, step);
  }
}

// Of many keys, each entry is a cache miss or two; most records go where the one before went.
void WindowOperator::hint(std::span<const Record> records, const PaneTable& panes) {
  const Pane* recent = panes.recent();
  if (recent == nullptr) return;
  if (records.size() > kHintIndex) recent->hint_index(records[kHintIndex].key);
  if (records.size() > kHintEntry) recent->hint_entry(records[kHintEntry].key);
}

void WindowOperator::accept(const Record& record, Step& step) const {
  bool joined = false;
  bool assigned = false;
  assign_windows(spec_.shape, record.time, [&](const Window& window) {
    assigned = true;
    if (is_late(window, step.contents.watermark)) return;
    joined = true;
    join(record, window, step);
  });
  if (joined) return;
  // WO-14: no overflow guard here, unlike WO-02.
  const EventTime kept_until = wrapping_add(record.time, spec_.allowed_lateness);
  if (kept_until <= step.contents.watermark || (assigned && spec_.mutants.has(Mutant::LateTestOffByOne))) {
    refuse(record, step);
  } else {  // WO-15
    step.effects.note(NoteKind::RecordUnassigned, record.cause, static_cast<std::uint64_t>(record.time.ticks()),
                      pack(record.row, record.key));
  }
}

void WindowOperator::join(const Record& record, const Window& window, Step& step) const {
  Contents& contents = step.contents;
  const std::optional<PaneTable::Slot> found = contents.panes.find(window.start);
  const PaneTable::Slot slot =
      found ? *found : contents.panes.add(window, step.moment.facts.windows.intern(window), accumulator_.width());
  Pane& pane = contents.panes[slot];
  const KeyId key = spec_.keyed ? record.key : kNoKey;  // a record may bring the key of an edge further up
  const std::uint32_t entry = pane.entry(key);
  const std::span<std::int64_t> cells = pane.cells(entry);
  std::uint32_t flags = pane.flags(entry);
  std::uint32_t seen = flags >> Pane::kSeenShift;

  const bool behind = window.max() <= contents.watermark;
  if (behind) {
    step.effects.note(NoteKind::RecordLate, record.cause,
                      static_cast<std::uint64_t>(saturating_between(window.max(), contents.watermark).count),
                      static_cast<std::uint64_t>(saturating_between(contents.watermark, cleanup_time(window)).count));
    if (spec_.mutants.has(Mutant::LateFiringForgets)) {
      accumulator_.release(cells, contents.lists);
      std::fill(cells.begin(), cells.end(), 0);
      seen = 0;
    }
  }
  accumulator_.add(step.moment.facts.rows, record.row, cells, seen, contents.lists);
  flags = (flags & ((1u << Pane::kSeenShift) - 1)) | (seen << Pane::kSeenShift);
  pane.set_flags(entry, flags);
  step.effects.note(NoteKind::WindowAdd, record.cause, pack(pane.id(), key), static_cast<std::uint64_t>(cells[0]));
  if (behind) fire(slot, entry, FireReason::Late, record.cause, step);  // TR-04, TR-05
  // Both set: next_due knows them.
  if ((flags & kBothTimers) != kBothTimers) set_timers(slot, entry, contents);
}

// TR-04 (the trigger's timer) and WO-04 (the cleanup timer, unless it would be at MAX).
void WindowOperator::set_timers(PaneTable::Slot slot, std::uint32_t entry, Contents& contents) const {
  Pane& pane = contents.panes[slot];
  const EventTime max = pane.window().max();
  const EventTime cleanup = cleanup_time(pane.window());
  if (max > contents.watermark) {
    pane.set_timer(entry, Pane::kFireTimer);
    contents.next_due = std::min(contents.next_due, max);
  }
  if (cleanup != EventTime::max()) {
    pane.set_timer(entry, Pane::kClearTimer);
    contents.next_due = std::min(contents.next_due, cleanup);
  }
}

void WindowOperator::refuse(const Record& record, Step& step) const {
  // How much more allowed lateness would have kept its newest window.
  const EventTime newest = window_start(record.time, spec_.shape.offset, spec_.shape.slide);
  const Window window{newest, wrapping_add(newest, spec_.shape.size)};
  const auto missing = static_cast<std::uint64_t>(
      saturating_add(saturating_between(cleanup_time(window), step.contents.watermark).count, 1));
  const auto rule = static_cast<std::uint64_t>(Rule::WO14);
  if (spec_.late == LateRecords::Count) {
    ++step.contents.dropped;
    step.effects.note(NoteKind::RecordDrop, record.cause, missing, rule);
    return;
  }
  Record late = record;
  late.cause = step.effects.note(NoteKind::RecordSide, record.cause, missing, rule);
  step.effects.emit(kSideOutput, late);
}

void WindowOperator::fire(PaneTable::Slot slot, std::uint32_t entry, FireReason reason, Cause cause, Step& step) const {
  Contents& contents = step.contents;
  Facts& facts = step.moment.facts;
  const Pane& pane = contents.panes[slot];
  const KeyId key = pane.key(entry);
  const Window window = pane.window();
  contents.cells.assign(accumulator_.width() + (spec_.keyed ? 3 : 2), Cell{});
  std::size_t at = 0;
  if (spec_.keyed) contents.cells[at++] = facts.keys.cell(key);
  contents.cells[at++] = Cell{window.start.ticks(), false};
  contents.cells[at++] = Cell{window.end.ticks(), false};
  accumulator_.result(pane.cells(entry), pane.flags(entry) >> Pane::kSeenShift, contents.lists, facts.texts,
                      std::span(contents.cells).subspan(at));
  const RowId row = facts.row(spec_.result, RowKind::Insert, contents.cells);
  const Cause fired = step.effects.note(NoteKind::WindowFire, cause, pack(pane.id(), key), pack(reason, row));
  step.effects.emit(kMainOutput, Record{window.max(), row, key, fired});  // WO-10
}

void WindowOperator::on_control(const Control& control, Moment moment, State& state, Effects& effects) const {
  if (control.kind == ControlKind::Watermark) {
    Step step{moment, state.as<Contents>(), effects};
    advance(control.value, control.cause, step);
  }
  effects.emit(kMainOutput, control);
  effects.emit(kSideOutput, control);
}

// TM-03: the operator's clock first, then the timers, then (by the caller) the watermark itself.
void WindowOperator::advance(EventTime watermark, Cause cause, Step& step) const {
  Contents& contents = step.contents;
  WT_ASSERT(watermark > contents.watermark, watermark, contents.watermark);
  contents.watermark = watermark;
  if (contents.next_due > watermark) return;
  collect_due(watermark, step);
  sort_due(step);
  for (const DueTimer& due : contents.due) on_due(due, cause, step);
  clear_panes(watermark, step);
}

void WindowOperator::collect_due(EventTime watermark, Step& step) const {
  Contents& contents = step.contents;
  const Keys& keys = step.moment.facts.keys;
  contents.due.clear();
  contents.panes.each([&](PaneTable::Slot slot) {
    const Pane& pane = contents.panes[slot];
    const EventTime max = pane.window().max();
    const EventTime cleanup = cleanup_time(pane.window());
    const bool fires = pane.fire_timers() > 0 && max <= watermark;
    const bool clears = pane.clear_timers() > 0 && cleanup <= watermark;
    for (std::uint32_t entry = 0; (fires || clears) && entry < pane.size(); ++entry) {
      const std::uint32_t flags = pane.flags(entry);
      const KeyId key = pane.key(entry);
      const std::uint64_t group =
          spec_.keyed ? index_of(key_group(keys.hash(key), contents.subtask.max_parallelism)) : 0;
      const std::uint64_t rank = spec_.keyed ? (group << 48) | (keys.prefix(key) >> 16) : 0;
      const bool fire_set = fires && (flags & Pane::kFireTimer) != 0;
      if (fire_set) contents.due.push_back({max, rank, slot, entry});
      if (clears && (flags & Pane::kClearTimer) != 0 && !(fire_set && cleanup == max)) {
        contents.due.push_back({cleanup, rank, slot, entry});
      }
    }
  });
}

// DT-01: (time, key group, key bytes, window), which is the order of the real system's ordered backend.
void WindowOperator::sort_due(Step& step) const {
  Contents& contents = step.contents;
  const Facts& facts = step.moment.facts;
  engine::sort_due(contents.due, contents.sorting, [&](const DueTimer& a, const DueTimer& b) {
    if (a.time != b.time) return a.time < b.time;
    if (a.rank != b.rank) return a.rank < b.rank;
    const KeyId left = contents.panes[a.slot].key(a.entry);
    const KeyId right = contents.panes[b.slot].key(b.entry);
    if (left != right) return facts.keys.before(left, right, facts.texts);
    return contents.panes[a.slot].window().start < contents.panes[b.slot].window().start;
  });
}

// WO-16, WO-18: the trigger first, then, at cleanup time, the end of the window's state.
void WindowOperator::on_due(const DueTimer& due, Cause cause, Step& step) const {
  Pane& pane = step.contents.panes[due.slot];
  if (due.time == pane.window().max() && (pane.flags(due.entry) & Pane::kFireTimer) != 0) {
    pane.unset_timer(due.entry, Pane::kFireTimer);
    fire(due.slot, due.entry, FireReason::OnTime, cause, step);
  }
  if (due.time != cleanup_time(pane.window())) return;
  pane.unset_timer(due.entry, Pane::kClearTimer);
  accumulator_.release(pane.cells(due.entry), step.contents.lists);
  step.effects.note(NoteKind::WindowClear, cause, pack(pane.id(), pane.key(due.entry)), 0);
}

// Removes the windows whose cleanup time has come, and finds the next timer.
void WindowOperator::clear_panes(EventTime watermark, Step& step) const {
  Contents& contents = step.contents;
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

WindowCounts WindowOperator::counts(const State& state) const {
  const Contents& contents = state.as<Contents>();
  WindowCounts counts;
  counts.dropped = contents.dropped;
  contents.panes.each([&](PaneTable::Slot slot) {
    const Pane& pane = contents.panes[slot];
    const bool one_timer = cleanup_time(pane.window()) == pane.window().max();
    counts.entries += pane.size();
    counts.event_timers +=
        one_timer ? std::max(pane.fire_timers(), pane.clear_timers()) : pane.fire_timers() + pane.clear_timers();
  });
  return counts;
}

}  // namespace wavetank::engine
