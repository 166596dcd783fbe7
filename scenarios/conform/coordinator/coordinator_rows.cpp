// One overload for each kind of effect.
#include "scenarios/conform/coordinator/coordinator_rows.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "engine/base/assert.hpp"

namespace wavetank::scenarios {
namespace {

using Row = std::optional<JsonValue>;

Row coordinator_row(std::string_view name, JsonValue::Array fields) {
  fields.insert(fields.begin(), JsonValue::text(name));
  return JsonValue::array(std::move(fields));
}

JsonValue reason_value(engine::CheckpointFailureReason reason) { return JsonValue::text(name_of(reason)); }

JsonValue request_value(engine::RequestId request) { return JsonValue::integer(static_cast<std::int64_t>(request)); }

std::string_view kind_name(engine::SnapshotKind kind) {
  switch (kind) {
    case engine::SnapshotKind::Checkpoint: return "checkpoint";
    case engine::SnapshotKind::Savepoint: return "savepoint";
    case engine::SnapshotKind::StopWithSavepoint: return "stop";
    case engine::SnapshotKind::StopWithDrain: return "drain";
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(kind));
}

struct EffectRow {
  const TwoVertexJob& job;
  const engine::CompletedStore& store;

  Row operator()(const engine::TriggerCheckpoint& effect) const {
    if (effect.tasks.empty()) return std::nullopt;
    return coordinator_row("trigger", {checkpoint_value(effect.checkpoint),
                                       JsonValue::text(effect.full ? "full_checkpoint" : kind_name(effect.kind)),
                                       task_names(job, effect.tasks)});
  }
  Row operator()(const engine::NotifyCheckpointComplete& effect) const {
    return coordinator_row("notify_complete", {checkpoint_value(effect.checkpoint), checkpoint_value(effect.subsumed),
                                               task_names(job, effect.tasks)});
  }
  Row operator()(const engine::NotifyCheckpointAborted& effect) const {
    return coordinator_row("notify_aborted", {checkpoint_value(effect.checkpoint), checkpoint_value(effect.latest),
                                              task_names(job, effect.tasks)});
  }
  Row operator()(const engine::AskOperatorCoordinators& effect) const {
    using enum engine::AskOperatorCoordinators::What;
    switch (effect.what) {
      case Snapshot: return coordinator_row("coordinator_trigger", {checkpoint_value(effect.checkpoint)});
      case NoteComplete: return coordinator_row("coordinator_complete", {checkpoint_value(effect.checkpoint)});
      case NoteAborted: return coordinator_row("coordinator_aborted", {checkpoint_value(effect.checkpoint)});
      case DropTriggering: return coordinator_row("coordinator_abort_triggering", {});
      case Reset: return coordinator_row("coordinator_reset", {checkpoint_value(effect.checkpoint)});
    }
    WT_UNREACHABLE(static_cast<std::uint32_t>(effect.what));
  }
  Row operator()(const engine::DeleteTaskState& effect) const {
    const bool known = effect.task < job.stranger();
    return coordinator_row(
        "discard", {JsonValue::text(known ? job.name(effect.task) : "unknown"), checkpoint_value(effect.checkpoint)});
  }
  Row operator()(const engine::CheckpointCompleted& effect) const {
    JsonValue::Array retained;
    for (const engine::CompletedCheckpoint& kept : store.all()) retained.push_back(checkpoint_value(kept.id));
    return coordinator_row("completed", {checkpoint_value(effect.checkpoint), JsonValue::array(std::move(retained))});
  }
  Row operator()(const engine::CheckpointFailed& effect) const {
    return coordinator_row("failed", {checkpoint_value(effect.checkpoint), reason_value(effect.reason)});
  }
  Row operator()(const engine::FailJob& /*effect*/) const { return coordinator_row("fail_job", {}); }
  Row operator()(const engine::RequestCompleted& effect) const {
    return coordinator_row("request_completed", {request_value(effect.request), checkpoint_value(effect.checkpoint)});
  }
  Row operator()(const engine::RequestFailed& effect) const {
    return coordinator_row("request_failed", {request_value(effect.request), reason_value(effect.reason)});
  }
  Row operator()(const engine::SetCoordinatorAlarm& /*effect*/) const { return std::nullopt; }
  Row operator()(const engine::PersistCheckpoint& /*effect*/) const { return std::nullopt; }
  Row operator()(const engine::DeleteCheckpoint& /*effect*/) const { return std::nullopt; }
};

}  // namespace

TwoVertexJob::TwoVertexJob(std::uint32_t sources, std::uint32_t sinks, engine::JobTaskStatus status)
    : statuses_(std::size_t{sources} + sinks, status) {
  graph_.predecessors.resize(sources);
  graph_.predecessors.resize(std::size_t{sources} + sinks, {{0, sources}});
  for (std::uint32_t i = 0; i < sources; ++i) names_.push_back("source" + std::to_string(i));
  for (std::uint32_t i = 0; i < sinks; ++i) names_.push_back("sink" + std::to_string(i));
}

std::optional<engine::JobTask> TwoVertexJob::find(std::string_view name) const {
  const auto found = std::ranges::find(names_, name);
  if (found == names_.end()) return std::nullopt;
  return engine::JobTask{static_cast<std::uint32_t>(found - names_.begin())};
}

JsonValue checkpoint_value(std::optional<engine::CheckpointId> checkpoint) {
  if (!checkpoint) return JsonValue::null();
  return JsonValue::integer(static_cast<std::int64_t>(*checkpoint));
}

JsonValue task_names(const TwoVertexJob& job, const std::vector<engine::JobTask>& tasks) {
  std::vector<std::string> names;
  for (const engine::JobTask task : tasks) names.push_back(job.name(task));
  std::ranges::sort(names);
  JsonValue::Array values;
  for (const std::string& name : names) values.push_back(JsonValue::text(name));
  return JsonValue::array(std::move(values));
}

std::optional<JsonValue> effect_row(const engine::CoordinatorEffect& effect, const TwoVertexJob& job,
                                    const engine::CompletedStore& store) {
  return std::visit(EffectRow{job, store}, effect);
}

}  // namespace wavetank::scenarios
