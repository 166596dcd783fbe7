// Family coordinator: a whole checkpoint coordinator. This driver plays tasks, operator coordinators, clock and files:
// what is persisted or deleted is so at once.
#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <utility>

#include "engine/base/assert.hpp"
#include "engine/coordinator/checkpoint_coordinator.hpp"
#include "scenarios/conform/coordinator/coordinator_fields.hpp"
#include "scenarios/conform/coordinator/coordinator_rows.hpp"
#include "scenarios/conform/time_rows.hpp"

namespace wavetank::scenarios {
namespace {

using engine::CheckpointCoordinator;
using engine::CheckpointFailureReason;
using engine::CheckpointId;
using engine::JobTask;
using engine::Millis;
using engine::ProcessingTime;

struct CoordinatorSetting {
  engine::CoordinatorConfig config;
  Millis first_delay;
};

class CoordinatorDriver final : public VectorDriver {
 public:
  CoordinatorDriver(CoordinatorSetting setting, TwoVertexJob job)
      : setting_(setting), job_(std::move(job)), coordinator_(setting.config) {}

  VectorRows step(VectorFields& fields) override {
    rows_.clear();
    const auto known = kSteps.find(fields.name());
    if (known == kSteps.end()) return refuse_step(fields);
    (this->*known->second)(fields);
    if (fields.ok()) run_all();
    return rows_;
  }

  std::optional<JsonValue> counts() const override {
    const auto count = [](std::size_t value) { return JsonValue::integer(static_cast<std::int64_t>(value)); };
    return JsonValue::array(
        {count(coordinator_.pending()), count(coordinator_.queued()), count(coordinator_.store().all().size())});
  }

 private:
  using Step = void (CoordinatorDriver::*)(VectorFields&);
  static const std::map<std::string_view, Step> kSteps;

  void start(VectorFields& /*fields*/) {
    if (coordinator_.is_shut_down()) return fail_step();
    coordinator_.start(turn(), setting_.first_delay);
  }
  void stop(VectorFields& /*fields*/) { coordinator_.stop(turn()); }
  void shut_down(VectorFields& /*fields*/) { coordinator_.shut_down(turn()); }

  // ["request", n, kind]
  void request(VectorFields& fields) {
    const std::int64_t number = fields.integer(1, {.min = 0});
    const engine::SnapshotKind kind = snapshot_kind_field(fields, 2);
    if (!fields.ok()) return;
    const engine::RequestId id{static_cast<std::uint64_t>(number)};
    if (is_savepoint(kind)) savepoint_requests_.insert(id);
    coordinator_.request(turn(), id, kind);
  }

  void clock(VectorFields& fields) {
    const ProcessingTime until = saturating_add(now_, Millis{fields.integer(1, {0, kVectorPartsMax})});
    while (!alarms_.empty() && alarms_.begin()->first.first <= until) {
      const engine::CoordinatorAlarm alarm = alarms_.begin()->second;
      now_ = std::max(now_, alarms_.begin()->first.first);
      alarms_.erase(alarms_.begin());
      coordinator_.on_alarm(turn(), alarm);
      run_all();
    }
    now_ = until;
  }

  // ["ack", task, checkpoint]; a task that nobody knows may acknowledge
  void acknowledge(VectorFields& fields) {
    const std::optional<JobTask> task = job_.find(fields.text(1));
    const CheckpointId checkpoint = checkpoint_field(fields, 2);
    if (!fields.ok()) return;
    const engine::AckAnswer answer = coordinator_.on_acknowledge(turn(), checkpoint, task.value_or(job_.stranger()));
    perform_all();
    const bool known = answer != engine::AckAnswer::UnknownCheckpoint && answer != engine::AckAnswer::ShutDown;
    rows_.push_back(JsonValue::array({JsonValue::text("known"), JsonValue::truth(known)}));
  }

  // ["decline", task, checkpoint, REASON]
  void decline(VectorFields& fields) {
    const CheckpointId checkpoint = checkpoint_field(fields, 2);
    const CheckpointFailureReason reason = failure_reason_field(fields, 3);
    if (fields.ok()) coordinator_.on_decline(turn(), checkpoint, reason);
  }

