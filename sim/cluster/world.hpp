// The world of a run, as a value: copying it is forking it (docs/ARCHITECTURE.md, A7).
//
// `World` is everything that changes; `Surroundings` is what a run reads or writes without being it: the plan, the
// interned facts, the tape, the recorder. Facts only grow and equal facts are one id, so forks share them.
//
// One step takes one event from the kernel and performs everything that follows from it at once:
//   ProducerDue   a producer sends what its script holds for this instant
//   Arrive        a message of a producer's transport reaches the log
//   Fetch         a log partition answers its waiting reader
//   Deliver       a channel has something for its task
//   Timer         a processing-time timer of a task came due
//   Report        what an aligned source reported reaches its coordinator
//   Announce      a coordinator tells its source how far it may read
//   Allow         that reaches a subtask
//   FaultBegin, FaultEnd
//   Missed        the job manager misses a task manager
//   Restart       the delay of a restart is over
//   CoordinatorAlarm, Acknowledge, Decline   for the checkpoint coordinator
//   Trigger, Notice                          from it, for a task
//   StateStored   what a task wrote of a checkpoint is stored
//   AlignmentAlarm   a task has waited long enough for barriers
//   Resume        a task may go on with its inputs
//   Credit        the receiver of a channel has room for one message more
//   BrokerRequest    something of a sink reaches the broker
//   BrokerReply      its answer reaches the sink
//   TransactionTimeout  the broker aborts transactions whose time is over
//   Elect         a standby becomes the leader
//   JobEnd        the last task has ended
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/effects.hpp"
#include "engine/source/alignment_group.hpp"
#include "sim/cluster/alignment_link.hpp"
#include "sim/cluster/broker_state.hpp"
#include "sim/cluster/job_state.hpp"
#include "sim/cluster/plan.hpp"
#include "sim/cluster/task_host.hpp"
#include "sim/kernel/kernel.hpp"
#include "sim/network/bounded_sender.hpp"
#include "sim/network/channel.hpp"
#include "sim/random/stream.hpp"
#include "sim/random/tape.hpp"
#include "sim/systems/log.hpp"
#include "sim/trace/recorder.hpp"

namespace wavetank::sim {

enum class SimEventType : std::uint8_t {
  ProducerDue,
  Arrive,
  Fetch,
  Deliver,
  Timer,
  FaultBegin,
  FaultEnd,
  Report,
  Announce,
  Allow,
  Missed,
  Restart,
  CoordinatorAlarm,
  Trigger,
  StateStored,
  Acknowledge,
  Notice,
  Decline,
  AlignmentAlarm,
  Resume,
  Credit,
  BrokerRequest,
  BrokerReply,
  TransactionTimeout,
  Elect,
  JobEnd
};

// What the kernel's queue holds: a plain value.
struct SimEvent {
  std::uint32_t actor = 0;  // input, channel, task, coordinator, fault or task manager, by type
  std::uint32_t x = 0;      // partition, attempt, timer tag or notice
  std::uint32_t cause = 0;  // trace event
  SimEventType type = SimEventType::ProducerDue;
  std::uint16_t attempt = 0;  // the job's when it was scheduled
  std::uint64_t y = 0;        // script position, checkpoint or alarm
};
static_assert(sizeof(SimEvent) == 24);

// Whom an event is for, where the kernel has to say it: "timer of task 3".
[[nodiscard]] std::string addressee(const SimEvent& event);

struct InputState {
  std::size_t next = 0;            // in the script
  std::uint64_t in_transport = 0;  // sent, not yet in the log
  StreamId transport_draws{};
  StreamId batch_draws{};
  std::vector<LogPartition> partitions;
  std::vector<bool> fetch_pending;  // an answer is scheduled
};

// Of a bounded channel, what its sender knows.
struct ChannelRoom {
  std::uint32_t sender = 0;  // task
  bool is_full = false;
  StreamId credit_draws{};
};

struct FaultState {
  bool armed = false;
  bool has_begun = false;
  std::uint32_t steps = 0;  // that it was to strike at, taken by now
  SimTime until;            // once it has begun
  std::uint64_t effects = 0;
  StreamId draws{};
};

struct World {
  World(const Plan& plan, RootSeed seed);

