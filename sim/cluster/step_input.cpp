// Producers, their transport, and the logs that sources read.
//
// A producer's transport is not FIFO: every message takes its own time, may be lost and sent again, may be
// delivered twice. What the log's order is in the end, its offsets say.
#include "sim/cluster/world.hpp"

namespace wavetank::sim {
namespace {

// A message lost more often than this is a fault that never lets anything through.
constexpr std::uint32_t kResendsMax = 1000;

}  // namespace

void Runner::on_producer_due(World& world, const SimEvent& event) {
  const InputPlan& plan = around_.plan.inputs[event.actor];
  InputState& input = world.inputs[event.actor];
  if (event.x > 0) {  // sent again after a loss
    launch(world, event);
    return;
  }
  while (input.next < plan.script.size() && plan.script[input.next].at <= world.kernel.now()) {
    const std::size_t position = input.next++;
    const ScriptedEvent& scripted = plan.script[position];
    const std::uint64_t what = (std::uint64_t{engine::index_of(scripted.row)} << 32) | scripted.partition;
    const std::uint32_t sent = trace(world, EventKind::ProducerSend, around_.plan.producer(event.actor),
                                     {0, static_cast<std::uint64_t>(scripted.time.ticks()), what});
    ++input.in_transport;
    launch(world, {.actor = event.actor, .cause = sent, .type = SimEventType::Arrive, .y = position});
  }
  if (input.next < plan.script.size()) {
    schedule(world, plan.script[input.next].at, {.actor = event.actor, .type = SimEventType::ProducerDue});
  }
}

void Runner::launch(World& world, const SimEvent& message) {
  const InputPlan& plan = around_.plan.inputs[message.actor];
  InputState& input = world.inputs[message.actor];
  SimDuration delay{plan.transport.min()};
  if (plan.transport.min() != plan.transport.max()) {
    delay.count = world.streams.sample(input.transport_draws, plan.transport, around_.tape);
  }
  const TransportVerdict verdict = judge(world, message.actor, message.cause);
  const SimTime arrival = saturating_add(saturating_add(world.kernel.now(), delay), verdict.delay);
  SimEvent event = message;
  if (verdict.copies == 0) {
    if (message.x >= kResendsMax) {
      throw Finding(FindingKind::LiveProgress,
                    "a message of " + plan.name + " was lost " + std::to_string(message.x) + " times");
    }
    event.type = SimEventType::ProducerDue;
    event.x = message.x + 1;
    schedule(world, arrival, event);
    return;
  }
  event.type = SimEventType::Arrive;
  input.in_transport += verdict.copies - 1;
  SimTime at = arrival;
  for (std::uint32_t copy = 0; copy < verdict.copies; ++copy) {
    if (at == world.kernel.now()) {
      append(world, event);  // nothing lies between producer and log
    } else {
      schedule(world, at, event);
    }
    at = saturating_add(at, verdict.gap);
  }
}

void Runner::on_arrive(World& world, const SimEvent& event) { append(world, event); }

void Runner::append(World& world, const SimEvent& event) {
  const std::vector<ScriptedEvent>& script = around_.plan.inputs[event.actor].script;
  WT_ASSERT(event.y < script.size(), event.y, script.size());
  WT_ASSERT(event.cause > 0 && event.cause < world.head.next, event.cause, world.head.next);
  const ScriptedEvent& scripted = script[event.y];
  InputState& input = world.inputs[event.actor];
  WT_ASSERT(scripted.partition < input.partitions.size(), scripted.partition, input.partitions.size());
  LogPartition& partition = input.partitions[scripted.partition];
  const std::uint64_t place = (std::uint64_t{scripted.partition} << 48) | partition.size();
  const std::uint64_t what = (std::uint64_t{engine::index_of(scripted.row)} << 32) | event.x;
  const std::uint32_t appended =
      trace(world, EventKind::LogAppend, around_.plan.log(event.actor), {event.cause, place, what});
  const std::uint64_t offset = partition.append({scripted.time, scripted.row, engine::Cause{appended}});
  WT_ASSERT(place == ((std::uint64_t{scripted.partition} << 48) | offset), place, offset);  // as it was traced
  WT_ASSERT(input.in_transport > 0);
  --input.in_transport;
  wake_reader(world, event.actor, scripted.partition, appended);
  end_input_if_done(world, event.actor);
}

void Runner::end_input_if_done(World& world, std::uint32_t input) {
  const InputPlan& plan = around_.plan.inputs[input];
  InputState& state = world.inputs[input];
  if (plan.end == StreamEnd::Hold || state.next < plan.script.size() || state.in_transport > 0) return;
  for (std::uint32_t partition = 0; partition < plan.partitions; ++partition) {
    state.partitions[partition].end();
    const std::uint32_t ended = trace(world, EventKind::LogEnd, around_.plan.log(input), {0, partition, 0});
    wake_reader(world, input, partition, ended);
  }
}

void Runner::wake_reader(World& world, std::uint32_t input, std::uint32_t partition, std::uint32_t cause) {
  InputState& state = world.inputs[input];
  if (state.fetch_pending[partition] || !state.partitions[partition].answerable()) return;
  const std::uint32_t reader = around_.plan.inputs[input].readers[partition];
  if (world.tasks[reader].presence == TaskPresence::Absent) return;  // it asks when it is there again
  state.fetch_pending[partition] = true;
  schedule(world, world.kernel.now(), {.actor = input, .x = partition, .cause = cause, .type = SimEventType::Fetch});
}

void Runner::on_fetch(World& world, const SimEvent& event) {
  const InputPlan& plan = around_.plan.inputs[event.actor];
  InputState& input = world.inputs[event.actor];
  const std::uint32_t task = plan.readers[event.x];
  if (world.tasks[task].presence == TaskPresence::Absent || must_wait(world, task, event)) return;
  if (world.tasks[task].life && world.tasks[task].life->full_outputs > 0) {
    world.tasks[task].life->held_fetches[event.x] = event.cause;
    return;
  }
  if (is_source_stalled(world, task, event)) return;
  if (strikes(world, FaultRule::SourceError, task, event.cause)) {
    return fail_over(world, around_.plan.task(task), "a fetch failed", event.cause);
  }
  WT_ASSERT(input.fetch_pending[event.x], event.actor, event.x);
  input.fetch_pending[event.x] = false;
  std::size_t limit = around_.plan.batch_records;
  if (limit > 1) limit = 1 + world.streams.below(input.batch_draws, limit, around_.tape);
  const engine::Reply reply = input.partitions[event.x].answer(event.x, limit);
  WT_ASSERT(reply.ended || !reply.records.empty(), reply.offset);
  keep_busy(world, task, reply.records.size());
  effects_.clear();
  around_.plan.tasks[task].task->on_reply(reply, moment_of(world, task, event.cause), world.tasks[task].state,
                                          effects_);
  perform(world, task);
}

}  // namespace wavetank::sim
