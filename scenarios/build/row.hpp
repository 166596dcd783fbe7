// Rows as a user's C++ function sees them: typed fields by name.
//
// A name that is not there, a field of another type, or a null where a value is asked for is a mistake of the caller's
// and throws engine::InvariantViolation, with the names.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "engine/facts/facts.hpp"
#include "scenarios/format/nodes/user_nodes.hpp"
#include "scenarios/format/scenario.hpp"

namespace wavetank::build {

// A row to read. Holds as long as the call that it came with.
class Row {
 public:
  Row(const engine::Facts& facts, engine::RowId row, const std::vector<engine::Field>& fields)
      : facts_(facts), row_(row), fields_(fields) {}

  [[nodiscard]] bool is_null(std::string_view field) const;
  // Of an int64, a decimal (in units of its scale) or a timestamp (milliseconds).
  [[nodiscard]] std::int64_t integer(std::string_view field) const;
  [[nodiscard]] bool boolean(std::string_view field) const;
  [[nodiscard]] std::string_view text(std::string_view field) const;
  [[nodiscard]] engine::RowKind kind() const { return facts_.rows.kind(row_); }
  [[nodiscard]] engine::RowId id() const { return row_; }

 private:
  [[nodiscard]] engine::Cell value(std::string_view field, std::initializer_list<engine::FieldType> types) const;

  const engine::Facts& facts_;
  engine::RowId row_;
  const std::vector<engine::Field>& fields_;
};

// A new row of a function's schema; `values` by field, null where there is none. A decimal is in units of its scale.
[[nodiscard]] engine::RowId make_row(engine::Facts& facts, const scenarios::FunctionPlace& place,
                                     const std::vector<scenarios::Value>& values);
// A row of the function's schema: one that it takes, of the same kind, with one value more at its end.
[[nodiscard]] engine::RowId extend_row(engine::Facts& facts, const scenarios::FunctionPlace& place, engine::RowId row,
                                       const scenarios::Value& value);

}  // namespace wavetank::build
