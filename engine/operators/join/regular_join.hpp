// Regular join: every row of one side with every row of the other one that has its key, for ever; the result is a
// changelog that changes as both tables do (RJ-01 to RJ-04).
//
// Each side is a table that its rows build up: +I and +U add, -U and -D take back. For a row, the operator visits the
// rows of the other side that match, and says what becomes of each pair; an outer side's row without a match speaks
// alone, padded with nulls, and takes that back when its first match comes. Semi and anti joins give the left rows that
// have, or have not, a match.
//
// Both sides are kept for ever, unless a time to live says otherwise: then a row that comes back too late is paired with
// nothing, and what it was paired with before is never taken back (RJ-04).
//
// Cost: O(log n) comparisons a row and what it matches, n entries of a key and side; 24 bytes an entry.
#pragma once

#include <array>

#include "engine/base/semantics.hpp"
#include "engine/core/operator.hpp"
#include "engine/operators/join/join_side.hpp"

namespace wavetank::engine {

enum class JoinKind : std::uint8_t { Inner, Left, Right, Full, Semi, Anti };

// Whether two null keys are equal. If not, a row with a null key matches nothing.
enum class NullKeys : std::uint8_t { MatchNothing, MatchEachOther };

struct RegularJoinSpec {
  JoinKind kind = JoinKind::Inner;
  std::array<JoinSideSpec, 2> sides;  // left, right
  SchemaId result{};                  // of semi and anti joins: the left schema
  std::optional<JoinCondition> condition{};
  NullKeys null_keys = NullKeys::MatchNothing;
  Semantics semantics = kFlink;
  Mutants mutants{};
};

class RegularJoinOperator final : public Operator {
 public:
  explicit RegularJoinOperator(RegularJoinSpec spec);

  [[nodiscard]] ReplayClass replay_class() const override;
  [[nodiscard]] State open(const Subtask& subtask, const Snapshot& snapshot, Moment moment,
                           Effects& effects) const override;
  // A record without a key has a null one.
  void on_batch(InputIndex input, std::span<const Record> records, Moment moment, State& state,
                Effects& effects) const override;
  void on_control(const Control& control, Moment moment, State& state, Effects& effects) const override;
  [[nodiscard]] Snapshot snapshot(const State& state, const Facts& facts) const override;

 private:
  struct Contents {
    Subtask subtask;
    std::array<JoinSideTable, 2> sides;
  };
  struct Step {
    JoinSide side;
    const Record& record;
    Moment moment;
    Contents& contents;
    Effects& effects;
    [[nodiscard]] JoinSideTable::At at() const { return {record.key, moment.now, moment.facts}; }
  };
  // Called with each row of the other side that matches, once for each copy, and its matches before this row.
  // Returns how many there were.
  template <typename Visit>
  std::int64_t each_match(RowId row, std::int64_t change, const Step& step, const Visit& visit) const;

  void take_in(const Record& record, const Step& step) const;
  void expire(const Step& step) const;
  void replace(const Record& record, const Step& step) const;
  void add(RowId row, RowKind kind, const Step& step) const;
  void take_back(RowId row, RowKind kind, const Step& step) const;
  void add_left_of_semi(RowId row, RowKind kind, const Step& step) const;
  void add_right_of_semi(RowId row, RowKind kind, const Step& step) const;

  void say_pair(RowId row, RowId partner, RowKind kind, const Step& step) const;
  void say_alone(JoinSide side, RowId row, RowKind kind, const Step& step) const;
  void say_left(RowId row, RowKind kind, const Step& step) const;

  [[nodiscard]] bool is_outer(JoinSide side) const;
  [[nodiscard]] bool is_semi() const { return spec_.kind == JoinKind::Semi || spec_.kind == JoinKind::Anti; }
  [[nodiscard]] const JoinSideSpec& spec_of(JoinSide side) const { return spec_.sides[index_of(side)]; }

  RegularJoinSpec spec_;
  JoinSchemas schemas_;
};

}  // namespace wavetank::engine
