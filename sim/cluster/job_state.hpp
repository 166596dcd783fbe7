// What changes about a job while it runs on its cluster.
//
//   Running ──a task or its manager fails──► Restarting ──delay over, all managers up──► Running, the next attempt
//      │                                          │
//      └──all tasks have ended──► Ended           └──the strategy refuses──► the run ends
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "engine/checkpoint/barrier.hpp"
#include "engine/coordinator/checkpoint_coordinator.hpp"
#include "engine/coordinator/restart_strategy.hpp"
#include "sim/cluster/checkpoint_store.hpp"
#include "sim/random/stream.hpp"

namespace wavetank::sim {

enum class JobPhase : std::uint8_t {
  Running,
  Restarting,  // the delay of the restart runs
  Waiting,     // it is over, and a task manager is missing
  Ended,
};

struct JobState {
  JobPhase phase = JobPhase::Running;
  std::uint16_t attempt = 0;    // counts deployments; what is addressed to tasks of an earlier one is void
  bool is_led = true;           // there is a job manager
  std::uint32_t term = 1;       // how many have led the job
  std::uint16_t led_since = 0;  // attempt; what was meant for an earlier leader is void
  std::uint32_t failure = 0;    // trace event of the last failure
  std::optional<engine::RestartStrategy> restart;
  StreamId jitter_draws{};
  std::vector<bool> manager_is_up;
  std::optional<engine::CheckpointCoordinator> checkpoints;
  CheckpointStore store;
  StreamId first_draws{};
  std::map<engine::CheckpointId, engine::Barrier> triggered;  // what sources are asked for; the last ones
  std::uint32_t ended = 0;  // trace event of the last checkpoint that was completed or aborted
};

}  // namespace wavetank::sim
