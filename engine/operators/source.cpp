// Reading partitions, and the ticks of their generators.
#include "engine/operators/source.hpp"

#include <algorithm>

#include "engine/core/encoding.hpp"

namespace wavetank::engine {
namespace {

constexpr const char* kPartitionState = "partitions";

}  // namespace

SourceOperator::SourceOperator(SourceSpec spec) : spec_(std::move(spec)) { WT_REQUIRE(spec_.partitions > 0); }

State SourceOperator::open(const Subtask& subtask, const Snapshot& snapshot, Moment moment, Effects& effects) const {
  Contents contents{.splits = {},
                    .output = {},
                    .main = Generator(spec_.strategy),
                    .schedule = TickSchedule(moment.now, spec_.strategy.interval),
                    .due = {},
                    .armed = {}};
  for (std::uint32_t partition = subtask.index; partition < spec_.partitions; partition += subtask.parallelism) {
    contents.splits.push_back({.partition = partition, .generator = Generator(spec_.strategy)});
  }
  for (const std::string& item : items_of(snapshot.united, kPartitionState)) {
    Decoder decoder(item);
    const auto partition = static_cast<std::uint32_t>(decoder.natural());
    const auto split = std::find_if(contents.splits.begin(), contents.splits.end(),
                                    [&](const Split& candidate) { return candidate.partition == partition; });
    if (split != contents.splits.end()) split->offset = decoder.natural();
  }
  for (std::uint32_t slot = 0; slot < contents.splits.size(); ++slot) {
    contents.output.register_split(SplitSlot{slot});
    effects.ask(Fetch{contents.splits[slot].partition, contents.splits[slot].offset});
  }
  Step step{moment, contents, effects};
  arm(step);
  return State(std::move(contents));
}

void SourceOperator::on_batch(InputIndex, std::span<const Record>, Moment, State&, Effects&) const {
  WT_UNREACHABLE();  // a source has no inputs
}

void SourceOperator::on_control(const Control&, Moment, State&, Effects&) const { WT_UNREACHABLE(); }

void SourceOperator::on_timer(TimerTag tag, Moment moment, State& state, Effects& effects) const {
  WT_REQUIRE(tag == kTick);
  Step step{moment, state.as<Contents>(), effects};
  step.contents.armed.reset();
  run_due_tick(step);
  arm(step);
}

void SourceOperator::on_reply(const Reply& reply, Moment moment, State& state, Effects& effects) const {
  Step step{moment, state.as<Contents>(), effects};
  run_due_tick(step);  // a tick due now runs before what arrives now
  const auto split = std::find_if(step.contents.splits.begin(), step.contents.splits.end(),
                                  [&](const Split& candidate) { return candidate.partition == reply.partition; });
  WT_REQUIRE(split != step.contents.splits.end(), reply.partition);
  WT_REQUIRE(!split->ended && split->offset == reply.offset, split->offset, reply.offset);
  const auto slot = static_cast<std::size_t>(split - step.contents.splits.begin());
  read(reply, slot, step);
  if (reply.ended) {
    end(slot, step);
  } else {
    effects.ask(Fetch{split->partition, split->offset});
  }
  arm(step);
}

// WM-06: the record first, then what its generator says.
void SourceOperator::read(const Reply& reply, std::size_t slot, Step& step) const {
  Split& split = step.contents.splits[slot];
  if (split.idle && !reply.records.empty()) {
    split.idle = false;
    step.effects.note(NoteKind::SourceActive, reply.records.front().cause, split.partition + 1, 0);
  }
  const Rows& rows = step.moment.facts.rows;
  for (const LogRecord& logged : reply.records) {
    const std::uint64_t place = (std::uint64_t{split.partition} << 48) | split.offset;
    const Cause read = step.effects.note(NoteKind::SourceEmit, logged.cause, place, pack(logged.row, kNoKey));
    step.effects.emit(kMainOutput, Record{logged.time, logged.row, kNoKey, read});
    ++split.offset;
    split.last = logged.cause;
    const bool marked = !spec_.mark || spec_.mark->holds(rows, logged.row);
    const std::optional<EventTime> watermark =
        split.generator.on_record(logged.time, marked ? Mark::Marked : Mark::Unmarked);
    if (!watermark) continue;
    const auto slot_id = SplitSlot{static_cast<std::uint32_t>(slot)};
    send(step.contents.output.from_split_now(slot_id, TimeEvent::watermark(*watermark)), read, step);
  }
}

// Splits first, then their combination, then the main output (WM-18, WM-20).
void SourceOperator::run_due_tick(Step& step) const {
  Contents& contents = step.contents;
  if (!contents.due || *contents.due > step.moment.now) return;
  const IdleInstant reading = IdleInstant::of(step.moment.now);
  Cause cause = step.moment.cause;
  for (std::uint32_t slot = 0; slot < contents.splits.size(); ++slot) tick_split(slot, step);
  send(contents.output.on_tick(), cause, step);
  if (const std::optional<TimeEvent> event = contents.main.on_tick(reading)) {
    send(contents.output.from_main(*event), cause, step);
  }
  contents.schedule.ran(*contents.due);
  contents.due.reset();
}

void SourceOperator::tick_split(std::uint32_t slot, Step& step) {
  Split& split = step.contents.splits[slot];
  if (split.ended) return;
  const std::optional<TimeEvent> event = split.generator.on_tick(IdleInstant::of(step.moment.now));
  if (!event) return;
  step.contents.output.from_split_later(SplitSlot{slot}, *event);
  if (event->kind != TimeEventKind::Idle || split.idle) return;
  split.idle = true;
  step.effects.note(NoteKind::SourceIdle, step.moment.cause, split.partition + 1, 0);
}

std::optional<ProcessingTime> SourceOperator::next_tick(const Contents& contents, ProcessingTime now) const {
  const IdleInstant reading = IdleInstant::of(now);
  std::optional<ProcessingTime> next = contents.schedule.next_useful(contents.main.need(), now, reading);
  for (const Split& split : contents.splits) {
    if (split.ended) continue;
    const std::optional<ProcessingTime> tick = contents.schedule.next_useful(split.generator.need(), now, reading);
    if (tick && (!next || *tick < *next)) next = tick;
  }
  return next;
}

// Keeps one timer for the next tick that matters; the silent ones are skipped.
void SourceOperator::arm(Step& step) const {
  Contents& contents = step.contents;
  if (contents.ended) return;
  contents.due = next_tick(contents, step.moment.now);
  if (!contents.due || contents.armed == contents.due) return;
  contents.armed = contents.due;
  step.effects.ask(ArmTimer{*contents.due, kTick});
}

void SourceOperator::end(std::size_t slot, Step& step) const {
  Contents& contents = step.contents;
  Split& split = contents.splits[slot];
  split.ended = true;
  contents.output.unregister_split(SplitSlot{static_cast<std::uint32_t>(slot)});
  const bool all = std::all_of(contents.splits.begin(), contents.splits.end(),
                               [](const Split& candidate) { return candidate.ended; });
  if (!all) return;
  contents.ended = true;
  const Cause cause = step.effects.note(NoteKind::SourceEnd, step.moment.cause, 0, 0);
  if (contents.armed) step.effects.ask(CancelTimer{kTick});
  contents.due.reset();
  send(contents.output.from_main(TimeEvent::watermark(EventTime::max())), cause, step);
  step.effects.emit(kMainOutput, Control{ControlKind::End, EventTime::max(), cause});
}

void SourceOperator::send(const TimeEvents& events, Cause cause, Step& step) {
  for (const TimeEvent& event : events) {
    switch (event.kind) {
      case TimeEventKind::Watermark:
        step.effects.emit(kMainOutput, Control{ControlKind::Watermark, event.time, cause});
        break;
      case TimeEventKind::Idle: {
        const Cause idle = step.effects.note(NoteKind::SourceIdle, cause, 0, 0);
        step.effects.emit(kMainOutput, Control{ControlKind::Idle, EventTime::min(), idle});
        break;
      }
      case TimeEventKind::Active: {
        const Cause active = step.effects.note(NoteKind::SourceActive, cause, 0, 0);
        step.effects.emit(kMainOutput, Control{ControlKind::Active, EventTime::min(), active});
        break;
      }
    }
  }
}

Snapshot SourceOperator::snapshot(const State& state, const Facts& /*facts*/) const {
  Snapshot snapshot;
  for (const Split& split : state.as<Contents>().splits) {
    Encoder encoder;
    encoder.natural(split.partition);
    encoder.natural(split.offset);
    snapshot.united[kPartitionState].push_back(encoder.take());
  }
  return snapshot;
}

}  // namespace wavetank::engine
