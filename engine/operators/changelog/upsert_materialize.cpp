// Adding to a list, and taking out of it.
#include "engine/operators/changelog/upsert_materialize.hpp"

#include "engine/operators/join/joined_rows.hpp"

namespace wavetank::engine {

UpsertMaterializeFunction::UpsertMaterializeFunction(UpsertMaterializeSpec spec, Facts& facts)
    : spec_(std::move(spec)),
      state_name_(facts.texts.intern("rows of a sink key")),
      rows_(layout_.list<RowId>("rows", {.schema = spec_.schema, .ttl = spec_.ttl})),
      arrivals_(layout_.list<std::int64_t>("arrivals", {.schema = {}, .ttl = spec_.ttl})),
      named_(layout_.list<RowId>("by name", {.schema = spec_.schema, .ttl = spec_.ttl})),
      numbers_(layout_.list<std::int64_t>("numbers", {.schema = {}, .ttl = spec_.ttl})) {
  const std::size_t fields = facts.rows.schema(spec_.schema).fields.size();
  for (const std::uint32_t field : spec_.upsert_key) WT_REQUIRE(field < fields, field, fields);
}

ReplayClass UpsertMaterializeFunction::replay_class() const {
  return spec_.ttl ? ReplayClass::ClockDependent : ReplayClass::OrderDependent;
}

void UpsertMaterializeFunction::on_record(const Record& record, ProcessContext& context) const {
  List list = open(context);
  if (is_retraction(context.facts().rows.kind(record.row))) {
    take_back(list, record, context);
  } else {
    add(list, record.row, context);
  }
}

UpsertMaterializeFunction::List UpsertMaterializeFunction::open(ProcessContext& context) const {
  List list{context.state(rows_).edit(), context.state(arrivals_).edit(), context.state(named_).edit(),
            context.state(numbers_).edit()};
  WT_ASSERT(list.rows.size() == list.arrivals.size(), list.rows.size(), list.arrivals.size());
  WT_ASSERT(list.rows.size() == list.named.size(), list.rows.size(), list.named.size());
  return list;
}

std::size_t UpsertMaterializeFunction::arrival_of(const List& list, std::int64_t number) {
  const std::size_t place = list.arrivals.count_before([&](std::int64_t other) { return other < number; });
  WT_ASSERT(list.arrivals.at(place) == number, place, number);
  return place;
}

UpsertMaterializeFunction::Found UpsertMaterializeFunction::find(const List& list, RowId row,
                                                                 const Facts& facts) const {
  const std::size_t first =
      list.named.count_before([&](RowId other) { return compare_rows(other, row, spec_.upsert_key, facts) < 0; });
  const bool is_there =
      first < list.named.size() && compare_rows(list.named.at(first), row, spec_.upsert_key, facts) == 0;
  return {first, is_there};
}

void UpsertMaterializeFunction::add(List& list, RowId row, ProcessContext& context) const {
  const Facts& facts = context.facts();
  const std::size_t before = list.rows.size();
  const RowKind kind = before == 0 ? RowKind::Insert : RowKind::UpdateAfter;
  const Found found = find(list, row, facts);
  if (found.is_there && !spec_.upsert_key.empty()) {
    list.named.set(found.first, row);
    list.rows.set(arrival_of(list, list.numbers.at(found.first)), row);
  } else {
    const std::int64_t number = before == 0 ? 0 : list.arrivals.at(before - 1) + 1;
    const std::size_t place =
        list.named.count_before([&](RowId other) { return compare_rows(other, row, spec_.upsert_key, facts) <= 0; });
    list.named.insert(place, row);
    list.numbers.insert(place, number);
    list.rows.insert(before, row);
    list.arrivals.insert(before, number);
  }
  close(list, context);
  context.emit(as_kind(context.facts(), row, kind));
}

void UpsertMaterializeFunction::take_back(List& list, const Record& record, ProcessContext& context) const {
  const Found found = find(list, record.row, context.facts());
  if (!found.is_there) {
    clear_if_empty(list);
    context.note(NoteKind::RecordIgnore, static_cast<std::uint64_t>(record.time.ticks()),
                 pack(record.row, context.key()));
    return;
  }
  const std::size_t place = arrival_of(list, list.numbers.at(found.first));
  list.named.erase(found.first);
  list.numbers.erase(found.first);
  list.rows.erase(place);
  list.arrivals.erase(place);
  if (spec_.mutants.has(Mutant::MaterializeObeys)) forget(list);
  const std::size_t left = list.rows.size();
  const RowId last = left == 0 ? kNoRow : list.rows.at(left - 1);
  close(list, context);
  if (left == 0) return context.emit(as_kind(context.facts(), record.row, RowKind::Delete));
  if (place == left && !spec_.mutants.has(Mutant::MaterializeShowsNobody)) {
    context.emit(as_kind(context.facts(), last, RowKind::UpdateAfter));
  }
}

// Each write renews the whole list.
void UpsertMaterializeFunction::close(List& list, ProcessContext& context) const {
  const std::size_t rows = list.rows.size();
  if (spec_.ttl) {
    list.rows.renew();
    list.arrivals.renew();
    list.named.renew();
    list.numbers.renew();
  }
  clear_if_empty(list);
  context.note(rows == 0 ? NoteKind::StateClear : NoteKind::StatePut, pack(state_name_, context.key()), rows);
}

void UpsertMaterializeFunction::forget(List& list) {
  list.rows.keep_first(0);
  list.arrivals.keep_first(0);
  list.named.keep_first(0);
  list.numbers.keep_first(0);
}

void UpsertMaterializeFunction::clear_if_empty(List& list) {
  list.rows.done();
  list.arrivals.done();
  list.named.done();
  list.numbers.done();
}

}  // namespace wavetank::engine
