// Reading partitions, and telling what SplitSource makes of them.
#include "engine/operators/source.hpp"

#include <algorithm>

#include "engine/core/encoding.hpp"
#include "engine/operators/from_future.hpp"

namespace wavetank::engine {
namespace {

constexpr const char* kPartitionState = "partitions";

// Where each partition goes on; those that no item names start at 0.
std::vector<std::uint64_t> restored_offsets(const Snapshot& snapshot, std::uint32_t partitions) {
  std::vector<std::uint64_t> offsets(partitions, 0);
  for (const std::string& item : items_of(snapshot.united, kPartitionState)) {
    Decoder decoder(item);
    const std::uint64_t partition = decoder.natural();
    if (partition >= partitions) continue;
    offsets[partition] = decoder.natural();
    WT_REQUIRE(decoder.at_end(), partition);
  }
  return offsets;
}

}  // namespace

SourceOperator::SourceOperator(SourceSpec spec) : spec_(std::move(spec)) { WT_REQUIRE(spec_.partitions > 0); }

State SourceOperator::open(const Subtask& subtask, const Snapshot& snapshot, Moment moment, Effects& effects) const {
  Contents contents{.source = SplitSource({spec_.strategy, spec_.alignment}, moment.now), .due = {}, .armed = {}};
  const std::vector<std::uint64_t> offsets = restored_offsets(snapshot, spec_.partitions);
  for (std::uint32_t partition = subtask.index; partition < spec_.partitions; partition += subtask.parallelism) {
    contents.source.add(partition, offsets[partition]);
  }
  contents.source.no_more_splits();
  contents.source.start(moment.now);
  contents.asked.resize(contents.source.splits().size());
  Step step{moment, contents, effects};
  for (std::uint32_t slot = 0; slot < contents.asked.size(); ++slot) ask(SplitSlot{slot}, step);
  if (contents.source.is_exhausted() && spec_.length == LogLength::Bounded) end(step);
  arm(step);
  return State(std::move(contents));
}

void SourceOperator::on_batch(InputIndex, std::span<const Record>, Moment, State&, Effects&) const {
  WT_UNREACHABLE();  // a source has no inputs
}

void SourceOperator::on_control(const Control&, Moment, State&, Effects&) const { WT_UNREACHABLE(); }

void SourceOperator::on_timer(TimerTag tag, Moment moment, State& state, Effects& effects) const {
  WT_REQUIRE(tag == kAlarm);
  Step step{moment, state.as<Contents>(), effects};
  WT_REQUIRE(step.contents.armed && *step.contents.armed <= moment.now, moment.now);
  step.contents.armed.reset();
  run_due_alarms(step);
  ask_all(step);
  arm(step);
}

void SourceOperator::on_reply(const Reply& reply, Moment moment, State& state, Effects& effects) const {
  Step step{moment, state.as<Contents>(), effects};
  run_due_alarms(step);  // a tick due now runs before what arrives now
  SplitSource& source = step.contents.source;
  const auto split =
      std::find_if(source.splits().begin(), source.splits().end(),
                   [&](const SplitSource::Split& candidate) { return candidate.name == reply.partition; });
  WT_REQUIRE(split != source.splits().end(), reply.partition);
  WT_REQUIRE(!split->ended && split->position == reply.offset, split->position, reply.offset);
  const auto slot = SplitSlot{static_cast<std::uint32_t>(split - source.splits().begin())};
  WT_ASSERT(step.contents.asked[index_of(slot)], reply.partition);
  step.contents.asked[index_of(slot)] = false;
  // One that has to wait finds out later that nothing follows.
  if (source.may_read(slot) && read(reply, slot, step) && reply.ended) {
    source.finish(slot);
    if (source.is_exhausted()) end(step);
  }
  ask(slot, step);
  ask_all(step);
  arm(step);
}

void SourceOperator::on_allowed(EventTime max, Moment moment, State& state, Effects& effects) const {
  Step step{moment, state.as<Contents>(), effects};
  if (step.contents.source.has_ended() || spec_.alignment.mutants.has(Mutant::AnnouncementIgnored)) return;
  run_due_alarms(step);
  step.contents.source.allow(max, moment.now, step.contents.events);
  tell(moment.cause, step);
  ask_all(step);
  arm(step);
}

// WM-06: the record first, then what its generator says.
bool SourceOperator::read(const Reply& reply, SplitSlot slot, Step& step) const {
  SplitSource& source = step.contents.source;
  const SplitSource::Split& split = source.splits()[index_of(slot)];
  if (split.idle && !reply.records.empty()) {
    step.effects.note(NoteKind::SourceActive, reply.records.front().cause, split.name + 1, 0);
  }
  const Rows& rows = step.moment.facts.rows;
  for (const LogRecord& logged : reply.records) {
    if (!source.may_read(slot)) break;
    const std::uint64_t place = (std::uint64_t{split.name} << 48) | split.position;
    const Cause read = step.effects.note(NoteKind::SourceEmit, logged.cause, place, pack(logged.row, kNoKey));
    emit_guarded(spec_.strategy.future, {logged.time, logged.row, kNoKey, read}, step.moment.now, step.effects);
    const bool marked = !spec_.mark || spec_.mark->holds(rows, logged.row);
    const Mark mark = marked ? Mark::Marked : Mark::Unmarked;
    source.on_record(slot, logged.time, mark, step.moment.now, step.contents.events);
    tell(read, step);
  }
  WT_ASSERT(split.position <= reply.offset + reply.records.size(), split.position, reply.offset);
  return source.may_read(slot);
}

void SourceOperator::ask(SplitSlot slot, Step& step) {
  const SplitSource& source = step.contents.source;
  if (step.contents.asked[index_of(slot)] || source.has_ended() || !source.may_read(slot)) return;
  step.contents.asked[index_of(slot)] = true;
  const SplitSource::Split& split = source.splits()[index_of(slot)];
  step.effects.ask(Fetch{split.name, split.position});
}

// Whoever may read again asks again; only alignment ever stops anyone.
void SourceOperator::ask_all(Step& step) const {
  if (!spec_.alignment.update_interval) return;
  for (std::uint32_t slot = 0; slot < step.contents.asked.size(); ++slot) ask(SplitSlot{slot}, step);
}

void SourceOperator::run_due_alarms(Step& step) const {
  Contents& contents = step.contents;
  if (!contents.due || *contents.due > step.moment.now) return;
  contents.source.run_alarms(*contents.due, step.moment.now, contents.events);
  tell(step.moment.cause, step);
  contents.due.reset();
}

// Keeps one timer for the next alarm that matters; the silent ones are skipped.
void SourceOperator::arm(Step& step) {
  Contents& contents = step.contents;
  if (contents.source.has_ended()) return;
  contents.due = contents.source.next_alarm(step.moment.now);
  if (!contents.due || contents.armed == contents.due) return;
  contents.armed = contents.due;
  step.effects.ask(ArmTimer{*contents.due, kAlarm});
}

void SourceOperator::end(Step& step) const {
  Contents& contents = step.contents;
  contents.source.end();
  const Cause cause = step.effects.note(NoteKind::SourceEnd, step.moment.cause, 0, 0);
  if (contents.armed) step.effects.ask(CancelTimer{kAlarm});
  contents.due.reset();
  contents.source.report_end(contents.events);
  contents.source.close(contents.events);
  tell(cause, step);
  emit_to_all(spec_.strategy.future, {ControlKind::End, EventTime::max(), cause}, step.effects);
}

void SourceOperator::tell(Cause cause, Step& step) const {
  for (const SourceEvent& event : step.contents.events) {
    switch (event.kind) {
      case SourceEventKind::Time: send(event.time, cause, step); break;
      case SourceEventKind::SplitIdle:
      case SourceEventKind::SplitByClock: {
        const SplitSlot slot = event.splits.front();
        const std::uint32_t partition = step.contents.source.splits()[index_of(slot)].name;
        const bool idle = event.kind == SourceEventKind::SplitIdle;
        const std::uint64_t watermark = idle ? 0 : static_cast<std::uint64_t>(event.time.time.ticks());
        step.effects.note(idle ? NoteKind::SourceIdle : NoteKind::ClockAdvance, cause, partition + 1, watermark);
        break;
      }
      case SourceEventKind::Wait:
      case SourceEventKind::Pause: hold(NoteKind::SourcePause, event, cause, step); break;
      case SourceEventKind::GoOn:
      case SourceEventKind::Resume: hold(NoteKind::SourceResume, event, cause, step); break;
      case SourceEventKind::CannotPause:
        step.effects.ask(Fail{"the source cannot hold back a partition that is too far ahead (WM-36)", cause});
        break;
      case SourceEventKind::Report:
        step.effects.ask(ReportWatermark{event.time.time, step.contents.source.has_ended(), cause});
        break;
    }
  }
  step.contents.events.clear();
}

// Of the partitions that the event names; of the source, if it names none.
void SourceOperator::hold(NoteKind kind, const SourceEvent& event, Cause cause, Step& step) {
  const auto allowed = static_cast<std::uint64_t>(step.contents.source.max_allowed().ticks());
  if (event.splits.empty()) step.effects.note(kind, cause, 0, allowed);
  for (const SplitSlot slot : event.splits) {
    const std::uint64_t partition = step.contents.source.splits()[index_of(slot)].name;
    step.effects.note(kind, cause, partition + 1, allowed);
  }
}

void SourceOperator::send(const TimeEvent& event, Cause cause, Step& step) const {
  switch (event.kind) {
    case TimeEventKind::Watermark:
      emit_to_all(spec_.strategy.future, {ControlKind::Watermark, event.time, cause}, step.effects);
      break;
    case TimeEventKind::Idle: {
      const Cause idle = step.effects.note(NoteKind::SourceIdle, cause, 0, 0);
      emit_to_all(spec_.strategy.future, {ControlKind::Idle, EventTime::min(), idle}, step.effects);
      break;
    }
    case TimeEventKind::Active: {
      const Cause active = step.effects.note(NoteKind::SourceActive, cause, 0, 0);
      emit_to_all(spec_.strategy.future, {ControlKind::Active, EventTime::min(), active}, step.effects);
      break;
    }
  }
}

Snapshot SourceOperator::snapshot(const State& state, const Facts& /*facts*/) const {
  Snapshot snapshot;
  for (const SplitSource::Split& split : state.as<Contents>().source.splits()) {
    Encoder encoder;
    encoder.natural(split.name);
    encoder.natural(split.position);
    snapshot.united[kPartitionState].push_back(encoder.take());
  }
  return snapshot;
}

}  // namespace wavetank::engine
