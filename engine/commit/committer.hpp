// The second phase of a sink: commits when a checkpoint is complete (SS-17 to SS-19).
//
// One beside each writer; behind all of them there may be one global committer, or that one alone.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "engine/commit/commit_sequence.hpp"
#include "engine/commit/committable.hpp"

namespace wavetank::engine {

// When the committables of the end of input are committed.
enum class FinalCommit : std::uint8_t {
  AtNotice,  // with the first checkpoint that contains the end
  AtEnd,     // at once: no checkpoint will come, or the run is bounded
};

class Committer {
 public:
  // `retries`: calls after the first one; Flink's default is 10.
  explicit Committer(FinalCommit final_commit, std::uint32_t retries)
      : final_commit_(final_commit), sequence_(CommitSequence::Needs::WhatIsHere, retries) {}

  // Of the snapshot `restored`, all old states that this subtask got: commits them again at once. REQUIRES: new.
  void restore(CheckpointId restored, std::span<const CommittableCollector> old, CommitEffects& effects);
  void on_batch(const CommittableBatch& batch) { sequence_.add(batch); }
  // A notice; late ones and repeated ones do no harm.
  void on_complete(CheckpointId checkpoint, CommitEffects& effects) { sequence_.commit_up_to(checkpoint, effects); }
  void on_end(CommitEffects& effects);
  void on_answers(std::span<const CommitAnswer> answers, CommitEffects& effects) {
    sequence_.on_answers(answers, effects);
  }

  [[nodiscard]] bool is_busy() const { return sequence_.is_busy(); }
  // What a snapshot keeps. REQUIRES: !is_busy().
  [[nodiscard]] const CommittableCollector& waiting() const { return sequence_.waiting(); }
  [[nodiscard]] std::size_t undecided() const { return sequence_.undecided(); }

  friend bool operator==(const Committer&, const Committer&) = default;

 private:
  FinalCommit final_commit_;
  CommitSequence sequence_;
};

// Commits for all subtasks, in one place (SS-26).
class GlobalCommitter {
 public:
  enum class Place : std::uint8_t {
    BehindCommitters,  // commits what they committed as soon as it has all of a checkpoint; ignores notices
    BehindWriters,     // waits for notices
  };
  GlobalCommitter(Place place, std::uint32_t retries)
      : place_(place), sequence_(CommitSequence::Needs::AllSubtasks, retries) {}

  void restore(CheckpointId restored, const CommittableCollector& old, CommitEffects& effects);
  void on_batch(const CommittableBatch& batch, CommitEffects& effects);
  void on_complete(CheckpointId checkpoint, CommitEffects& effects);
  void on_answers(std::span<const CommitAnswer> answers, CommitEffects& effects) {
    sequence_.on_answers(answers, effects);
  }

  [[nodiscard]] bool is_busy() const { return sequence_.is_busy(); }
  [[nodiscard]] const CommittableCollector& waiting() const { return sequence_.waiting(); }
  [[nodiscard]] std::size_t undecided() const { return sequence_.undecided(); }

  friend bool operator==(const GlobalCommitter&, const GlobalCommitter&) = default;

 private:
  Place place_;
  CommitSequence sequence_;
};

}  // namespace wavetank::engine
