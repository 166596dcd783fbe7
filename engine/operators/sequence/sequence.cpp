// Records wait for the watermark; what is kept of a key is unpacked, moved on and packed again.
#include "engine/operators/sequence/sequence.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace wavetank::engine {
namespace {

constexpr std::size_t kFieldsOfResult = 3;  // key, started, ended

std::vector<std::int64_t> packed(const MatchQueue& queue) {
  std::vector<std::int64_t> words;
  for (const PartialMatch& match : queue.matches()) {
    words.push_back(match.place);
    words.push_back(static_cast<std::int64_t>(match.taken.size()));
    for (const TakenRecord& taken : match.taken) {
      words.push_back(taken.stage);
      words.push_back(taken.record);
    }
  }
  return words;
}

MatchQueue unpacked_matches(std::span<const std::int64_t> words) {
  MatchQueue queue;
  for (std::size_t at = 0; at < words.size();) {
    PartialMatch match{static_cast<PlaceIndex>(words[at]), {}};
    const auto count = static_cast<std::size_t>(words[at + 1]);
    at += 2;
    WT_ASSERT(at + 2 * count <= words.size(), at, count, words.size());
    for (std::size_t i = 0; i < count; ++i, at += 2) {
      match.taken.push_back({static_cast<StageIndex>(words[at]), static_cast<std::uint32_t>(words[at + 1])});
    }
    queue.push(std::move(match));
  }
  return queue;
}

// Which records some match still holds.
std::vector<bool> records_held(const SequenceState& state) {
  std::vector<bool> held(state.records.size());
  for (const MatchQueue* queue : {&state.partial, &state.complete}) {
    for (const PartialMatch& match : queue->matches()) {
      for (const TakenRecord& taken : match.taken) held[taken.record] = true;
    }
  }
  return held;
}

MatchQueue renumbered(const MatchQueue& queue, std::span<const std::uint32_t> numbers) {
  MatchQueue all;
  for (PartialMatch match : queue.matches()) {
    for (TakenRecord& taken : match.taken) taken.record = numbers[taken.record];
    all.push(std::move(match));
  }
  return all;
}

// Without the records that nothing holds any more.
SequenceState compacted(const SequenceState& state) {
  const std::vector<bool> held = records_held(state);
  std::vector<std::uint32_t> numbers(state.records.size());
  SequenceState kept;
  for (std::size_t i = 0; i < state.records.size(); ++i) {
    numbers[i] = static_cast<std::uint32_t>(kept.records.size());
    if (held[i]) kept.records.push_back(state.records[i]);
  }
  kept.partial = renumbered(state.partial, numbers);
  kept.complete = renumbered(state.complete, numbers);
  return kept;
}

std::string text_of(const SequenceRecord& record, const SequenceMeasure& measure, const Facts& facts) {
  const Cell cell = facts.rows.cell(record.row, measure.field);
  if (cell.null) return "null";
  const FieldType type = facts.rows.schema(facts.rows.schema_of(record.row)).fields[measure.field].type;
  if (type == FieldType::Text) return std::string(facts.texts.bytes(static_cast<TextId>(cell.bits)));
  return std::to_string(cell.bits);
}

}  // namespace

SequenceFunction::SequenceFunction(SequenceSpec spec, LateRecords late)
    : spec_(std::move(spec)),
      late_(late),
      plan_(plan_sequence(spec_)),
      waiting_{layout_.list<EventTime>("waiting times"), layout_.list<RowId>("waiting rows", {.schema = spec_.schema})},
      taken_{layout_.list<EventTime>("taken times"), layout_.list<RowId>("taken rows", {.schema = spec_.schema})},
      partial_(layout_.list<std::int64_t>("partial matches")),
      complete_(layout_.list<std::int64_t>("complete matches")) {}

void SequenceFunction::on_record(const Record& record, ProcessContext& context) const {
  if (record.time == EventTime::min()) return context.fail("a record without a timestamp reached a pattern");
  if (record.time <= context.watermark()) {
    const std::uint64_t behind =
        static_cast<std::uint64_t>(context.watermark().ticks()) - static_cast<std::uint64_t>(record.time.ticks());
    const bool aside = late_ == LateRecords::SideOutput;
    const auto rule = static_cast<std::uint64_t>(Rule::SQ02);
    if (aside) return context.emit_at(record.time, record.row, {NoteKind::RecordSide, behind, rule}, kLateRecords);
    return context.note(NoteKind::RecordDrop, behind, rule);
  }
  context.state(waiting_.times).add(record.time);
  context.state(waiting_.rows).add(record.row);
  context.set_timer(record.time);
}