  // Channels, inputs and coordinators as they were at first.
  void reset_wiring(const Plan& plan);
  // Nobody waits for the logs' answers.
  void forget_readers();
  // What only tasks of a job on a cluster have.
  void reset_lives(const Plan& plan);

  Streams streams;
  Kernel<SimEvent> kernel;
  TraceHead head;
  std::vector<InputState> inputs;
  std::vector<TaskHost> tasks;
  std::vector<Channel> channels;
  std::vector<Hold> clogs;  // by channel: what is sent arrives when the clog is lifted, at the earliest
  std::vector<StreamId> channel_draws;
  std::vector<BoundedSender> senders;              // by channel; empty: channels have no bounds
  std::vector<ChannelRoom> rooms;                  // likewise
  std::vector<std::vector<std::uint32_t>> wiring;  // the channel in the plan, by task and channel of its gate
  std::vector<engine::AlignmentGroup> alignment_groups;
  std::vector<CoordinatorState> coordinators;
  std::vector<FaultState> faults;
  std::uint64_t armed_rules = 0;  // bits of FaultRule
  JobState job;
  BrokerState broker;
  std::map<std::uint32_t, std::vector<SimEvent>> deferred;  // what comes for a sink that awaits the broker
  bool failed = false;                                      // the job failed; nothing more happens
};

struct Surroundings {
  const Plan& plan;
  engine::Facts& facts;
  Tape& tape;
  Recorder& recorder;
};

// Runs a world. Holds scratch memory only; any number may run copies of one world.
class Runner {
 public:
  explicit Runner(Surroundings surroundings) : around_(surroundings) {}

  // Opens all tasks and schedules the scripts and faults. Once, before the first step.
  void start(World& world);
  // Performs the next event; false when nothing is left to do, the job failed, or the plan's end time has come.
  bool step(World& world);
  // Steps to the end, then hands the rest of the trace to the sinks.
  void run(World& world);

 private:
  using Local = std::vector<std::uint32_t>;  // trace ids of the notes of a step

  struct TraceFields {
    std::uint32_t cause = 0;
    std::uint64_t a = 0;
    std::uint64_t b = 0;
  };

  EventHandle schedule(World& world, SimTime at, SimEvent event);
  [[nodiscard]] SimDuration draw(World& world, StreamId stream, const Quantiles& table);

  // producers and logs (step_input.cpp)
  void on_producer_due(World& world, const SimEvent& event);
  void launch(World& world, const SimEvent& message);
  void on_arrive(World& world, const SimEvent& event);
  void append(World& world, const SimEvent& event);
  void end_input_if_done(World& world, std::uint32_t input);
  void wake_reader(World& world, std::uint32_t input, std::uint32_t partition, std::uint32_t cause);
  void on_fetch(World& world, const SimEvent& event);

  // tasks and channels (step_task.cpp)
  void on_deliver(World& world, const SimEvent& event);
  void take_records(World& world, std::uint32_t task, engine::ChannelIndex channel);
  std::uint32_t trace_control(World& world, std::uint32_t task, engine::ChannelIndex channel,
                              const engine::Control& control);
  void take_control(World& world, std::uint32_t task, engine::ChannelIndex channel, const engine::Control& control);
  void on_timer(World& world, const SimEvent& event);
  void perform(World& world, std::uint32_t task);
  void perform_notes(World& world, std::uint32_t task, std::span<const engine::Note> notes);
  void perform_records(World& world, std::uint32_t task, const engine::Effects::Item& item);
  void perform_control(World& world, std::uint32_t task, const engine::Effects::Item& item);
  // To every channel of the output, whatever the partitioner (WM-30).
  void send_control(World& world, std::uint32_t task, engine::OutputIndex output, const engine::Control& control);
  void perform_ask(World& world, std::uint32_t task, const engine::Ask& ask);
  void arm_timer(World& world, std::uint32_t task, const engine::ArmTimer& timer);
  void cancel_timer(World& world, std::uint32_t task, engine::TimerTag tag);
  void close_messages(World& world);
  // Adds a record to the message that is being made for a channel.
  void send(World& world, std::uint32_t task, std::uint32_t to, engine::Record record);
  [[nodiscard]] std::uint32_t target(World& world, std::uint32_t task, const EdgePlan& edge, engine::Record& record);
  [[nodiscard]] SimTime earliest(World& world, std::uint32_t channel, std::uint32_t cause);

