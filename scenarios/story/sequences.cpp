// One sentence per match, time-out and skip.
#include "scenarios/story/sequences.hpp"

#include "scenarios/run/outcome.hpp"

namespace wavetank::scenarios {

std::optional<Told> tell_sequence(const sim::TraceEvent& event, const engine::Facts& facts, const Words& words) {
  const auto found = [&](const char* what, const char* why) {
    return Told{what, "{" + fields_text(engine::RowId{engine::upper(event.b)}, KeyField::Shown, facts, words) + "}",
                why};
  };
  switch (event.kind) {
    case sim::EventKind::SequenceMatch: return found("match", "");
    case sim::EventKind::SequenceTimeout: return found("too late", "it began, and ran out of time (SQ-06)");
    case sim::EventKind::SequenceSkip:
      return Told{"skipped",
                  std::to_string(event.b) + (event.b == 1 ? " other match of " : " other matches of ") +
                      Words::value(value_of(facts, engine::KeyId{engine::lower(event.a)})),
                  "begun, and taken along by one that was sent (SQ-09)"};
    default: return std::nullopt;
  }
}

}  // namespace wavetank::scenarios
