// Family two_phase_commit: writers, committers and a global committer. This driver plays the outside that commits, the
// checkpoint store, and the channels between them.
#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>

#include "engine/commit/committer.hpp"
#include "engine/commit/writer_epochs.hpp"
#include "engine/core/snapshot.hpp"
#include "scenarios/conform/coordinator/commit_outside.hpp"
#include "scenarios/conform/coordinator/coordinator_fields.hpp"
#include "scenarios/conform/time_rows.hpp"

namespace wavetank::scenarios {
namespace {

using engine::CheckpointId;
using engine::CommittableBatch;
using engine::CommittableCollector;
using engine::CommittableId;
using engine::WriterEpochs;

constexpr const char* kCommitterState = "committables";

struct TwoPhaseSetting {
  engine::FinalCommit final_commit = engine::FinalCommit::AtNotice;
  std::uint32_t retries = 0;
  enum class Global : std::uint8_t { None, AfterCommitter, Instead } global = Global::None;
};

struct SinkSubtask {
  WriterEpochs writer;
  engine::Committer committer;
  std::vector<CommittableId> written{};
};

struct SinkSnapshot {
  std::vector<engine::Snapshot> subtasks;
  std::string global;
};

class TwoPhaseCommitDriver final : public VectorDriver {
 public:
  TwoPhaseCommitDriver(TwoPhaseSetting setting, std::uint32_t parallelism, CommitOutside outside)
      : setting_(setting), outside_(std::move(outside)) {
    build(parallelism);
  }

  VectorRows step(VectorFields& fields) override {
    rows_.clear();
    const auto known = kSteps.find(fields.name());
    if (known == kSteps.end()) return refuse_step(fields);
    if (!job_failed_ || fields.name() == "f") (this->*known->second)(fields);
    return rows_;
  }

  std::optional<JsonValue> counts() const override {
    if (job_failed_) return JsonValue::array({JsonValue::null()});
    std::size_t undecided = global_ ? global_->undecided() : 0;
    for (const SinkSubtask& subtask : subtasks_) undecided += subtask.committer.undecided();
    return JsonValue::array({JsonValue::integer(static_cast<std::int64_t>(undecided))});
  }

 private:
  using Step = void (TwoPhaseCommitDriver::*)(VectorFields&);
  static const std::map<std::string_view, Step> kSteps;

  // ["e", subtask, value]
  void record(VectorFields& fields) {
    const auto subtask =
        static_cast<std::size_t>(fields.integer(1, {0, static_cast<std::int64_t>(subtasks_.size()) - 1}));
    const CommittableId value{static_cast<std::uint64_t>(fields.integer(2, {.min = 0}))};
    if (!fields.ok()) return;
    if (subtasks_[subtask].writer.has_ended()) return fail_job();
    subtasks_[subtask].written.push_back(value);
  }

  void checkpoint(VectorFields& /*fields*/) {
    const CheckpointId id{++last_checkpoint_};
    for (std::size_t i = 0; i < subtasks_.size(); ++i) {
      if (const auto epoch = subtasks_[i].writer.on_barrier(id)) hand_over(i, *epoch);
    }
    SinkSnapshot& taken = snapshots_[id];
    for (const SinkSubtask& subtask : subtasks_) {
      engine::Snapshot snapshot;
      snapshot.split[kCommitterState] = {subtask.committer.waiting().encoded()};
      taken.subtasks.push_back(std::move(snapshot));
    }
    if (global_) taken.global = global_->waiting().encoded();
  }

  void end(VectorFields& /*fields*/) {
    for (std::size_t i = 0; i < subtasks_.size(); ++i) {
      if (const auto epoch = subtasks_[i].writer.on_end()) hand_over(i, *epoch);
    }
    for (std::size_t i = 0; i < subtasks_.size() && !job_failed_; ++i) {
      if (setting_.global == TwoPhaseSetting::Global::Instead) continue;
      engine::CommitEffects effects;
      subtasks_[i].committer.on_end(effects);
      perform(i, effects);
    }
  }