  // channels of a job on a cluster (step_channel.cpp)
  void ship(World& world, std::uint32_t channel, Parcel parcel);
  void send_waiting(World& world, std::uint32_t channel);
  void put_on_wire(World& world, std::uint32_t to, const Parcel& parcel);
  void note_room(World& world, std::uint32_t channel);
  void on_credit(World& world, const SimEvent& event);
  void on_arrival(World& world, const SimEvent& event);
  void on_resume(World& world, const SimEvent& event);
  void serve(World& world, std::uint32_t task);
  [[nodiscard]] bool rests(World& world, std::uint32_t task);
  void take_from(World& world, std::uint32_t task, engine::ChannelIndex channel);
  void return_credit(World& world, std::uint32_t task, engine::ChannelIndex at, const Parcel& parcel);
  void keep_busy(World& world, std::uint32_t task, std::size_t records);
  void work_off(World& world, std::uint32_t task);

  // the job manager (step_job.cpp)
  struct Begun {
    std::uint32_t fault;
    std::uint32_t told;  // trace event of its beginning
  };
  void start_job(World& world);
  // Tasks are opened with what they stored in a checkpoint, or with nothing.
  void deploy(World& world, std::uint32_t cause, std::optional<engine::CheckpointId> from);
  void restore_ended(World& world, std::uint32_t task, engine::CheckpointId from, std::uint32_t cause);
  void restore_in_flight(World& world, std::uint32_t task, engine::CheckpointId from, std::uint32_t cause);
  [[nodiscard]] engine::Snapshot restored(const World& world, std::uint32_t task, engine::CheckpointId from) const;
  void cancel_task(World& world, std::uint32_t task);
  void end_task(World& world, std::uint32_t task);
  void crash(World& world, std::uint32_t manager, const Begun& fault);
  void revive(World& world, std::uint32_t manager, std::uint32_t cause);
  void on_missed(World& world, const SimEvent& event);

  // who leads the job (step_leader.cpp)
  void crash_leader(World& world, const Begun& fault);
  void revive_leader(World& world, std::uint32_t cause);
  void on_elect(World& world, const SimEvent& event);
  void lead(World& world, std::uint32_t cause);
  [[nodiscard]] std::uint32_t task_of(ActorId actor) const;
  void fail_over(World& world, ActorId who, std::string_view reason, std::uint32_t cause);
  void on_restart(World& world, const SimEvent& event);
  void redeploy_if_whole(World& world, std::uint32_t cause);
  void on_job_end(World& world);

