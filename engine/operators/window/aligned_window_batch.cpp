// The way most records of a batch go: into one open window, or the slice of several, whose end the watermark has not
// reached, and which exists.
//
// Such records are taken together. First it is found where each of them goes, and its entry is asked for, so that a
// hundred thousand keys miss the caches side by side and not one after the other. Then all are added, each with one note.
#include <algorithm>
#include <array>

#include "engine/operators/window/aligned_window.hpp"

namespace wavetank::engine {

static_assert(EntryWords::kSeenBit == 32 + Pane::kSeenShift);

void AlignedWindowOperator::on_batch(InputIndex /*input*/, std::span<const Record> records, Moment moment, State& state,
                                     Effects& effects) const {
  Step step{moment, state.as<Contents>(), effects};
  std::array<PaneTable::Slot, kTogether> ways;
  while (!records.empty()) {
    const std::size_t count = find_ways(records.first(std::min(kTogether, records.size())), ways, step);
    WT_ASSERT(count <= records.size(), count, records.size());
    add_together(records.first(count), ways, step);
    records = records.subspan(count);
    if (records.empty() || count == kTogether) continue;
    if (records.front().time == EventTime::min()) {
      effects.ask(Fail{"a record without a timestamp reached an event-time window (AS-04)", records.front().cause});
      return;
    }
    accept(records.front(), step);
    records = records.subspan(1);
  }
}

// Fills `ways` with the panes of the first records, up to one that goes another way. Returns how many.
std::size_t AlignedWindowOperator::find_ways(std::span<const Record> records, std::span<PaneTable::Slot> ways,
                                             const Step& step) const {
  const PaneTable& table = slices_ ? step.contents.slices : step.contents.panes;
  const Keys& keys = step.moment.facts.keys;
  const Rows& rows = step.moment.facts.rows;
  PaneTable::Slot slot = PaneTable::kNoSlot;
  const Pane* pane = nullptr;
  const bool hints = table.is_large();
  for (std::size_t i = 0; i < records.size(); ++i) {
    const EventTime time = records[i].time;
    if (pane == nullptr || time < pane->window().start || time >= pane->window().end) {
      slot = find_way(time, step.contents);
      if (slot == PaneTable::kNoSlot) return i;
      pane = &table[slot];
    }
    ways[i] = slot;
    if (!hints) continue;
    rows.hint(records[i].row);
    pane->hint_key(records[i].key);
    keys.hint_content(records[i].key);
  }
  return records.size();
}

// The pane that is all that `time` belongs to; kNoSlot if there is none, or more to do than adding to it.
PaneTable::Slot AlignedWindowOperator::find_way(EventTime time, const Contents& contents) const {
  const WindowShape& shape = spec_.assigner.shape;
  if (time == EventTime::min()) return PaneTable::kNoSlot;
  if (slices_) {
    if (time.ticks() < -kSliceTimeMax || time.ticks() > kSliceTimeMax) return PaneTable::kNoSlot;
    const NumberedWindow slice = slice_of(shape, time);
    const std::optional<PaneTable::Slot> slot = contents.slices.find(slice.window.start, slice.number);
    if (!slot) return PaneTable::kNoSlot;
    const Sharing& sharing = contents.sharing[*slot];
    return sharing.whole && sharing.until > contents.watermark ? *slot : PaneTable::kNoSlot;
  }
  if (shape.slide < shape.size) return PaneTable::kNoSlot;
  const NumberedStart newest = numbered_start(time, shape.offset, shape.slide);
  const std::optional<PaneTable::Slot> slot = contents.panes.find(newest.start, newest.number);
  if (!slot) return PaneTable::kNoSlot;
  const Window& window = contents.panes[*slot].window();
  const bool is_open = time < window.end && window.max() > contents.watermark;  // a window that wraps ends first
  return is_open ? *slot : PaneTable::kNoSlot;
}

// WO-04 of an open window: added, and its timers set. REQUIRES: `ways` are theirs.
void AlignedWindowOperator::add_together(std::span<const Record> records, std::span<const PaneTable::Slot> ways,
                                         Step& step) const {
  Contents& contents = step.contents;
  PaneTable& table = slices_ ? contents.slices : contents.panes;
  std::array<EntryWords, kTogether> entries;
  std::array<std::int64_t, kTogether> firsts;
  find_entries(records, ways, table, entries);
  accumulator_.add_each(step.moment.facts.rows, records, std::span(entries).first(records.size()),
                        std::span(firsts).first(records.size()), contents.lists);
  const std::span<Note> notes = step.effects.add_notes(records.size());
  for (std::size_t i = 0; i < records.size(); ++i) {
    const Pane& pane = table[ways[i]];
    const KeyId key = spec_.keyed ? records[i].key : kNoKey;
    if (slices_) {
      const Sharing& sharing = contents.sharing[ways[i]];
      notes[i] = {NoteKind::SliceAdd, records[i].cause, pack(pane.id(), key), pack(sharing.oldest, sharing.count)};
      continue;
    }
    notes[i] = {NoteKind::WindowAdd, records[i].cause, pack(pane.id(), key), static_cast<std::uint64_t>(firsts[i])};
    if (!Pane::has_flags(*entries[i].head, kBothTimers)) set_timers(ways[i], table[ways[i]].entry(key), contents);
  }
}

void AlignedWindowOperator::find_entries(std::span<const Record> records, std::span<const PaneTable::Slot> ways,
                                         PaneTable& table, std::span<EntryWords> entries) const {
  for (bool has_moved = true; has_moved;) {  // an entry that is made may move others
    has_moved = false;
    PaneTable::Slot slot = PaneTable::kNoSlot;
    Pane* pane = nullptr;
    for (std::size_t i = 0; i < records.size(); ++i) {
      if (ways.data()[i] != slot) {
        slot = ways.data()[i];
        pane = &table[slot];
      }
      const std::uint32_t moves = pane->moves();
      entries.data()[i].head = pane->words_of(spec_.keyed ? records.data()[i].key : kNoKey);
      has_moved = has_moved || pane->moves() != moves;
    }
  }
}

}  // namespace wavetank::engine
