// Family sort: the event-time sort operator. Rows are [value, rowtime], of any kind.
#include <array>
#include <memory>
#include <utility>

#include "engine/core/task.hpp"
#include "engine/operators/sort.hpp"
#include "scenarios/conform/row_kinds.hpp"
#include "scenarios/conform/time_rows.hpp"

namespace wavetank::scenarios {
namespace {

using engine::Effects;
using engine::EventTime;

class SortDriver final : public VectorDriver {
 public:
  explicit SortDriver(std::optional<engine::SortOrder> order)
      : schema_(facts_.rows.add_schema({"row", {{.name = "value"}}})),
        op_({.schema = schema_, .then_by = then_by(order)}),
        task_(engine::TaskSpec{&op_, {}, {1}, {}}),
        state_(open({})) {}

  VectorRows step(VectorFields& fields) override {
    const std::string_view name = fields.name();
    Effects effects;
    if (name == "e") {
      take(fields, effects);
    } else if (name == "w") {
      const engine::Control control{engine::ControlKind::Watermark, EventTime(fields.integer(1)), engine::kNoCause};
      if (fields.ok()) task_.on_control(engine::ChannelIndex{0}, control, moment(), state_, effects);
    } else if (name == "r") {
      state_ = open(op_.snapshot(state_.state, facts_));
    } else {
      return refuse_step(fields);
    }
    return rows_of(effects);
  }

 private:
  static std::optional<engine::SortField> then_by(std::optional<engine::SortOrder> order) {
    return order ? std::optional(engine::SortField{0, *order}) : std::nullopt;
  }
  [[nodiscard]] engine::Moment moment() { return {engine::ProcessingTime(0), engine::kNoCause, facts_}; }
  [[nodiscard]] engine::TaskState open(const engine::Snapshot& snapshot) {
    Effects effects;
    return task_.open(assign(std::span(&snapshot, 1), {}), moment(), effects);
  }

  // ["e", kind, [value, rowtime]]
  void take(VectorFields& fields, Effects& effects) {
    const engine::RowKind row_kind = row_kind_at(fields, 1);
    VectorFields row = fields.array(2);
    const engine::Cell value{row.integer(0), false};
    const EventTime time(row.integer(1));
    if (!fields.ok()) return;
    const engine::Record record{.time = time, .row = facts_.row(schema_, row_kind, std::span(&value, 1))};
    task_.on_records(engine::ChannelIndex{0}, std::span(&record, 1), moment(), state_, effects);
  }

  [[nodiscard]] VectorRows rows_of(Effects& effects) const {
    VectorRows rows;
    for (const Effects::Item& item : effects.order()) {
      if (item.kind == engine::EffectKind::Controls) rows.push_back(watermark_row(effects.control(item).value));
      if (item.kind != engine::EffectKind::Records) continue;
      for (const engine::Record& record : effects.records(item)) {
        rows.push_back(JsonValue::array({row_kind_text(facts_.rows.kind(record.row)),
                                         JsonValue::array({JsonValue::integer(facts_.rows.bits(record.row, 0)),
                                                           JsonValue::integer(record.time.ticks())})}));
      }
    }
    return rows;
  }

  engine::Facts facts_;
  engine::SchemaId schema_;
  engine::SortOperator op_;
  engine::Task task_;
  engine::TaskState state_;
};

}  // namespace

DriverOrSkip make_sort_driver(VectorFields& config) {
  std::optional<engine::SortOrder> order;
  if (!config.is_null("order")) {
    const std::string_view word = config.text("order");
    if (word != "asc" && word != "desc") config.refuse("order", "expected null, asc or desc");
    order = word == "asc" ? engine::SortOrder::Ascending : engine::SortOrder::Descending;
  }
  if (!config.ok()) return {};
  return {std::make_unique<SortDriver>(order), {}};
}

}  // namespace wavetank::scenarios
