// One sentence per decision of a join.
#include "scenarios/story/joins.hpp"

#include "engine/operators/join/joined_rows.hpp"
#include "scenarios/run/outcome.hpp"

namespace wavetank::scenarios {
namespace {

using sim::EventKind;
using sim::TraceEvent;

std::string braced(engine::RowId row, const engine::Facts& facts, const Words& words) {
  return "{" + fields_text(row, KeyField::Shown, facts, words) + "}";
}

std::string of_key(std::uint64_t word, const engine::Facts& facts) {
  const engine::KeyId key{engine::lower(word)};
  return key == engine::kNoKey ? "no key" : Words::value(value_of(facts, key));
}

std::string rows_text(std::size_t rows) { return std::to_string(rows) + (rows == 1 ? " row" : " rows"); }

std::string side_text(engine::JoinSide side) { return side == engine::JoinSide::Left ? "left" : "right"; }

Told told_of(std::uint64_t result, const std::string& who, const std::string& said, const engine::Facts& facts) {
  const bool says = engine::accumulates(facts.rows.kind(engine::RowId{engine::upper(result)}));
  return {says ? said : "back", who + (says ? "" : " is taken back"), ""};
}

}  // namespace

std::optional<Told> tell_join(const TraceEvent& event, const engine::Facts& facts, const Words& words) {
  switch (event.kind) {
    case EventKind::JoinKeep: {
      const engine::KeptRows rows = engine::kept_rows(event.b);
      return Told{"kept",
                  braced(engine::RowId{engine::upper(event.a)}, facts, words) + " on the " + side_text(rows.side),
                  rows_text(rows.kept) + " of " + of_key(event.a, facts) + " there"};
    }
    case EventKind::JoinMatch:
      return told_of(event.b,
                     braced(engine::RowId{engine::upper(event.a)}, facts, words) + " with " +
                         braced(engine::RowId{engine::lower(event.a)}, facts, words),
                     "pair", facts);
    case EventKind::JoinPad: {
      // A semi or anti join says its left rows as they are; others make a row with nulls.
      const engine::Rows& rows = facts.rows;
      const std::string row = braced(engine::RowId{engine::upper(event.a)}, facts, words);
      const bool as_it_is = rows.schema_of(engine::RowId{engine::upper(event.a)}) ==
                            rows.schema_of(engine::RowId{engine::upper(event.b)});
      return as_it_is ? told_of(event.b, row, "row", facts) : told_of(event.b, row + " alone", "alone", facts);
    }
    case EventKind::JoinForget: {
      const engine::KeptRows rows = engine::kept_rows(event.b);
      return Told{"forgot", rows_text(rows.gone) + " of " + of_key(event.a, facts) + " on the " + side_text(rows.side),
                  std::to_string(rows.kept) + " left"};
    }
    default: return std::nullopt;
  }
}

std::string met_text(const TraceEvent& event, const engine::Facts& facts, const Words& words) {
  const engine::MetRows rows = engine::met_rows(event.b);
  return words.window(facts.windows.window(engine::WindowId{engine::upper(event.a)})) + " of " +
         of_key(event.a, facts) + ": " + std::to_string(rows.left) + " left, " + std::to_string(rows.right) + " right";
}

}  // namespace wavetank::scenarios
