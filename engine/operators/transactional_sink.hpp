// A sink whose rows become visible once, with the checkpoint that they belong to (SS-11 to SS-19, SS-22, SS-23).
//
//   records ──► the open transaction ──barrier──► prepared, a committable in the state ──checkpoint complete──► committed
//
// Each checkpoint has a transaction of its own. A restored sink first commits again what its state has prepared, then
// fences all that came after it, and begins anew. A notice that never came is made up for by the next one.
//
// What it does not promise: a transaction that the broker has timed out before it could be committed is lost, and the
// job goes on (SS-24).
#pragma once

#include "engine/commit/committer.hpp"
#include "engine/core/operator.hpp"

namespace wavetank::engine {

struct TransactionalSinkSpec {
  FinalCommit final_commit = FinalCommit::AtNotice;
  std::uint32_t retries = 10;  // of commits that nobody answered (SS-18)
  Mutants mutants;
};

class TransactionalSinkOperator final : public Operator {
 public:
  explicit TransactionalSinkOperator(const TransactionalSinkSpec& spec) : spec_(spec) {}

  [[nodiscard]] ReplayClass replay_class() const override { return ReplayClass::Deterministic; }
  [[nodiscard]] State open(const Subtask& subtask, const Snapshot& snapshot, Moment moment,
                           Effects& effects) const override;
  // REQUIRES: the answer to Begin has come.
  void on_batch(InputIndex input, std::span<const Record> records, Moment moment, State& state,
                Effects& effects) const override;
  void on_control(const Control& control, Moment moment, State& state, Effects& effects) const override;
  void on_barrier(CheckpointId checkpoint, Moment moment, State& state, Effects& effects) const override;
  void on_complete(CheckpointId checkpoint, Moment moment, State& state, Effects& effects) const override;
  void on_broker(const BrokerReply& reply, Moment moment, State& state, Effects& effects) const override;
  // Some of it is prepared and not committed (CK-32).
  [[nodiscard]] bool is_awaiting(const State& state) const override;
  [[nodiscard]] Snapshot snapshot(const State& state, const Facts& facts) const override;

 private:
  struct Writing;
  struct Step {
    Writing& writing;
    Cause cause;
    Effects& effects;
  };
  void restore(const Snapshot& snapshot, Step& step) const;
  void begin_first(Step& step) const;
  void hand_over(CheckpointId epoch, Step& step) const;
  void on_prepared(Step& step) const;
  void on_committed(const BrokerReply& reply, Step& step) const;
  static void perform(const CommitEffects& commits, Step& step);

  TransactionalSinkSpec spec_;
};

}  // namespace wavetank::engine
