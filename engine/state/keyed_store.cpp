// A keyed operator's state outside of a run.
#include "engine/state/keyed_store.hpp"

namespace wavetank::engine {
namespace {

void encode_queue(const TimerQueue& queue, const StateOrder& order, std::size_t section, SectionWriter& writer) {
  std::vector<Timer> timers;
  queue.each([&](const Timer& timer) { timers.push_back(timer); });
  WT_ASSERT(timers.size() == queue.size(), timers.size(), queue.size());
  const TimerOrder due{order.facts, order.max_parallelism};
  std::ranges::sort(timers, [&](const Timer& a, const Timer& b) { return due.before(a, b); });
  for (const Timer& timer : timers) {
    Encoder& encoder = writer.section(section, order.group(timer.key));
    encoder.integer(timer.time);
    encode_name({timer.key, timer.window}, order.facts, encoder);
  }
}

void decode_queue(Decoder& decoder, const TimerOrder& order, Facts& facts, TimerQueue& queue) {
  while (!decoder.at_end()) {
    const std::int64_t time = decoder.integer();
    const StateName name = decode_name(decoder, facts);
    const bool fresh = queue.set({time, name.key, name.window}, order);
    WT_ASSERT(fresh, time);
  }
}

}  // namespace

std::map<std::uint32_t, std::string> KeyedStore::encode(const Facts& facts) const {
  const StateOrder order{facts, subtask.max_parallelism};
  SectionWriter writer(state.states() + 2);
  state.encode(order, 0, writer);
  encode_queue(timers.event, order, state.states(), writer);
  encode_queue(timers.processing, order, state.states() + 1, writer);
  std::map<std::uint32_t, std::string> groups = writer.take();
  const KeyGroupRange range = range_of(subtask);
  for (const auto& [group, bytes] : groups) WT_ASSERT(range.contains(KeyGroup{group}), group, bytes.size());
  return groups;
}

void KeyedStore::decode(const std::map<std::uint32_t, std::string>& groups, Facts& facts) {
  const TimerOrder order = timer_order(facts);
  const KeyGroupRange range = range_of(subtask);
  for (const auto& [group, bytes] : groups) {
    WT_REQUIRE(range.contains(KeyGroup{group}), group, range.first, range.last);  // KG-07
    Decoder whole(bytes);
    for (std::size_t place = 0; place < state.states(); ++place) {
      Decoder section(whole.text());
      state.decode(place, section, facts);
    }
    Decoder event(whole.text());
    decode_queue(event, order, facts, timers.event);
    Decoder processing(whole.text());
    decode_queue(processing, order, facts, timers.processing);
    WT_ASSERT(whole.at_end(), group);
  }
}

}  // namespace wavetank::engine
