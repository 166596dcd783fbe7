// Group-by without windows: sums and counts per key, each change said as a row taken back and a row said anew.
//
// Baseline: a hash table of sums and counts, and the two rows of each change written behind the others.
//
// And what keeps all rows of a key, a ranking and an upsert materialisation: what a change costs as they become more.
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include <benchmark/benchmark.h>

#include "engine/base/mix.hpp"
#include "engine/operators/changelog/group_aggregate.hpp"
#include "engine/operators/changelog/rank_output.hpp"
#include "engine/operators/changelog/upsert_materialize.hpp"
#include "engine/operators/process/keyed_process.hpp"
#include "tests/bench/paired.hpp"

namespace wavetank::bench {
namespace {

constexpr std::size_t kRecords = 500'000;
constexpr std::size_t kTinyRecords = 5'000;
constexpr std::size_t kBatch = 64;

std::int64_t key_of(std::size_t record, std::size_t keys) {
  return static_cast<std::int64_t>(engine::mix(record, 0x9b) % keys);
}
std::int64_t value_of(std::size_t record) { return static_cast<std::int64_t>(engine::mix(record, 0x17) % 100); }

class BareGroups {
 public:
  BareGroups(std::size_t keys, std::size_t records) : keys_(keys), records_(records) {}

  std::uint64_t run() {
    for (std::size_t i = 0; i < records_; ++i) {
      const std::int64_t key = key_of(i, keys_);
      Group& group = groups_[key];
      if (group.count > 0) said_.push_back({1, key, group.sum, group.count});
      group.sum += value_of(i);
      ++group.count;
      said_.push_back({0, key, group.sum, group.count});
    }
    std::uint64_t digest = 0;
    for (const auto& row : said_) digest += static_cast<std::uint64_t>(row[2] + row[3]);
    return digest;
  }

 private:
  struct Group {
    std::int64_t sum = 0;
    std::int64_t count = 0;
  };
  std::size_t keys_;
  std::size_t records_;
  std::unordered_map<std::int64_t, Group> groups_;
  std::vector<std::array<std::int64_t, 4>> said_;
};

class EngineGroups {
 public:
  EngineGroups(std::size_t keys, std::size_t records) {
    const engine::SchemaId input = facts_.rows.add_schema({"input", {{.name = "key"}, {.name = "value"}}});
    for (std::size_t i = 0; i < records; ++i) {
      const std::array cells{engine::Cell{key_of(i, keys), false}, engine::Cell{value_of(i), false}};
      const engine::RowId row = facts_.row(input, engine::RowKind::Insert, cells);
      records_.push_back({engine::EventTime(0), row, facts_.key(engine::FieldType::Int64, cells[0])});
    }
    using engine::ChangeAggregateKind;
    engine::GroupAggregateSpec spec;
    spec.aggregates = {{ChangeAggregateKind::Sum, "sum", 1, {}}, {ChangeAggregateKind::Rows, "count", 0, {}}};
    spec.result = facts_.rows.add_schema({"result", {{.name = "key"}, {.name = "sum"}, {.name = "count"}}});
    operator_ = std::make_shared<engine::KeyedProcessOperator>(
        std::make_unique<engine::GroupAggregateFunction>(std::move(spec), facts_));
    engine::Effects effects;
    state_ = operator_->open({}, {}, moment(), effects);
  }

  std::uint64_t run() {
    std::uint64_t digest = 0;
    engine::Effects effects;
    for (std::size_t first = 0; first < records_.size(); first += kBatch) {
      const auto batch = std::span(records_).subspan(first, std::min(kBatch, records_.size() - first));
      operator_->on_batch(engine::InputIndex{0}, batch, moment(), state_, effects);
      for (const engine::Effects::Item& item : effects.order()) {
        if (item.kind != engine::EffectKind::Records) continue;
        for (const engine::Record& record : effects.records(item)) {
          digest += static_cast<std::uint64_t>(facts_.rows.bits(record.row, 1) + facts_.rows.bits(record.row, 2));
        }
      }
      effects.clear();
    }
    return digest;
  }

 private:
  [[nodiscard]] engine::Moment moment() { return {engine::ProcessingTime(0), engine::kNoCause, facts_}; }

  engine::Facts facts_;
  std::vector<engine::Record> records_;
  std::shared_ptr<const engine::Operator> operator_;  // immutable; copies of a side share it
  engine::State state_;
};

// Rows of a few keys that come until each has `rows`, then are taken back and replaced, each by a row of its own.
class EngineRows {
 public:
  static constexpr std::size_t kKeys = 10;

