// Commits checkpoint after checkpoint, each fully before the next (SS-17), and each as often as it takes (SS-18).
//
// Sans-IO: a call of the outside is an effect, its answers are an input. While a call is out the task that owns this is
// blocked, as Flink's is: nothing else may be told to it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "engine/commit/committable.hpp"
#include "engine/commit/committable_collector.hpp"

namespace wavetank::engine {

// Commit all of these, in any order, and answer with on_answers. An unknown failure ends the call: the answers up to it.
struct CommitCall {
  CheckpointId checkpoint{};
  std::vector<CommittableId> committables{};
};

// All of a checkpoint is decided.
struct EpochCommitted {
  CheckpointId checkpoint{};
  std::vector<CommittableId> committed{};
  std::vector<CommittableId> lost{};  // failed for a known reason; nobody retries them
};

// The job fails: for a reason unknown, or because retries did not help. Nothing else may be told until it is restored.
struct CommitFailed {
  CheckpointId checkpoint{};
  CommitOutcome last = CommitOutcome::FailedUnknown;  // that, or Retry
};

using CommitEffect = std::variant<CommitCall, EpochCommitted, CommitFailed>;
using CommitEffects = std::vector<CommitEffect>;

class CommitSequence {
 public:
  enum class Needs : std::uint8_t {
    WhatIsHere,   // a committer: its writer's batch is all there is
    AllSubtasks,  // a global committer waits for the batches of all (SS-26)
  };
  // `retries`: so many calls after the first one.
  CommitSequence(Needs needs, std::uint32_t retries) : needs_(needs), retries_(retries) {}

  void add(const CommittableBatch& batch);
  void take_over(const CommittableCollector& old);

  // Commits what belongs to checkpoints up to `limit`, or to an earlier limit. REQUIRES: !is_busy().
  void commit_up_to(CheckpointId limit, CommitEffects& effects);
  // REQUIRES: is_busy(). Answers only for what was asked; an answer for each, unless an unknown failure is among them.
  void on_answers(std::span<const CommitAnswer> answers, CommitEffects& effects);

  [[nodiscard]] bool is_busy() const { return round_.has_value(); }
  [[nodiscard]] CheckpointId limit() const { return limit_; }
  // What waits. REQUIRES: !is_busy().
  [[nodiscard]] const CommittableCollector& waiting() const;
  [[nodiscard]] std::size_t undecided() const;

  friend bool operator==(const CommitSequence&, const CommitSequence&) = default;

 private:
  // The calls for one checkpoint.
  struct Round {
    CheckpointId checkpoint{};
    std::vector<CommittableId> undecided{};
    std::vector<CommittableId> committed{};
    std::vector<CommittableId> lost{};
    std::uint32_t calls = 1;
    friend bool operator==(const Round&, const Round&) = default;
  };

  // Starts the next round; checkpoints without committables end at once.
  void advance(CommitEffects& effects);
  [[nodiscard]] bool decide(Round& round, const CommitAnswer& answer) const;

  Needs needs_;
  std::uint32_t retries_;
  CheckpointId limit_ = kNoCheckpointYet;
  CommittableCollector waiting_;
  std::optional<Round> round_;
  bool failed_ = false;
};

}  // namespace wavetank::engine
