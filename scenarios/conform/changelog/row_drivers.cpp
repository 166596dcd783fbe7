// Families dedup, top_n and upsert_materialize: operators that keep rows as they are.
#include <array>
#include <memory>
#include <utility>

#include "engine/operators/changelog/deduplicate.hpp"
#include "engine/operators/changelog/rank_output.hpp"
#include "engine/operators/changelog/upsert_materialize.hpp"
#include "scenarios/conform/changelog/changelog_driver.hpp"

namespace wavetank::scenarios {
namespace {

using engine::KeptRow;
using engine::RankedRows;

template <typename Value>
using Named = std::pair<std::string_view, Value>;

constexpr std::array kKeptRows = {Named<KeptRow>{"proc_first", KeptRow::FirstArrived},
                                  Named<KeptRow>{"proc_last", KeptRow::LastArrived},
                                  Named<KeptRow>{"proc_last_changelog", KeptRow::LastOfChanges},
                                  Named<KeptRow>{"row_first", KeptRow::Earliest},
                                  Named<KeptRow>{"row_last", KeptRow::Latest},
                                  Named<KeptRow>{"row_first_watermark", KeptRow::EarliestWaited}};
constexpr std::array kRankedRows = {Named<RankedRows>{"append", RankedRows::Append},
                                    Named<RankedRows>{"retract", RankedRows::Retract},
                                    Named<RankedRows>{"update", RankedRows::Update}};

// What `function` of a config says.
template <typename Value, std::size_t kSize>
Value function_of(VectorFields& config, const std::array<Named<Value>, kSize>& words) {
  const std::string_view name = config.text("function");
  for (const auto& [word, value] : words) {
    if (word == name) return value;
  }
  config.refuse("function", "the family has no such function");
  return words[0].second;
}

}  // namespace

DriverOrSkip make_dedup_driver(VectorFields& config) {
  engine::DeduplicateSpec spec;
  spec.keep = function_of(config, kKeptRows);
  spec.updates = vector_updates(config);
  spec.insert = config.truth("generate_insert");
  spec.ttl = vector_ttl(config);
  if (!config.ok()) return {};
  ChangelogVectors vectors({"value", "rowtime"});
  vectors.time_field = 2;
  vectors.counts_late = spec.keep == KeptRow::EarliestWaited;
  spec.schema = vectors.schema;
  auto function = std::make_unique<engine::DeduplicateFunction>(spec, *vectors.facts);
  return {make_changelog_driver(std::move(vectors), std::move(function)), {}};
}

DriverOrSkip make_top_n_driver(VectorFields& config) {
  engine::TopNSpec spec;
  spec.rows = function_of(config, kRankedRows);
  const std::string_view order = config.text("order");
  if (order != "asc" && order != "desc") config.refuse("order", "expected asc or desc");
  spec.by = {1, order == "asc" ? engine::SortOrder::Ascending : engine::SortOrder::Descending};
  if (config.is_null("rank_start") && config.is_null("rank_end")) {
    spec.to_field = 3;
  } else {
    spec.from = config.integer("rank_start", {.min = 1});
    spec.to = config.integer("rank_end", {.min = spec.from});
  }
  if (spec.rows == RankedRows::Update) spec.identity = {2};
  if (config.truth("row_number")) spec.number = engine::RowNumber::Added;
  spec.updates = vector_updates(config);
  spec.ttl = vector_ttl(config);
  if (!config.ok()) return {};
  ChangelogVectors vectors({"sort key", "id", "rank end"});
  spec.schema = vectors.schema;
  spec.result = spec.number == engine::RowNumber::Added ? vectors.extended({"number"}) : vectors.schema;
  auto function = engine::make_top_n(spec, *vectors.facts);
  return {make_changelog_driver(std::move(vectors), std::move(function)), {}};
}

DriverOrSkip make_upsert_materialize_driver(VectorFields& config) {
  engine::UpsertMaterializeSpec spec;
  if (config.truth("upsert_key")) spec.upsert_key = {1};
  spec.ttl = vector_ttl(config);
  if (!config.ok()) return {};
  ChangelogVectors vectors({"source id", "value"});
  spec.schema = vectors.schema;
  auto function = std::make_unique<engine::UpsertMaterializeFunction>(spec, *vectors.facts);
  return {make_changelog_driver(std::move(vectors), std::move(function)), {}};
}

}  // namespace wavetank::scenarios