void SequenceFunction::on_timer(EventTime /*time*/, ProcessContext& context) const {
  const TimedRows due = take_due(context);
  SequenceState state = load_state(context);
  SequenceRuns runs(spec_, plan_, context.facts().rows, state);
  const bool times_out = spec_.within && spec_.within->from == WithinFrom::First;
  for (std::size_t i = 0; i < due.size(); ++i) {
    if (i == 0 || due[i - 1].time < due[i].time) runs.advance(due[i].time);
    const SequenceRuns::Began began = runs.take(due[i]);
    if (began == SequenceRuns::Began::Yes && times_out) {
      context.set_timer(saturating_add(due[i].time, spec_.within->length));
    }
  }
  runs.advance(context.watermark());
  for (const SequenceResult& result : runs.results()) send(result, state, context);
  if (runs.skipped() > 0) context.note(NoteKind::SequenceSkip, pack(kNoWindow, context.key()), runs.skipped());
  store_state(compacted(state), context);
}

SequenceFunction::TimedRows SequenceFunction::load(const TimedRowsHandle& handle, ProcessContext& context) {
  const std::vector<EventTime> times = context.state(handle.times).get();
  const std::vector<RowId> rows = context.state(handle.rows).get();
  WT_ASSERT(times.size() == rows.size(), times.size(), rows.size());
  TimedRows both;
  for (std::size_t i = 0; i < times.size(); ++i) both.push_back({times[i], rows[i]});
  return both;
}

void SequenceFunction::store(const TimedRowsHandle& handle, std::span<const SequenceRecord> rows,
                             ProcessContext& context) {
  std::vector<EventTime> times;
  std::vector<RowId> ids;
  for (const SequenceRecord& row : rows) {
    times.push_back(row.time);
    ids.push_back(row.row);
  }
  context.state(handle.times).put(times);
  context.state(handle.rows).put(ids);
}

SequenceFunction::TimedRows SequenceFunction::take_due(ProcessContext& context) const {
  TimedRows due;
  TimedRows rest;
  for (const SequenceRecord& row : load(waiting_, context)) {
    (row.time <= context.watermark() ? due : rest).push_back(row);
  }
  if (due.empty()) return due;
  store(waiting_, rest, context);
  std::ranges::stable_sort(due, {}, &SequenceRecord::time);
  return due;
}

SequenceState SequenceFunction::load_state(ProcessContext& context) const {
  return {load(taken_, context), unpacked_matches(context.state(partial_).get()),
          unpacked_matches(context.state(complete_).get())};
}

void SequenceFunction::store_state(const SequenceState& state, ProcessContext& context) const {
  store(taken_, state.records, context);
  // What has not begun needs no state.
  const bool has_begun = !state.records.empty();
  context.state(partial_).put(has_begun ? packed(state.partial) : std::vector<std::int64_t>{});
  context.state(complete_).put(packed(state.complete));
}

void SequenceFunction::send(const SequenceResult& result, const SequenceState& state, ProcessContext& context) const {
  Facts& facts = context.facts();
  std::array<Cell, kFieldsMax> cells{};
  cells[0] = facts.keys.cell(context.key());
  cells[1] = {state.records[result.taken.front().record].time.ticks(), false};
  cells[2] = {result.time.ticks(), false};
  for (std::size_t i = 0; i < spec_.measures.size(); ++i) {
    cells[kFieldsOfResult + i] = measured(spec_.measures[i], result.taken, state, facts);
  }
  const auto fields = std::span(cells).first(kFieldsOfResult + spec_.measures.size());
  const RowId row = facts.row(spec_.result, RowKind::Insert, fields);
  const bool matched = result.outcome == SequenceOutcome::Matched;
  const Decision why{matched ? NoteKind::SequenceMatch : NoteKind::SequenceTimeout,
                     static_cast<std::uint64_t>(result.time.ticks()), pack(row, context.key())};
  context.emit_at(result.time, row, why, matched ? kMainOutput : kTimedOut);
}

Cell SequenceFunction::measured(const SequenceMeasure& measure, const TakenRecords& taken, const SequenceState& state,
                                Facts& facts) const {
  std::vector<SequenceRecord> records;
  for (const TakenRecord& one : taken) {
    if (one.stage == measure.stage) records.push_back(state.records[one.record]);
  }
  if (measure.kind == MeasureKind::Count) return {static_cast<std::int64_t>(records.size()), false};
  if (measure.kind == MeasureKind::List) {
    std::string text = "[";
    for (const SequenceRecord& record : records) {
      text += (text.size() > 1 ? "," : "") + text_of(record, measure, facts);
    }
    return {static_cast<std::int64_t>(facts.texts.intern(text + "]")), false};
  }
  if (records.empty()) return {0, true};
  const SequenceRecord& one = measure.kind == MeasureKind::First ? records.front() : records.back();
  return facts.rows.cell(one.row, measure.field);
}

}  // namespace wavetank::engine
