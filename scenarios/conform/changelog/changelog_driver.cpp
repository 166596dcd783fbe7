// Rows in and out of one keyed operator, by one task.
#include "scenarios/conform/changelog/changelog_driver.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <variant>

#include "scenarios/conform/row_kinds.hpp"
#include "scenarios/conform/time_rows.hpp"

namespace wavetank::scenarios {
namespace {

using engine::Cell;
using engine::Effects;
using engine::EventTime;

std::vector<engine::Field> with_integers(std::vector<engine::Field> fields, const std::vector<std::string>& names) {
  for (const std::string& name : names) fields.push_back({.name = name});
  return fields;
}

class ChangelogDriver final : public VectorDriver {
 public:
  ChangelogDriver(ChangelogVectors vectors, std::unique_ptr<const engine::ProcessFunction> function)
      : vectors_(std::move(vectors)),
        op_(std::move(function)),
        task_(engine::TaskSpec{&op_, {}, {1}, {}}),
        state_(open({})) {}

  VectorRows step(VectorFields& fields) override {
    const std::string_view name = fields.name();
    Effects effects;
    if (name == "e") {
      take(fields, effects);
    } else if (name == "w") {
      const EventTime watermark(fields.integer(1));
      if (fields.ok()) advance(watermark, effects);
    } else if (name == "p") {
      now_ = engine::ProcessingTime(fields.integer(1));
    } else if (name == "r") {
      state_ = open(op_.snapshot(state_.state, *vectors_.facts));
      watermark_ = EventTime::min();
    } else {
      return refuse_step(fields);
    }
    return rows_of(effects);
  }
  [[nodiscard]] std::optional<JsonValue> counts() const override {
    if (!vectors_.counts_late) return std::nullopt;
    return JsonValue::array({JsonValue::integer(late_)});
  }

 private:
  [[nodiscard]] engine::Moment moment() { return {now_, engine::kNoCause, *vectors_.facts}; }
  [[nodiscard]] engine::TaskState open(const engine::Snapshot& snapshot) {
    Effects effects;
    return task_.open(assign(std::span(&snapshot, 1), {}), moment(), effects);
  }

  // A few recorded watermarks do not grow. The real operator forwards them all the same; those of ours have been
  // filtered by its task (TM-05).
  void advance(EventTime watermark, Effects& effects) {
    const engine::Control control{engine::ControlKind::Watermark, watermark, engine::kNoCause};
    if (watermark <= watermark_) return effects.emit(engine::kMainOutput, control);
    watermark_ = watermark;
    task_.on_control(engine::ChannelIndex{0}, control, moment(), state_, effects);
  }

  // ["e", kind, [key, integer or null, …]]
  void take(VectorFields& fields, Effects& effects) {
    const engine::RowKind row_kind = row_kind_at(fields, 1);
    VectorFields row = fields.array(2);
    std::vector<Cell> cells = {{static_cast<std::int64_t>(vectors_.facts->texts.intern(row.text(0))), false}};
    for (std::size_t i = 1; i < vectors_.fields.size(); ++i) {
      cells.push_back(row.is_null(i) ? Cell{0, true} : Cell{row.integer(i), false});
    }
    if (row.has(cells.size())) fields.refuse(2, "more fields than the family's rows have");
    if (!fields.ok()) return;
    engine::Record record{.time = EventTime::min(), .row = vectors_.facts->row(vectors_.schema, row_kind, cells)};
    record.key = vectors_.facts->key(engine::FieldType::Text, cells[0]);
    if (vectors_.time_field) record.time = EventTime(cells[*vectors_.time_field].bits);
    task_.on_records(engine::ChannelIndex{0}, std::span(&record, 1), moment(), state_, effects);
  }

