// A window over two inputs: what its two sides come to when it fires (PF-13).
//
// The records of both lie in one window, each with the input that it came on. A join makes a row of each pair; a
// co-group one row of the aggregates of both sides, also if one of them is empty. Each firing says all of it again.
#include "engine/operators/window/window.hpp"

namespace wavetank::engine {

void WindowOperator::meet(const Pane& pane, FireReason reason, Cause cause, Step& step) const {
  const WindowTable::Slot slot = step.contents.table.find({pane.key, pane.state});
  WT_ASSERT(slot != WindowTable::kNone, index_of(pane.key));
  std::size_t left = 0;
  const std::vector<Element>& elements = step.contents.table.elements(slot);
  for (const Element& element : elements) left += element.input == kLeftInput ? 1 : 0;
  cause = step.effects.note(NoteKind::JoinWindow, cause, pack(pane.id, pane.key),
                            pack(MetRows{reason, left, elements.size() - left}));
  if (spec_.meeting->kind == MeetingKind::Pairs) {
    say_pairs(pane, cause, step);
  } else {
    say_groups(pane, cause, step);
  }
}

// The nested loop, both sides in order of arrival.
void WindowOperator::say_pairs(const Pane& pane, Cause cause, Step& step) const {
  Facts& facts = step.moment.facts;
  const std::vector<Element>& elements = step.contents.table.elements(step.contents.table.find({pane.key, pane.state}));
  for (const Element& left : elements) {
    if (left.input != kLeftInput) continue;
    for (const Element& right : elements) {
      if (right.input != kRightInput) continue;
      const RowPair pair{left.row, right.row};
      const RowId row = joined_row(pair, RowKind::Insert, spec_.meeting->schemas, facts);
      step.effects.emit(kMainOutput, {.time = pane.window.max(), .row = row, .key = pane.key},
                        {NoteKind::JoinMatch, cause, pack(pair), pack(row, pane.key)});
    }
  }
}

void WindowOperator::say_groups(const Pane& pane, Cause cause, Step& step) const {
  Contents& contents = step.contents;
  Facts& facts = step.moment.facts;
  begin_result(pane, step);
  const std::vector<Element>& elements = contents.table.elements(contents.table.find({pane.key, pane.state}));
  for (const InputIndex input : {kLeftInput, kRightInput}) {
    const Accumulator side(input == kLeftInput ? spec_.meeting->left : spec_.meeting->right, spec_.rows);
    contents.sums.assign(side.width(), 0);
    std::uint32_t seen = 0;
    for (const Element& element : elements) {
      if (element.input == input) side.add(facts.rows, element.row, contents.sums, seen, contents.lists);
    }
    const std::size_t at = contents.cells.size();
    contents.cells.resize(at + side.width());
    side.result(contents.sums, seen, contents.lists, facts.texts, std::span(contents.cells).subspan(at));
    side.release(contents.sums, contents.lists);
  }
  const RowId row = facts.row(spec_.result, RowKind::Insert, contents.cells);
  step.effects.emit(kMainOutput, {.time = pane.window.max(), .row = row, .key = pane.key, .cause = cause});
}

}  // namespace wavetank::engine
