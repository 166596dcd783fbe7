// Sorting, and one key after the other.
#include "engine/batch/keyed_input.hpp"

#include <algorithm>

namespace wavetank::engine {

void KeyedInput::keep(InputIndex input, InputOrder order, std::span<const Record> records) {
  WT_REQUIRE(order != InputOrder::AsItComes);
  for (const Record& record : records) {
    kept_.push_back({record, input, order == InputOrder::KeyByKey ? record.key : kNoKey});
  }
}

// Stable, so that what has the same key and time stays as it came.
void KeyedInput::sort(const Facts& facts) {
  std::ranges::stable_sort(kept_, [&](const Kept& a, const Kept& b) {
    if (a.key != b.key) {
      if (a.key == kNoKey || b.key == kNoKey) return a.key == kNoKey;
      return facts.keys.before(a.key, b.key, facts.texts);
    }
    return a.record.time < b.record.time;
  });
}

void KeyedInput::drain(const Taker& taker) {
  sort(taker.moment.facts);
  const std::span<const Kept> all(kept_);
  std::size_t first = 0;
  while (first < all.size()) {
    std::size_t end = first + 1;
    while (end < all.size() && all[end].key == all[first].key) ++end;
    WT_ASSERT(all[first].record.time <= all[end - 1].record.time, first, end);
    take_key(all.subspan(first, end - first), taker);
    first = end;
  }
  kept_.clear();
}

void KeyedInput::take_key(std::span<const Kept> records, const Taker& taker) {
  WT_REQUIRE(!records.empty());
  State state = taker.before;
  const std::size_t from = taker.effects.mark();
  std::vector<Record> run;  // of one input
  for (std::size_t i = 0; i < records.size(); ++i) {
    run.push_back(records[i].record);
    const bool goes_on = i + 1 < records.size() && records[i + 1].input == records[i].input;
    if (goes_on) continue;
    taker.op.on_batch(records[i].input, run, taker.moment, state, taker.effects);
    run.clear();
  }
  WT_ASSERT(run.empty());
  end_key({records.front().key, records.size(), from}, taker, state);
}

// The key's own end of time: the operator hears the final watermark, but it goes no further; nor does the host hear of
// the timers that are armed on the way, which come due here and now.
void KeyedInput::end_key(const Taken& taken, const Taker& taker, State& state) {
  Moment moment = taker.moment;
  moment.new_timers = NewTimers::Ignored;
  moment.cause = taker.effects.note(NoteKind::KeyEnd, moment.cause, pack(kNoWindow, taken.key), taken.records);
  taker.op.on_control({ControlKind::Watermark, EventTime::max(), moment.cause}, moment, state, taker.effects);
  std::vector<TimerTag> due = taker.effects.take_back_timers(taken.from);
  while (!due.empty()) {
    for (const TimerTag tag : due) taker.op.on_timer(tag, moment, state, taker.effects);
    due = taker.effects.take_back_timers(taken.from);
  }
  taker.effects.take_back_controls(taken.from);
}

}  // namespace wavetank::engine