  // checkpoints at the tasks (step_checkpoint.cpp)
  struct TakenBarrier {
    engine::Barrier barrier;
    engine::ChannelIndex channel{};
    std::uint32_t cause = 0;  // that it was taken
  };
  void note_alignment(World& world, std::uint32_t task, const TakenBarrier& taken, const engine::GateEffects& effects);
  std::uint32_t end_alignment(World& world, std::uint32_t task, engine::CheckpointId checkpoint, std::uint32_t cause);
  void perform_gate(World& world, std::uint32_t task, const engine::GateEffects& effects, std::uint32_t cause);
  void take_or_cancel(World& world, std::uint32_t task, const engine::TakeCheckpoint& take, std::uint32_t cause);
  void close_channel_state(World& world, std::uint32_t task, engine::CheckpointId checkpoint, std::uint32_t cause);
  void give_up(World& world, std::uint32_t task, const engine::AbortCheckpoint& abort, std::uint32_t cause);
  void tell_declined(World& world, std::uint32_t task, const engine::AbortCheckpoint& abort, std::uint32_t cause);
  void decline_trigger(World& world, const SimEvent& event);
  void on_trigger(World& world, const SimEvent& event);
  [[nodiscard]] engine::Barrier barrier_on(const EdgePlan& edge, const engine::TakeCheckpoint& take) const;
  void take_snapshot(World& world, std::uint32_t task, const engine::TakeCheckpoint& take, std::uint32_t cause);
  void send_barriers(World& world, std::uint32_t task, const engine::TakeCheckpoint& take, CheckpointWrite& write);
  void send_barrier(World& world, std::uint32_t channel, const Parcel& barrier, InFlight& in_flight);
  void acknowledge_if_stored(World& world, std::uint32_t task, engine::CheckpointId checkpoint);
  void on_alignment_alarm(World& world, const SimEvent& event);
  void on_state_stored(World& world, const SimEvent& event);
  void on_notice(World& world, const SimEvent& event);

  // checkpoints at the job manager (step_coordinator.cpp)
  using CoordinatorCall = std::function<void(engine::CheckpointCoordinator&, const engine::CoordinatorTurn&)>;
  [[nodiscard]] const CheckpointsPlan& checkpoints() const;
  void start_checkpoints(World& world, std::uint32_t cause);
  void coordinate(World& world, std::uint32_t cause, const CoordinatorCall& call);
  void perform_coordinator(World& world, std::uint32_t cause, const engine::CoordinatorTurn& turn,
                           const engine::CoordinatorEffect& effect);
  void call_tasks(World& world, std::span<const engine::JobTask> tasks, SimEvent call);
  void notify(World& world, std::span<const engine::JobTask> tasks, engine::CheckpointId checkpoint, Notice notice);
  void on_coordinator_alarm(World& world, const SimEvent& event);
  void on_acknowledge(World& world, const SimEvent& event);
  void on_decline(World& world, const SimEvent& event);
  void remember_trigger(World& world, const engine::TriggerCheckpoint& trigger, engine::ProcessingTime now);

  // sinks and the broker (step_broker.cpp)
  struct Answered {
    engine::BrokerOutcome outcome = engine::BrokerOutcome::Done;
    std::uint32_t told = 0;         // trace event
    std::uint64_t transaction = 0;  // from 1
  };
  [[nodiscard]] const TopicPlan& topic_of(std::uint32_t task) const;
  void ask_broker(World& world, std::uint32_t task, const BrokerRequest& request);
  void write_record(World& world, std::uint32_t task, const engine::WriteRecord& write);
  void call_broker(World& world, std::uint32_t task, const engine::CallBroker& call);
  void on_broker_request(World& world, const SimEvent& event);
  [[nodiscard]] Answered answer(World& world, std::uint32_t task, const BrokerRequest& request);
  [[nodiscard]] Answered begin_transaction(World& world, std::uint32_t task, const BrokerRequest& request);
  [[nodiscard]] Answered fence_lingering(World& world, std::uint32_t task, const BrokerRequest& request);
  [[nodiscard]] Answered add_record(World& world, std::uint32_t task, const BrokerRequest& request);
  [[nodiscard]] Answered decide(World& world, std::uint32_t task, const BrokerRequest& request);
  [[nodiscard]] Answered refuse(World& world, std::uint32_t task, const BrokerRequest& request);
  std::uint32_t tell_end(World& world, TransactionId transaction, EventKind how, std::uint32_t cause);
  void show_committed(World& world);
  void arm_alarm(World& world);
  void on_transaction_timeout(World& world);
  void on_broker_reply(World& world, const SimEvent& event);
  void go_on(World& world, std::uint32_t task);
  void end_if_done(World& world, std::uint32_t task);
  [[nodiscard]] bool prepares(World& world, std::uint32_t task, const engine::TakeCheckpoint& take,
                              std::uint32_t cause);
  void hear_complete(World& world, std::uint32_t task, engine::CheckpointId checkpoint, std::uint32_t cause);
  // True if it does: the event comes again when it has the answers.
  [[nodiscard]] bool awaits_broker(World& world, std::uint32_t task, const SimEvent& event) const;