  // ["complete", checkpoint] or ["complete", checkpoint, [names]]
  void complete(VectorFields& fields) {
    const CheckpointId id = checkpoint_field(fields, 1);
    const std::set<std::string> names = reached(fields);
    if (!fields.ok()) return;
    for (std::size_t i = 0; i < subtasks_.size() && !job_failed_; ++i) {
      if (!names.contains(std::to_string(i))) continue;
      engine::CommitEffects effects;
      subtasks_[i].committer.on_complete(id, effects);
      perform(i, effects);
    }
    if (!global_ || job_failed_ || !names.contains("global")) return;
    engine::CommitEffects effects;
    global_->on_complete(id, effects);
    perform_global(effects);
  }

  std::set<std::string> reached(VectorFields& fields) {
    std::set<std::string> names;
    if (fields.has(2)) {
      VectorFields given = fields.array(2);
      for (std::size_t i = 0; given.has(i); ++i) names.emplace(given.text(i));
      return names;
    }
    for (std::size_t i = 0; i < subtasks_.size(); ++i) names.insert(std::to_string(i));
    names.insert("global");
    return names;
  }

  // An abort is nothing to a sink: what the checkpoint holds is committed with the next one (SS-13).
  void abort(VectorFields& fields) { (void)checkpoint_field(fields, 1); }

  // ["f", checkpoint or null, p]
  void fail(VectorFields& fields) {
    std::optional<CheckpointId> id;
    if (!fields.is_null(1)) id = checkpoint_field(fields, 1);
    const auto parallelism = static_cast<std::uint32_t>(fields.integer(2, {1, kVectorPartsMax}));
    if (id && !snapshots_.contains(*id)) fields.refuse(1, "expected a checkpoint that was taken");
    if (!fields.ok()) return;
    job_failed_ = false;
    build(parallelism);
    if (id) restore(*id, snapshots_.at(*id));
  }

  void build(std::uint32_t parallelism) {
    subtasks_.assign(parallelism, {WriterEpochs(), engine::Committer(setting_.final_commit, setting_.retries)});
    global_.reset();
    if (setting_.global == TwoPhaseSetting::Global::None) return;
    global_.emplace(setting_.global == TwoPhaseSetting::Global::Instead
                        ? engine::GlobalCommitter::Place::BehindWriters
                        : engine::GlobalCommitter::Place::BehindCommitters,
                    setting_.retries);
  }

  void restore(CheckpointId id, const SinkSnapshot& taken) {
    if (global_) {
      engine::CommitEffects effects;
      global_->restore(id, CommittableCollector::decoded(taken.global), effects);
      perform_global(effects);
    }
    const auto parallelism = static_cast<std::uint32_t>(subtasks_.size());
    for (std::uint32_t i = 0; i < parallelism && !job_failed_; ++i) {
      restore_subtask(i, id, assign(taken.subtasks, {i, parallelism, engine::kMaxParallelismLimit}));
    }
  }

  void restore_subtask(std::size_t i, CheckpointId id, const engine::Snapshot& share) {
    subtasks_[i].writer = WriterEpochs(id);
    std::vector<CommittableCollector> old;
    for (const std::string& bytes : engine::items_of(share.split, kCommitterState)) {
      old.push_back(CommittableCollector::decoded(bytes));
    }
    engine::CommitEffects effects;
    subtasks_[i].committer.restore(id, old, effects);
    perform(i, effects);
  }

  // The writer's batch goes to its committer, or to the global one.
  void hand_over(std::size_t i, CheckpointId epoch) {
    const JsonValue subtask = JsonValue::integer(static_cast<std::int64_t>(i));
    const CommittableBatch batch{epoch, static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(subtasks_.size()),
                                 std::exchange(subtasks_[i].written, {})};
    rows_.push_back(
        JsonValue::array({JsonValue::text("flush"), subtask, JsonValue::truth(subtasks_[i].writer.has_ended())}));
    JsonValue::Array values;
    for (const CommittableId value : batch.committables) values.push_back(committable_value(value));
    rows_.push_back(
        JsonValue::array({JsonValue::text("committables"), subtask,
                          JsonValue::integer(static_cast<std::int64_t>(epoch)), JsonValue::array(std::move(values))}));
    if (setting_.global != TwoPhaseSetting::Global::Instead) {
      subtasks_[i].committer.on_batch(batch);
      return;
    }
    engine::CommitEffects effects;
    global_->on_batch(batch, effects);
    perform_global(effects);
  }

