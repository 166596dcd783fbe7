// The completed checkpoints that a job can be restored from, oldest first (CK-10).
//
// What they contain lies in the checkpoint store, which is the host's; here is what decides about them.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/ids.hpp"
#include "engine/coordinator/snapshot_kind.hpp"

namespace wavetank::engine {

// Whose the files are from now on.
enum class ClaimMode : std::uint8_t {
  Claim,    // the job's: it deletes them when enough newer ones are retained
  NoClaim,  // the user's: never deleted, so the next checkpoint must not build on them (CK-36)
};

struct CompletedCheckpoint {
  CheckpointId id{};
  ClaimMode claim = ClaimMode::Claim;
  friend bool operator==(const CompletedCheckpoint&, const CompletedCheckpoint&) = default;
};

// Invariants: (1) ids rise. (2) what was added last stays.
class CompletedStore {
 public:
  // REQUIRES: retained > 0.
  explicit CompletedStore(std::uint32_t retained);

  // Adds the newest one. Gives back what is pushed out, oldest first. REQUIRES: its id is greater than all before.
  [[nodiscard]] std::vector<CompletedCheckpoint> add(CompletedCheckpoint checkpoint);

  [[nodiscard]] std::optional<CompletedCheckpoint> latest() const;
  [[nodiscard]] const std::vector<CompletedCheckpoint>& all() const { return checkpoints_; }

  friend bool operator==(const CompletedStore&, const CompletedStore&) = default;

 private:
  std::uint32_t retained_;
  std::vector<CompletedCheckpoint> checkpoints_;
};

}  // namespace wavetank::engine
