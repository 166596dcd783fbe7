// The job of two vertices of the coordinator's vectors, and the rows that a coordinator's effects make.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/coordinator/checkpoint_plan.hpp"
#include "engine/coordinator/completed_store.hpp"
#include "engine/coordinator/coordinator_effects.hpp"
#include "scenarios/conform/driver.hpp"

namespace wavetank::scenarios {

// Sources, and sinks that each source sends to.
class TwoVertexJob {
 public:
  TwoVertexJob(std::uint32_t sources, std::uint32_t sinks, engine::JobTaskStatus status);

  [[nodiscard]] engine::JobView view() const { return {graph_, statuses_}; }
  // "source0", "sink1"; empty if there is no such task.
  [[nodiscard]] std::optional<engine::JobTask> find(std::string_view name) const;
  [[nodiscard]] const std::string& name(engine::JobTask task) const { return names_.at(index_of(task)); }
  [[nodiscard]] engine::JobTaskStatus& status(engine::JobTask task) { return statuses_.at(index_of(task)); }
  // One that is no task of the job.
  [[nodiscard]] engine::JobTask stranger() const { return engine::JobTask{static_cast<std::uint32_t>(names_.size())}; }

 private:
  static std::size_t index_of(engine::JobTask task) { return static_cast<std::size_t>(task); }

  engine::JobGraph graph_;
  std::vector<engine::JobTaskStatus> statuses_;
  std::vector<std::string> names_;
};

[[nodiscard]] JsonValue checkpoint_value(std::optional<engine::CheckpointId> checkpoint);
// Their names, sorted.
[[nodiscard]] JsonValue task_names(const TwoVertexJob& job, const std::vector<engine::JobTask>& tasks);

// The row of an effect that is one; no row for those that a driver only performs.
[[nodiscard]] std::optional<JsonValue> effect_row(const engine::CoordinatorEffect& effect, const TwoVertexJob& job,
                                                  const engine::CompletedStore& store);

}  // namespace wavetank::scenarios
