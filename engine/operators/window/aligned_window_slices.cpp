// What windows that overlap share: slices, and the panes that are combined from them.
#include <algorithm>
#include <limits>

#include "engine/operators/window/aligned_window.hpp"

namespace wavetank::engine {

// All windows of a slice that have not fired take the record at once (WO-01, WO-04); those that have, or that cannot be
// sliced, are left to the caller.
AlignedWindowOperator::Shared AlignedWindowOperator::share(const Record& record, Step& step) const {
  Contents& contents = step.contents;
  const std::optional<PaneTable::Slot> slot = slice_for(record.time, step);
  if (!slot) return Shared::None;
  Pane& slice = contents.slices[*slot];
  const KeyId key = spec_.keyed ? record.key : kNoKey;
  add(record, slice, slice.entry(key), step);
  const Sharing& sharing = contents.sharing[*slot];
  step.effects.note(NoteKind::SliceAdd, record.cause, pack(slice.id(), key), pack(sharing.oldest, sharing.count));
  return sharing.whole ? Shared::All : Shared::Some;
}

// The slice of `time`, opened if it is new; none if no window shares it.
std::optional<PaneTable::Slot> AlignedWindowOperator::slice_for(EventTime time, Step& step) const {
  Contents& contents = step.contents;
  const WindowShape& shape = spec_.assigner.shape;
  const WindowRun run = run_of(shape, time, contents.bound());
  if (run.count == 0) return std::nullopt;
  WT_ASSERT(run.count <= std::numeric_limits<std::uint32_t>::max(), run.count);
  const auto [slice, number] = slice_of(shape, time);
  std::optional<PaneTable::Slot> slot = contents.slices.find(slice.start, number);
  if (slot && contents.sharing[*slot].until > contents.watermark) return slot;
  Windows& windows = step.moment.facts.windows;
  if (!slot) {
    const WindowId newest = windows.intern({run.newest, wrapping_add(run.newest, shape.size)});
    slot = contents.slices.add(slice, newest, accumulator_.width());
    contents.sharing.resize(std::max<std::size_t>(contents.sharing.size(), *slot + 1));
  }
  const Window oldest{run.oldest, wrapping_add(run.oldest, shape.size)};
  contents.sharing[*slot] = {windows.intern(oldest), static_cast<std::uint32_t>(run.count), run.whole, oldest.max()};
  contents.next_due = std::min(contents.next_due, oldest.max());
  return slot;
}

bool AlignedWindowOperator::is_shared(const Window& window, EventTime bound) const {
  return window.max() > bound && window.start < window.end && window.start.ticks() >= -kSliceTimeMax &&
         window.end.ticks() <= kSliceTimeMax;
}

// The windows that have not fired but whose last instant is not beyond `until`, by start. REQUIRES: they share slices.
template <typename Visit>
void AlignedWindowOperator::each_shared(const Contents& contents, EventTime bound, EventTime until,
                                        const Visit& visit) const {
  const WindowShape& shape = spec_.assigner.shape;
  EventTime next = EventTime::min();
  contents.slices.each([&](PaneTable::Slot slot) {
    const WindowRun run = run_of(shape, contents.slices[slot].window().start, bound);
    EventTime start = std::max(run.oldest, next);
    for (; run.count > 0 && start <= run.newest; start = wrapping_add(start, shape.slide)) {
      const Window window{start, wrapping_add(start, shape.size)};
      if (window.max() > until) break;
      visit(window);
      next = wrapping_add(start, shape.slide);
    }
  });
}

// By time; at one time windows fire before others are cleared, which no result can tell from DT-01's order.
// `bound`: before the watermark moved.
void AlignedWindowOperator::collect_due(EventTime bound, Contents& contents) const {
  const EventTime watermark = contents.watermark;
  contents.due_panes.clear();
  contents.panes.each([&](PaneTable::Slot slot) {
    const Pane& pane = contents.panes[slot];
    const EventTime start = pane.window().start;
    const EventTime max = pane.window().max();
    const EventTime cleanup = cleanup_time(pane.window());
    if (pane.fire_timers() > 0 && max <= watermark) contents.due_panes.push_back({max, Due::Fire, start});
    if (pane.clear_timers() > 0 && cleanup <= watermark) contents.due_panes.push_back({cleanup, Due::Clear, start});
  });
  each_shared(contents, bound, watermark, [&](const Window& window) {
    const EventTime cleanup = cleanup_time(window);
    contents.due_panes.push_back({window.max(), Due::Fire, window.start});
    if (cleanup != EventTime::max() && cleanup <= watermark) {
      contents.due_panes.push_back({cleanup, Due::Clear, window.start});
    }
  });
  std::stable_sort(contents.due_panes.begin(), contents.due_panes.end(), [](const DuePane& a, const DuePane& b) {
    return a.time != b.time ? a.time < b.time : a.what < b.what;
  });
}

// Makes the pane of a window out of its slices; the timers of all its keys are set (TR-04, WO-04).
PaneTable::Slot AlignedWindowOperator::combine(EventTime start, WindowId id, const PaneTable& slices,
                                               PaneTable& panes) const {
  const Window window{start, wrapping_add(start, spec_.assigner.shape.size)};
  const PaneTable::Slot slot = panes.add(window, id, accumulator_.width());
  Pane& pane = panes[slot];
  slices.each_between(window.start, window.end, [&](PaneTable::Slot from) {
    const Pane& slice = slices[from];
    slice.each([&](std::uint32_t place) {
      const std::uint32_t into = pane.entry(slice.key(place));
      std::uint32_t seen = pane.flags(into) >> Pane::kSeenShift;
      accumulator_.merge_plain(pane.cells(into), seen, slice.cells(place), slice.flags(place) >> Pane::kSeenShift);
      pane.set_flags(into, seen << Pane::kSeenShift);
    });
  });
  WT_ASSERT(pane.size() > 0, start);
  const bool clears = cleanup_time(window) != EventTime::max();
  pane.each([&](std::uint32_t place) {
    pane.set_timer(place, Pane::kFireTimer);
    if (clears) pane.set_timer(place, Pane::kClearTimer);
  });
  return slot;
}

// Removes the slices that no window waits for, and finds the next window that will fire.
void AlignedWindowOperator::remove_slices(EventTime watermark, Contents& contents) const {
  std::vector<PaneTable::Slot> done;
  bool is_first = true;
  contents.slices.each([&](PaneTable::Slot slot) {
    const WindowRun run = run_of(spec_.assigner.shape, contents.slices[slot].window().start, contents.bound());
    if (run.count == 0) {
      done.push_back(slot);
    } else if (is_first) {
      const EventTime max = Window{run.oldest, wrapping_add(run.oldest, spec_.assigner.shape.size)}.max();
      WT_ASSERT(max > watermark, max, watermark);
      contents.next_due = std::min(contents.next_due, max);
      is_first = false;
    }
  });
  for (const PaneTable::Slot slot : done) contents.slices.remove(slot);
}

// The panes of all open windows, those in slices included: what a snapshot says does not depend on how they lie.
PaneTable AlignedWindowOperator::all_panes(const Contents& contents) const {
  PaneTable panes = contents.panes;
  each_shared(contents, contents.bound(), EventTime::max(),
              [&](const Window& window) { combine(window.start, kNoWindow, contents.slices, panes); });
  return panes;
}

}  // namespace wavetank::engine
