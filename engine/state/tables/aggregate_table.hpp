// Aggregating state: a few cells per (key, namespace) that values are folded into.
#pragma once

#include <array>
#include <optional>
#include <span>

#include "engine/state/tables/value_table.hpp"

namespace wavetank::engine {

class AggregateTable {
 public:
  struct Cells {
    std::array<std::int64_t, kAggregationCells> cells{};
    ProcessingTime stamp;
  };

  explicit AggregateTable(const StateSpec& spec) : width_(spec.width), expiry_(spec.ttl) {
    WT_REQUIRE(width_ > 0 && width_ <= kAggregationCells, width_);
  }

  // What has expired and may not be read any more starts from nothing.
  void add(const StateAt& at, const Aggregation& aggregation, std::int64_t value) {
    Cells& entry = table_.find_or_add(at.name);
    if (!expiry_.is_readable(entry.stamp, at.now)) entry.cells = {};
    entry.stamp = at.now;
    aggregation.add(std::span(entry.cells).first(width_), value);
  }
  // PF-05, PF-06: the whole of it expires at once.
  [[nodiscard]] std::optional<std::int64_t> get(const StateAt& at, const Aggregation& aggregation) {
    Cells* found = table_.find(at.name);
    if (found == nullptr) return std::nullopt;
    const Cells entry = *found;
    if (expiry_.is_expired(entry.stamp, at.now)) {
      table_.erase(at.name);
    } else if (expiry_.renews_on_read()) {
      found->stamp = at.now;
    }
    if (!expiry_.is_readable(entry.stamp, at.now)) return std::nullopt;
    return aggregation.result(std::span(entry.cells).first(width_));
  }
  void clear(const StateName& name) { table_.erase(name); }

  [[nodiscard]] const KeyedTable<Cells>& entries() const { return table_; }
  void encode(const StateOrder& order, std::size_t section, SectionWriter& writer) const;
  void decode(Decoder& decoder, Facts& facts);

 private:
  std::size_t width_;
  Expiry expiry_;
  KeyedTable<Cells> table_;
};

}  // namespace wavetank::engine
