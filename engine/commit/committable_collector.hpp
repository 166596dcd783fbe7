// Committables that wait for their checkpoint's completion.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/commit/committable.hpp"

namespace wavetank::engine {

class CommittableCollector {
 public:
  // REQUIRES: no batch of this checkpoint came from that subtask before; all batches agree on the number of subtasks.
  void add(const CommittableBatch& batch);
  // What another collector held is taken over as if one subtask had sent it: old subtasks mean nothing any more.
  void take_over(const CommittableCollector& other);

  // The oldest checkpoint, if it is no newer than that.
  [[nodiscard]] std::optional<CheckpointId> oldest_up_to(CheckpointId limit) const;
  // Whether all subtasks' batches are here. REQUIRES: some are.
  [[nodiscard]] bool has_all(CheckpointId checkpoint) const;
  // All of a checkpoint, by subtask, then in order; they are no longer here. REQUIRES: as above.
  [[nodiscard]] std::vector<CommittableId> take(CheckpointId checkpoint);
  [[nodiscard]] std::size_t size() const;

  // Canonical bytes for a snapshot; subtasks are left out.
  [[nodiscard]] std::string encoded() const;
  // REQUIRES: bytes that encoded() made.
  [[nodiscard]] static CommittableCollector decoded(std::string_view bytes);

  friend bool operator==(const CommittableCollector&, const CommittableCollector&) = default;

 private:
  struct Epoch {
    std::uint32_t subtasks = 1;
    std::map<std::uint32_t, std::vector<CommittableId>> batches;
    friend bool operator==(const Epoch&, const Epoch&) = default;
  };
  std::map<CheckpointId, Epoch> epochs_;
};

}  // namespace wavetank::engine
