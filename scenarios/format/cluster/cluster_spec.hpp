// The cluster that a pipeline runs on.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/coordinator/restart_strategy.hpp"
#include "scenarios/format/nodes/origin.hpp"
#include "sim/random/quantiles.hpp"

namespace wavetank::scenarios {

// One job manager, and task managers named "tm-1", "tm-2", …; subtask i of every operator runs in number i modulo so many,
// from the first on.
// When checkpoints are taken, and how long their parts take. Aligned, exactly-once.
struct CheckpointsSpec {
  engine::Millis interval{};
  std::optional<engine::Millis> first{};  // from the start to the first; none: drawn, as Flink does
  engine::Millis timeout{600'000};
  engine::Millis min_pause{};
  std::uint32_t concurrent = 1;
  std::uint32_t tolerable_failures = 0;
  std::uint32_t retained = 1;
  sim::Quantiles call{std::vector<std::int64_t>{0}};   // nanoseconds, between the job manager and a task
  sim::Quantiles write{std::vector<std::int64_t>{0}};  // nanoseconds, until a task's state is stored
};

struct ClusterSpec {
  std::uint32_t task_managers = 1;
  engine::Millis detection{1'000};  // from a task manager's death until the job manager knows
  engine::RestartSpec restart = engine::ExponentialRestart{};
  std::optional<CheckpointsSpec> checkpoints{};
  Origin origin;
};

inline constexpr std::uint32_t kTaskManagersMax = 128;

}  // namespace wavetank::scenarios
