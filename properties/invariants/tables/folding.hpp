// Folding what an operator sent, step by step, and holding it against the oracle's table.
#pragma once

#include <optional>
#include <vector>

#include "properties/invariants/evidence.hpp"
#include "properties/violation.hpp"

namespace wavetank::properties {

// A row of which a step made more or fewer than it had to.
struct TableMismatch {
  sim::EventId because{};  // what began the step
  sim::EventId seen{};     // the last that was sent of the row; the end of the step if nothing was
  Fields row;
  std::int64_t expected = 0;
  std::int64_t actual = 0;
};
// A row that did not fit the table it was to change.
struct UnsoundRow {
  sim::EventId sent{};
  sim::EventId because{};
  Unsound how = Unsound::No;
  Fields row;
};
// A record that was refused though it came in time, or taken though it was late.
struct WrongRefusal {
  sim::EventId record{};
  sim::EventId seen{};
  bool was_refused = false;
};

// A row that was not said once more, so that states behind it forget it too soon.
struct UnrepeatedRow {
  sim::EventId because{};
  sim::EventId seen{};
  Fields row;
};

// Of one task, each list ends with the first step that has any: what follows from it is not judged.
struct FoldedOutput {
  std::vector<TableMismatch> mismatches;
  std::vector<UnsoundRow> unsound;
  std::vector<WrongRefusal> refusals;
  std::vector<UnrepeatedRow> unrepeated;
};
[[nodiscard]] FoldedOutput folded_output(const TableOfTask& task, const Evidence& evidence);

// "(a, 3, null)"
[[nodiscard]] std::string to_text(const Fields& row, const TableOfTask& task, const engine::Facts& facts);

}  // namespace wavetank::properties