  // `make(schema, facts)` returns the function.
  template <typename Make>
  EngineRows(std::size_t rows, std::size_t changes, const Make& make) {
    const engine::SchemaId schema =
        facts_.rows.add_schema({"row", {{.name = "key"}, {.name = "score"}, {.name = "id"}}});
    std::vector<std::int64_t> scores(rows * kKeys, -1);
    for (std::size_t change = 0; records_.size() < changes; ++change) {
      const std::size_t id = change < scores.size() ? change : engine::mix(change, 0x21) % scores.size();
      if (scores[id] >= 0) add(schema, engine::RowKind::UpdateBefore, id, scores[id]);
      const bool is_new = scores[id] < 0;
      scores[id] = static_cast<std::int64_t>(engine::mix(change, 0x43) >> 2);
      add(schema, is_new ? engine::RowKind::Insert : engine::RowKind::UpdateAfter, id, scores[id]);
    }
    operator_ = std::make_shared<engine::KeyedProcessOperator>(make(schema, facts_));
    state_ = operator_->open({}, {}, moment(), effects_);
    feed(rows * kKeys);
  }

  std::uint64_t run() {
    feed(records_.size() - taken_);
    return digest_;
  }

 private:
  void add(engine::SchemaId schema, engine::RowKind kind, std::size_t id, std::int64_t score) {
    const std::array cells{engine::Cell{static_cast<std::int64_t>(id % kKeys), false}, engine::Cell{score, false},
                           engine::Cell{static_cast<std::int64_t>(id), false}};
    records_.push_back(
        {engine::EventTime(0), facts_.row(schema, kind, cells), facts_.key(engine::FieldType::Int64, cells[0])});
  }
  void feed(std::size_t count) {
    for (const std::size_t end = taken_ + count; taken_ < end;) {
      const auto batch = std::span(records_).subspan(taken_, std::min(kBatch, end - taken_));
      operator_->on_batch(engine::InputIndex{0}, batch, moment(), state_, effects_);
      for (const engine::Effects::Item& item : effects_.order()) digest_ += item.count;
      effects_.clear();
      taken_ += batch.size();
    }
  }
  [[nodiscard]] engine::Moment moment() { return {engine::ProcessingTime(0), engine::kNoCause, facts_}; }

  engine::Facts facts_;
  std::vector<engine::Record> records_;
  std::shared_ptr<const engine::Operator> operator_;  // immutable; copies of a side share it
  engine::State state_;
  engine::Effects effects_;
  std::size_t taken_ = 0;
  std::uint64_t digest_ = 0;
};

// The first ten of each key, with their numbers.
EngineRows ranked_rows(std::size_t rows, std::size_t changes) {
  return {rows, changes, [](engine::SchemaId schema, engine::Facts& facts) {
            engine::TopNSpec spec{.rows = engine::RankedRows::Retract, .by = {.field = 1}, .to = 10};
            spec.number = engine::RowNumber::Added;
            spec.schema = schema;
            spec.result = facts.rows.add_schema(
                {"ranked", {{.name = "key"}, {.name = "score"}, {.name = "id"}, {.name = "number"}}});
            return engine::make_top_n(std::move(spec), facts);
          }};
}
EngineRows upserted_rows(std::size_t rows, std::size_t changes) {
  return {rows, changes, [](engine::SchemaId schema, engine::Facts& facts) {
            return std::make_unique<engine::UpsertMaterializeFunction>(
                engine::UpsertMaterializeSpec{.upsert_key = {2}, .schema = schema}, facts);
          }};
}

using MakeRows = EngineRows (*)(std::size_t rows, std::size_t changes);

void rows_growth(benchmark::State& state, MakeRows make, std::size_t rows) {
  constexpr std::size_t kChanges = 60'000;
  const auto of = [&](std::size_t kept) { return make(kept, kept * EngineRows::kKeys + kChanges); };
  compare_growth(state, of(rows / 10), of(rows), kChanges, Target{0, 1.5, 1.5});
}

void groups(benchmark::State& state, std::size_t keys, std::size_t records) {
  compare(state, BareGroups(keys, records), EngineGroups(keys, records), records);
}

void growth(benchmark::State& state, std::size_t keys) {
  compare_growth(state, EngineGroups(keys / 10, kRecords), EngineGroups(keys, kRecords), kRecords, Target{0, 1.5, 1.5});
}

void add_all() {
  for (const std::size_t keys : {1'000u, 10'000u, 100'000u}) {
    add("keys/" + std::to_string(keys), kPairs, groups, keys, kRecords);
  }
  for (const std::size_t keys : {10'000u, 100'000u}) add("growth/keys " + std::to_string(keys), kPairs, growth, keys);
  for (const std::size_t rows : {1'000u, 10'000u}) {
    add("growth/ranked rows " + std::to_string(rows), kPairs, rows_growth, &ranked_rows, rows);
    add("growth/upserted rows " + std::to_string(rows), kPairs, rows_growth, &upserted_rows, rows);
  }
  add("tiny/ranked", 1, rows_growth, &ranked_rows, std::size_t{100});
  add("tiny/upserted", 1, rows_growth, &upserted_rows, std::size_t{100});
  add("tiny/keys", 1, groups, std::size_t{100}, kTinyRecords);
}

}  // namespace
}  // namespace wavetank::bench

int main(int argc, char** argv) {
  wavetank::bench::add_all();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