  void operator_snapshot(VectorFields& fields) {
    const CheckpointId checkpoint = checkpoint_field(fields, 1);
    if (fields.ok() && setting_.config.operator_coordinators > 0) coordinator_.on_operator_snapshot(checkpoint, 0);
  }
  void operator_snapshot_failed(VectorFields& fields) {
    const CheckpointId checkpoint = checkpoint_field(fields, 1);
    if (fields.ok()) coordinator_.on_operator_snapshot_failed(checkpoint);
  }

  void run_task(VectorFields& fields) {
    change_status(fields, {engine::JobTaskStatus::Starting, engine::JobTaskStatus::Running});
  }
  void finish_task(VectorFields& fields) {
    change_status(fields, {engine::JobTaskStatus::Running, engine::JobTaskStatus::Finished});
  }
  struct StatusChange {
    engine::JobTaskStatus from;
    engine::JobTaskStatus to;
  };
  void change_status(VectorFields& fields, StatusChange change) {
    const std::optional<JobTask> task = task_field(fields);
    if (task && job_.status(*task) == change.from) job_.status(*task) = change.to;
  }

  // ["unreachable", task, bool]
  void set_unreachable(VectorFields& fields) {
    const std::optional<JobTask> task = task_field(fields);
    if (!task) return;
    if (fields.truth(2)) {
      unreachable_.insert(*task);
    } else {
      unreachable_.erase(*task);
    }
  }

  // ["failover", "region" or "global"]
  void fail_over(VectorFields& fields) {
    if (coordinator_.is_shut_down()) return fail_step();
    const bool global = fields.text(1) == "global";
    coordinator_.abort_pending(turn(), CheckpointFailureReason::JobFailoverRegion);
    const std::optional<CheckpointId> restored =
        coordinator_.restore_latest(turn(), global ? engine::FailoverScope::Global : engine::FailoverScope::Region);
    perform_all();
    rows_.push_back(JsonValue::array({JsonValue::text("restored"), checkpoint_value(restored)}));
  }

  // ["new_job", "savepoint" or "checkpoint", "claim" or "no_claim"]
  void new_job(VectorFields& fields) {
    const bool from_savepoint = fields.text(1) == "savepoint";
    const auto claim = fields.text(2) == "claim" ? engine::ClaimMode::Claim : engine::ClaimMode::NoClaim;
    std::optional<CheckpointId> snapshot = last_savepoint_;
    const std::optional<engine::CompletedCheckpoint> latest = coordinator_.store().latest();
    if (!from_savepoint) snapshot = latest ? std::optional(latest->id) : std::nullopt;
    if (!snapshot) {
      rows_.push_back(JsonValue::array({JsonValue::text("nothing")}));
      return;
    }
    coordinator_.shut_down(turn());
    run_all();
    coordinator_ = CheckpointCoordinator(setting_.config);
    alarms_.clear();
    last_savepoint_.reset();
    coordinator_.restore_from(turn(), {*snapshot, claim});
    perform_all();
    rows_.push_back(JsonValue::array({JsonValue::text("restored"), checkpoint_value(snapshot)}));
  }

  void fail_step() { rows_ = {JsonValue::array({JsonValue::text("error"), JsonValue::text("shut down")})}; }

  std::optional<JobTask> task_field(VectorFields& fields) {
    const std::optional<JobTask> task = job_.find(fields.text(1));
    if (!task) fields.refuse(1, "expected a task of the job");
    return task;
  }

  engine::CoordinatorTurn turn() {
    view_.emplace(job_.view());
    return {now_, *view_, effects_};
  }

  void run_all() {
    perform_all();
    while (coordinator_.has_work()) {
      coordinator_.work(turn());
      perform_all();
    }
  }

  // Performing one may make the coordinator ask for more.
  void perform_all() {
    for (std::size_t i = 0; i < effects_.size(); ++i) {
      engine::CoordinatorEffect effect = std::move(effects_[i]);
      perform(effect);
    }
    effects_.clear();
  }

