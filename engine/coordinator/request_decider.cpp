// The queue is a sorted vector: it is short but for tests, and its two ends are what is asked for.
#include "engine/coordinator/request_decider.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "engine/base/assert.hpp"

namespace wavetank::engine {
namespace {

// Savepoints first, then forced ones, then users' (CK-04).
bool goes_before(const CheckpointRequest& a, const CheckpointRequest& b) {
  return std::tuple(!is_savepoint(a.kind), !a.forced, a.periodic) <
         std::tuple(!is_savepoint(b.kind), !b.forced, b.periodic);
}

// How long the minimum pause still lasts; zero or less when it is over.
Millis rest_of_pause(const RequestSituation& situation, Millis min_pause) {
  if (!situation.last_completion) return Millis{0};
  return saturating_between(situation.now, saturating_add(*situation.last_completion, min_pause));
}

}  // namespace

RequestDecision CheckpointRequestDecider::add(const CheckpointRequest& request, const RequestSituation& situation) {
  RequestDecision decision;
  if (queue_.size() >= limits_.max_queued && (queue_.empty() || !queue_.back().periodic)) {
    decision.refused.push_back({request, CheckpointFailureReason::TooManyRequests});
    return decision;
  }
  queue_.insert(std::upper_bound(queue_.begin(), queue_.end(), request, goes_before), request);
  if (queue_.size() > limits_.max_queued) {
    decision.refused.push_back({queue_.back(), CheckpointFailureReason::TooManyRequests});
    queue_.pop_back();
  }
  WT_ASSERT(queue_.size() <= limits_.max_queued, queue_.size());
  WT_ASSERT(std::is_sorted(queue_.begin(), queue_.end(), goes_before));
  choose_into(decision, situation);
  return decision;
}

RequestDecision CheckpointRequestDecider::choose(const RequestSituation& situation) {
  RequestDecision decision;
  choose_into(decision, situation);
  return decision;
}

std::vector<CheckpointRequest> CheckpointRequestDecider::take_all() { return std::exchange(queue_, {}); }

void CheckpointRequestDecider::choose_into(RequestDecision& decision, const RequestSituation& situation) {
  if (situation.triggering || queue_.empty() || situation.cleaning > limits_.max_concurrent) return;
  if (situation.pending >= limits_.max_concurrent) {
    if (queue_.front().forced) decision.run = take_first();
    return;
  }
  const Millis rest = rest_of_pause(situation, limits_.min_pause);
  const CheckpointRequest first = take_first();
  if (first.forced || !first.periodic || rest.count <= 0) {
    decision.run = first;
    return;
  }
  decision.refused.push_back({first, CheckpointFailureReason::MinimumTimeBetween});
  decision.reschedule = rest;
}

CheckpointRequest CheckpointRequestDecider::take_first() {
  WT_ASSERT(!queue_.empty());
  const CheckpointRequest first = queue_.front();
  queue_.erase(queue_.begin());
  return first;
}

}  // namespace wavetank::engine
