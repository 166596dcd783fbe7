// Adding and taking back.
#include "engine/operators/changelog/change_aggregate.hpp"

#include "engine/base/assert.hpp"

namespace wavetank::engine {
namespace {

// As Java's long: wraps.
std::int64_t plus(std::int64_t a, std::int64_t b) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}
std::int64_t minus(std::int64_t a, std::int64_t b) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b));
}

}  // namespace

ChangeAccumulator::ChangeAccumulator(std::vector<ChangeAggregate> aggregates) : aggregates_(std::move(aggregates)) {
  WT_REQUIRE(aggregates_.size() <= kChangeAggregatesMax, aggregates_.size());
  WT_ASSERT(width() <= kFieldsMax, width());
}

Schema ChangeAccumulator::schema(std::string name) const {
  Schema schema{std::move(name), {{.name = "rows"}}};
  for (const ChangeAggregate& each : aggregates_) {
    schema.fields.push_back({.name = each.name});
    schema.fields.push_back({.name = each.name + " values"});
  }
  return schema;
}

void ChangeAccumulator::fold(Change change, const Rows& rows, RowId row, std::span<Cell> cells) const {
  WT_REQUIRE(cells.size() == width(), cells.size(), width());
  const std::int64_t step = change == Change::Add ? 1 : -1;
  cells[0].bits += step;
  for (std::size_t i = 0; i < aggregates_.size(); ++i) {
    const ChangeAggregate& aggregate = aggregates_[i];
    if (aggregate.kind == ChangeAggregateKind::Rows || rows.is_null(row, aggregate.field)) continue;
    const std::int64_t bits = rows.bits(row, aggregate.field);
    Cell& value = cells[1 + 2 * i];
    Cell& values = cells[2 + 2 * i];
    const bool is_first = values.bits == 0;
    values.bits += step;
    switch (aggregate.kind) {
      case ChangeAggregateKind::Sum:
        value.bits = change == Change::Add ? plus(value.bits, bits) : minus(value.bits, bits);
        break;
      case ChangeAggregateKind::Min:
        WT_REQUIRE(change == Change::Add);
        if (is_first || bits < value.bits) value.bits = bits;
        break;
      case ChangeAggregateKind::Max:
        WT_REQUIRE(change == Change::Add);
        if (is_first || bits > value.bits) value.bits = bits;
        break;
      case ChangeAggregateKind::Rows:
      case ChangeAggregateKind::Values: break;
    }
  }
}

void ChangeAccumulator::result(std::span<const Cell> cells, std::span<Cell> out) const {
  WT_REQUIRE(cells.size() == width() && out.size() == aggregates_.size(), cells.size(), out.size());
  for (std::size_t i = 0; i < aggregates_.size(); ++i) {
    const Cell& values = cells[2 + 2 * i];
    switch (aggregates_[i].kind) {
      case ChangeAggregateKind::Rows: out[i] = cells[0]; break;
      case ChangeAggregateKind::Values: out[i] = values; break;
      case ChangeAggregateKind::Sum:
      case ChangeAggregateKind::Min:
      case ChangeAggregateKind::Max: out[i] = values.bits == 0 ? Cell{0, true} : cells[1 + 2 * i]; break;
    }
  }
}

}  // namespace wavetank::engine
