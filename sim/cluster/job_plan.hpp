// The cluster that a job runs on: which process has which tasks, who decides, and what is done when something dies.
//
// One job manager, which is reached from everywhere, and task managers, which are processes: all tasks of one die with it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/coordinator/restart_strategy.hpp"

namespace wavetank::sim {

struct TaskManagerPlan {
  std::string name;                  // "tm-1"
  std::vector<std::uint32_t> tasks;  // that run in it
};

struct JobPlan {
  engine::RestartSpec restart = engine::NoRestart{};
  engine::Millis detection{0};            // from the death of a task manager until the job manager knows
  std::vector<TaskManagerPlan> managers;  // each task is in one
};

}  // namespace wavetank::sim
