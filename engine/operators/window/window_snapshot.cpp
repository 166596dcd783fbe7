// The window operator's state outside of a run: canonical bytes by key group.
//
// Of each key, in order: its sessions, its entries by window, its timers by time and window. The watermark is not in
// it (WM-09).
#include <algorithm>

#include "engine/core/fact_coding.hpp"
#include "engine/operators/window/window.hpp"
#include "engine/state/state_order.hpp"

namespace wavetank::engine {
namespace {

constexpr std::uint64_t kHasContents = 1;
constexpr std::uint64_t kHasResult = 2;

// What is kept of one key; lists are sorted before they are written.
struct KeyedPart {
  std::vector<OpenSession> sessions;
  std::vector<WindowTable::Slot> entries;
  std::vector<Timer> event;
  std::vector<Timer> processing;
};

void encode_trigger(const TriggerState& trigger, Encoder& encoder) {
  encoder.natural(trigger.set);
  if (trigger.set == 0) return;
  for (const std::int64_t value : {trigger.count, trigger.fire_time, trigger.last, trigger.deadline}) {
    encoder.integer(value);
  }
}

TriggerState decode_trigger(Decoder& decoder) {
  TriggerState trigger;
  trigger.set = static_cast<std::uint8_t>(decoder.natural());
  if (trigger.set == 0) return trigger;
  for (std::int64_t* value : {&trigger.count, &trigger.fire_time, &trigger.last, &trigger.deadline}) {
    *value = decoder.integer();
  }
  return trigger;
}

void encode_timers(std::vector<Timer>& timers, const Windows& windows, Encoder& encoder) {
  std::ranges::sort(timers, [&](const Timer& a, const Timer& b) {
    return a.time != b.time ? a.time < b.time : windows.window(a.window) < windows.window(b.window);
  });
  encoder.natural(timers.size());
  for (const Timer& timer : timers) {
    encoder.integer(timer.time);
    encode_window(windows.window(timer.window), encoder);
  }
}

void decode_timers(Decoder& decoder, KeyId key, const TimerOrder& order, Windows& windows, TimerQueue& timers) {
  for (std::uint64_t left = decoder.natural(); left > 0; --left) {
    const std::int64_t time = decoder.integer();
    timers.set({time, key, windows.intern(decode_window(decoder))}, order);
  }
}

}  // namespace

Snapshot WindowOperator::snapshot(const State& state, const Facts& facts) const {
  const Contents& contents = state.as<Contents>();
  const StateOrder order{facts, contents.subtask.max_parallelism};
  const auto before = [&](KeyId a, KeyId b) { return order.before({a}, {b}); };
  std::map<KeyId, KeyedPart, decltype(before)> parts(before);
  contents.sessions.each([&](KeyId key, std::span<const OpenSession> sessions) {
    parts[key].sessions.assign(sessions.begin(), sessions.end());
  });
  contents.table.each([&](WindowTable::Slot slot) { parts[contents.table[slot].name.key].entries.push_back(slot); });
  contents.timers.event.each([&](const Timer& timer) { parts[timer.key].event.push_back(timer); });
  contents.timers.processing.each([&](const Timer& timer) { parts[timer.key].processing.push_back(timer); });

  std::map<KeyGroup, Encoder> groups;
  for (auto& [key, part] : parts) {
    Encoder& encoder = groups[order.group(key)];
    if (spec_.keyed) encode_key(key, facts, encoder);
    encoder.natural(part.sessions.size());
    for (const OpenSession& session : part.sessions) {
      encode_window(session.window, encoder);
      encode_window(facts.windows.window(session.state), encoder);
    }
    std::ranges::sort(part.entries, [&](WindowTable::Slot a, WindowTable::Slot b) {
      return facts.windows.window(contents.table[a].name.window) < facts.windows.window(contents.table[b].name.window);
    });
    encoder.natural(part.entries.size());
    for (const WindowTable::Slot slot : part.entries) encode_entry(slot, contents, facts, encoder);
    encode_timers(part.event, facts.windows, encoder);
    encode_timers(part.processing, facts.windows, encoder);
  }
  Snapshot snapshot;
  for (auto& [group, encoder] : groups) snapshot.keyed.emplace(index_of(group), encoder.take());
  return snapshot;
}

void WindowOperator::encode_entry(WindowTable::Slot slot, const Contents& contents, const Facts& facts,
                                  Encoder& encoder) const {
  const WindowEntry& entry = contents.table[slot];
  encode_window(facts.windows.window(entry.name.window), encoder);
  encode_trigger(contents.table.trigger(slot), encoder);
  encoder.natural((entry.has_contents ? kHasContents : 0) | (entry.last_result != kNoRow ? kHasResult : 0));
  if (entry.last_result != kNoRow) encode_row(entry.last_result, facts, encoder);
  if (!entry.has_contents) return;
  encoder.natural(entry.seen);
  accumulator_.encode(contents.table.cells(slot), contents.lists, encoder);
  if (!keeps_records(spec_)) return;
  encoder.natural(contents.table.elements(slot).size());
  for (const Element& element : contents.table.elements(slot)) {
    encoder.integer(element.time.ticks());
    if (spec_.meeting) encoder.natural(index_of(element.input));
    encode_row(element.row, facts, encoder);
  }
}

void WindowOperator::decode_entry(Decoder& decoder, KeyId key, Facts& facts, Contents& contents) const {
  const WindowId window = facts.windows.intern(decode_window(decoder));
  const WindowTable::Slot slot = contents.table.find_or_add({key, window});
  WindowEntry& entry = contents.table[slot];
  contents.table.set_trigger(slot, decode_trigger(decoder));
  const std::uint64_t has = decoder.natural();
  if ((has & kHasResult) != 0) entry.last_result = decode_row(decoder, spec_.result, facts);
  if ((has & kHasContents) == 0) return;
  entry.has_contents = true;
  entry.seen = static_cast<std::uint32_t>(decoder.natural());
  accumulator_.decode(decoder, contents.table.cells(slot), contents.lists);
  if (!keeps_records(spec_)) return;
  for (std::uint64_t left = decoder.natural(); left > 0; --left) {
    const EventTime time(decoder.integer());
    const InputIndex input{spec_.meeting ? static_cast<std::uint32_t>(decoder.natural()) : 0};
    const SchemaId schema = spec_.meeting ? spec_.meeting->schemas.of(side_of(input)) : spec_.input;
    contents.table.elements(slot).push_back({time, decode_row(decoder, schema, facts), input});
  }
}

void WindowOperator::restore(const Snapshot& snapshot, Facts& facts, Contents& contents) const {
  const TimerOrder order{facts, contents.subtask.max_parallelism};
  for (const auto& [group, bytes] : snapshot.keyed) {
    Decoder decoder(bytes);
    while (!decoder.at_end()) {
      const KeyId key = spec_.keyed ? decode_key(decoder, facts) : kNoKey;
      for (std::uint64_t left = decoder.natural(); left > 0; --left) {
        const Window window = decode_window(decoder);
        const Window stored = decode_window(decoder);
        contents.sessions.restore(key, {window, facts.windows.intern(window), facts.windows.intern(stored)});
      }
      for (std::uint64_t left = decoder.natural(); left > 0; --left) decode_entry(decoder, key, facts, contents);
      decode_timers(decoder, key, order, facts.windows, contents.timers.event);
      decode_timers(decoder, key, order, facts.windows, contents.timers.processing);
    }
  }
}

}  // namespace wavetank::engine
