// Making operators whose results change.
#include "engine/operators/changelog/group_aggregate.hpp"
#include "engine/operators/changelog/over_aggregate.hpp"
#include "engine/operators/changelog/upsert_materialize.hpp"
#include "engine/operators/process/keyed_process.hpp"
#include "scenarios/run/operators/making.hpp"

namespace wavetank::scenarios {
namespace {

Made made_of(std::unique_ptr<const engine::ProcessFunction> function) {
  return std::make_unique<engine::KeyedProcessOperator>(std::move(function));
}

std::optional<engine::TimeToLive> living(const std::optional<engine::Millis>& length) {
  if (!length) return std::nullopt;
  return engine::TimeToLive{.length = *length};
}

engine::UpdateKinds kinds_of(Updates updates) { return {.before = updates == Updates::Retract}; }

engine::ChangeAggregateKind changing(engine::AggregateKind kind) {
  using engine::AggregateKind;
  using engine::ChangeAggregateKind;
  switch (kind) {
    case AggregateKind::Count: return ChangeAggregateKind::Rows;
    case AggregateKind::Sum: return ChangeAggregateKind::Sum;
    case AggregateKind::Min: return ChangeAggregateKind::Min;
    case AggregateKind::Max: return ChangeAggregateKind::Max;
    case AggregateKind::Reduce:
    case AggregateKind::List: break;
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(kind));
}

// Their fields are the last ones of what the node sends.
std::vector<engine::ChangeAggregate> changing(const std::vector<AggregateSpec>& specs, const Making& making) {
  std::vector<engine::ChangeAggregate> aggregates;
  const std::size_t first = making.output().size() - specs.size();
  for (std::size_t i = 0; i < specs.size(); ++i) {
    const AggregateSpec& spec = specs[i];
    const std::uint32_t field = spec.field.empty() ? 0 : field_index(making.input(), spec.field);
    aggregates.push_back({changing(spec.kind), spec.name, field, making.output()[first + i]});
  }
  return aggregates;
}

std::vector<std::uint32_t> places(const std::vector<std::string>& names, const Making& making) {
  std::vector<std::uint32_t> places;
  for (const std::string& name : names) places.push_back(field_index(making.input(), name));
  return places;
}

}  // namespace

Made make(const GroupByNode& node, const Making& making) {
  engine::GroupAggregateSpec spec{.aggregates = changing(node.aggregates, making),
                                  .updates = kinds_of(node.updates),
                                  .ttl = living(node.ttl),
                                  .mini_batch = node.mini_batch,
                                  .result = add_schema(making.output(), making),
                                  .mutants = making.scenario.mutants};
  return made_of(std::make_unique<engine::GroupAggregateFunction>(std::move(spec), making.facts));
}

Made make(const OverNode& node, const Making& making) {
  engine::OverSpec spec{.aggregates = changing(node.aggregates, making),
                        .frame = {node.frame, std::nullopt},
                        .schema = add_schema(making.input(), making, ".row"),
                        .result = add_schema(making.output(), making),
                        .mutants = making.scenario.mutants};
  if (node.preceding_rows) spec.frame.preceding = *node.preceding_rows;
  if (node.preceding_time) spec.frame.preceding = node.preceding_time->count;
  return made_of(std::make_unique<engine::OverFunction>(std::move(spec), making.facts));
}

Made make(const DeduplicateNode& node, const Making& making) {
  const engine::DeduplicateSpec spec{.keep = node.keep,
                                     .updates = kinds_of(node.updates),
                                     .insert = node.updates == Updates::Retract,
                                     .ttl = living(node.ttl),
                                     .schema = add_schema(making.input(), making),
                                     .mutants = making.scenario.mutants};
  return made_of(std::make_unique<engine::DeduplicateFunction>(spec, making.facts));
}

Made make(const TopNNode& node, const Making& making) {
  engine::TopNSpec spec;
  spec.rows = node.takes;
  spec.by = {field_index(making.input(), node.by), node.order};
  spec.from = std::int64_t{node.skip} + 1;
  spec.to = std::int64_t{node.skip} + node.rows;
  spec.identity = places(node.identity, making);
  spec.number = node.number.empty() ? engine::RowNumber::Left : engine::RowNumber::Added;
  spec.updates = kinds_of(node.updates);
  spec.outside = engine::profile(making.scenario.semantics)->outside_row;
  spec.ttl = living(node.ttl);
  spec.mutants = making.scenario.mutants;
  spec.schema = add_schema(making.input(), making, ".row");
  spec.result = node.number.empty() ? spec.schema : add_schema(making.output(), making);
  return made_of(engine::make_top_n(std::move(spec), making.facts));
}

Made make(const UpsertMaterializeNode& node, const Making& making) {
  engine::UpsertMaterializeSpec spec{.upsert_key = places(node.source_key, making),
                                     .ttl = living(node.ttl),
                                     .schema = add_schema(making.input(), making),
                                     .mutants = making.scenario.mutants};
  return made_of(std::make_unique<engine::UpsertMaterializeFunction>(std::move(spec), making.facts));
}

}  // namespace wavetank::scenarios
