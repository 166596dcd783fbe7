// Sinks and the broker that they write to: requests go there, answers come back, and what is committed becomes visible.
//
//   task ──request──► broker ──answer──► task
//
// While a task awaits answers it is told nothing else; what comes for it waits. A request that is under way arrives even
// if its sender has died, and is refused if a later attempt has shut it out.
#include <algorithm>
#include <utility>

#include "sim/cluster/world.hpp"

namespace wavetank::sim {

using engine::BrokerOutcome;
using engine::BrokerVerb;
using engine::CheckpointId;
using engine::CommittableId;

namespace {

// Transactions are numbered from 1 for tasks and in the trace.
std::uint64_t txn_word(TransactionId transaction) { return static_cast<std::uint64_t>(transaction) + 1; }
TransactionId txn_of(CommittableId committable) {
  const auto word = static_cast<std::uint64_t>(committable);
  WT_REQUIRE(word > 0, word);
  return TransactionId{static_cast<std::uint32_t>(word - 1)};
}

BrokerOutcome outcome_of(BrokerAnswer answer) {
  switch (answer) {
    case BrokerAnswer::Done: return BrokerOutcome::Done;
    case BrokerAnswer::Already: return BrokerOutcome::Already;
    case BrokerAnswer::Refused: return BrokerOutcome::Refused;
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(answer));
}

}  // namespace

const TopicPlan& Runner::topic_of(std::uint32_t task) const {
  const std::int32_t topic = around_.plan.tasks[task].topic;
  WT_REQUIRE(topic >= 0, topic);
  return around_.plan.topics[static_cast<std::size_t>(topic)];
}

void Runner::ask_broker(World& world, std::uint32_t task, const BrokerRequest& request) {
  BrokerWait& wait = world.tasks[task].broker;
  const SimDuration delay = draw(world, wait.request_draws, topic_of(task).call);
  BrokerConnection& connection = world.broker.connections[{task, world.job.attempt}];
  WT_ASSERT(connection.requests.empty() || connection.due >= world.kernel.now(), connection.due);
  connection.due = std::max(connection.due, saturating_add(world.kernel.now(), delay));
  connection.requests.push_back(request);
  if (request.verb != BrokerVerb::Write) ++wait.calls;
  schedule(world, connection.due, {.actor = task, .type = SimEventType::BrokerRequest});
}

void Runner::write_record(World& world, std::uint32_t task, const engine::WriteRecord& write) {
  BrokerRequest request;
  request.verb = BrokerVerb::Write;
  request.transaction = write.transaction;
  request.record = write.record;
  request.cause = resolve(write.record.cause);
  ask_broker(world, task, request);
}

void Runner::call_broker(World& world, std::uint32_t task, const engine::CallBroker& call) {
  BrokerRequest request;
  request.verb = call.verb;
  request.transaction = call.transaction;
  request.number = call.number;
  request.cause = resolve(call.cause);
  ask_broker(world, task, request);
}

void Runner::on_broker_request(World& world, const SimEvent& event) {
  const auto found = world.broker.connections.find({event.actor, event.attempt});
  WT_ASSERT(found != world.broker.connections.end(), event.actor, event.attempt);
  const BrokerRequest request = found->second.requests.front();
  found->second.requests.pop_front();
  if (found->second.requests.empty()) world.broker.connections.erase(found);
  Answered answered = answer(world, event.actor, request);
  arm_alarm(world);
  const bool is_commit = request.verb == BrokerVerb::Commit;
  if (is_commit && strikes(world, FaultRule::CommitUnknown, event.actor, answered.told)) {
    answered.outcome = BrokerOutcome::Unavailable;
  }
  if (event.attempt != world.job.attempt) return;  // nobody waits for it any more
  if (request.verb == BrokerVerb::Write && answered.outcome != BrokerOutcome::Refused) return;
  const SimDuration delay = draw(world, world.tasks[event.actor].broker.reply_draws, topic_of(event.actor).call);
  schedule(world, saturating_add(world.kernel.now(), delay),
           {.actor = event.actor,
            .x = static_cast<std::uint32_t>(request.verb) << 8 | static_cast<std::uint32_t>(answered.outcome),
            .cause = answered.told,
            .type = SimEventType::BrokerReply,
            .y = answered.transaction});
}

Runner::Answered Runner::answer(World& world, std::uint32_t task, const BrokerRequest& request) {
  switch (request.verb) {
    case BrokerVerb::Begin: return begin_transaction(world, task, request);
    case BrokerVerb::Fence: return fence_lingering(world, task, request);
    case BrokerVerb::Write: return add_record(world, task, request);
    case BrokerVerb::Prepare:
    case BrokerVerb::Commit:
    case BrokerVerb::Abort: return decide(world, task, request);
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(request.verb));
}

Runner::Answered Runner::begin_transaction(World& world, std::uint32_t task, const BrokerRequest& request) {
  const engine::Subtask& subtask = around_.plan.tasks[task].task->spec().subtask;
  const auto topic = static_cast<std::uint32_t>(around_.plan.tasks[task].topic);
  const TransactionalId name{topic, subtask.index, request.number};
  const Broker::Begun begun = world.broker.broker.begin(name, topic_of(task).timeout);
  const std::uint32_t told = trace(world, EventKind::TransactionBegin, around_.plan.task(task),
                                   {request.cause, txn_word(begun.transaction), request.number});
  WT_ASSERT(world.broker.known.size() + 1 == txn_word(begun.transaction), world.broker.known.size());
  world.broker.known.push_back({task, told, 0});
  if (begun.fenced) tell_end(world, *begun.fenced, EventKind::TransactionAbort, told);
  return {BrokerOutcome::Done, told, txn_word(begun.transaction)};
}

Runner::Answered Runner::fence_lingering(World& world, std::uint32_t task, const BrokerRequest& request) {
  const engine::Subtask& subtask = around_.plan.tasks[task].task->spec().subtask;
  const auto topic = static_cast<std::uint32_t>(around_.plan.tasks[task].topic);
  const std::vector<TransactionId> aborted =
      world.broker.broker.fence({topic, subtask.index, subtask.parallelism, request.number});
  for (const TransactionId transaction : aborted) {
    tell_end(world, transaction, EventKind::TransactionAbort, request.cause);
  }
  return {BrokerOutcome::Done, request.cause, 0};
}

Runner::Answered Runner::add_record(World& world, std::uint32_t task, const BrokerRequest& request) {
  const TransactionId transaction = txn_of(request.transaction);
  const auto topic = static_cast<std::uint32_t>(around_.plan.tasks[task].topic);
  const std::uint32_t partition = around_.plan.tasks[task].task->spec().subtask.index % topic_of(task).partitions;
  engine::Record record = request.record;
  record.cause = engine::Cause{static_cast<std::uint32_t>(world.head.next)};  // what is traced of it
  const BrokerAnswer answer = world.broker.broker.write(transaction, {topic, partition}, record, world.kernel.now());
  if (answer == BrokerAnswer::Refused) return refuse(world, task, request);
  const std::uint32_t told = trace(world, EventKind::TransactionAdd, around_.plan.task(task),
                                   {request.cause, txn_word(transaction), engine::pack(record.row, record.key)});
  WT_ASSERT(engine::Cause{told} == record.cause, told);
  return {BrokerOutcome::Done, told, txn_word(transaction)};
}

// Of what can be done to one transaction as a whole.
Runner::Answered Runner::decide(World& world, std::uint32_t task, const BrokerRequest& request) {
  const TransactionId transaction = txn_of(request.transaction);
  Broker& broker = world.broker.broker;
  const bool is_over = broker.transaction(transaction).state == TransactionState::Committed;
  BrokerAnswer answer = BrokerAnswer::Refused;
  if (request.verb == BrokerVerb::Prepare) answer = broker.prepare(transaction);
  if (request.verb == BrokerVerb::Commit) answer = broker.commit(transaction);
  if (request.verb == BrokerVerb::Abort && !is_over) answer = broker.abort(transaction);
  if (answer == BrokerAnswer::Refused) return refuse(world, task, request);
  std::uint32_t told = world.broker.known[index_of(transaction)].ended;
  if (answer == BrokerAnswer::Done && request.verb == BrokerVerb::Prepare) {
    told = take_step(world, EventKind::TransactionPrepare, around_.plan.task(task),
                     {request.cause, txn_word(transaction), request.number});
  } else if (answer == BrokerAnswer::Done) {
    const bool commits = request.verb == BrokerVerb::Commit;
    told = tell_end(world, transaction, commits ? EventKind::TransactionCommit : EventKind::TransactionAbort,
                    request.cause);
  } else {
    show_committed(world);
  }
  return {outcome_of(answer), told, txn_word(transaction)};
}

Runner::Answered Runner::refuse(World& world, std::uint32_t task, const BrokerRequest& request) {
  const TransactionId transaction = txn_of(request.transaction);
  const std::uint32_t why = world.broker.known[index_of(transaction)].ended;
  const std::uint32_t told = trace(world, EventKind::TransactionFenced, around_.plan.task(task),
                                   {why, txn_word(transaction), static_cast<std::uint64_t>(request.verb)});
  return {BrokerOutcome::Refused, told, txn_word(transaction)};
}

// A transaction has ended; what it held back may be seen now.
std::uint32_t Runner::tell_end(World& world, TransactionId transaction, EventKind how, std::uint32_t cause) {
  BrokerState::Known& known = world.broker.known[index_of(transaction)];
  const std::uint64_t records = world.broker.broker.transaction(transaction).records;
  WT_ASSERT(known.ended == 0, known.ended);
  known.ended = take_step(world, how, around_.plan.task(known.task), {cause, txn_word(transaction), records});
  show_committed(world);
  return known.ended;
}

// As one who reads committed records sees it (SS-25).
void Runner::show_committed(World& world) {
  BrokerState& state = world.broker;
  for (std::uint32_t topic = 0; topic < state.broker.topics(); ++topic) {
    for (std::uint32_t partition = 0; partition < state.broker.partitions(topic); ++partition) {
      std::uint64_t& read = state.read[topic][partition];
      const OutputPartition::Reading reading =
          state.broker.partition({topic, partition}).read(read, Isolation::ReadCommitted);
      read = reading.next;
      for (const OutputRecord& seen : reading.records) {
        const std::uint32_t task =
            seen.transaction ? state.known[index_of(*seen.transaction)].task : around_.plan.topics[topic].first_task;
        trace(world, EventKind::OutVisible, around_.plan.task(task),
              {static_cast<std::uint32_t>(seen.record.cause), static_cast<std::uint64_t>(seen.record.time.ticks()),
               engine::pack(seen.record.row, seen.record.key)});
      }
    }
  }
}

void Runner::arm_alarm(World& world) {
  BrokerState& state = world.broker;
  const std::optional<SimTime> next = state.broker.next_deadline();
  if (state.alarm && next == state.alarm_at) return;
  if (state.alarm) world.kernel.cancel(*std::exchange(state.alarm, std::nullopt));
  if (!next) return;
  state.alarm_at = *next;
  state.alarm = schedule(world, *next, {.type = SimEventType::TransactionTimeout});
}

void Runner::on_transaction_timeout(World& world) {
  world.broker.alarm.reset();
  for (const TransactionId transaction : world.broker.broker.expire(world.kernel.now())) {
    tell_end(world, transaction, EventKind::TransactionTimeout, world.broker.known[index_of(transaction)].begun);
  }
  arm_alarm(world);
}

void Runner::on_broker_reply(World& world, const SimEvent& event) {
  TaskHost& host = world.tasks[event.actor];
  if (host.presence != TaskPresence::Running) return;
  if (host.stall.armed && host.stall.until > world.kernel.now()) {
    effect(world, host.stall.fault, event.cause, saturating_between(world.kernel.now(), host.stall.until).count);
    schedule(world, host.stall.until, event);
    return;
  }
  engine::BrokerReply reply;
  reply.verb = static_cast<BrokerVerb>(event.x >> 8);
  reply.outcome = static_cast<BrokerOutcome>(event.x & 0xff);
  reply.transaction = CommittableId{event.y};
  if (reply.verb != BrokerVerb::Write) {
    WT_ASSERT(host.broker.calls > 0, event.actor);
    --host.broker.calls;
  }
  std::uint32_t cause = event.cause;
  if (reply.verb == BrokerVerb::Commit && reply.outcome == BrokerOutcome::Refused) {
    const std::uint64_t records = world.broker.broker.transaction(txn_of(reply.transaction)).records;
    cause = trace(world, EventKind::TransactionLost, around_.plan.task(event.actor), {cause, event.y, records});
  }
  effects_.clear();
  around_.plan.tasks[event.actor].task->on_broker(reply, moment_of(world, event.actor, cause), host.state, effects_);
  perform(world, event.actor);
  if (!cut_) go_on(world, event.actor);
}

// All answers are in: what waited for them comes now.
void Runner::go_on(World& world, std::uint32_t task) {
  TaskHost& host = world.tasks[task];
  if (host.broker.calls > 0) return;
  if (const auto waiting = std::exchange(host.broker.snapshot, std::nullopt)) {
    host.broker.is_prepared = true;
    take_snapshot(world, task, waiting->take, waiting->cause);
  }
  if (auto deferred = world.deferred.extract(task)) {
    for (const SimEvent& event : deferred.mapped()) schedule(world, world.kernel.now(), event);
  }
  end_if_done(world, task);
  if (host.life) serve(world, task);
}

// A task whose input has ended stays while it awaits something (CK-32).
void Runner::end_if_done(World& world, std::uint32_t task) {
  const TaskHost& host = world.tasks[task];
  if (host.presence != TaskPresence::Running || host.state.channels_open > 0 || host.broker.calls > 0) return;
  if (!around_.plan.tasks[task].task->is_awaiting(host.state)) end_task(world, task);
}

// What a task does before its state is copied; true if the snapshot must wait for the answers.
bool Runner::prepares(World& world, std::uint32_t task, const engine::TakeCheckpoint& take, std::uint32_t cause) {
  TaskHost& host = world.tasks[task];
  if (std::exchange(host.broker.is_prepared, false)) return false;
  effects_.clear();
  around_.plan.tasks[task].task->on_barrier(take.barrier.checkpoint, moment_of(world, task, cause), host.state,
                                            effects_);
  perform(world, task);
  if (cut_) return true;
  if (host.broker.calls == 0) return false;
  WT_ASSERT(!host.broker.snapshot, task);
  host.broker.snapshot = BrokerWait::Snapshot{take, cause};
  return true;
}

void Runner::hear_complete(World& world, std::uint32_t task, CheckpointId checkpoint, std::uint32_t cause) {
  effects_.clear();
  around_.plan.tasks[task].task->on_complete(checkpoint, moment_of(world, task, cause), world.tasks[task].state,
                                             effects_);
  perform(world, task);
}

bool Runner::awaits_broker(World& world, std::uint32_t task, const SimEvent& event) const {
  if (world.tasks[task].broker.calls == 0) return false;
  WT_ASSERT(event.type != SimEventType::Timer && event.attempt == world.job.attempt, task);
  world.deferred[task].push_back(event);
  return true;
}

}  // namespace wavetank::sim
