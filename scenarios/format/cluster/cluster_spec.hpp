// The cluster that a pipeline runs on.
#pragma once

#include <cstdint>

#include "engine/base/time.hpp"
#include "engine/coordinator/restart_strategy.hpp"
#include "scenarios/format/nodes/origin.hpp"

namespace wavetank::scenarios {

// One job manager, and task managers named "tm-1", "tm-2", …; subtask i of every operator runs in number i modulo so many,
// from the first on.
struct ClusterSpec {
  std::uint32_t task_managers = 1;
  engine::Millis detection{1'000};  // from a task manager's death until the job manager knows
  engine::RestartSpec restart = engine::ExponentialRestart{};
  Origin origin;
};

inline constexpr std::uint32_t kTaskManagersMax = 128;

}  // namespace wavetank::scenarios
