// Counts barriers without holding any channel back: at least once (CK-24).
//
// Several checkpoints may be on their way at once. Records behind an early barrier are in the state that is saved, and
// are read again after a restore: duplicates, no loss.
#pragma once

#include <cstddef>
#include <deque>
#include <vector>

#include "engine/base/ids.hpp"
#include "engine/checkpoint/alignment_effects.hpp"
#include "engine/checkpoint/barrier.hpp"
#include "engine/checkpoint/barrier_aligner.hpp"

namespace wavetank::engine {

// More are not remembered: the oldest is dropped without a word.
inline constexpr std::size_t kTrackedCheckpointsMax = 50;

// Invariants: ids of what is tracked grow; a checkpoint is taken or aborted at most once, unless one channel is left:
// then cancel markers are passed on as they come.
class BarrierTracker {
 public:
  // REQUIRES: one channel or more; at-least-once.
  explicit BarrierTracker(const AlignmentOptions& options);

  // REQUIRES: kind AtLeastOnce.
  void on_barrier(ChannelIndex channel, const Barrier& barrier, AlignmentEffects& effects);
  void on_cancel(ChannelIndex channel, const CancelMarker& marker, AlignmentEffects& effects);
  // REQUIRES: `channel` has not ended before.
  void on_end(ChannelIndex channel, AlignmentEffects& effects);

  // How many are on their way, aborted ones whose barriers still come included.
  [[nodiscard]] std::size_t tracked() const { return tracked_.size(); }
  void check_invariants() const;

 private:
  struct Tracked {
    Barrier barrier;  // the first; of an aborted one only the id counts
    std::size_t awaited = 0;
    std::vector<bool> seen;  // by channel
    bool aborted = false;
    [[nodiscard]] bool whole() const;
  };

  void track(ChannelIndex channel, const Barrier& barrier);
  // Ends this one and forgets those before it.
  void end_through(std::size_t position, AlignmentEffects& effects);
  static void abort(Tracked& tracked, CheckpointFailureReason reason, AlignmentEffects& effects);

  EndedChannel ended_;
  std::vector<bool> open_;  // by channel
  std::size_t open_count_;
  std::deque<Tracked> tracked_;
  CheckpointId newest_{};  // that was ever tracked
};

}  // namespace wavetank::engine
