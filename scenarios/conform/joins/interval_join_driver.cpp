// Family interval_join.
#include <algorithm>
#include <memory>

#include "engine/operators/join/interval_join.hpp"
#include "scenarios/conform/joins/join_tasks.hpp"
#include "scenarios/conform/time_rows.hpp"

namespace wavetank::scenarios {
namespace {

class IntervalJoinDriver final : public VectorDriver {
 public:
  IntervalJoinDriver(const engine::JoinInterval& interval, engine::LateRecords late)
      : schemas_(join_schemas({"value", "unused"}, facts_)),
        op_({.schemas = schemas_, .interval = interval, .late = late}),
        tasks_(op_, facts_) {}

  VectorRows step(VectorFields& fields) override {
    const std::optional<engine::JoinSide> side = join_side_named(fields.name());
    const JoinAnswers answers = side ? record(*side, fields) : tasks_.shared_step(fields);
    if (!fields.ok()) return {};
    VectorRows rows;
    std::optional<JsonValue> watermark;
    for (const JoinAnswer& answer : answers) {
      if (answer.watermark) {
        watermark = watermark_row(*answer.watermark);
      } else {
        rows.push_back(row_of(answer));
      }
    }
    std::ranges::sort(rows, {}, [](const JsonValue& row) { return row.compact(); });
    if (watermark) rows.push_back(*watermark);
    return rows;
  }

  [[nodiscard]] std::optional<JsonValue> counts() const override {
    engine::IntervalJoinCounts all;
    for (const engine::TaskState& state : tasks_.states()) {
      const engine::IntervalJoinCounts counts = op_.counts(state.state);
      all.event_timers += counts.event_timers;
      all.buffers += counts.buffers;
    }
    return JsonValue::array({JsonValue::integer(static_cast<std::int64_t>(all.event_timers)),
                             JsonValue::integer(static_cast<std::int64_t>(all.buffers))});
  }

 private:
  // [side, key, value, timestamp]
  JoinAnswers record(engine::JoinSide side, VectorFields& fields) {
    const std::string_view key = fields.text(1);
    const std::int64_t value = fields.integer(2);
    const engine::EventTime time(fields.integer(3));
    if (time == engine::EventTime::min()) fields.refuse(3, "a record needs a time");
    if (!fields.ok()) return {};
    const engine::Cell cells[] = {
        {static_cast<std::int64_t>(facts_.texts.intern(key)), false}, {value, false}, {0, true}};
    engine::Record record{.time = time};
    record.row = facts_.row(schemas_.of(side), engine::RowKind::Insert, cells);
    record.key = facts_.key(engine::FieldType::Text, cells[0]);
    return tasks_.send(side, record);
  }

  [[nodiscard]] JsonValue row_of(const JoinAnswer& answer) const {
    const engine::RowId row = answer.record.row;
    const JsonValue time = JsonValue::integer(answer.record.time.ticks());
    if (answer.output == engine::kMainOutput) {
      return JsonValue::array({JsonValue::text("j"), field_value(row, 0, facts_), field_value(row, 1, facts_),
                               field_value(row, 4, facts_), time});
    }
    const bool left = answer.output == engine::IntervalJoinOperator::kLateLeft;
    return JsonValue::array({JsonValue::text(left ? "late_left" : "late_right"), field_value(row, 0, facts_),
                             field_value(row, 1, facts_), time});
  }

  engine::Facts facts_;
  engine::JoinSchemas schemas_;
  engine::IntervalJoinOperator op_;
  JoinTasks tasks_;
};

}  // namespace

DriverOrSkip make_interval_join_driver(VectorFields& config) {
  const engine::Millis lower{config.integer("lower")};
  const engine::Millis upper{config.integer("upper")};
  const bool lower_in = config.truth("lower_inclusive");
  const bool upper_in = config.truth("upper_inclusive");
  const auto late = config.truth("late_output") ? engine::LateRecords::SideOutput : engine::LateRecords::Count;
  if (lower > upper) config.refuse("upper", "less than lower");
  if (!config.ok()) return {};
  return {std::make_unique<IntervalJoinDriver>(engine::join_interval({lower, lower_in}, {upper, upper_in}), late), {}};
}

}  // namespace wavetank::scenarios
