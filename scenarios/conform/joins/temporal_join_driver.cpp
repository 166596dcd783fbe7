// Family temporal_join.
#include <algorithm>
#include <memory>
#include <utility>

#include "engine/operators/join/temporal_join.hpp"
#include "scenarios/conform/joins/join_tasks.hpp"
#include "scenarios/conform/time_rows.hpp"

namespace wavetank::scenarios {
namespace {

constexpr std::uint32_t kRowtimeField = 2;

class TemporalJoinDriver final : public VectorDriver {
 public:
  explicit TemporalJoinDriver(VectorFields& config)
      : schemas_(join_schemas({"value", "rowtime"}, facts_)), op_(spec_of(config)), tasks_(op_, facts_) {}

  VectorRows step(VectorFields& fields) override {
    const std::optional<engine::JoinSide> side = join_side_named(fields.name());
    JoinAnswers answers = side ? record(*side, fields) : tasks_.shared_step(fields);
    if (!fields.ok()) return {};
    // Between keys the order is open; within one it is not.
    std::ranges::stable_sort(answers, {}, [&](const JoinAnswer& answer) {
      const bool last = answer.watermark.has_value();
      return std::pair(last, last ? "" : field_value(answer.record.row, 0, facts_).compact());
    });
    VectorRows rows;
    for (const JoinAnswer& answer : answers) {
      rows.push_back(answer.watermark ? watermark_row(*answer.watermark) : changelog_row(answer.record.row, facts_));
    }
    return rows;
  }

 private:
  JoinAnswers record(engine::JoinSide side, VectorFields& fields) {
    engine::Record record = changelog_record(fields, schemas_.of(side), facts_);
    if (!fields.ok()) return {};
    record.time = engine::EventTime(facts_.rows.bits(record.row, kRowtimeField));
    return tasks_.send(side, record);
  }

  engine::TemporalJoinSpec spec_of(VectorFields& config) {
    engine::TemporalJoinSpec spec{.schemas = schemas_};
    const std::string_view join = config.text("join");
    if (join != "inner" && join != "left") config.refuse("join", "expected inner or left");
    spec.unmatched = join == "left" ? engine::Unmatched::Padded : engine::Unmatched::Dropped;
    spec.condition = join_condition(config, schemas_, facts_);
    const engine::Millis min{config.integer("min_retention", {.min = 0})};
    const engine::Millis max{config.integer("max_retention", {.min = min.count})};
    if (min.count > 1) spec.retention = engine::Retention{min, max};
    return spec;
  }

  engine::Facts facts_;
  engine::JoinSchemas schemas_;
  engine::TemporalJoinOperator op_;
  JoinTasks tasks_;
};

}  // namespace

DriverOrSkip make_temporal_join_driver(VectorFields& config) {
  auto driver = std::make_unique<TemporalJoinDriver>(config);
  if (!config.ok()) return {};
  return {std::move(driver), {}};
}

}  // namespace wavetank::scenarios
