// Two facts: the last checkpoint, and whether the input has ended.
#include "engine/commit/writer_epochs.hpp"

#include <utility>

#include "engine/base/assert.hpp"

namespace wavetank::engine {

std::optional<CheckpointId> WriterEpochs::on_barrier(CheckpointId checkpoint) {
  if (ended_) return std::nullopt;
  WT_REQUIRE(checkpoint > last_known_, checkpoint, last_known_);
  last_known_ = checkpoint;
  return checkpoint;
}

std::optional<CheckpointId> WriterEpochs::on_end() {
  if (std::exchange(ended_, true)) return std::nullopt;
  last_known_ = CheckpointId{static_cast<std::uint64_t>(last_known_) + 1};
  WT_ASSERT(last_known_ > kNoCheckpointYet, last_known_);
  return last_known_;
}

}  // namespace wavetank::engine