  // A committer's effects; what it committed is passed on when it is through.
  void perform(std::size_t i, engine::CommitEffects& effects) {
    std::vector<CommittableBatch> passed_on;
    const JsonValue name = JsonValue::integer(static_cast<std::int64_t>(i));
    for (std::size_t at = 0; at < effects.size(); ++at) {
      const engine::CommitEffect effect = effects[at];
      if (const auto* call = std::get_if<engine::CommitCall>(&effect)) {
        subtasks_[i].committer.on_answers(answered(name, *call, CommitOutside::Memory::Known), effects);
      } else if (const auto* epoch = std::get_if<engine::EpochCommitted>(&effect)) {
        passed_on.push_back({epoch->checkpoint, static_cast<std::uint32_t>(i),
                             static_cast<std::uint32_t>(subtasks_.size()), epoch->committed});
      } else {
        return fail_job();
      }
    }
    if (setting_.global != TwoPhaseSetting::Global::AfterCommitter) return;
    for (const CommittableBatch& batch : passed_on) {
      if (job_failed_) return;
      engine::CommitEffects global_effects;
      global_->on_batch(batch, global_effects);
      perform_global(global_effects);
    }
  }

  void perform_global(engine::CommitEffects& effects) {
    const auto memory = setting_.global == TwoPhaseSetting::Global::AfterCommitter ? CommitOutside::Memory::Unasked
                                                                                   : CommitOutside::Memory::Known;
    for (std::size_t at = 0; at < effects.size(); ++at) {
      const engine::CommitEffect effect = effects[at];
      if (const auto* call = std::get_if<engine::CommitCall>(&effect)) {
        global_->on_answers(answered(JsonValue::text("global"), *call, memory), effects);
      } else if (std::holds_alternative<engine::CommitFailed>(effect)) {
        return fail_job();
      }
    }
  }

  std::vector<engine::CommitAnswer> answered(const JsonValue& name, const engine::CommitCall& call,
                                             CommitOutside::Memory memory) {
    std::vector<engine::CommitAnswer> answers = outside_.commit(call.committables, memory);
    rows_.push_back(JsonValue::array({JsonValue::text("commit"), name, answers_value(answers)}));
    return answers;
  }

  void fail_job() {
    job_failed_ = true;
    rows_.push_back(JsonValue::array({JsonValue::text("job_fails")}));
  }

  TwoPhaseSetting setting_;
  CommitOutside outside_;
  std::vector<SinkSubtask> subtasks_;
  std::optional<engine::GlobalCommitter> global_;
  std::map<CheckpointId, SinkSnapshot> snapshots_;
  std::uint64_t last_checkpoint_ = 0;
  VectorRows rows_;
  bool job_failed_ = false;
};

const std::map<std::string_view, TwoPhaseCommitDriver::Step> TwoPhaseCommitDriver::kSteps = {
    {"e", &TwoPhaseCommitDriver::record},    {"s", &TwoPhaseCommitDriver::checkpoint},
    {"end", &TwoPhaseCommitDriver::end},     {"complete", &TwoPhaseCommitDriver::complete},
    {"abort", &TwoPhaseCommitDriver::abort}, {"f", &TwoPhaseCommitDriver::fail},
};

TwoPhaseSetting two_phase_setting(VectorFields& config) {
  TwoPhaseSetting setting;
  const bool checkpointing = config.truth("checkpointing");
  const bool batch = config.truth("batch");
  if (!checkpointing || batch) setting.final_commit = engine::FinalCommit::AtEnd;
  setting.retries = static_cast<std::uint32_t>(config.integer("retries", {0, kVectorPartsMax}));
  const std::string_view global = config.text("global");
  if (global == "after_committer") {
    setting.global = TwoPhaseSetting::Global::AfterCommitter;
  } else if (global == "instead") {
    setting.global = TwoPhaseSetting::Global::Instead;
  } else if (global != "none") {
    config.refuse("global", "expected none, after_committer or instead");
  }
  return setting;
}

}  // namespace

DriverOrSkip make_two_phase_commit_driver(VectorFields& config) {
  const TwoPhaseSetting setting = two_phase_setting(config);
  const auto parallelism = static_cast<std::uint32_t>(config.integer("parallelism", {1, kVectorPartsMax}));
  CommitOutside outside = commit_outside(config);
  if (!config.ok()) return {};
  return {std::make_unique<TwoPhaseCommitDriver>(setting, parallelism, std::move(outside)), {}};
}

}  // namespace wavetank::scenarios
