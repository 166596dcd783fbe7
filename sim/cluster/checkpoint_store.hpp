// What tasks have stored of their checkpoints, by checkpoint and task. Stored is what a restore can read.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "engine/base/assert.hpp"
#include "engine/base/ids.hpp"
#include "engine/core/snapshot.hpp"
#include "sim/network/parcel.hpp"

namespace wavetank::sim {

// Snapshots never change, so forks of a world share them.
using StoredSnapshot = std::shared_ptr<const engine::Snapshot>;

// The messages that barriers of an unaligned checkpoint overtook, in their order (CK-25).
struct InFlight {
  std::map<std::uint32_t, std::vector<Parcel>> arrived;  // at the task, by its channel
  std::map<std::uint32_t, std::vector<Parcel>> unsent;   // by the task, by channel in the plan

  [[nodiscard]] std::uint64_t messages() const {
    std::uint64_t messages = 0;
    for (const auto& [channel, parcels] : arrived) messages += parcels.size();
    for (const auto& [channel, parcels] : unsent) messages += parcels.size();
    return messages;
  }
};

// One task's part of a checkpoint.
struct StoredPart {
  StoredSnapshot state;                       // null: the task had ended before (CK-30)
  std::shared_ptr<const InFlight> in_flight;  // null: there is none
};

class CheckpointStore {
 public:
  void put(engine::CheckpointId checkpoint, std::uint32_t task, StoredPart part) {
    WT_REQUIRE(part.state != nullptr || part.in_flight == nullptr);
    checkpoints_[checkpoint][task] = std::move(part);
  }
  void erase(engine::CheckpointId checkpoint) { checkpoints_.erase(checkpoint); }
  void erase(engine::CheckpointId checkpoint, std::uint32_t task) {
    const auto found = checkpoints_.find(checkpoint);
    if (found != checkpoints_.end()) found->second.erase(task);
  }
  // Null if the task has no part in it.
  [[nodiscard]] const StoredPart* find(engine::CheckpointId checkpoint, std::uint32_t task) const {
    const auto found = checkpoints_.find(checkpoint);
    if (found == checkpoints_.end()) return nullptr;
    const auto stored = found->second.find(task);
    return stored == found->second.end() ? nullptr : &stored->second;
  }

 private:
  std::map<engine::CheckpointId, std::map<std::uint32_t, StoredPart>> checkpoints_;
};

}  // namespace wavetank::sim
