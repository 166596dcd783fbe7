// The window operator's state outside of a run: canonical bytes by key group.
//
// An entry: key type, key, window start, timers, which aggregates have a value, their cells. Sorted by key, then
// window, whether its records lie in a pane or in slices. The watermark is not in it (WM-09).
#include <algorithm>

#include "engine/core/fact_coding.hpp"
#include "engine/operators/window/aligned_window.hpp"

namespace wavetank::engine {
namespace {

struct KeyedPlace {
  KeyId key;
  PaneTable::Slot slot;
  std::uint32_t place;
};

constexpr std::uint32_t kTimers = Pane::kFireTimer | Pane::kClearTimer;

}  // namespace

Snapshot AlignedWindowOperator::snapshot(const State& state, const Facts& facts) const {
  const Contents& contents = state.as<Contents>();
  const PaneTable panes = all_panes(contents);
  std::map<std::uint32_t, std::vector<KeyedPlace>> groups;
  panes.each([&](PaneTable::Slot slot) {
    const Pane& pane = panes[slot];
    pane.each([&](std::uint32_t place) {
      const KeyId key = pane.key(place);
      groups[static_cast<std::uint32_t>(group_of(key, facts.keys, contents.subtask))].push_back({key, slot, place});
    });
  });
  Snapshot snapshot;
  for (auto& [group, places] : groups) {
    std::sort(places.begin(), places.end(), [&](const KeyedPlace& a, const KeyedPlace& b) {
      if (a.key != b.key) return facts.keys.before(a.key, b.key, facts.texts);
      return panes[a.slot].window().start < panes[b.slot].window().start;
    });
    Encoder encoder;
    for (const KeyedPlace& entry : places) {
      const Pane& pane = panes[entry.slot];
      const std::uint32_t flags = pane.flags(entry.place);
      if (spec_.keyed) encode_key(entry.key, facts, encoder);
      encoder.integer(pane.window().start.ticks());
      encoder.natural(flags & kTimers);
      encoder.natural(flags >> Pane::kSeenShift);
      accumulator_.encode(pane.cells(entry.place), contents.lists, encoder);
    }
    snapshot.keyed.emplace(group, encoder.take());
  }
  return snapshot;
}

void AlignedWindowOperator::restore(const Snapshot& snapshot, Facts& facts, Contents& contents) const {
  for (const auto& [group, bytes] : snapshot.keyed) {
    Decoder decoder(bytes);
    while (!decoder.at_end()) {
      const KeyId key = spec_.keyed ? decode_key(decoder, facts) : kNoKey;
      const EventTime start{decoder.integer()};
      const auto timers = static_cast<std::uint32_t>(decoder.natural());
      const auto seen = static_cast<std::uint32_t>(decoder.natural());
      const Window window{start, wrapping_add(start, spec_.assigner.shape.size)};
      const std::optional<PaneTable::Slot> found = contents.panes.find(start);
      const PaneTable::Slot slot =
          found ? *found : contents.panes.add(window, facts.windows.intern(window), accumulator_.width());
      Pane& pane = contents.panes[slot];
      contents.paned_until = std::max(contents.paned_until, window.max());
      const std::uint32_t place = pane.entry(key);
      pane.set_flags(place, seen << Pane::kSeenShift);
      accumulator_.decode(decoder, pane.cells(place), contents.lists);
      if ((timers & Pane::kFireTimer) != 0) pane.set_timer(place, Pane::kFireTimer);
      if ((timers & Pane::kClearTimer) != 0) pane.set_timer(place, Pane::kClearTimer);
      contents.next_due = EventTime::min();  // looked up anew at the first watermark
    }
  }
}

}  // namespace wavetank::engine
