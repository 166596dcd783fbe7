// What the window operator does with a record: assigning, merging, adding, and asking the trigger.
#include "engine/operators/window/window.hpp"

#include <algorithm>

#include "engine/windows/assigner.hpp"

namespace wavetank::engine {

WindowOperator::WindowOperator(WindowSpec spec) : AnyWindowOperator(std::move(spec)), trigger_(spec_.trigger) {}

ReplayClass WindowOperator::replay_class() const {
  const bool clock = !is_event_time(spec_.assigner) && spec_.assigner.kind != AssignerKind::Global;
  const bool begins_by_clock = spec_.assigner.stagger == WindowStagger::Natural;
  if (clock || begins_by_clock || asks_clock(spec_.trigger)) return ReplayClass::ClockDependent;
  return ReplayClass::OrderDependent;
}

State WindowOperator::open(const Subtask& subtask, const Snapshot& snapshot, Moment moment, Effects& effects) const {
  Contents contents(spec_);
  contents.subtask = subtask;
  restore(snapshot, moment.facts, contents);
  Step step = step_of(moment, contents, effects);
  arm(step);  // restored timers that are overdue fire at once (TM-08)
  return State(std::move(contents));
}

WindowOperator::Step WindowOperator::step_of(Moment moment, Contents& contents, Effects& effects) const {
  return {moment, contents, effects, {moment.facts, contents.subtask.max_parallelism}};
}

// Whether the window's clock has reached its last instant.
bool WindowOperator::is_over(const Window& window, const Step& step) const {
  if (is_event_time(spec_.assigner)) return window.max() <= step.contents.watermark;
  return window.max().ticks() <= step.moment.now.ticks();
}

void WindowOperator::on_batch(InputIndex input, std::span<const Record> records, Moment moment, State& state,
                              Effects& effects) const {
  Step step = step_of(moment, state.as<Contents>(), effects);
  step.input = input;
  for (const Record& record : records) {
    if (!accept(record, step)) return;
  }
  arm(step);
}

// Returns false if the job has to fail.
bool WindowOperator::accept(const Record& record, Step& step) const {
  if (spec_.meeting && spec_.keyed && record.key == kNoKey) {  // RJ-06
    const auto time = static_cast<std::uint64_t>(record.time.ticks());
    step.effects.note(NoteKind::RecordIgnore, record.cause, time, pack(record.row, record.key));
    return true;
  }
  if (!assign(record, step)) return false;
  const KeyId key = spec_.keyed ? record.key : kNoKey;
  bool joined = false;
  for (std::size_t i = 0; i < step.contents.windows.size(); ++i) {
    const Window window = step.contents.windows[i];
    const Joined how =
        merges(spec_.assigner) ? join_session(record, key, window, step) : join_plain(record, key, window, step);
    if (how == Joined::Failed) return false;
    joined = joined || how == Joined::Yes;
  }
  if (joined) return true;
  // WO-14: no overflow guard here, unlike WO-02.
  const bool late =
      is_event_time(spec_.assigner) && wrapping_add(record.time, spec_.allowed_lateness) <= step.contents.watermark;
  if (late || (!step.contents.windows.empty() && spec_.mutants.has(Mutant::LateTestOffByOne))) {
    EventTime kept_until = EventTime::min();  // of the window that lasts longest
    for (const Window& window : step.contents.windows) kept_until = std::max(kept_until, cleanup_time(window));
    refuse(record, kept_until, step.contents.watermark, step.contents.dropped, step.effects);
  } else {  // WO-15
    step.effects.note(NoteKind::RecordUnassigned, record.cause, static_cast<std::uint64_t>(record.time.ticks()),
                      pack(record.row, record.key));
  }
  return true;
}

// The windows of a record (AS-02 to AS-15). Returns false if it has none by an error of the pipeline.
bool WindowOperator::assign(const Record& record, Step& step) const {
  const WindowAssignerSpec& assigner = spec_.assigner;
  std::vector<Window>& windows = step.contents.windows;
  windows.clear();
  // AS-08: the record's own time means nothing to windows of processing time.
  const bool by_record = is_event_time(assigner) || spec_.mutants.has(Mutant::ClockWindowByRecord);
  const EventTime time = by_record ? record.time : EventTime(step.moment.now.ticks());
  switch (assigner.kind) {
    case AssignerKind::Global: windows.push_back(kGlobalWindow); return true;
    case AssignerKind::Aligned:
    case AssignerKind::Cumulate:
      if (time == EventTime::min()) {
        step.effects.ask(Fail{"a record without a timestamp reached an event-time window (AS-04)", record.cause});
        return false;
      }
      if (assigner.kind == AssignerKind::Cumulate) {
        assign_cumulated(assigner.shape, time, [&](const Window& window) { windows.push_back(window); });
      } else {
        const auto take = [&](const Window& window) { windows.push_back(window); };
        if (assigner.stagger == WindowStagger::Aligned) {
          assign_windows(assigner.shape, time, take);
        } else {
          assign_staggered(assigner.shape, stagger_by(record, step), time, take);
        }
      }
      return true;
    case AssignerKind::Session: windows.push_back({time, wrapping_add(time, assigner.gap)}); return true;
    case AssignerKind::SessionByField: {
      const Cell gap = step.moment.facts.rows.cell(record.row, assigner.gap_field);
      if (gap.null || gap.bits <= 0) {
        step.effects.ask(Fail{"the gap of a session must be more than 0 (AS-09)", record.cause});
        return false;
      }
      windows.push_back({time, wrapping_add(time, Millis{gap.bits})});
      return true;
    }
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(assigner.kind));
}

Millis WindowOperator::stagger_by(const Record& record, Step& step) const {
  std::optional<Millis>& stagger = step.contents.stagger;
  if (!stagger) {
    const Millis size = spec_.assigner.shape.size;
    stagger = stagger_of(spec_.assigner.stagger, size, step.moment.now, step.contents.subtask.lot);
    WT_ASSERT(stagger->count >= 0 && stagger->count < size.count, *stagger, size);
    step.effects.note(NoteKind::WindowStagger, record.cause, static_cast<std::uint64_t>(stagger->count), 0);
  }
  return *stagger;
}

WindowOperator::Joined WindowOperator::join_plain(const Record& record, KeyId key, const Window& window,
                                                  Step& step) const {
  if (is_late(window, step.contents.watermark)) return Joined::Skipped;
  const WindowId id = step.moment.facts.windows.intern(window);
  join(record, {key, window, id, id}, step);
  return Joined::Yes;
}

// WO-06: the window that counts is the one that the merge results in.
WindowOperator::Joined WindowOperator::join_session(const Record& record, KeyId key, const Window& window,
                                                    Step& step) const {
  Contents& contents = step.contents;
  contents.sessions.add(key, window, step.moment.facts.windows, spec_.semantics.equal_session, contents.merge);
  if (contents.merge.merged && !merge_sessions(record, key, step)) return Joined::Failed;
  const OpenSession session = contents.merge.result;
  if (is_late(session.window, contents.watermark)) {
    contents.sessions.retire(key, session.id);
    return Joined::Skipped;
  }
  join(record, {key, session.window, session.id, session.state}, step);
  return Joined::Yes;
}

// WO-08, WO-09: the trigger hears of the merge, then each window that was merged away is cleared, then contents fold.
bool WindowOperator::merge_sessions(const Record& record, KeyId key, Step& step) const {
  Contents& contents = step.contents;
  const OpenSession& result = contents.merge.result;
  const bool too_late = is_event_time(spec_.assigner)
                            ? wrapping_add(result.window.max(), spec_.allowed_lateness) <= contents.watermark
                            : result.window.max().ticks() <= step.moment.now.ticks();
  if (too_late) {
    step.effects.ask(Fail{"sessions merged into one whose end has passed (WO-08)", record.cause});
    return false;
  }
  contents.merged_triggers.clear();
  for (const OpenSession& taken : contents.merge.taken) {
    if (!trigger_.remembers()) break;
    const WindowTable::Slot slot = contents.table.find({key, taken.id});
    if (slot == WindowTable::kNone) continue;
    contents.merged_triggers.push_back(contents.table.trigger(slot));
    contents.table.set_trigger(slot, {});
    if (spec_.mutants.has(Mutant::MergeForgetsTriggers)) contents.merged_triggers.pop_back();
    contents.table.drop_if_empty(slot);
  }
  const auto on_merge = [&](TriggerCall& call) {
    trigger_.on_merge(contents.merged_triggers, call);
    return 0;
  };
  const auto on_clear = [&](TriggerCall& call) {
    trigger_.clear(call);
    return 0;
  };
  with_trigger(key, result.window, result.id, step, on_merge);
  for (const OpenSession& taken : contents.merge.taken) {
    with_trigger(key, taken.window, taken.id, step, on_clear);
    change_cleanup_timer(key, taken.window, taken.id, step, &TimerScope::remove);
    if (taken.id == result.id) continue;
    step.effects.note(NoteKind::WindowMerge, record.cause, pack(result.id, key), pack(taken.id, key));
  }
  fold_contents(key, record.cause, step);
  return true;
}

// WO-20, WO-22: the earliest session keeps its contents, the others' go into them.
void WindowOperator::fold_contents(KeyId key, Cause cause, Step& step) const {
  Contents& contents = step.contents;
  const OpenSession& result = contents.merge.result;
  for (const WindowId folded : contents.merge.folded_states) {
    const WindowTable::Slot from = contents.table.find({key, folded});
    if (from == WindowTable::kNone) continue;
    const bool has_contents = contents.table[from].has_contents;
    if (contents.table[from].last_result != kNoRow) {
      take_back(key, result.window.max(), contents.table[from], cause, step);
      contents.table.drop_if_empty(from);  // an evictor may have left nothing else
    }
    if (!has_contents) continue;
    if (spec_.mutants.has(Mutant::MergeForgetsContents)) {
      contents.table.drop_contents(from, accumulator_, contents.lists);
      continue;
    }
    const WindowTable::Slot into = contents.table.find_or_add({key, result.state});
    contents.table.fold(from, into, accumulator_, contents.lists);
  }
}

// WO-04: add, ask the trigger, fire, purge, and set the timer for the end of the window's state.
void WindowOperator::join(const Record& record, const Pane& pane, Step& step) const {
  Contents& contents = step.contents;
  const bool behind = is_event_time(spec_.assigner) && pane.window.max() <= contents.watermark;
  if (behind) {
    note_behind(record, pane.window, contents.watermark, step.effects);
    const WindowTable::Slot slot = contents.table.find({pane.key, pane.state});
    if (spec_.mutants.has(Mutant::LateFiringForgets) && slot != WindowTable::kNone) {
      contents.table.drop_contents(slot, accumulator_, contents.lists);
    }
  }
  add(record, pane, step);
  const TriggerResult result = with_trigger(pane.key, pane.window, pane.id, step, [&](TriggerCall& call) {
    return trigger_.on_record(record.time, step.moment.facts.rows, record.row, call);
  });
  const FireReason reason = is_over(pane.window, step) ? FireReason::Late : FireReason::Early;
  if (behind && result.fire && spec_.mutants.has(Mutant::LateFiringTwice)) emit(pane, reason, record.cause, step);
  fire_and_purge(pane, result, reason, record.cause, step);
  change_cleanup_timer(pane.key, pane.window, pane.id, step, &TimerScope::set);
}

void WindowOperator::add(const Record& record, const Pane& pane, Step& step) const {
  Contents& contents = step.contents;
  const WindowTable::Slot slot = contents.table.find_or_add({pane.key, pane.state});
  WindowEntry& entry = contents.table[slot];
  entry.has_contents = true;
  std::uint64_t first = 0;
  if (!keeps_records(spec_)) {
    const std::span<std::int64_t> cells = contents.table.cells(slot);
    accumulator_.add(step.moment.facts.rows, record.row, cells, entry.seen, contents.lists);
    first = static_cast<std::uint64_t>(cells[0]);
  } else {  // EV-01
    contents.table.elements(slot).push_back({record.time, record.row, step.input});
    first = contents.table.elements(slot).size();
  }
  step.effects.note(NoteKind::WindowAdd, record.cause, pack(pane.id, pane.key), first);
}

}  // namespace wavetank::engine
