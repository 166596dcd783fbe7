// For all acknowledgements, declines, alarms, requests, slow files and failovers: each checkpoint ends at most once, each
// request is answered once, and nothing is complete that not all have acknowledged.
#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <utility>
#include <variant>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "engine/coordinator/checkpoint_coordinator.hpp"

namespace wavetank::engine::testing {
namespace {

constexpr std::uint32_t kTasks = 3;

CoordinatorConfig any_coordinator() {
  CoordinatorConfig config;
  config.interval = Millis{*rc::gen::inRange(5, 30)};
  config.timeout = Millis{*rc::gen::inRange(5, 60)};
  config.min_pause = Millis{*rc::gen::inRange(0, 20)};
  config.max_concurrent = *rc::gen::inRange(1u, 4u);
  config.tolerable_failures = *rc::gen::inRange(0u, 3u);
  config.retained = *rc::gen::inRange(1u, 3u);
  config.operator_coordinators = *rc::gen::inRange(0u, 2u);
  config.unaligned = *rc::gen::arbitrary<bool>();
  return config;
}

// Hosts a coordinator whose files and alarms take their time, and keeps the books.
class CoordinatorBooks {
 public:
  explicit CoordinatorBooks(const CoordinatorConfig& config) : config_(config), coordinator_(config) {}

  void happen() {
    now_ = saturating_add(now_, Millis{*rc::gen::inRange(0, 12)});
    ring_due_alarms();
    const CheckpointId checkpoint = any_recent();
    switch (*rc::gen::inRange(0, 12)) {
      case 0: coordinator_.start(turn(), Millis{*rc::gen::inRange(0, 20)}); break;
      case 1: ask(); break;
      case 2: coordinator_.on_decline(turn(), checkpoint, CheckpointFailureReason::Declined); break;
      case 3: coordinator_.on_trigger_undelivered(checkpoint); break;
      case 4: finish_deletion(); break;
      case 5: fail_over(); break;
      case 6: coordinator_.on_operator_snapshot_failed(checkpoint); break;
      case 7:
      case 8:
        if (config_.operator_coordinators > 0) coordinator_.on_operator_snapshot(checkpoint, 0);
        break;
      default: acknowledge(checkpoint); break;
    }
    settle();
  }

  void end() {
    coordinator_.shut_down(turn());
    settle();
    RC_ASSERT(coordinator_.pending() == 0u);
    RC_ASSERT(unanswered_.empty());
    for (const CompletedCheckpoint& kept : coordinator_.store().all()) RC_ASSERT(deleted_.count(kept.id) == 0u);
    for (const CheckpointId aborted : aborted_) RC_ASSERT(deleted_.count(aborted) == 1u);
  }

 private:
  CoordinatorTurn turn() { return {now_, view_, effects_}; }

  // One of the last, mostly; now and then one that was never triggered.
  CheckpointId any_recent() const {
    const std::uint64_t newest = triggered_.empty() ? 0 : static_cast<std::uint64_t>(triggered_.back());
    const auto back = *rc::gen::inRange<std::uint64_t>(0, 3);
    const auto ahead = *rc::gen::inRange<std::uint64_t>(0, 2);
    return CheckpointId{std::max<std::uint64_t>(newest, 3) - back + ahead};
  }

  void ask() {
    const RequestId id{++requests_};
    unanswered_.insert(id);
    coordinator_.request(
        turn(), id,
        *rc::gen::element(SnapshotKind::Checkpoint, SnapshotKind::Savepoint, SnapshotKind::StopWithSavepoint));
  }

  void acknowledge(CheckpointId checkpoint) {
    const JobTask task{*rc::gen::inRange(0u, kTasks + 1)};
    if (coordinator_.on_acknowledge(turn(), checkpoint, task) == AckAnswer::Counted) {
      acknowledged_[checkpoint].insert(task);
    }
  }

  void fail_over() {
    coordinator_.abort_pending(turn(), CheckpointFailureReason::JobFailoverRegion);
    const auto scope = *rc::gen::element(FailoverScope::Region, FailoverScope::Global);
    const std::optional<CheckpointId> restored = coordinator_.restore_latest(turn(), scope);
    const bool was_completed = !restored || completed_.contains(*restored);
    RC_ASSERT(was_completed);
  }

  void finish_deletion() {
    if (deleting_.empty()) return;
    coordinator_.on_deleted(deleting_.back());
    deleting_.pop_back();
  }

