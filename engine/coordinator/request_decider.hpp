// Which request for a checkpoint runs next, and which is refused (CK-04 to CK-06).
//
// Pure but for the queue: what else decides, the pending checkpoints, the clock, the last completion, comes in with each
// question. So recorded decisions can be replayed against it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/coordinator/failure_reason.hpp"
#include "engine/coordinator/snapshot_kind.hpp"

namespace wavetank::engine {

enum class RequestId : std::uint64_t {};  // given by who asks

struct CheckpointRequest {
  RequestId id{};
  SnapshotKind kind = SnapshotKind::Checkpoint;
  bool forced = false;    // runs beside more pending checkpoints than may be
  bool periodic = false;  // the scheduler's: the only one that heeds the minimum pause
  friend bool operator==(const CheckpointRequest&, const CheckpointRequest&) = default;
};

struct RequestLimits {
  std::uint32_t max_concurrent = 1;
  Millis min_pause{};  // from the last completion
  std::size_t max_queued = 1'000;
  friend bool operator==(const RequestLimits&, const RequestLimits&) = default;
};

// What the coordinator knows at the moment of the question.
struct RequestSituation {
  ProcessingTime now;
  std::size_t pending = 0;
  std::size_t cleaning = 0;  // checkpoints that are being deleted
  bool triggering = false;   // one is being triggered
  std::optional<ProcessingTime> last_completion{};
};

struct RefusedRequest {
  CheckpointRequest request;
  CheckpointFailureReason reason = CheckpointFailureReason::TooManyRequests;
  friend bool operator==(const RefusedRequest&, const RefusedRequest&) = default;
};

struct RequestDecision {
  std::vector<RefusedRequest> refused{};   // at most two, in order: for want of room, and for the minimum pause
  std::optional<Millis> reschedule{};      // the scheduler asks again after this, in place of its plan
  std::optional<CheckpointRequest> run{};  // it left the queue
};

// Invariants: (1) never more than max_queued wait. (2) the queue is sorted by precedence, and by arrival among equals.
class CheckpointRequestDecider {
 public:
  explicit CheckpointRequestDecider(RequestLimits limits) : limits_(limits) {}

  // Queues a request, then chooses. Without room the last in the queue is refused; if that is a user's, the new one is.
  [[nodiscard]] RequestDecision add(const CheckpointRequest& request, const RequestSituation& situation);
  // Chooses: at most one request runs, or one periodic is refused. Does not drain the queue (CK-05).
  [[nodiscard]] RequestDecision choose(const RequestSituation& situation);
  // Empties the queue; what was in it, in order.
  [[nodiscard]] std::vector<CheckpointRequest> take_all();

  [[nodiscard]] std::size_t queued() const { return queue_.size(); }

  friend bool operator==(const CheckpointRequestDecider&, const CheckpointRequestDecider&) = default;

 private:
  void choose_into(RequestDecision& decision, const RequestSituation& situation);
  [[nodiscard]] CheckpointRequest take_first();

  RequestLimits limits_;
  std::vector<CheckpointRequest> queue_;
};

}  // namespace wavetank::engine
