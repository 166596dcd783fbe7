// The cluster that a job runs on: which process has which tasks, who decides, and what is done when something dies.
//
// One job manager, which is reached from everywhere, and task managers, which are processes: all tasks of one die with it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/checkpoint/barrier_aligner.hpp"
#include "engine/coordinator/checkpoint_coordinator.hpp"
#include "engine/coordinator/restart_strategy.hpp"
#include "sim/random/quantiles.hpp"

namespace wavetank::sim {

struct TaskManagerPlan {
  std::string name;                  // "tm-1"
  std::vector<std::uint32_t> tasks;  // that run in it
};

// When and how checkpoints are taken. Delays are in nanoseconds.
struct CheckpointsPlan {
  engine::CoordinatorConfig config;
  engine::BarrierMode mode = engine::BarrierMode::Aligned;  // Alternating for all that may be unaligned
  engine::Millis alignment_timeout{0};                      // Alternating: none, unaligned at once
  std::optional<engine::Millis> first{};                    // from the start to the first; none: drawn
  Quantiles call{std::vector<std::int64_t>{0}};             // between the job manager and a task, either way
  Quantiles write{std::vector<std::int64_t>{0}};            // until a task's state is stored
  engine::JobGraph graph;                                   // of all tasks
};

// Credit-based flow control: what a channel holds, in messages.
struct FlowPlan {
  std::uint32_t credits = 1;  // on their way and at the receiver, not taken yet
  std::uint32_t room = 1;     // at the sender, before it is held back
};

struct JobPlan {
  engine::RestartSpec restart = engine::NoRestart{};
  std::optional<engine::Millis>
      standby{};                // another job manager leads so long after the death of one; none: there is none
  engine::Millis detection{0};  // from the death of a task manager until the job manager knows
  std::vector<TaskManagerPlan> managers;  // each task is in one
  std::optional<CheckpointsPlan> checkpoints{};
  std::optional<FlowPlan> flow{};  // none: channels take whatever is sent
};

}  // namespace wavetank::sim