  // coordinators of aligned sources (step_alignment.cpp)
  void start_coordinators(World& world);
  void send_report(World& world, std::uint32_t task, const engine::ReportWatermark& report);
  void on_report(World& world, const SimEvent& event);
  void on_announce(World& world, const SimEvent& event);
  void announce(World& world, std::uint32_t coordinator);
  void on_allow(World& world, const SimEvent& event);
  [[nodiscard]] std::uint32_t slowest_report(const World& world, std::uint32_t group) const;
  // When the message arrives.
  [[nodiscard]] SimTime send_aligned(World& world, const Quantiles& delay, AlignedLink& link,
                                     const AlignedLink::Message& message);
  [[nodiscard]] static AlignedLink::Message take_aligned(const World& world, AlignedLink& link);
  [[nodiscard]] AlignedTask& aligned_task(World& world, std::uint32_t task) const;

  // faults (step_fault.cpp)
  void on_fault(World& world, const SimEvent& event);
  [[nodiscard]] bool must_wait(World& world, std::uint32_t task, const SimEvent& event);
  [[nodiscard]] TransportVerdict judge(World& world, std::uint32_t input, std::uint32_t cause);
  static void apply(const FaultPlan& fault, SimDuration left, TransportVerdict& verdict);
  void begin_fault(World& world, std::uint32_t number, std::uint32_t cause);
  void note_armed(World& world) const;
  void for_each_hold(World& world, std::uint32_t number, const std::function<void(Hold&)>& visit) const;
  void begin_rule(World& world, const Begun& begun);
  void end_rule(World& world, const Begun& begun);
  // Traces a step of a protocol, at which faults may strike. Afterwards whoever takes it may be gone.
  std::uint32_t take_step(World& world, EventKind kind, ActorId actor, const TraceFields& fields);
  // what armed faults do (step_disturb.cpp)
  [[nodiscard]] bool is_hit(const FaultPlan& fault, std::uint32_t task) const;
  [[nodiscard]] std::optional<std::uint32_t> striking(World& world, FaultRule rule, std::uint32_t task);
  bool strikes(World& world, FaultRule rule, std::uint32_t task, std::uint32_t cause);
  [[nodiscard]] bool is_call_lost(World& world, const SimEvent& call);
  [[nodiscard]] bool fails_at_record(World& world, std::uint32_t task);
  [[nodiscard]] bool is_source_stalled(World& world, std::uint32_t task, const SimEvent& event);
  [[nodiscard]] std::int64_t slowness(World& world, std::uint32_t task);
  [[nodiscard]] SimDuration lateness_of_timer(World& world, std::uint32_t task);
  [[nodiscard]] std::optional<engine::ChannelIndex> next_channel(World& world, std::uint32_t task);
  void step_clocks(World& world, std::uint32_t number, SimDuration by);
  void suspect(World& world, const Begun& begun);
  void reset_link(World& world, const Begun& begun);
  void effect(World& world, std::size_t fault, std::uint32_t cause, std::int64_t amount);

  std::uint32_t trace(World& world, EventKind kind, ActorId actor, const TraceFields& fields);
  // By the clock of a task.
  [[nodiscard]] engine::Moment moment_of(const World& world, std::uint32_t task, std::uint32_t cause) const;
  [[nodiscard]] SimTime due_by_clock(const World& world, std::uint32_t task, engine::ProcessingTime at) const;
  [[nodiscard]] engine::Moment moment(const World& world, std::uint32_t cause) const;
  [[nodiscard]] std::uint32_t resolve(engine::Cause cause) const;

  Surroundings around_;
  engine::Effects effects_;
  Local local_;
  std::vector<engine::Record> batch_;
  std::vector<std::uint32_t> open_channels_;
  bool cut_ = false;  // the step is over before its end: its task is gone
};

}  // namespace wavetank::sim
