// Putting rows into their places, and taking them out.
#include "engine/operators/changelog/change_table.hpp"

#include "engine/base/assert.hpp"
#include "engine/core/fact_coding.hpp"
#include "engine/operators/changelog/row_changes.hpp"

namespace wavetank::engine {

ChangeTable::ChangeTable(ChangeTableSpec spec) : spec_(std::move(spec)) {
  WT_REQUIRE(spec_.key.empty() == (spec_.folding == Folding::Retractions), spec_.key.size());
}

TableChange ChangeTable::fold(RowId row, const Facts& facts) {
  const std::string place = place_of(row, facts);
  return is_retraction(facts.rows.kind(row)) ? remove(place) : put(place, row);
}

std::vector<RowId> ChangeTable::rows() const {
  std::vector<RowId> all;
  for (const auto& [place, rows] : places_) all.insert(all.end(), rows.begin(), rows.end());
  WT_ASSERT(all.size() == size_, all.size(), size_);
  return all;
}

std::string ChangeTable::place_of(RowId row, const Facts& facts) const {
  Encoder encoder;
  if (spec_.folding == Folding::Retractions) {
    encode_fields(row, facts, encoder);
  } else {
    for (const std::uint32_t field : spec_.key) encode_field(row, field, facts, encoder);
  }
  return encoder.take();
}

TableChange ChangeTable::put(const std::string& place, RowId row) {
  std::vector<RowId>& there = places_[place];
  TableChange change{TableChange::Kind::Put, kNoRow};
  if (spec_.folding == Folding::Upserts && !there.empty()) {
    WT_ASSERT(there.size() == 1, there.size());
    change.there = there.back();
    there.back() = row;
    return change;
  }
  there.push_back(row);
  ++size_;
  return change;
}

TableChange ChangeTable::remove(const std::string& place) {
  const auto found = places_.find(place);
  if (found == places_.end()) return {TableChange::Kind::Missed, kNoRow};
  WT_ASSERT(!found->second.empty() && size_ > 0, size_);
  const TableChange change{TableChange::Kind::Removed, found->second.front()};
  found->second.erase(found->second.begin());
  if (found->second.empty()) places_.erase(found);
  --size_;
  return change;
}

}  // namespace wavetank::engine
