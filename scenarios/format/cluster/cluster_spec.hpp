// The cluster that a pipeline runs on.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/coordinator/restart_strategy.hpp"
#include "scenarios/format/nodes/origin.hpp"
#include "sim/kernel/time.hpp"
#include "sim/random/quantiles.hpp"

namespace wavetank::scenarios {

enum class CheckpointMode : std::uint8_t { ExactlyOnce, AtLeastOnce };

// When checkpoints are taken, and how long their parts take.
struct CheckpointsSpec {
  engine::Millis interval{};
  CheckpointMode mode = CheckpointMode::ExactlyOnce;
  bool unaligned = false;                             // barriers overtake what waits (CK-25)
  std::optional<engine::Millis> alignment_timeout{};  // only when an alignment takes longer than this (CK-26)
  std::optional<engine::Millis> first{};              // from the start to the first; none: drawn, as Flink does
  engine::Millis timeout{600'000};
  engine::Millis min_pause{};
  std::uint32_t concurrent = 1;
  std::uint32_t tolerable_failures = 0;
  std::uint32_t retained = 1;
  sim::Quantiles call{std::vector<std::int64_t>{0}};   // nanoseconds, between the job manager and a task
  sim::Quantiles write{std::vector<std::int64_t>{0}};  // nanoseconds, until a task's state is stored
};

// What channels hold, in messages (credit-based flow control).
struct ChannelsSpec {
  std::uint32_t credits = 2;  // on their way or at the receiver, not taken yet
  std::uint32_t buffers = 2;  // at the sender, before it is held back
};

// How long an operator works on each record that it takes.
struct WorkSpec {
  std::string node;
  sim::SimDuration record;
  Origin origin;
};

// One job manager, and task managers named "tm-1", "tm-2", …; subtask i of every operator runs in number i modulo so many,
// from the first on.
struct ClusterSpec {
  std::uint32_t task_managers = 1;
  std::optional<engine::Millis>
      standby{};                    // another job manager leads so long after the death of one; none: there is none
  engine::Millis detection{1'000};  // from a task manager's death until the job manager knows
  engine::RestartSpec restart = engine::ExponentialRestart{};
  std::optional<CheckpointsSpec> checkpoints{};
  std::optional<ChannelsSpec> channels{};  // none: they take whatever is sent
  std::vector<WorkSpec> work{};            // of the others: none
  Origin origin;
};

inline constexpr std::uint32_t kTaskManagersMax = 128;
inline constexpr std::uint32_t kCreditsMax = 65'536;
inline constexpr sim::SimDuration kWorkMax{3'600'000'000'000};  // an hour

}  // namespace wavetank::scenarios
