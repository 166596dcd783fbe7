// Lines up the barriers of one checkpoint at a task's channels (CK-16): a channel whose barrier has come is not read until
// the barriers of all others have, so that the snapshot has nothing of what follows them.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/assert.hpp"
#include "engine/base/ids.hpp"

namespace wavetank::sim {

class AlignedGate {
 public:
  AlignedGate() = default;
  explicit AlignedGate(std::size_t channels) : channels_(channels) {}

  enum class Verdict : std::uint8_t {
    Ignored,  // of a checkpoint that is over here
    Begun,    // the first of its checkpoint; others are awaited
    Waits,
    Complete,  // take the snapshot; no channel is blocked any more
  };
  // A barrier of a newer checkpoint than the one that is lined up for ends that one.
  Verdict on_barrier(std::size_t channel, engine::CheckpointId checkpoint) {
    WT_REQUIRE(channel < channels_.size(), channel, channels_.size());
    if (checkpoint <= last_) return Verdict::Ignored;
    const bool is_first = current_ != checkpoint;
    if (is_first) release();
    current_ = checkpoint;
    WT_ASSERT(!channels_[channel].blocked, channel);
    channels_[channel].blocked = true;
    if (complete_if_whole()) return Verdict::Complete;
    return is_first ? Verdict::Begun : Verdict::Waits;
  }
  // A channel whose stream has ended is not waited for. True if that completes what is lined up for.
  [[nodiscard]] bool on_end(std::size_t channel) {
    channels_[channel].ended = true;
    return current_ && complete_if_whole();
  }
  // The checkpoint is off; nothing is blocked for it any more. True if it was lined up for.
  bool on_abort(engine::CheckpointId checkpoint) {
    const bool was_current = current_ == checkpoint;
    if (was_current) release();
    if (checkpoint > last_) last_ = checkpoint;
    return was_current;
  }

  [[nodiscard]] bool is_blocked(std::size_t channel) const { return channels_[channel].blocked; }
  // The checkpoint that barriers are awaited of.
  [[nodiscard]] std::optional<engine::CheckpointId> current() const { return current_; }
  // The last one that was complete or called off here.
  [[nodiscard]] engine::CheckpointId last() const { return last_; }

 private:
  struct Line {
    bool blocked = false;
    bool ended = false;
  };
  bool complete_if_whole() {
    for (const Line& line : channels_) {
      if (!line.blocked && !line.ended) return false;
    }
    last_ = *current_;
    release();
    return true;
  }
  void release() {
    current_.reset();
    for (Line& line : channels_) line.blocked = false;
  }

  std::vector<Line> channels_;
  std::optional<engine::CheckpointId> current_;
  engine::CheckpointId last_{};
};

}  // namespace wavetank::sim
