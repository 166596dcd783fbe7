// Counts the checkpoints that fail in a row, and says when that is too many for the job to go on (CK-13, CK-14).
#pragma once

#include <cstdint>
#include <optional>
#include <set>

#include "engine/base/ids.hpp"
#include "engine/coordinator/failure_reason.hpp"
#include "engine/coordinator/snapshot_kind.hpp"

namespace wavetank::engine {

struct CheckpointFailure {
  std::optional<CheckpointId> checkpoint{};  // empty: it failed before an id was drawn
  SnapshotKind kind = SnapshotKind::Checkpoint;
  CheckpointFailureReason reason = CheckpointFailureReason::Declined;
  enum class Origin : std::uint8_t { Job, Task } origin = Origin::Job;  // Task: a task declined
};

// Invariants: (1) the count never exceeds the tolerable number between calls. (2) each id is counted once a row.
class CheckpointFailureCounter {
 public:
  // `tolerable`: so many failures in a row are borne.
  explicit CheckpointFailureCounter(std::uint32_t tolerable) : tolerable_(tolerable) {}

  // Whether the job fails for it; then the count begins anew.
  [[nodiscard]] bool on_failure(const CheckpointFailure& failure);
  // A newer success than any before ends the row.
  void on_success(CheckpointId checkpoint);

  [[nodiscard]] std::size_t count() const { return counted_.size(); }

  friend bool operator==(const CheckpointFailureCounter&, const CheckpointFailureCounter&) = default;

 private:
  [[nodiscard]] bool counts(const CheckpointFailure& failure) const;

  std::uint32_t tolerable_;
  std::set<std::optional<CheckpointId>> counted_;
  std::optional<CheckpointId> last_success_;
};

}  // namespace wavetank::engine
