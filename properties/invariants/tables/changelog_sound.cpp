// changelog-sound: at no row of what an operator sends are there fewer than none of a row, or two rows where only one can be:
// what is taken back was there, and what is replaced has been taken back first, or is known by a key.
//
// Judged as long as what reaches the operator is sound itself.
#include "properties/invariants/tables/findings.hpp"
#include "properties/words.hpp"

namespace wavetank::properties {

Violations changelog_sound(const Evidence& evidence) {
  Violations found;
  for (const TableOfTask& task : evidence.tables()) {
    for (const UnsoundRow& unsound : folded_output(task, evidence).unsound) {
      const std::string row = to_text(unsound.row, task, evidence.facts());
      const bool is_gone = unsound.how == Unsound::TakesBackNothing;
      found.push_back({unsound.sent, unsound.because, "changelog-sound",
                       evidence.name_of_actor(task.actor) +
                           (is_gone ? " took back " + row + ", which was not there"
                                    : " said " + row + " while another row of its key was there") +
                           " (" + name_of(unsound.because) + ", " + name_of(unsound.sent) + ")"});
    }
  }
  return found;
}

}  // namespace wavetank::properties
