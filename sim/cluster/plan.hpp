// The plan of a run: actors, wiring, scripts and faults, as plain data that never changes while it runs.
//
// Actors have dense ids: producers first, then logs (one per input), then tasks, then the coordinators of aligned
// sources; of a job on a cluster then its job manager and its task managers. A channel has a dense id, too.
// Made by the scenario's planner or by hand in a test.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/task.hpp"
#include "sim/cluster/broker_state.hpp"
#include "sim/cluster/job_plan.hpp"
#include "sim/faults/fault.hpp"
#include "sim/kernel/kernel.hpp"
#include "sim/random/quantiles.hpp"
#include "sim/trace/event.hpp"

namespace wavetank::sim {

// An event of an input's script: it leaves its producer at `at` for `partition` of the log.
struct ScriptedEvent {
  SimTime at;
  engine::EventTime time;
  engine::RowId row = engine::kNoRow;
  std::uint32_t partition = 0;
};

// How an input ends, as the log tells its reader.
enum class StreamEnd : std::uint8_t { Hold, Infinity };

struct InputPlan {
  std::string name;
  std::uint32_t partitions = 1;
  std::vector<ScriptedEvent> script;                  // by `at`
  Quantiles transport{std::vector<std::int64_t>{0}};  // ns from producer to log, each message on its own: not FIFO
  StreamEnd end = StreamEnd::Infinity;
  std::vector<std::uint32_t> readers;  // task by partition
};

enum class Partitioner : std::uint8_t {
  Forward,    // to the one channel of the edge
  Hash,       // to the channel whose task owns the record's key group (KG-02)
  Broadcast,  // to all of them (PF-07)
};

// What becomes of a record whose key is null, on an edge by key.
enum class NullKey : std::uint8_t {
  FailsTheJob,
  GoesToFirst,  // to the first subtask, without a key: joins know that it meets nobody (RJ-06)
};

// One output of a task to all subtasks of one downstream operator.
struct EdgePlan {
  engine::OutputIndex output = engine::kMainOutput;
  Partitioner partitioner = Partitioner::Forward;
  std::uint32_t key_field = 0;  // Hash
  engine::FieldType key_type = engine::FieldType::Text;
  NullKey null_key = NullKey::FailsTheJob;
  std::uint32_t max_parallelism = engine::kMaxParallelismDefault;
  std::vector<std::uint32_t> channels;  // by target subtask; one for Forward
};

struct ChannelPlan {
  std::string name;                               // "events/0 -> per-key/1"
  std::uint32_t to = 0;                           // task
  engine::ChannelIndex at{};                      // its place in that task's gate
  Quantiles delay{std::vector<std::int64_t>{0}};  // ns
};

struct TaskPlan {
  std::string name;  // "per-key/0"
  std::unique_ptr<engine::Task> task;
  std::vector<EdgePlan> edges;
  std::int32_t input = -1;        // of a source: the input whose log it reads
  std::int32_t coordinator = -1;  // of an aligned source
  std::int32_t topic = -1;        // of a transactional sink: what it writes to
  SimDuration cost{0};            // of each record that it takes; only on a cluster
};

// The coordinator of an aligned source: it collects what the source's subtasks report, and tells them each interval how
// far they may read (WM-32, WM-34). Coordinators of one group know of each other's reports at once, as they live in one
// process; their subtasks are a link away.
struct CoordinatorPlan {
  std::string name;         // "coordinator/events"
  std::uint32_t group = 0;  // below Plan::alignment_groups
  engine::Millis max_drift{0};
  engine::Millis update_interval{1000};
  std::vector<std::uint32_t> tasks;                        // by subtask
  Quantiles report_delay{std::vector<std::int64_t>{0}};    // ns
  Quantiles announce_delay{std::vector<std::int64_t>{0}};  // ns
};

struct Plan {
  engine::Semantics semantics;
  engine::ProcessingTime clock_base{0};
  std::uint32_t batch_records = 1;
  TiePolicy ties = TiePolicy::Fifo;
  Budgets budgets;
  SimTime until = SimTime::max();
  std::vector<InputPlan> inputs;
  std::vector<std::unique_ptr<engine::Operator>> operators;
  std::vector<TaskPlan> tasks;
  std::vector<ChannelPlan> channels;
  std::uint32_t alignment_groups = 0;
  std::vector<CoordinatorPlan> coordinators;
  std::vector<FaultPlan> faults;
  std::vector<TopicPlan> topics;
  std::optional<JobPlan> job;  // none: tasks live for ever, and a failure ends the run
  engine::Mutants mutants;     // of coordinators; operators have their own

  [[nodiscard]] ActorId producer(std::size_t input) const { return ActorId{static_cast<std::uint16_t>(input)}; }
  [[nodiscard]] ActorId log(std::size_t input) const {
    return ActorId{static_cast<std::uint16_t>(inputs.size() + input)};
  }
  [[nodiscard]] ActorId task(std::size_t task) const {
    return ActorId{static_cast<std::uint16_t>(2 * inputs.size() + task)};
  }
  [[nodiscard]] ActorId coordinator(std::size_t coordinator) const {
    return ActorId{static_cast<std::uint16_t>(2 * inputs.size() + tasks.size() + coordinator)};
  }
  // REQUIRES: there is a job.
  [[nodiscard]] ActorId job_manager() const { return coordinator(coordinators.size()); }
  [[nodiscard]] ActorId task_manager(std::size_t manager) const {
    return coordinator(coordinators.size() + 1 + manager);
  }
  [[nodiscard]] std::size_t actors() const {
    const std::size_t without_job = 2 * inputs.size() + tasks.size() + coordinators.size();
    return job ? without_job + 1 + job->managers.size() : without_job;
  }
  // "clicks", "log/clicks", "per-key/0", "coordinator/events", "job-manager", "tm-1"
  [[nodiscard]] std::string actor_name(ActorId actor) const;
};

// Who sends to whom, by task.
[[nodiscard]] engine::JobGraph job_graph(const Plan& plan);

inline constexpr std::size_t kActorsMax = 65'535;

}  // namespace wavetank::sim
