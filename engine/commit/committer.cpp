// What moves the limit up to which the sequence commits; all else is the sequence's.
#include "engine/commit/committer.hpp"

#include "engine/base/assert.hpp"

namespace wavetank::engine {

void Committer::restore(CheckpointId restored, std::span<const CommittableCollector> old, CommitEffects& effects) {
  WT_REQUIRE(sequence_.undecided() == 0 && sequence_.limit() == kNoCheckpointYet);
  for (const CommittableCollector& part : old) sequence_.take_over(part);
  sequence_.commit_up_to(restored, effects);
}

void Committer::on_end(CommitEffects& effects) {
  if (final_commit_ == FinalCommit::AtNotice) return;
  sequence_.commit_up_to(kNoCheckpointAfter, effects);
}

void GlobalCommitter::restore(CheckpointId restored, const CommittableCollector& old, CommitEffects& effects) {
  WT_REQUIRE(sequence_.undecided() == 0 && sequence_.limit() == kNoCheckpointYet);
  sequence_.take_over(old);
  sequence_.commit_up_to(restored, effects);
}

void GlobalCommitter::on_batch(const CommittableBatch& batch, CommitEffects& effects) {
  sequence_.add(batch);
  if (place_ == Place::BehindCommitters) sequence_.commit_up_to(batch.checkpoint, effects);
}

void GlobalCommitter::on_complete(CheckpointId checkpoint, CommitEffects& effects) {
  if (place_ == Place::BehindWriters) sequence_.commit_up_to(checkpoint, effects);
}

}  // namespace wavetank::engine
