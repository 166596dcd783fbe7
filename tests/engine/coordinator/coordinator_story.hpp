// A checkpoint coordinator of a job with one source and one sink, and what it does as a short text.
//
// What is persisted or deleted is so at once, unless a test holds it back.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "engine/coordinator/checkpoint_coordinator.hpp"

namespace wavetank::engine::testing {

inline constexpr JobTask kSource{0};
inline constexpr JobTask kSink{1};
inline constexpr JobTask kStranger{9};

constexpr CheckpointId checkpoint(std::uint64_t number) { return CheckpointId{number}; }

class CoordinatorStory : public ::testing::Test {
 protected:
  void use(CoordinatorConfig config) {
    if (config.interval.count == 0) config.interval = Millis{100};
    coordinator_ = CheckpointCoordinator(config);
  }
  void start(std::int64_t first_delay = 10) {
    coordinator_.start(turn(), Millis{first_delay});
    finish_step();
  }
  void request(SnapshotKind kind = SnapshotKind::Checkpoint, std::uint64_t id = 1) {
    coordinator_.request(turn(), RequestId{id}, kind);
    finish_step();
  }
  AckAnswer acknowledge(std::uint64_t number, JobTask task) {
    const AckAnswer answer = coordinator_.on_acknowledge(turn(), checkpoint(number), task);
    finish_step();
    return answer;
  }
  void complete(std::uint64_t number) {
    acknowledge(number, kSource);
    acknowledge(number, kSink);
  }
  void decline(std::uint64_t number, CheckpointFailureReason reason = CheckpointFailureReason::Declined) {
    coordinator_.on_decline(turn(), checkpoint(number), reason);
    finish_step();
  }
  void wait(std::int64_t milliseconds) {
    const ProcessingTime until = saturating_add(now_, Millis{milliseconds});
    while (!alarms_.empty() && alarms_.begin()->first.first <= until) {
      const CoordinatorAlarm alarm = alarms_.begin()->first.second;
      now_ = std::max(now_, alarms_.begin()->first.first);
      alarms_.erase(alarms_.begin());
      coordinator_.on_alarm(turn(), alarm);
      finish_step();
    }
    now_ = until;
  }

  // After an input of the coordinator's own.
  void finish_step() {
    perform();
    while (coordinator_.has_work()) {
      coordinator_.work(turn());
      perform();
    }
  }
  CoordinatorTurn turn() { return {now_, view_, effects_}; }

  // What happened since it was last asked: "ask 1; done 1".
  std::string story() { return std::exchange(story_, {}); }

  CheckpointCoordinator& coordinator() { return coordinator_; }
  void set_status(JobTask task, JobTaskStatus status) { statuses_[static_cast<std::size_t>(task)] = status; }
  void hold_files() { holds_files_ = true; }  // persisting and deleting are the test's from now on

 private:
  struct Teller;

  void perform();
  void tell(const std::string& words) { story_ += (story_.empty() ? "" : "; ") + words; }

  JobGraph graph_{{{}, {{0, 1}}}};
  std::vector<JobTaskStatus> statuses_{JobTaskStatus::Running, JobTaskStatus::Running};
  JobView view_{graph_, statuses_};
  CheckpointCoordinator coordinator_{CoordinatorConfig{.interval = Millis{100}}};
  ProcessingTime now_{1'000};
  CoordinatorEffects effects_;
  std::map<std::pair<ProcessingTime, CoordinatorAlarm>, int> alarms_;
  std::string story_;
  bool holds_files_ = false;
};

struct CoordinatorStory::Teller {
  CoordinatorStory& test;

  static std::string number(CheckpointId id) { return std::to_string(static_cast<std::uint64_t>(id)); }
  static std::string number(std::optional<CheckpointId> id) { return id ? number(*id) : "-"; }
  static std::string reason(CheckpointFailureReason reason) { return std::string(name_of(reason)); }

  void operator()(const SetCoordinatorAlarm& effect) const { test.alarms_[{effect.at, effect.alarm}] = 0; }
  void operator()(const TriggerCheckpoint& effect) const {
    test.tell("ask " + number(effect.checkpoint) + (effect.full ? " in full" : ""));
  }
  void operator()(const NotifyCheckpointComplete& effect) const {
    test.tell("tell done " + number(effect.checkpoint) + (effect.subsumed ? " for " + number(effect.subsumed) : ""));
  }
  void operator()(const NotifyCheckpointAborted& effect) const {
    test.tell("tell off " + number(effect.checkpoint) + " after " + number(effect.latest));
  }
  void operator()(const AskOperatorCoordinators& effect) const {
    static const std::vector<std::string> kWords = {"snapshot", "done", "off", "drop", "reset"};
    test.tell("operators " + kWords.at(static_cast<std::size_t>(effect.what)) + " " + number(effect.checkpoint));
  }
  void operator()(const PersistCheckpoint& effect) const {
    if (test.holds_files_) {
      test.tell("persist " + number(effect.checkpoint));
    } else {
      test.coordinator_.on_persisted(test.turn(), effect.checkpoint);
    }
  }
  void operator()(const DeleteCheckpoint& effect) const {
    if (test.holds_files_) {
      test.tell("delete " + number(effect.checkpoint));
    } else {
      test.coordinator_.on_deleted(effect.checkpoint);
    }
  }
  void operator()(const DeleteTaskState& effect) const { test.tell("delete state of " + number(effect.checkpoint)); }
  void operator()(const CheckpointCompleted& effect) const { test.tell("done " + number(effect.checkpoint)); }
  void operator()(const CheckpointFailed& effect) const {
    test.tell("off " + number(effect.checkpoint) + " " + reason(effect.reason));
  }
  void operator()(const FailJob& /*effect*/) const { test.tell("fail job"); }
  void operator()(const RequestCompleted& effect) const { test.tell("answer " + number(effect.checkpoint)); }
  void operator()(const RequestFailed& effect) const { test.tell("answer " + reason(effect.reason)); }
};

inline void CoordinatorStory::perform() {
  for (std::size_t i = 0; i < effects_.size(); ++i) {
    const CoordinatorEffect effect = effects_[i];
    std::visit(Teller{*this}, effect);
  }
  effects_.clear();
}

}  // namespace wavetank::engine::testing
