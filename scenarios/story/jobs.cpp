// One sentence per death, decision and attempt, and per step of a checkpoint.
#include "scenarios/story/jobs.hpp"

#include "engine/coordinator/failure_reason.hpp"
#include "scenarios/story/words.hpp"

namespace wavetank::scenarios {
namespace {

using sim::EventKind;

// Attempts are numbered from 0 in the trace, as everywhere, and counted from 1 in words.
std::string attempt_text(std::uint64_t attempt) { return "attempt " + std::to_string(attempt + 1); }

std::string checkpoint_text(std::uint64_t checkpoint) { return "checkpoint " + std::to_string(checkpoint); }

std::string reason_of(const sim::TraceEvent& event, const engine::Facts& facts) {
  return std::string(facts.texts.bytes(engine::TextId{engine::lower(event.a)}));
}

std::string messages_text(std::uint64_t count) {
  return std::to_string(count) + (count == 1 ? " message" : " messages");
}

std::string why_aborted(const sim::TraceEvent& event) {
  return std::string(engine::name_of(static_cast<engine::CheckpointFailureReason>(event.b)));
}

}  // namespace

std::optional<Told> tell_job(const std::string& actor, const sim::TraceEvent& event, const engine::Facts& facts) {
  switch (event.kind) {
    case EventKind::HostCrash:
      return Told{"died", actor == "job-manager" ? "the job manager; tasks go on" : actor + ", with all its tasks", ""};
    case EventKind::HostStart: return Told{"back", actor + " is there again", ""};
    case EventKind::JobFailure: return Told{"failed", attempt_text(event.b) + " of the job", reason_of(event, facts)};
    case EventKind::JobDecide:
      return Told{"restart", "all tasks are cancelled; the job is started again",
                  "in " + Words::length(static_cast<std::int64_t>(event.a))};
    case EventKind::JobAttempt:
      return Told{"deployed", attempt_text(event.a) + " of the job",
                  event.b == 0 ? "from nothing" : "from " + checkpoint_text(event.b)};
    case EventKind::JobLead:
      return Told{"leader", actor + " number " + std::to_string(event.a) + " leads the job",
                  "it knows what was durable"};
    case EventKind::TaskBlocked: return Told{"blocked", actor + " takes nothing more in", "its outputs have no room"};
    case EventKind::TaskFreed:
      return Told{"freed", actor + " goes on",
                  "it was held back for " + Words::length(static_cast<std::int64_t>(event.a / 1'000'000))};
    case EventKind::JobFail: return Told{"failed", "the job failed at " + actor, reason_of(event, facts)};
    default: return std::nullopt;
  }
}

std::optional<Told> tell_checkpoint(const std::string& actor, const sim::TraceEvent& event) {
  const std::string number = checkpoint_text(event.a);
  switch (event.kind) {
    case EventKind::RestoreOpen:
      if (event.b == 1) return Told{"restored", actor + " had ended before " + number, "it says so again"};
      return Told{"restored", actor + " has what it stored in " + number, ""};
    case EventKind::CheckpointTrigger: return Told{"trigger", number + " begins: the sources are asked", ""};
    case EventKind::AlignBegin:
      return Told{"align", actor + " has the first barrier of " + number, "those of the other channels are awaited"};
    case EventKind::AlignEnd:
      return Told{"aligned", actor + " has all barriers of " + number, messages_text(event.b) + " held back"};
    case EventKind::CheckpointTake: return Told{"snapshot", actor + " copies its state for " + number, ""};
    case EventKind::CheckpointStored:
      return Told{"stored", actor + " has stored its part of " + number,
                  event.b == 0 ? "" : "with " + messages_text(event.b) + " in flight"};
    case EventKind::CheckpointDecline: return Told{"declined", actor + " does not take " + number, why_aborted(event)};
    case EventKind::RestoreInFlight:
      return Told{"replayed", messages_text(event.b) + " that barriers of " + number + " had overtaken", "CK-28"};
    case EventKind::CheckpointAck: return Told{"ack", number + ": the job manager knows of one more task", ""};
    case EventKind::CheckpointDone: return Told{"complete", number, "all tasks have stored their state"};
    case EventKind::CheckpointAbort:
      return Told{"aborted", event.a == 0 ? "a checkpoint, before it began" : number, why_aborted(event)};
    case EventKind::CheckpointNotify:
      return Told{"notice", actor + " hears that " + number + (event.b == 0 ? " is complete" : " is off"), ""};
    case EventKind::CheckpointDiscard: return Told{"deleted", number, "newer ones are kept"};
    default: return std::nullopt;
  }
}

}  // namespace wavetank::scenarios