  void ring_due_alarms() {
    while (!alarms_.empty() && alarms_.begin()->first <= now_) {
      const CoordinatorAlarm alarm = alarms_.begin()->second;
      alarms_.erase(alarms_.begin());
      coordinator_.on_alarm(turn(), alarm);
      settle();
    }
  }

  void settle() {
    perform();
    while (coordinator_.has_work()) {
      coordinator_.work(turn());
      perform();
    }
  }

  void perform() {
    for (std::size_t i = 0; i < effects_.size(); ++i) {
      const CoordinatorEffect effect = effects_[i];
      std::visit([this](const auto& one) { book(one); }, effect);
    }
    effects_.clear();
  }

  void book(const SetCoordinatorAlarm& effect) {
    RC_ASSERT(effect.at >= now_);
    alarms_.emplace(effect.at, effect.alarm);
  }
  void book(const TriggerCheckpoint& effect) {
    const bool rises = triggered_.empty() || triggered_.back() < effect.checkpoint;
    RC_ASSERT(rises);
    triggered_.push_back(effect.checkpoint);
    const bool forced = is_savepoint(effect.kind) && !config_.unaligned;
    const bool has_room = forced || coordinator_.pending() <= config_.max_concurrent;
    RC_ASSERT(has_room);
  }
  void book(const PersistCheckpoint& effect) {
    RC_ASSERT(acknowledged_[effect.checkpoint].size() == kTasks);
    RC_ASSERT(!coordinator_.has_work());
    if (*rc::gen::inRange(0, 4) == 0) {
      coordinator_.on_persist_failed(turn(), effect.checkpoint, CheckpointFailureReason::FinalizeFailure);
    } else {
      coordinator_.on_persisted(turn(), effect.checkpoint);
    }
  }
  void book(const CheckpointCompleted& effect) {
    RC_ASSERT(completed_.insert(effect.checkpoint).second);
    RC_ASSERT(aborted_.count(effect.checkpoint) == 0u);
    RC_ASSERT(coordinator_.store().all().size() <= config_.retained);
  }
  void book(const NotifyCheckpointAborted& effect) {
    RC_ASSERT(aborted_.insert(effect.checkpoint).second);
    RC_ASSERT(completed_.count(effect.checkpoint) == 0u);
  }
  void book(const NotifyCheckpointComplete& effect) { RC_ASSERT(completed_.count(effect.checkpoint) == 1u); }
  void book(const DeleteCheckpoint& effect) {
    RC_ASSERT(deleted_.insert(effect.checkpoint).second);
    deleting_.push_back(effect.checkpoint);
  }
  void book(const RequestCompleted& effect) { RC_ASSERT(unanswered_.erase(effect.request) == 1u); }
  void book(const RequestFailed& effect) { RC_ASSERT(unanswered_.erase(effect.request) == 1u); }
  void book(const CheckpointFailed& effect) {
    const bool was_completed = effect.checkpoint && completed_.contains(*effect.checkpoint);
    RC_ASSERT(!was_completed);
  }
  template <typename Other>
  void book(const Other& /*effect*/) {}

  CoordinatorConfig config_;
  JobGraph graph_{{{}, {{0, 1}}, {{0, 2}}}};
  std::vector<JobTaskStatus> statuses_ = std::vector<JobTaskStatus>(kTasks, JobTaskStatus::Running);
  JobView view_{graph_, statuses_};
  CheckpointCoordinator coordinator_;
  CoordinatorEffects effects_;
  ProcessingTime now_{1'000};
  std::multimap<ProcessingTime, CoordinatorAlarm> alarms_;
  std::vector<CheckpointId> triggered_;
  std::map<CheckpointId, std::set<JobTask>> acknowledged_;
  std::set<CheckpointId> completed_;
  std::set<CheckpointId> aborted_;
  std::set<CheckpointId> deleted_;
  std::vector<CheckpointId> deleting_;
  std::set<RequestId> unanswered_;
  std::uint64_t requests_ = 0;
};

RC_GTEST_PROP(CoordinatorProperty, EndsEachCheckpointAndAnswersEachRequestOnce, ()) {  // CK-02, CK-05, CK-09, CK-10
  CoordinatorBooks books(any_coordinator());
  const int events = *rc::gen::inRange(1, 120);
  for (int i = 0; i < events; ++i) books.happen();
  books.end();
}

}  // namespace
}  // namespace wavetank::engine::testing
