// One sentence per match, time-out and skip.
#include "scenarios/story/sequences.hpp"

#include "scenarios/run/outcome.hpp"

namespace wavetank::scenarios {

std::optional<Told> tell_sequence(const std::string& by, const sim::TraceEvent& event, const engine::Facts& facts,
                                  const Words& words) {
  const auto found = [&](const char* what, const std::string& why) {
    return Told{what, "{" + fields_text(engine::RowId{engine::upper(event.b)}, KeyField::Shown, facts, words) + "}",
                why};
  };
  switch (event.kind) {
    case sim::EventKind::SequenceMatch: return found("match", "by " + by);
    case sim::EventKind::SequenceTimeout: return found("timed out", "begun for " + by + ", and out of time (SQ-06)");
    case sim::EventKind::SequenceSkip:
      return Told{"skipped",
                  std::to_string(event.b) + (event.b == 1 ? " other match of " : " other matches of ") +
                      Words::value(value_of(facts, engine::KeyId{engine::lower(event.a)})),
                  "taken along by one that " + by + " sent (SQ-09)"};
    default: return std::nullopt;
  }
}

}  // namespace wavetank::scenarios
