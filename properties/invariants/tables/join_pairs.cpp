// join-pairs: the pairs that a join says, and takes back, are those that a nested loop finds among the rows that it holds,
// each once and with its time; and it refuses those rows alone that are late (PF-09 to PF-12, PF-21, PF-22, RJ-01, RJ-02).
#include "properties/invariants/tables/findings.hpp"
#include "properties/invariants/tables/padding.hpp"

namespace wavetank::properties {

Violations join_pairs(const Evidence& evidence) {
  Violations found;
  for (const TableOfTask& task : evidence.tables()) {
    if (!is_join(task, evidence)) continue;
    const FoldedOutput output = folded_output(task, evidence);
    for (const TableMismatch& mismatch : output.mismatches) {
      if (!stands_alone(mismatch.row, task, evidence)) {
        found.push_back(violation_of("join-pairs", mismatch, task, evidence));
      }
    }
    for (const WrongRefusal& refusal : output.refusals) {
      found.push_back(violation_of("join-pairs", refusal, task, evidence));
    }
  }
  return found;
}

}  // namespace wavetank::properties
