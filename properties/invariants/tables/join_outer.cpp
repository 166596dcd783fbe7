// join-outer: a row speaks alone exactly while it has no partner: of an outer join padded with nulls, of a semi join while
// it has one, of an anti join while it has none, of a temporal join without a version (RJ-01, RJ-02, PF-21).
#include "properties/invariants/tables/findings.hpp"
#include "properties/invariants/tables/padding.hpp"

namespace wavetank::properties {
namespace {

bool is_null_at(const Fields& row, const std::string& field, const TableOfTask& task) {
  for (std::size_t i = 0; i < task.sends.size(); ++i) {
    if (task.sends[i].name == field) return !row.at(i).has_value();
  }
  return false;
}

const scenarios::JoinInputs& inputs_of(const scenarios::IntervalJoinNode& op) { return op.inputs; }
const scenarios::JoinInputs& inputs_of(const scenarios::RegularJoinNode& op) { return op.inputs; }
const scenarios::JoinInputs& inputs_of(const scenarios::TemporalJoinNode& op) { return op.inputs; }

// A key is never null, so where one is its side is missing.
template <typename Join>
bool lacks_side(const Fields& row, const Join& op, const TableOfTask& task) {
  const scenarios::JoinInputs& inputs = inputs_of(op);
  return is_null_at(row, inputs.key, task) ||
         is_null_at(row, std::string(scenarios::kRightPrefix) + inputs.right_key, task);
}

}  // namespace

bool stands_alone(const Fields& row, const TableOfTask& task, const Evidence& evidence) {
  const scenarios::AnyNode& op = evidence.scenario().pipeline[task.node].op;
  if (const auto* join = std::get_if<scenarios::IntervalJoinNode>(&op)) return lacks_side(row, *join, task);
  if (const auto* join = std::get_if<scenarios::TemporalJoinNode>(&op)) return lacks_side(row, *join, task);
  const auto& join = std::get<scenarios::RegularJoinNode>(op);
  const bool left_only = join.kind == engine::JoinKind::Semi || join.kind == engine::JoinKind::Anti;
  return left_only || lacks_side(row, join, task);
}

Violations join_outer(const Evidence& evidence) {
  Violations found;
  for (const TableOfTask& task : evidence.tables()) {
    if (!is_join(task, evidence)) continue;
    for (const TableMismatch& mismatch : folded_output(task, evidence).mismatches) {
      if (stands_alone(mismatch.row, task, evidence)) {
        found.push_back(violation_of("join-outer", mismatch, task, evidence));
      }
    }
  }
  return found;
}

}  // namespace wavetank::properties
