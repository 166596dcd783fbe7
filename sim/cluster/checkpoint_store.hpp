// What tasks have stored of their checkpoints, by checkpoint and task. Stored is what a restore can read.
#pragma once

#include <cstdint>
#include <map>
#include <memory>

#include "engine/base/assert.hpp"
#include "engine/base/ids.hpp"
#include "engine/core/snapshot.hpp"

namespace wavetank::sim {

// Snapshots never change, so forks of a world share them.
using StoredSnapshot = std::shared_ptr<const engine::Snapshot>;

class CheckpointStore {
 public:
  void put(engine::CheckpointId checkpoint, std::uint32_t task, StoredSnapshot snapshot) {
    WT_REQUIRE(snapshot != nullptr);
    checkpoints_[checkpoint][task] = std::move(snapshot);
  }
  void erase(engine::CheckpointId checkpoint) { checkpoints_.erase(checkpoint); }
  void erase(engine::CheckpointId checkpoint, std::uint32_t task) {
    const auto found = checkpoints_.find(checkpoint);
    if (found != checkpoints_.end()) found->second.erase(task);
  }
  // Null if the task stored nothing in it: it had finished.
  [[nodiscard]] StoredSnapshot find(engine::CheckpointId checkpoint, std::uint32_t task) const {
    const auto found = checkpoints_.find(checkpoint);
    if (found == checkpoints_.end()) return nullptr;
    const auto stored = found->second.find(task);
    return stored == found->second.end() ? nullptr : stored->second;
  }

 private:
  std::map<engine::CheckpointId, std::map<std::uint32_t, StoredSnapshot>> checkpoints_;
};

}  // namespace wavetank::sim
