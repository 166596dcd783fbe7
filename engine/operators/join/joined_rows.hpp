// What all joins share: the two sides, the condition on a pair, and the rows that they make of two.
#pragma once

#include <span>

#include "engine/base/assert.hpp"
#include "engine/base/note.hpp"
#include "engine/expression/expression.hpp"
#include "engine/facts/facts.hpp"

namespace wavetank::engine {

enum class JoinSide : std::uint8_t { Left, Right };
inline constexpr InputIndex kLeftInput{0};
inline constexpr InputIndex kRightInput{1};

[[nodiscard]] inline JoinSide side_of(InputIndex input) {
  WT_REQUIRE(input == kLeftInput || input == kRightInput, index_of(input));
  return input == kLeftInput ? JoinSide::Left : JoinSide::Right;
}
[[nodiscard]] constexpr JoinSide other(JoinSide side) {
  return side == JoinSide::Left ? JoinSide::Right : JoinSide::Left;
}
[[nodiscard]] constexpr std::size_t index_of(JoinSide side) { return static_cast<std::size_t>(side); }

// `result` has the fields of the left row, then those of the right one.
struct JoinSchemas {
  SchemaId left{};
  SchemaId right{};
  SchemaId result{};
  [[nodiscard]] SchemaId of(JoinSide side) const { return side == JoinSide::Left ? left : right; }
};

// What must hold of a pair beside its key: an expression over the fields of the left row, then of the right one.
class JoinCondition {
 public:
  // REQUIRES: compiled over `left` + `right` variables, at most kFieldsMax; its type is boolean.
  JoinCondition(Expression expression, std::size_t left, std::size_t right);

  // True only; null is not (three-valued logic).
  [[nodiscard]] bool holds(const Rows& rows, RowId left, RowId right) const;

 private:
  Expression expression_;
  std::size_t left_;
  std::size_t width_;
};

struct RowPair {
  RowId left = kNoRow;
  RowId right = kNoRow;
};
// `row` on `side`, `partner` on the other one.
[[nodiscard]] constexpr RowPair pair_of(JoinSide side, RowId row, RowId partner) {
  return side == JoinSide::Left ? RowPair{row, partner} : RowPair{partner, row};
}
// One row of both; a missing side is nulls.
[[nodiscard]] RowId joined_row(const RowPair& pair, RowKind kind, const JoinSchemas& schemas, Facts& facts);
// The same fields with another kind; the row itself if it has it.
[[nodiscard]] RowId with_kind(RowId row, RowKind kind, Facts& facts);

// By the fields named, or by all if `fields` is empty: null first, texts by bytes, all else by value; kinds do not
// count. Negative: `a` first. REQUIRES: rows with fields of the same types.
[[nodiscard]] int compare_rows(RowId a, RowId b, std::span<const std::uint32_t> fields, const Facts& facts);

[[nodiscard]] constexpr bool accumulates(RowKind kind) {
  return kind == RowKind::Insert || kind == RowKind::UpdateAfter;
}

// For the trace (base/note.hpp).
[[nodiscard]] constexpr std::uint64_t pack(const RowPair& pair) {
  return (std::uint64_t{index_of(pair.left)} << 32) | index_of(pair.right);
}
// The side in the highest bit, then how many rows it gave up, then how many it still keeps of the key.
struct KeptRows {
  JoinSide side = JoinSide::Left;
  std::size_t gone = 0;
  std::size_t kept = 0;
};
[[nodiscard]] constexpr std::uint64_t pack(const KeptRows& rows) {
  return (static_cast<std::uint64_t>(rows.side) << 63) | (static_cast<std::uint64_t>(rows.gone) << 32) |
         static_cast<std::uint32_t>(rows.kept);
}
[[nodiscard]] constexpr KeptRows kept_rows(std::uint64_t word) {
  return {static_cast<JoinSide>(word >> 63), (word >> 32) & 0x7fffffffu, lower(word)};
}

// Why a window had its sides meet in the two highest bits, then the rows of the left side, then those of the right one.
struct MetRows {
  FireReason reason = FireReason::OnTime;
  std::size_t left = 0;
  std::size_t right = 0;
};
[[nodiscard]] constexpr std::uint64_t pack(const MetRows& rows) {
  return (static_cast<std::uint64_t>(rows.reason) << 62) | (static_cast<std::uint64_t>(rows.left) << 32) |
         static_cast<std::uint32_t>(rows.right);
}
[[nodiscard]] constexpr MetRows met_rows(std::uint64_t word) {
  return {static_cast<FireReason>(word >> 62), (word >> 32) & 0x3fffffffu, lower(word)};
}

}  // namespace wavetank::engine
