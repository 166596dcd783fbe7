// The table that a changelog describes: what is left when its rows have been added and taken back, one after the other.
//
// A table of whole rows keeps equal rows apart by their number, as a query result does: +I and +U add one, −U and −D
// take an equal one away (FT-01). A table by key has one place for each key, as a database table with a primary key does:
// +I and +U put their row there whoever stood there before, −U and −D empty the place (FT-02). So a table by key goes
// wrong where an update overtakes a retraction, and one of whole rows does not. What takes back a row that is not there
// changes nothing (FT-03).
//
// Cost: a look-up by the encoded fields for each row, O(log n).
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/facts/facts.hpp"

namespace wavetank::engine {

enum class Folding : std::uint8_t {
  Retractions,  // whole rows
  Upserts,      // by key
};

struct ChangeTableSpec {
  Folding folding = Folding::Retractions;
  std::vector<std::uint32_t> key{};  // of Upserts: fields; of Retractions none
};

// What a row did to the table.
struct TableChange {
  enum class Kind : std::uint8_t { Put, Removed, Missed };
  Kind kind = Kind::Missed;
  RowId there = kNoRow;  // the row that stood there and does no more
};

class ChangeTable {
 public:
  // REQUIRES: a key if and only if it folds upserts.
  explicit ChangeTable(ChangeTableSpec spec);

  // REQUIRES: the key's fields are fields of the row.
  TableChange fold(RowId row, const Facts& facts);

  [[nodiscard]] std::uint64_t size() const { return size_; }
  // In the order of their encoded key, equal ones in the order they came.
  [[nodiscard]] std::vector<RowId> rows() const;

 private:
  [[nodiscard]] std::string place_of(RowId row, const Facts& facts) const;
  TableChange put(const std::string& place, RowId row);
  TableChange remove(const std::string& place);

  ChangeTableSpec spec_;
  std::map<std::string, std::vector<RowId>> places_;  // none is empty
  std::uint64_t size_ = 0;
};

}  // namespace wavetank::engine
