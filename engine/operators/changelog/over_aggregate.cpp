// Rows wait for the watermark, then join the frame one after the other.
#include "engine/operators/changelog/over_aggregate.hpp"

#include <algorithm>
#include <array>

namespace wavetank::engine {
namespace {

std::uint64_t ms_between(EventTime from, EventTime to) {
  return static_cast<std::uint64_t>(to.ticks()) - static_cast<std::uint64_t>(from.ticks());
}

}  // namespace

OverFunction::OverFunction(OverSpec spec, Facts& facts)
    : spec_(std::move(spec)),
      accumulator_(spec_.aggregates),
      state_schema_(facts.rows.add_schema(accumulator_.schema("frame"))),
      waiting_{layout_.list<EventTime>("waiting times"), layout_.list<RowId>("waiting rows", {.schema = spec_.schema})},
      kept_{layout_.list<EventTime>("kept times"), layout_.list<RowId>("kept rows", {.schema = spec_.schema})},
      accumulated_(layout_.value<RowId>("so far", {.schema = state_schema_})),
      last_(layout_.value<EventTime>("last timer")),
      clean_up_(layout_.value<EventTime>("clean-up")) {
  WT_REQUIRE(!spec_.aggregates.empty());
  WT_REQUIRE(!is_bounded() || *spec_.frame.preceding >= 0);
}

void OverFunction::on_record(const Record& record, ProcessContext& context) const {
  const EventTime until = late_until(context);
  if (record.time <= until) {
    const Rule rule = is_bounded() ? Rule::OV02 : Rule::OV03;
    return context.note(NoteKind::RecordDrop, ms_between(record.time, until), static_cast<std::uint64_t>(rule));
  }
  context.state(waiting_.times).add(record.time);
  context.state(waiting_.rows).add(record.row);
  if (!is_bounded()) {
    const EventTime next = saturating_add(context.watermark(), Millis{1});
    return context.set_timer(std::max(next, EventTime(0)));
  }
  context.set_timer(record.time);
  if (is_bounded_range()) postpone_clean_up(record.time, context);
}

EventTime OverFunction::late_until(ProcessContext& context) const {
  return is_bounded() ? context.state(last_).get().value_or(EventTime(0)) : context.watermark();
}

void OverFunction::postpone_clean_up(EventTime time, ProcessContext& context) const {
  const std::int64_t length = *spec_.frame.preceding;
  ValueState<EventTime> clean_up = context.state(clean_up_);
  const std::optional<EventTime> known = clean_up.get();
  if (known && *known >= saturating_add(saturating_add(time, Millis{length}), Millis{1})) return;
  const EventTime half_longer = saturating_add(saturating_add(time, Millis{length}), Millis{length / 2});
  const EventTime next = saturating_add(half_longer, Millis{1});
  clean_up.put(next);
  context.set_timer(next);
}

bool OverFunction::clean_up(EventTime time, ProcessContext& context) const {
  ValueState<EventTime> clean_up = context.state(clean_up_);
  const std::optional<EventTime> due = clean_up.get();
  if (!due || *due > time) return false;
  store(waiting_, {}, context);
  store(kept_, {}, context);
  context.state(last_).clear();
  clean_up.clear();
  return true;
}

void OverFunction::on_timer(EventTime time, ProcessContext& context) const {
  if (is_bounded_range() && clean_up(time, context)) return;
  const TimedRows due = take_due(context);
  if (!is_bounded()) return send_unbounded(due, context);
  if (!due.empty()) send_bounded(due, context);
  context.state(last_).put(time);
}

OverFunction::TimedRows OverFunction::load(const TimedRowsHandle& handle, ProcessContext& context) {
  const std::vector<EventTime> times = context.state(handle.times).get();
  const std::vector<RowId> rows = context.state(handle.rows).get();
  WT_ASSERT(times.size() == rows.size(), times.size(), rows.size());
  TimedRows both;
  for (std::size_t i = 0; i < times.size(); ++i) both.push_back({times[i], rows[i]});
  return both;
}

void OverFunction::store(const TimedRowsHandle& handle, std::span<const TimedRow> rows, ProcessContext& context) {
  std::vector<EventTime> times;
  std::vector<RowId> ids;
  for (const TimedRow& row : rows) {
    times.push_back(row.time);
    ids.push_back(row.row);
  }
  context.state(handle.times).put(times);
  context.state(handle.rows).put(ids);
}

OverFunction::TimedRows OverFunction::take_due(ProcessContext& context) const {
  const EventTime watermark = context.watermark();
  TimedRows due;
  TimedRows rest;
  for (const TimedRow& row : load(waiting_, context)) (row.time <= watermark ? due : rest).push_back(row);
  if (!is_bounded() && !rest.empty()) context.set_timer(saturating_add(watermark, Millis{1}));
  if (due.empty()) return due;
  store(waiting_, rest, context);
  std::ranges::stable_sort(due, {}, [](const TimedRow& row) { return row.time; });
  return due;
}

void OverFunction::send_unbounded(std::span<const TimedRow> due, ProcessContext& context) const {
  Rows& rows = context.facts().rows;
  std::array<Cell, kFieldsMax> cells{};
  const auto accumulated = std::span(cells).first(accumulator_.width());
  const std::optional<RowId> so_far = context.state(accumulated_).get();
  for (std::uint32_t i = 0; so_far && i < accumulated.size(); ++i) accumulated[i] = rows.cell(*so_far, i);
  for (std::size_t first = 0; first < due.size();) {
    const std::span<const TimedRow> now = due.subspan(first, peers(due, first));
    for (const TimedRow& row : now) accumulator_.fold(Change::Add, rows, row.row, accumulated);
    for (const TimedRow& row : now) emit(row, accumulated, context);
    first += now.size();
  }
  if (!due.empty()) context.state(accumulated_).put(context.facts().row(state_schema_, RowKind::Insert, accumulated));
}

void OverFunction::send_bounded(std::span<const TimedRow> due, ProcessContext& context) const {
  const Rows& rows = context.facts().rows;
  TimedRows frame = load(kept_, context);
  for (std::size_t first = 0; first < due.size();) {
    const std::span<const TimedRow> now = due.subspan(first, peers(due, first));
    frame.insert(frame.end(), now.begin(), now.end());
    std::size_t out = 0;
    while (!is_in_frame(frame, out)) ++out;
    frame.erase(frame.begin(), frame.begin() + static_cast<std::ptrdiff_t>(out));
    std::array<Cell, kFieldsMax> cells{};
    const auto accumulated = std::span(cells).first(accumulator_.width());
    for (const TimedRow& row : frame) accumulator_.fold(Change::Add, rows, row.row, accumulated);
    for (const TimedRow& row : now) emit(row, accumulated, context);
    first += now.size();
  }
  store(kept_, frame, context);
}

std::size_t OverFunction::peers(std::span<const TimedRow> due, std::size_t first) const {
  if (spec_.frame.unit == FrameUnit::Rows || spec_.mutants.has(Mutant::FramePeersApart)) return 1;
  std::size_t last = first;
  while (last < due.size() && due[last].time == due[first].time) ++last;
  return last - first;
}

bool OverFunction::is_in_frame(std::span<const TimedRow> rows, std::size_t at) const {
  WT_ASSERT(at < rows.size(), at, rows.size());
  const auto preceding = static_cast<std::uint64_t>(*spec_.frame.preceding);
  const std::uint64_t more = spec_.mutants.has(Mutant::FrameOneMore) ? 1 : 0;
  if (spec_.frame.unit == FrameUnit::Rows) return rows.size() - 1 - at <= preceding + more;
  return ms_between(rows[at].time, rows.back().time) <= preceding;
}

void OverFunction::emit(const TimedRow& row, std::span<const Cell> accumulated, ProcessContext& context) const {
  std::array<Cell, kFieldsMax> cells{};
  const auto result = std::span(cells).first(spec_.aggregates.size());
  accumulator_.result(accumulated, result);
  context.emit_at(row.time, extended(context.facts(), row.row, RowKind::Insert, spec_.result, result));
}

}  // namespace wavetank::engine
