// A row with a field of each type, and expressions over it said as text.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "engine/expression/expression.hpp"

namespace wavetank::engine {

class ExpressionTest : public ::testing::Test {
 protected:
  // Fields may be changed by a test before it evaluates. `n...` fields are null.
  ExpressionTest() {
    add("value", FieldType::Int64, Cell{7});
    add("key", FieldType::Text, Cell{static_cast<std::int64_t>(index_of(texts_.intern("x")))});
    add("ok", FieldType::Boolean, Cell{1});
    add("at", FieldType::Timestamp, Cell{1000});
    add("price", FieldType::Decimal, Cell{1050}, 2);
    add("rate", FieldType::Decimal, Cell{1}, 3);
    add("raw", FieldType::Bytes, Cell{0});
    add("ratio", FieldType::Opaque, Cell{4607182418800017408});
    add("nvalue", FieldType::Int64, Cell{0, true});
    add("nok", FieldType::Boolean, Cell{0, true});
    add("nat", FieldType::Timestamp, Cell{0, true});
  }

  void add(std::string name, FieldType type, Cell cell, std::uint8_t scale = 0) {
    variables_.push_back({std::move(name), type, scale});
    cells_.push_back(cell);
  }

  // REQUIRES: it compiles.
  Expression compiled(std::string_view text) {
    const Result<Expression> result = Expression::compile(text, variables_, texts_);
    EXPECT_TRUE(result.ok()) << text << ": " << (result.ok() ? "" : result.problem().message);
    return result.value();
  }
  std::optional<std::int64_t> eval(std::string_view text) {
    const Cell cell = compiled(text).evaluate(cells_);
    return cell.null ? std::nullopt : std::optional(cell.bits);
  }
  // "T", "F" or "?", as tables of three-valued logic have them.
  std::string truth(std::string_view text) {
    const std::optional<std::int64_t> value = eval(text);
    if (!value) return "?";
    return *value == 1 ? "T" : "F";
  }
  // "offset: message; hint", or "" if it compiles.
  std::string problem(std::string_view text) {
    const Result<Expression> result = Expression::compile(text, variables_, texts_);
    if (result.ok()) return "";
    const Problem& found = result.problem();
    return std::to_string(found.offset) + ": " + found.message + "; " + found.hint;
  }

  Texts texts_;
  std::vector<Variable> variables_;
  std::vector<Cell> cells_;
};

inline constexpr std::nullopt_t kNull = std::nullopt;

}  // namespace wavetank::engine
