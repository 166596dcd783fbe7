// A writer that prepares and a committer beside it, as one operator.
#include "engine/operators/transactional_sink.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "engine/commit/writer_epochs.hpp"
#include "engine/core/encoding.hpp"

namespace wavetank::engine {
namespace {

// Names of its states.
constexpr const char* kPrepared = "prepared";      // split: what waits to be committed
constexpr const char* kCheckpoint = "checkpoint";  // united: the checkpoint that this is of

std::uint64_t number_of(CheckpointId checkpoint) { return static_cast<std::uint64_t>(checkpoint); }

// The checkpoint that a snapshot is of; a subtask that is new since then learns of it from the others.
CheckpointId checkpoint_of(const Snapshot& snapshot) {
  CheckpointId latest = kNoCheckpointYet;
  for (const std::string& item : items_of(snapshot.united, kCheckpoint)) {
    latest = std::max(latest, CheckpointId{Decoder(item).natural()});
  }
  return latest;
}

CommitOutcome commit_outcome(BrokerOutcome outcome) {
  switch (outcome) {
    case BrokerOutcome::Done: return CommitOutcome::Committed;
    case BrokerOutcome::Already: return CommitOutcome::AlreadyCommitted;
    case BrokerOutcome::Refused: return CommitOutcome::FailedKnown;
    case BrokerOutcome::Unavailable: return CommitOutcome::Retry;
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(outcome));
}

}  // namespace

struct TransactionalSinkOperator::Writing {
  Subtask subtask;
  WriterEpochs epochs;
  Committer committer;
  CheckpointId checkpoint = kNoCheckpointYet;  // the last one that passed, or was restored
  std::optional<CommittableId> open{};
  std::uint64_t written = 0;                // into it
  std::optional<CheckpointId> preparing{};  // under which it is handed over when it is prepared
  bool has_begun = false;                   // what was restored is committed, and the first transaction asked for
  std::vector<CommitAnswer> answers{};
  std::size_t asked = 0;  // commits that the answers are awaited of
};

State TransactionalSinkOperator::open(const Subtask& subtask, const Snapshot& snapshot, Moment moment,
                                      Effects& effects) const {
  const CheckpointId restored = checkpoint_of(snapshot);
  Writing writing{subtask, WriterEpochs(restored), Committer(spec_.final_commit, spec_.retries), restored};
  Step step{writing, moment.cause, effects};
  restore(snapshot, step);
  if (writing.asked == 0) begin_first(step);
  return State(std::move(writing));
}

void TransactionalSinkOperator::restore(const Snapshot& snapshot, Step& step) const {
  std::vector<CommittableCollector> old;
  for (const std::string& bytes : items_of(snapshot.split, kPrepared)) {
    old.push_back(CommittableCollector::decoded(bytes));
  }
  if (spec_.mutants.has(Mutant::RecoveryForgets)) old.clear();
  if (spec_.mutants.has(Mutant::RecoveryAborts)) {
    for (CommittableCollector& part : std::exchange(old, {})) {
      while (const std::optional<CheckpointId> oldest = part.oldest_up_to(kNoCheckpointAfter)) {
        for (const CommittableId prepared : part.take(*oldest)) {
          step.effects.ask(CallBroker{BrokerVerb::Abort, step.cause, prepared});
        }
      }
    }
  }
  CommitEffects commits;
  step.writing.committer.restore(step.writing.checkpoint, old, commits);
  perform(commits, step);
}

// What an earlier attempt left open is shut out first, so that nothing of it comes any more.
void TransactionalSinkOperator::begin_first(Step& step) const {
  const std::uint64_t restored = number_of(step.writing.checkpoint);
  step.writing.has_begun = true;
  if (!spec_.mutants.has(Mutant::LingeringNotFenced)) {
    step.effects.ask(CallBroker{BrokerVerb::Fence, step.cause, {}, restored});
  }
  step.effects.ask(CallBroker{BrokerVerb::Begin, step.cause, {}, restored + 1});
}

void TransactionalSinkOperator::on_batch(InputIndex /*input*/, std::span<const Record> records, Moment /*moment*/,
                                         State& state, Effects& effects) const {
  Writing& writing = state.as<Writing>();
  WT_REQUIRE(writing.open && !writing.preparing && !writing.epochs.has_ended(), writing.written);
  for (const Record& record : records) effects.ask(WriteRecord{*writing.open, record});
  writing.written += records.size();
}

void TransactionalSinkOperator::on_barrier(CheckpointId checkpoint, Moment moment, State& state,
                                           Effects& effects) const {
  Writing& writing = state.as<Writing>();
  WT_REQUIRE(!writing.preparing && checkpoint > writing.checkpoint, checkpoint, writing.checkpoint);
  writing.checkpoint = checkpoint;
  Step step{writing, moment.cause, effects};
  if (const std::optional<CheckpointId> epoch = writing.epochs.on_barrier(checkpoint)) hand_over(*epoch, step);
}

// An empty transaction is not committed (SS-22).
void TransactionalSinkOperator::hand_over(CheckpointId epoch, Step& step) const {
  Writing& writing = step.writing;
  WT_ASSERT(writing.open.has_value(), epoch);
  if (writing.written > 0) {
    writing.preparing = epoch;
    step.effects.ask(CallBroker{BrokerVerb::Prepare, step.cause, *writing.open, number_of(epoch)});
    return;
  }
  step.effects.ask(CallBroker{BrokerVerb::Abort, step.cause, *writing.open});
  writing.open.reset();
  if (writing.epochs.has_ended()) return;
  step.effects.ask(CallBroker{BrokerVerb::Begin, step.cause, {}, number_of(writing.checkpoint) + 1});
}

void TransactionalSinkOperator::on_control(const Control& control, Moment moment, State& state,
                                           Effects& effects) const {
  if (control.kind != ControlKind::End) return;
  Writing& writing = state.as<Writing>();
  Step step{writing, moment.cause, effects};
  const std::optional<CheckpointId> epoch = writing.epochs.on_end();
  WT_ASSERT(epoch.has_value(), writing.checkpoint);  // it ends once
  // Else the barrier came just before it: what belongs to that is on its way, and nothing has come since.
  if (!writing.preparing && writing.open) hand_over(*epoch, step);
}

void TransactionalSinkOperator::on_complete(CheckpointId checkpoint, Moment moment, State& state,
                                            Effects& effects) const {
  Writing& writing = state.as<Writing>();
  WT_REQUIRE(writing.asked == 0, writing.asked);
  Step step{writing, moment.cause, effects};
  CommitEffects commits;
  writing.committer.on_complete(checkpoint, commits);
  perform(commits, step);
}

void TransactionalSinkOperator::on_broker(const BrokerReply& reply, Moment moment, State& state,
                                          Effects& effects) const {
  Writing& writing = state.as<Writing>();
  Step step{writing, moment.cause, effects};
  const bool is_refused = reply.outcome == BrokerOutcome::Refused;
  switch (reply.verb) {
    case BrokerVerb::Begin:
      WT_ASSERT(!writing.open && !writing.preparing, reply.transaction);
      if (writing.epochs.has_ended())
        return effects.ask(CallBroker{BrokerVerb::Abort, moment.cause, reply.transaction});
      writing.open = reply.transaction;
      writing.written = 0;
      return;
    case BrokerVerb::Write: effects.ask(Fail{"a sink's transaction takes no more records", moment.cause}); return;
    case BrokerVerb::Prepare:
      if (is_refused) return effects.ask(Fail{"a sink's transaction cannot be prepared", moment.cause});
      return on_prepared(step);
    case BrokerVerb::Commit: return on_committed(reply, step);
    case BrokerVerb::Abort:
    case BrokerVerb::Fence: return;
  }
}

void TransactionalSinkOperator::on_prepared(Step& step) const {
  Writing& writing = step.writing;
  WT_ASSERT(writing.open && writing.preparing, writing.written);
  const CheckpointId epoch = *std::exchange(writing.preparing, std::nullopt);
  const CommittableId prepared = *std::exchange(writing.open, std::nullopt);
  writing.committer.on_batch({epoch, writing.subtask.index, writing.subtask.parallelism, {prepared}});
  CommitEffects commits;
  if (spec_.mutants.has(Mutant::CommitOnTrigger)) writing.committer.on_complete(epoch, commits);
  if (writing.epochs.has_ended()) {
    writing.committer.on_end(commits);
  } else {
    step.effects.ask(CallBroker{BrokerVerb::Begin, step.cause, {}, number_of(writing.checkpoint) + 1});
  }
  perform(commits, step);
}

void TransactionalSinkOperator::on_committed(const BrokerReply& reply, Step& step) const {
  Writing& writing = step.writing;
  WT_ASSERT(writing.answers.size() < writing.asked, writing.answers.size(), writing.asked);
  writing.answers.push_back({reply.transaction, commit_outcome(reply.outcome)});
  if (writing.answers.size() < writing.asked) return;
  const std::vector<CommitAnswer> answers = std::exchange(writing.answers, {});
  writing.asked = 0;
  CommitEffects commits;
  writing.committer.on_answers(answers, commits);
  perform(commits, step);
  if (!writing.has_begun && writing.asked == 0) begin_first(step);
}

void TransactionalSinkOperator::perform(const CommitEffects& commits, Step& step) {
  for (const CommitEffect& effect : commits) {
    if (const auto* const call = std::get_if<CommitCall>(&effect)) {
      step.writing.asked = call->committables.size();
      for (const CommittableId committable : call->committables) {
        step.effects.ask(CallBroker{BrokerVerb::Commit, step.cause, committable, number_of(call->checkpoint)});
      }
    } else if (std::holds_alternative<CommitFailed>(effect)) {
      step.effects.ask(Fail{"a sink's transaction cannot be committed", step.cause});
    }
  }
}

bool TransactionalSinkOperator::is_awaiting(const State& state) const {
  const Writing& writing = state.as<Writing>();
  return writing.preparing.has_value() || writing.committer.undecided() > 0;
}

Snapshot TransactionalSinkOperator::snapshot(const State& state, const Facts& /*facts*/) const {
  const Writing& writing = state.as<Writing>();
  WT_REQUIRE(!writing.preparing && writing.asked == 0, writing.asked);
  Snapshot snapshot;
  Encoder encoder;
  encoder.natural(number_of(writing.checkpoint));
  snapshot.united[kCheckpoint] = {encoder.take()};
  if (writing.committer.undecided() > 0) snapshot.split[kPrepared] = {writing.committer.waiting().encoded()};
  return snapshot;
}

}  // namespace wavetank::engine