  void perform(engine::CoordinatorEffect& effect) {
    if (auto* trigger = std::get_if<engine::TriggerCheckpoint>(&effect)) keep_reachable(*trigger);
    if (std::optional<JsonValue> row = effect_row(effect, job_, coordinator_.store())) rows_.push_back(*std::move(row));
    if (const auto* set = std::get_if<engine::SetCoordinatorAlarm>(&effect)) {
      alarms_.emplace(std::pair(set->at, ++alarms_set_), set->alarm);
    } else if (const auto* persist = std::get_if<engine::PersistCheckpoint>(&effect)) {
      coordinator_.on_persisted(turn(), persist->checkpoint);
    } else if (const auto* removal = std::get_if<engine::DeleteCheckpoint>(&effect)) {
      coordinator_.on_deleted(removal->checkpoint);
    } else if (const auto* completed = std::get_if<engine::RequestCompleted>(&effect)) {
      if (savepoint_requests_.contains(completed->request)) last_savepoint_ = completed->checkpoint;
    }
  }

  void keep_reachable(engine::TriggerCheckpoint& trigger) {
    const auto lost = std::erase_if(trigger.tasks, [this](JobTask task) { return unreachable_.contains(task); });
    if (lost > 0) coordinator_.on_trigger_undelivered(trigger.checkpoint);
  }

  CoordinatorSetting setting_;
  TwoVertexJob job_;
  CheckpointCoordinator coordinator_;
  ProcessingTime now_{1'000};
  std::optional<engine::JobView> view_;
  engine::CoordinatorEffects effects_;
  VectorRows rows_;
  std::map<std::pair<ProcessingTime, std::uint64_t>, engine::CoordinatorAlarm> alarms_;
  std::uint64_t alarms_set_ = 0;
  std::set<JobTask> unreachable_;
  std::set<engine::RequestId> savepoint_requests_;
  std::optional<CheckpointId> last_savepoint_;
};

const std::map<std::string_view, CoordinatorDriver::Step> CoordinatorDriver::kSteps = {
    {"start", &CoordinatorDriver::start},
    {"stop", &CoordinatorDriver::stop},
    {"shutdown", &CoordinatorDriver::shut_down},
    {"request", &CoordinatorDriver::request},
    {"clock", &CoordinatorDriver::clock},
    {"ack", &CoordinatorDriver::acknowledge},
    {"decline", &CoordinatorDriver::decline},
    {"coordinator_ack", &CoordinatorDriver::operator_snapshot},
    {"coordinator_fail", &CoordinatorDriver::operator_snapshot_failed},
    {"run", &CoordinatorDriver::run_task},
    {"finish", &CoordinatorDriver::finish_task},
    {"unreachable", &CoordinatorDriver::set_unreachable},
    {"failover", &CoordinatorDriver::fail_over},
    {"new_job", &CoordinatorDriver::new_job},
};

std::uint32_t part_count(VectorFields& config, const char* member) {
  return static_cast<std::uint32_t>(config.integer(member, {1, kVectorPartsMax}));
}

CoordinatorSetting coordinator_setting(VectorFields& config) {
  constexpr std::int64_t kLongest = 1'000'000'000;
  engine::CoordinatorConfig read;
  read.interval = Millis{config.integer("interval", {1, kLongest})};
  read.timeout = Millis{config.integer("timeout", {1, kLongest})};
  read.min_pause = Millis{config.integer("min_pause", {0, kLongest})};
  read.max_concurrent = part_count(config, "max_concurrent");
  read.tolerable_failures = static_cast<std::uint32_t>(config.integer("tolerable", {0, kVectorPartsMax}));
  read.retained = part_count(config, "retained");
  read.operator_coordinators = config.truth("operator_coordinator") ? 1 : 0;
  read.finished = config.truth("checkpoints_after_finish") ? engine::FinishedTasks::TakeNoPart
                                                           : engine::FinishedTasks::AllowNothing;
  read.unaligned = config.truth("unaligned");
  return {read, Millis{config.integer("first_delay", {0, kLongest})}};
}

}  // namespace

DriverOrSkip make_coordinator_driver(VectorFields& config) {
  const CoordinatorSetting setting = coordinator_setting(config);
  const std::uint32_t sources = part_count(config, "source");
  const std::uint32_t sinks = part_count(config, "sink");
  const auto status = config.truth("running") ? engine::JobTaskStatus::Running : engine::JobTaskStatus::Starting;
  if (!config.ok()) return {};
  return {std::make_unique<CoordinatorDriver>(setting, TwoVertexJob(sources, sinks, status)), {}};
}

}  // namespace wavetank::scenarios
