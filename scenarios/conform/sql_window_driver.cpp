// Family sql_window: windows over slices, as streaming SQL has them.
#include <memory>

#include "engine/operators/window/slice_window.hpp"
#include "scenarios/conform/driver.hpp"
#include "scenarios/conform/time_rows.hpp"

namespace wavetank::scenarios {
namespace {

using engine::Effects;
using engine::EventTime;
using engine::Millis;
using engine::SliceWindowSpec;

constexpr std::size_t kAtOfSqlResult = 6;  // ["o", key, start, end, sum, count, at]

// One instance of the operator itself: the recorded one has no gate before it, either.
class SqlWindowDriver final : public VectorDriver {
 public:
  explicit SqlWindowDriver(const engine::WindowAssignerSpec& assigner) {
    input_ = facts_.rows.add_schema({"input", {{.name = "key", .type = engine::FieldType::Text}, {.name = "value"}}});
    SliceWindowSpec spec{.assigner = assigner, .aggregates = {}, .result = {}, .keyed = true};
    spec.aggregates = {{.kind = engine::AggregateKind::Sum, .name = "sum", .field = 1},
                       {.kind = engine::AggregateKind::Count, .name = "count"}};
    spec.result = facts_.rows.add_schema(
        {"result",
         {{.name = "key", .type = engine::FieldType::Text, .role = engine::FieldRole::Key},
          {.name = "window_start", .type = engine::FieldType::Timestamp, .role = engine::FieldRole::WindowStart},
          {.name = "window_end", .type = engine::FieldType::Timestamp, .role = engine::FieldRole::WindowEnd},
          {.name = "sum"},
          {.name = "count"}}});
    operator_ = std::make_unique<engine::SliceWindowOperator>(std::move(spec));
    open({});
  }

  VectorRows step(VectorFields& fields) override {
    const std::string_view name = fields.name();
    if (name == "e") return element(fields);
    if (name == "w") return watermark(fields);
    if (name == "s") {
      kept_ = operator_->snapshot(state_, facts_);
      return {};
    }
    if (name != "r" && name != "f") return refuse_step(fields);
    [[maybe_unused]] const std::int64_t parallelism = fields.integer(1, {1, 1});
    if (!fields.ok()) return {};
    dropped_before_ += operator_->dropped(state_);
    open(name == "r" ? operator_->snapshot(state_, facts_) : kept_);
    return {};
  }

  [[nodiscard]] std::optional<JsonValue> counts() const override {
    const std::uint64_t dropped = dropped_before_ + operator_->dropped(state_);
    return JsonValue::array({JsonValue::integer(static_cast<std::int64_t>(dropped))});
  }

  [[nodiscard]] std::optional<std::size_t> at_element(std::string_view row) const override {
    if (row == "o") return kAtOfSqlResult;
    return std::nullopt;
  }

 private:
  [[nodiscard]] engine::Moment moment() { return {engine::ProcessingTime(0), engine::kNoCause, facts_}; }

  void open(const engine::Snapshot& snapshot) {
    const engine::Subtask subtask{0, 1};
    Effects effects;
    state_ = operator_->open(subtask, assign(std::span(&snapshot, 1), subtask), moment(), effects);
  }

  // ["e", key, value, rowtime]
  VectorRows element(VectorFields& fields) {
    const engine::Cell key_cell{static_cast<std::int64_t>(facts_.texts.intern(fields.text(1))), false};
    const engine::Cell cells[] = {key_cell, {fields.integer(2), false}};
    const EventTime time(fields.integer(3));
    if (!fields.ok()) return {};
    const engine::Record record{time, facts_.row(input_, engine::RowKind::Insert, cells),
                                facts_.key(engine::FieldType::Text, key_cell), engine::kNoCause};
    Effects effects;
    operator_->on_batch(engine::InputIndex{0}, std::span(&record, 1), moment(), state_, effects);
    return rows_of(effects);
  }

  VectorRows watermark(VectorFields& fields) {
    const EventTime time(fields.integer(1));
    if (!fields.ok()) return {};
    Effects effects;
    operator_->on_control({engine::ControlKind::Watermark, time, engine::kNoCause}, moment(), state_, effects);
    return rows_of(effects);
  }

  VectorRows rows_of(Effects& effects) {
    VectorRows rows;
    for (const Effects::Item& item : effects.order()) {
      if (item.kind == engine::EffectKind::Records) {
        for (const engine::Record& record : effects.records(item)) rows.push_back(result_row(record.row));
      } else if (item.kind == engine::EffectKind::Controls) {
        rows.push_back(watermark_row(effects.control(item).value));
      } else if (item.kind == engine::EffectKind::Asks) {
        return {JsonValue::array({JsonValue::text("error"), JsonValue::text("failed")})};
      }
    }
    return rows;
  }

  [[nodiscard]] JsonValue result_row(engine::RowId row) const {
    const auto field = [&](std::uint32_t at) { return facts_.rows.bits(row, at); };
    const auto key = facts_.texts.bytes(engine::TextId{static_cast<std::uint32_t>(field(0))});
    return JsonValue::array({JsonValue::text("o"), JsonValue::text(key), JsonValue::integer(field(1)),
                             JsonValue::integer(field(2)), JsonValue::integer(field(3)), JsonValue::integer(field(4)),
                             JsonValue::integer(engine::wrapping_subtract(field(2), 1))});
  }

  engine::Facts facts_;
  engine::SchemaId input_{};
  std::unique_ptr<engine::SliceWindowOperator> operator_;
  engine::State state_;
  engine::Snapshot kept_;  // empty before the first checkpoint: a failure then starts from nothing
  std::uint64_t dropped_before_ = 0;
};

engine::WindowAssignerSpec read_sql_window(VectorFields& window) {
  engine::WindowAssignerSpec spec;
  const std::string_view type = window.text("type");
  const Millis size{window.integer("size", {.min = 1})};
  spec.shape = {size, size, Millis{window.integer("offset")}};
  if (type == "hop") {
    spec.shape.slide = Millis{window.integer("slide", {.min = 1})};
  } else if (type == "cumulate") {
    spec.kind = engine::AssignerKind::Cumulate;
    spec.shape.slide = Millis{window.integer("step", {.min = 1})};
  } else if (window.ok() && type != "tumble") {
    window.refuse("type", "no such window");
  }
  if (window.ok() && !is_sliceable(spec)) window.refuse("size", "expected a multiple of the slide or step");
  return spec;
}

}  // namespace

DriverOrSkip make_sql_window_driver(VectorFields& config) {
  VectorFields window = config.object("window");
  const engine::WindowAssignerSpec assigner = read_sql_window(window);
  if (!config.ok()) return {};
  return {std::make_unique<SqlWindowDriver>(assigner), {}};
}

}  // namespace wavetank::scenarios
