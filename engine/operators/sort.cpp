// Keeping records and sending them in order.
#include "engine/operators/sort.hpp"

#include <algorithm>

#include "engine/core/encoding.hpp"
#include "engine/core/fact_coding.hpp"

namespace wavetank::engine {

namespace {

std::size_t width_of(SchemaId schema, const Facts& facts) { return facts.rows.schema(schema).fields.size(); }

}  // namespace

class SortOperator::After {
 public:
  After(const SortOperator& sort, const Facts& facts) : sort_(sort), facts_(facts) {}

  bool operator()(const Waiting& a, const Waiting& b) const {
    if (a.record.time != b.record.time) return a.record.time > b.record.time;
    const int fields = sort_.compare_fields(a.record.row, b.record.row, facts_);
    return fields != 0 ? fields > 0 : a.arrival > b.arrival;
  }

 private:
  const SortOperator& sort_;
  const Facts& facts_;
};

// Negative: `a` first. 0 without a field, and for equal ones.
int SortOperator::compare_fields(RowId a, RowId b, const Facts& facts) const {
  if (!spec_.then_by) return 0;
  const std::uint32_t field = spec_.then_by->field;
  const int sign = spec_.then_by->order == SortOrder::Ascending ? 1 : -1;
  const Cell left = facts.rows.cell(a, field);
  const Cell right = facts.rows.cell(b, field);
  if (left.null || right.null) return sign * (static_cast<int>(right.null) - static_cast<int>(left.null));
  const FieldType type = facts.rows.schema(spec_.schema).fields[field].type;
  if (type == FieldType::Text || type == FieldType::Bytes) {
    const auto bytes = [&](Cell cell) { return facts.texts.bytes(TextId{static_cast<std::uint32_t>(cell.bits)}); };
    return sign * bytes(left).compare(bytes(right));
  }
  return left.bits == right.bits ? 0 : sign * (left.bits < right.bits ? -1 : 1);
}

void SortOperator::on_batch(InputIndex /*input*/, std::span<const Record> records, Moment moment, State& state,
                            Effects& effects) const {
  Contents& contents = state.as<Contents>();
  for (const Record& record : records) {
    // Rows of a union come with schemas of their own.
    WT_REQUIRE(width_of(moment.facts.rows.schema_of(record.row), moment.facts) == width_of(spec_.schema, moment.facts));
    if (contents.sent && record.time <= *contents.sent) {
      const auto missing =
          static_cast<std::uint64_t>(saturating_add(saturating_between(record.time, *contents.sent).count, 1));
      refuse(record, missing, effects);
      continue;
    }
    contents.waiting.push_back({record, contents.arrivals++});
    std::ranges::push_heap(contents.waiting, After(*this, moment.facts));
  }
}

// SO-02. `missing`: how much longer a watermark would have had to wait for it.
void SortOperator::refuse(const Record& record, std::uint64_t missing, Effects& effects) const {
  const auto rule = static_cast<std::uint64_t>(Rule::SO02);
  if (spec_.late == LateRecords::SideOutput) {
    effects.emit(kSideOutput, record, {NoteKind::RecordSide, record.cause, missing, rule});
  } else {
    effects.note(NoteKind::RecordDrop, record.cause, missing, rule);
  }
}

void SortOperator::on_control(const Control& control, Moment moment, State& state, Effects& effects) const {
  if (control.kind == ControlKind::Watermark) {
    send_up_to(control.value, moment.facts, state.as<Contents>(), effects);
  }
  effects.emit(kMainOutput, control);
  if (spec_.late == LateRecords::SideOutput) effects.emit(kSideOutput, control);
}

void SortOperator::send_up_to(EventTime watermark, const Facts& facts, Contents& contents, Effects& effects) const {
  const After after(*this, facts);
  const EventTime until = spec_.mutants.has(Mutant::SortHurries) ? EventTime::max() : watermark;
  while (!contents.waiting.empty() && contents.waiting.front().record.time <= until) {
    std::ranges::pop_heap(contents.waiting, after);
    const Record& record = contents.waiting.back().record;
    WT_ASSERT(!contents.sent || record.time >= *contents.sent, record.time);
    contents.sent = record.time;
    effects.emit(kMainOutput, record);
    contents.waiting.pop_back();
  }
}

Snapshot SortOperator::snapshot(const State& state, const Facts& facts) const {
  const Contents& contents = state.as<Contents>();
  if (contents.waiting.empty() && !contents.sent) return {};
  std::vector<Waiting> waiting = contents.waiting;
  const After after(*this, facts);
  std::ranges::sort(waiting, [&](const Waiting& a, const Waiting& b) { return after(b, a); });
  Encoder encoder;
  encoder.natural(contents.sent ? 1 : 0);
  if (contents.sent) encoder.integer(contents.sent->ticks());
  for (const Waiting& each : waiting) {
    encoder.integer(each.record.time.ticks());
    encode_row(each.record.row, facts, encoder);
  }
  return {.keyed = {{0, encoder.take()}}};
}

State SortOperator::open(const Subtask& /*subtask*/, const Snapshot& snapshot, Moment moment,
                         Effects& /*effects*/) const {
  Contents contents;
  const auto bytes = snapshot.keyed.find(0);
  if (bytes == snapshot.keyed.end()) return State(std::move(contents));
  Decoder decoder(bytes->second);
  if (decoder.natural() != 0) contents.sent = EventTime(decoder.integer());
  while (!decoder.at_end()) {
    const EventTime time(decoder.integer());
    WT_REQUIRE(!contents.sent || time > *contents.sent, time);
    contents.waiting.push_back(
        {{.time = time, .row = decode_row(decoder, spec_.schema, moment.facts)}, contents.arrivals++});
  }
  std::ranges::make_heap(contents.waiting, After(*this, moment.facts));
  return State(std::move(contents));
}

}  // namespace wavetank::engine