  [[nodiscard]] VectorRows rows_of(Effects& effects) {
    std::vector<std::pair<std::string, JsonValue>> keyed;
    VectorRows watermarks;
    for (const Effects::Item& item : effects.order()) {
      if (item.kind == engine::EffectKind::Controls) watermarks.push_back(watermark_row(effects.control(item).value));
      if (item.kind == engine::EffectKind::Notes) count(effects.notes(item));
      if (item.kind != engine::EffectKind::Records) continue;
      for (const engine::Record& record : effects.records(item)) {
        JsonValue::Array fields = fields_of(record.row);
        std::string key = fields[0].compact();
        const JsonValue kind = row_kind_text(vectors_.facts->rows.kind(record.row));
        JsonValue row = JsonValue::array({kind, JsonValue::array(std::move(fields))});
        keyed.emplace_back(std::move(key), std::move(row));
      }
    }
    std::ranges::stable_sort(keyed, {}, [](const auto& row) -> const std::string& { return row.first; });
    VectorRows rows;
    for (auto& [key, row] : keyed) rows.push_back(std::move(row));
    rows.insert(rows.end(), watermarks.begin(), watermarks.end());
    return rows;
  }
  [[nodiscard]] JsonValue::Array fields_of(engine::RowId row) const {
    const engine::Facts& facts = *vectors_.facts;
    const std::vector<engine::Field>& fields = facts.rows.schema(facts.rows.schema_of(row)).fields;
    JsonValue::Array values;
    for (std::uint32_t i = 0; i < fields.size(); ++i) {
      const Cell cell = facts.rows.cell(row, i);
      if (cell.null) {
        values.push_back(JsonValue::null());
      } else if (fields[i].type == engine::FieldType::Text) {
        values.push_back(JsonValue::text(facts.texts.bytes(engine::TextId{static_cast<std::uint32_t>(cell.bits)})));
      } else {
        values.push_back(JsonValue::integer(cell.bits));
      }
    }
    return values;
  }
  void count(std::span<const engine::Note> notes) {
    late_ += std::ranges::count(notes, engine::NoteKind::RecordDrop, &engine::Note::kind);
  }

  ChangelogVectors vectors_;
  engine::KeyedProcessOperator op_;
  engine::Task task_;
  engine::ProcessingTime now_{0};
  EventTime watermark_ = EventTime::min();
  engine::TaskState state_;
  std::int64_t late_ = 0;
};

}  // namespace

ChangelogVectors::ChangelogVectors(std::vector<std::string> integers)
    : fields(with_integers({{.name = "key", .type = engine::FieldType::Text}}, integers)),
      schema(facts->rows.add_schema({"row", fields})) {}

engine::SchemaId ChangelogVectors::extended(const std::vector<std::string>& integers) const {
  return facts->rows.add_schema({"result", with_integers(fields, integers)});
}

std::unique_ptr<VectorDriver> make_changelog_driver(ChangelogVectors vectors,
                                                    std::unique_ptr<const engine::ProcessFunction> function) {
  return std::make_unique<ChangelogDriver>(std::move(vectors), std::move(function));
}

std::optional<engine::TimeToLive> vector_ttl(VectorFields& config) {
  const std::int64_t length = config.integer("ttl", {.min = 0});
  if (length <= 0) return std::nullopt;
  return engine::TimeToLive{.length = engine::Millis{length}};
}

engine::UpdateKinds vector_updates(VectorFields& config) { return {.before = config.truth("generate_update_before")}; }

std::vector<std::string> vector_aggregate_names(VectorFields& config) {
  VectorFields list = config.array("aggregates");
  std::vector<std::string> names;
  for (std::size_t i = 0; list.has(i); ++i) {
    const std::string_view name = list.text(i);
    if (name != "count_star" && name != "count" && name != "sum" && name != "max") {
      list.refuse(i, "expected count_star, count, sum or max");
    }
    names.emplace_back(name);
  }
  if (names.empty() || names.size() > engine::kChangeAggregatesMax) config.refuse("aggregates", "too few or too many");
  return names;
}

std::vector<engine::ChangeAggregate> vector_aggregates(const std::vector<std::string>& names) {
  using engine::ChangeAggregateKind;
  std::vector<engine::ChangeAggregate> aggregates;
  for (const std::string& name : names) {
    ChangeAggregateKind kind = ChangeAggregateKind::Sum;
    if (name == "count_star") kind = ChangeAggregateKind::Rows;
    if (name == "count") kind = ChangeAggregateKind::Values;
    if (name == "max") kind = ChangeAggregateKind::Max;
    aggregates.push_back({.kind = kind, .name = name, .field = 1, .result = {.name = name}});
  }
  return aggregates;
}

}  // namespace wavetank::scenarios
