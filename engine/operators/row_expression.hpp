// An expression over the fields of a row.
#pragma once

#include <array>

#include "engine/expression/expression.hpp"
#include "engine/facts/rows.hpp"

namespace wavetank::engine {

class RowExpression {
 public:
  // `expression` was compiled against the fields of the rows' schema, in order. REQUIRES: at most kFieldsMax fields.
  RowExpression(Expression expression, std::size_t fields) : expression_(std::move(expression)) {
    WT_REQUIRE(fields <= kFieldsMax, fields);
    width_ = fields;
  }

  [[nodiscard]] Cell evaluate(const Rows& rows, RowId row) const {
    std::array<Cell, kFieldsMax> slots{};
    for (const std::uint32_t field : expression_.used()) slots[field] = rows.cell(row, field);
    return expression_.evaluate(std::span(slots).first(width_));
  }
  // A condition holds when it is true; null is not (three-valued logic).
  [[nodiscard]] bool holds(const Rows& rows, RowId row) const {
    const Cell cell = evaluate(rows, row);
    return !cell.null && cell.bits != 0;
  }
  [[nodiscard]] const Expression& expression() const { return expression_; }

 private:
  Expression expression_;
  std::size_t width_ = 0;
};

}  // namespace wavetank::engine
