// Families group_agg and over_agg.
#include <memory>
#include <utility>

#include "engine/operators/changelog/group_aggregate.hpp"
#include "engine/operators/changelog/over_aggregate.hpp"
#include "scenarios/conform/changelog/changelog_driver.hpp"

namespace wavetank::scenarios {

// `retract_input` says whether rows are taken back; a group without rows is gone either way.
DriverOrSkip make_group_agg_driver(VectorFields& config) {
  const std::vector<std::string> names = vector_aggregate_names(config);
  const std::optional<engine::TimeToLive> ttl = vector_ttl(config);
  const engine::UpdateKinds updates = vector_updates(config);
  const bool retracts = config.truth("retract_input");
  const bool has_max = std::ranges::find(names, "max") != names.end();
  if (retracts && has_max) config.refuse("aggregates", "a maximum takes nothing back");
  if (!config.ok()) return {};
  ChangelogVectors vectors({"value"});
  std::vector<engine::Field> fields = {vectors.fields[0]};
  for (const std::string& name : names) fields.push_back({.name = name});
  const engine::SchemaId result = vectors.facts->rows.add_schema({"group", std::move(fields)});
  auto function = std::make_unique<engine::GroupAggregateFunction>(
      engine::GroupAggregateSpec{
          .aggregates = vector_aggregates(names), .updates = updates, .ttl = ttl, .result = result},
      *vectors.facts);
  return {make_changelog_driver(std::move(vectors), std::move(function)), {}};
}

DriverOrSkip make_over_agg_driver(VectorFields& config) {
  const std::vector<std::string> names = vector_aggregate_names(config);
  const std::string_view unit = config.text("frame");
  if (unit != "rows" && unit != "range") config.refuse("frame", "expected rows or range");
  engine::OverFrame frame{unit == "rows" ? engine::FrameUnit::Rows : engine::FrameUnit::Range, std::nullopt};
  if (!config.is_null("preceding")) frame.preceding = config.integer("preceding", {.min = 0});
  if (!config.ok()) return {};
  ChangelogVectors vectors({"value", "rowtime"});
  vectors.time_field = 2;
  vectors.counts_late = true;
  const engine::SchemaId result = vectors.extended(names);
  auto function = std::make_unique<engine::OverFunction>(
      engine::OverSpec{vector_aggregates(names), frame, vectors.schema, result}, *vectors.facts);
  return {make_changelog_driver(std::move(vectors), std::move(function)), {}};
}

}  // namespace wavetank::scenarios
