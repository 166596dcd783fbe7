// changelog-fold: what an operator sent, folded, is after each step what its rule makes of the rows that are there: group-by,
// OVER, deduplication, rankings, upsert materialisation; it refuses those rows alone that are late; and where state has a time
// to live, a row that changes nothing is said once more (CL-04).
#include "properties/invariants/tables/findings.hpp"
#include "properties/words.hpp"

namespace wavetank::properties {

Violations changelog_fold(const Evidence& evidence) {
  Violations found;
  for (const TableOfTask& task : evidence.tables()) {
    if (is_join(task, evidence)) continue;
    const FoldedOutput output = folded_output(task, evidence);
    for (const TableMismatch& mismatch : output.mismatches) {
      found.push_back(violation_of("changelog-fold", mismatch, task, evidence));
    }
    for (const UnrepeatedRow& row : output.unrepeated) {
      found.push_back({row.seen, row.because, "changelog-fold",
                       evidence.name_of_actor(task.actor) + " did not say " + to_text(row.row, task, evidence.facts()) +
                           " once more, though its state lives on (" + name_of(row.because) + ", " + name_of(row.seen) +
                           ")"});
    }
    for (const WrongRefusal& refusal : output.refusals) {
      found.push_back(violation_of("changelog-fold", refusal, task, evidence));
    }
  }
  return found;
}

}  // namespace wavetank::properties
