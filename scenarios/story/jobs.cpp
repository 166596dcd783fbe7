// One sentence per death, decision and attempt.
#include "scenarios/story/jobs.hpp"

#include "scenarios/story/words.hpp"

namespace wavetank::scenarios {
namespace {

// Attempts are numbered from 0 in the trace, as everywhere, and counted from 1 in words.
std::string attempt_text(std::uint64_t attempt) { return "attempt " + std::to_string(attempt + 1); }

std::string reason_of(const sim::TraceEvent& event, const engine::Facts& facts) {
  return std::string(facts.texts.bytes(engine::TextId{engine::lower(event.a)}));
}

}  // namespace

std::optional<Told> tell_job(const std::string& actor, const sim::TraceEvent& event, const engine::Facts& facts) {
  using sim::EventKind;
  switch (event.kind) {
    case EventKind::HostCrash: return Told{"died", actor + ", with all its tasks", ""};
    case EventKind::HostStart: return Told{"back", actor + " is there again", ""};
    case EventKind::JobFailure: return Told{"failed", attempt_text(event.b) + " of the job", reason_of(event, facts)};
    case EventKind::JobDecide:
      return Told{"restart", "all tasks are cancelled; the job is started again",
                  "in " + Words::length(static_cast<std::int64_t>(event.a))};
    case EventKind::JobAttempt: return Told{"deployed", attempt_text(event.a) + " of the job", ""};
    case EventKind::JobFail: return Told{"failed", "the job failed at " + actor, reason_of(event, facts)};
    default: return std::nullopt;
  }
}

}  // namespace wavetank::scenarios
