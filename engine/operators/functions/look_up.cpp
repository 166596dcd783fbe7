// Finding the rule of a record.
#include "engine/operators/functions/look_up.hpp"

namespace wavetank::engine {

RuledExpression::RuledExpression(Expression expression, std::size_t fields, std::size_t rule_fields)
    : expression_(std::move(expression)), fields_(fields), rule_fields_(rule_fields) {
  WT_REQUIRE(fields <= kFieldsMax, fields);
  WT_REQUIRE(rule_fields <= kFieldsMax, rule_fields);
}

Cell RuledExpression::evaluate(const Rows& rows, RowId row, std::optional<RowId> rule) const {
  std::array<Cell, 2 * kFieldsMax> slots{};
  for (const std::uint32_t slot : expression_.used()) {
    if (slot < fields_) {
      slots[slot] = rows.cell(row, slot);
    } else {
      slots[slot] = rule ? rows.cell(*rule, slot - static_cast<std::uint32_t>(fields_)) : Cell{0, true};
    }
  }
  return expression_.evaluate(std::span(slots).first(fields_ + rule_fields_));
}

bool RuledExpression::holds(const Rows& rows, RowId row, std::optional<RowId> rule) const {
  const Cell cell = evaluate(rows, row, rule);
  return !cell.null && cell.bits != 0;
}

template <StoredKey Key>
void LookUpFunction<Key>::on_record(const Record& record, RuledContext& context) const {
  Facts& facts = context.facts();
  const Cell wanted = facts.rows.cell(record.row, spec_.look_up);
  std::optional<RowId> rule;
  if (!wanted.null) rule = context.rules(rules_).get(AsWord<Key>::value(wanted.bits));
  if (spec_.condition && !spec_.condition->holds(facts.rows, record.row, rule)) {
    context.note(NoteKind::RecordFilter, static_cast<std::uint64_t>(record.time.ticks()), pack(record.row, record.key));
    return;
  }
  if (spec_.fields.empty()) return context.emit(record.row);
  std::array<Cell, kFieldsMax> cells{};
  for (std::size_t i = 0; i < spec_.fields.size(); ++i) {
    cells[i] = spec_.fields[i].evaluate(facts.rows, record.row, rule);
  }
  const RowKind kind = facts.rows.kind(record.row);
  context.emit(facts.row(spec_.result, kind, std::span(cells).first(spec_.fields.size())));
}

template <StoredKey Key>
void LookUpFunction<Key>::on_broadcast(const Record& record, BroadcastContext& context) const {
  Facts& facts = context.facts();
  const auto time = static_cast<std::uint64_t>(record.time.ticks());
  const Cell key = facts.rows.cell(record.row, spec_.rule_key);
  if (key.null) {
    context.note(NoteKind::RecordIgnore, time, pack(record.row, kNoKey));
    return;
  }
  const std::uint64_t what = pack(record.row, facts.key(spec_.key_type, key));
  const RowKind kind = facts.rows.kind(record.row);
  BroadcastMap<Key, RowId> rules = context.rules(rules_);
  if (kind == RowKind::Delete || kind == RowKind::UpdateBefore) {
    rules.remove(AsWord<Key>::value(key.bits));
    context.note(NoteKind::RuleRemove, time, what);
    return;
  }
  rules.put(AsWord<Key>::value(key.bits), record.row);
  context.note(NoteKind::RulePut, time, what);
}

template class LookUpFunction<TextId>;
template class LookUpFunction<std::int64_t>;

}  // namespace wavetank::engine
