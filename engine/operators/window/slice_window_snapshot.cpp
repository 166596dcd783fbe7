// The slice operator's state outside of a run: of each key its slices and the windows that wait, and the watermark.
#include <algorithm>

#include "engine/core/fact_coding.hpp"
#include "engine/operators/window/slice_window.hpp"
#include "engine/state/state_order.hpp"

namespace wavetank::engine {
namespace {

constexpr const char* kWatermarkState = "watermark";

struct SlicesOfKey {
  std::vector<WindowTable::Slot> slices;
  std::vector<Timer> timers;
};

}  // namespace

Snapshot SliceWindowOperator::snapshot(const State& state, const Facts& facts) const {
  const Contents& contents = state.as<Contents>();
  const StateOrder order{facts, contents.subtask.max_parallelism};
  const auto before = [&](KeyId a, KeyId b) { return order.before({a}, {b}); };
  std::map<KeyId, SlicesOfKey, decltype(before)> keys(before);
  contents.slices.each([&](WindowTable::Slot slot) { keys[contents.slices[slot].name.key].slices.push_back(slot); });
  contents.timers.each([&](const Timer& timer) { keys[timer.key].timers.push_back(timer); });

  std::map<KeyGroup, Encoder> groups;
  for (auto& [key, part] : keys) {
    Encoder& encoder = groups[order.group(key)];
    if (spec_.keyed) encode_key(key, facts, encoder);
    const auto window_of = [&](WindowTable::Slot slot) {
      return facts.windows.window(contents.slices[slot].name.window);
    };
    std::ranges::sort(part.slices, {}, window_of);
    encoder.natural(part.slices.size());
    for (const WindowTable::Slot slot : part.slices) {
      encoder.integer(window_of(slot).end.ticks());
      encoder.natural(contents.slices[slot].seen);
      accumulator_.encode(contents.slices.cells(slot), contents.lists, encoder);
    }
    std::ranges::sort(part.timers, {}, &Timer::time);
    encoder.natural(part.timers.size());
    for (const Timer& timer : part.timers) encoder.integer(timer.time);
  }
  Snapshot snapshot;
  for (auto& [group, encoder] : groups) snapshot.keyed.emplace(index_of(group), encoder.take());
  Encoder watermark;
  watermark.integer(contents.watermark.ticks());
  snapshot.united[kWatermarkState].push_back(watermark.take());
  return snapshot;
}

// Of several old subtasks' watermarks the least counts.
void SliceWindowOperator::restore(const Snapshot& snapshot, Facts& facts, Contents& contents) const {
  const TimerOrder order{facts, contents.subtask.max_parallelism};
  for (const auto& [group, bytes] : snapshot.keyed) {
    Decoder decoder(bytes);
    while (!decoder.at_end()) {
      const KeyId key = spec_.keyed ? decode_key(decoder, facts) : kNoKey;
      for (std::uint64_t left = decoder.natural(); left > 0; --left) {
        const WindowId id = facts.windows.intern(slice_ending(EventTime(decoder.integer())));
        const WindowTable::Slot slot = contents.slices.find_or_add({key, id});
        contents.slices[slot].has_contents = true;
        contents.slices[slot].seen = static_cast<std::uint32_t>(decoder.natural());
        accumulator_.decode(decoder, contents.slices.cells(slot), contents.lists);
      }
      for (std::uint64_t left = decoder.natural(); left > 0; --left) {
        const EventTime last(decoder.integer());
        const WindowId id = facts.windows.intern(window_ending(wrapping_add(last, Millis{1})));
        contents.timers.set({last.ticks(), key, id}, order);
      }
    }
  }
  const std::span<const std::string> watermarks = items_of(snapshot.united, kWatermarkState);
  if (watermarks.empty()) return;
  contents.watermark = EventTime::max();
  for (const std::string& item : watermarks) {
    contents.watermark = std::min(contents.watermark, EventTime(Decoder(item).integer()));
  }
}

}  // namespace wavetank::engine
