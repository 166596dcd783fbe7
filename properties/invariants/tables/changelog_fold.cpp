// changelog-fold: what an operator sent, folded, is after each step what its rule makes of the rows that are there: group-by,
// OVER, deduplication, rankings, upsert materialisation; and it refuses those rows alone that are late.
#include "properties/invariants/tables/findings.hpp"

namespace wavetank::properties {

Violations changelog_fold(const Evidence& evidence) {
  Violations found;
  for (const TableOfTask& task : evidence.tables()) {
    if (is_join(task, evidence)) continue;
    const FoldedOutput output = folded_output(task, evidence);
    for (const TableMismatch& mismatch : output.mismatches) {
      found.push_back(violation_of("changelog-fold", mismatch, task, evidence));
    }
    for (const WrongRefusal& refusal : output.refusals) {
      found.push_back(violation_of("changelog-fold", refusal, task, evidence));
    }
  }
  return found;
}

}  // namespace wavetank::properties
