// What a sink commits in the second phase, and how the outside answers.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/ids.hpp"

namespace wavetank::engine {

// A transaction, a file to rename: the sink gives the number, the outside knows what it means.
enum class CommittableId : std::uint64_t {};

// Before a sink has seen any checkpoint.
inline constexpr CheckpointId kNoCheckpointYet{0};
// After the last one.
inline constexpr CheckpointId kNoCheckpointAfter{0xffffffffffffffff};

enum class CommitOutcome : std::uint8_t {
  Committed,
  AlreadyCommitted,  // by an earlier attempt that nobody heard of: as good as committed
  Retry,             // not now
  FailedKnown,       // given up for a reason that the committer knows: counted, and lost (SS-18)
  FailedUnknown,     // the job fails
};

struct CommitAnswer {
  CommittableId committable{};
  CommitOutcome outcome = CommitOutcome::Committed;
};

// All that one subtask made between two barriers, ahead of the second one's barrier (SS-16).
struct CommittableBatch {
  CheckpointId checkpoint{};
  std::uint32_t subtask = 0;
  std::uint32_t subtasks = 1;  // from so many a batch of this checkpoint comes
  std::vector<CommittableId> committables{};
  friend bool operator==(const CommittableBatch&, const CommittableBatch&) = default;
};

}  // namespace wavetank::engine
