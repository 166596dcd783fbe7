// Tasks: taking what a channel or timer has for them, and performing the effects of the step, in order.
#include "sim/cluster/world.hpp"

namespace wavetank::sim {

using engine::EffectKind;
using engine::Effects;

void Runner::on_deliver(World& world, const SimEvent& event) {
  const ChannelPlan& plan = around_.plan.channels[event.actor];
  if (world.tasks[plan.to].presence == TaskPresence::Absent) return;
  if (around_.plan.job) return on_arrival(world, event);
  if (must_wait(world, plan.to, event)) return;
  Channel& channel = world.channels[event.actor];
  const Message message = channel.take();
  WT_ASSERT(message.due <= world.kernel.now(), message.due, world.kernel.now());
  if (message.records > 0) {
    channel.take_records(message.records, batch_);
    return take_records(world, plan.to, plan.at);
  }
  engine::Control control = channel.take_control();
  control.cause = engine::Cause{trace_control(world, plan.to, plan.at, control)};
  take_control(world, plan.to, plan.at, control);
}

// The records of batch_.
void Runner::take_records(World& world, std::uint32_t task, engine::ChannelIndex channel) {
  if (fails_at_record(world, task)) return;
  std::uint32_t taken = 0;
  for (engine::Record& record : batch_) {
    taken = trace(world, EventKind::RecordIn, around_.plan.task(task),
                  {static_cast<std::uint32_t>(record.cause), static_cast<std::uint64_t>(record.time.ticks()),
                   engine::pack(record.row, record.key)});
    record.cause = engine::Cause{taken};
  }
  effects_.clear();
  around_.plan.tasks[task].task->on_records(channel, batch_, moment_of(world, task, taken), world.tasks[task].state,
                                            effects_);
  perform(world, task);
}

std::uint32_t Runner::trace_control(World& world, std::uint32_t task, engine::ChannelIndex channel,
                                    const engine::Control& control) {
  const std::uint64_t what = (static_cast<std::uint64_t>(control.kind) << 32) | engine::index_of(channel);
  const std::uint32_t taken =
      trace(world, EventKind::ControlIn, around_.plan.task(task),
            {static_cast<std::uint32_t>(control.cause), static_cast<std::uint64_t>(control.value.ticks()), what});
  WT_ASSERT(static_cast<std::uint32_t>(control.cause) < taken, static_cast<std::uint32_t>(control.cause), taken);
  return taken;
}

// `control.cause`: that it was taken.
void Runner::take_control(World& world, std::uint32_t task, engine::ChannelIndex channel,
                          const engine::Control& control) {
  TaskHost& host = world.tasks[task];
  effects_.clear();
  around_.plan.tasks[task].task->on_control(
      channel, control, moment_of(world, task, static_cast<std::uint32_t>(control.cause)), host.state, effects_);
  perform(world, task);
  if (!cut_) end_if_done(world, task);
}

void Runner::on_timer(World& world, const SimEvent& event) {
  if (must_wait(world, event.actor, event)) return;
  const std::size_t armed = world.tasks[event.actor].timers.erase(event.x);
  WT_ASSERT(armed == 1, event.actor, event.x);  // a timer that was cancelled or moved does not come
  const engine::Moment now = moment_of(world, event.actor, 0);
  const std::uint32_t fired = trace(world, EventKind::TimerFire, around_.plan.task(event.actor),
                                    {0, static_cast<std::uint64_t>(now.now.ticks()), event.x});
  effects_.clear();
  around_.plan.tasks[event.actor].task->on_timer(engine::TimerTag{event.x}, moment_of(world, event.actor, fired),
                                                 world.tasks[event.actor].state, effects_);
  perform(world, event.actor);
}

void Runner::perform(World& world, std::uint32_t task) {
  local_.clear();
  cut_ = false;
  open_channels_.clear();  // a step that failed may have left some, of another world
  for (const Effects::Item& item : effects_.order()) {
    switch (item.kind) {
      case EffectKind::Notes: perform_notes(world, task, effects_.notes(item)); break;
      case EffectKind::Records: perform_records(world, task, item); break;
      case EffectKind::Controls: perform_control(world, task, item); break;
      case EffectKind::Asks: perform_ask(world, task, effects_.ask_of(item)); break;
    }
    if (cut_) return;
  }
  close_messages(world);
}

std::uint32_t Runner::resolve(engine::Cause cause) const {
  const auto word = static_cast<std::uint32_t>(cause);
  if ((word & engine::kLocalCause) == 0) return word;
  WT_ASSERT((word ^ engine::kLocalCause) < local_.size(), word);
  return local_[word ^ engine::kLocalCause];
}

void Runner::perform_notes(World& world, std::uint32_t task, std::span<const engine::Note> notes) {
  const ActorId actor = around_.plan.task(task);
  for (const engine::Note& note : notes) {
    local_.push_back(trace(world, kind_of(note.kind), actor, {resolve(note.cause), note.a, note.b}));
  }
}

void Runner::perform_records(World& world, std::uint32_t task, const Effects::Item& item) {
  const std::span<const engine::Note> notes = item.is_noted() ? effects_.notes(item) : std::span<const engine::Note>();
  const std::span<const engine::Record> records = effects_.records(item);
  for (std::size_t i = 0; i < records.size(); ++i) {
    const engine::Record& emitted = records[i];
    if (!notes.empty()) perform_notes(world, task, notes.subspan(i, 1));
    for (const EdgePlan& edge : around_.plan.tasks[task].edges) {
      if (edge.output != item.output) continue;
      engine::Record record = emitted;
      if (edge.partitioner == Partitioner::Broadcast) {
        for (const std::uint32_t channel : edge.channels) send(world, task, channel, record);
        continue;
      }
      const std::uint32_t to = target(world, task, edge, record);
      if (cut_) return;
      send(world, task, to, record);
    }
  }
}

void Runner::send(World& world, std::uint32_t task, std::uint32_t to, engine::Record record) {
  const std::uint32_t sent = trace(
      world, EventKind::RecordOut, around_.plan.task(task),
      {resolve(record.cause), static_cast<std::uint64_t>(record.time.ticks()), engine::pack(record.row, record.key)});
  record.cause = engine::Cause{sent};
  Channel& channel = world.channels[to];
  if (channel.open_records() == 0) open_channels_.push_back(to);
  channel.add(record);
  if (channel.open_records() == around_.plan.batch_records) close_messages(world);
}

std::uint32_t Runner::target(World& world, std::uint32_t task, const EdgePlan& edge, engine::Record& record) {
  if (edge.partitioner == Partitioner::Forward) return edge.channels.front();
  const engine::Cell cell = around_.facts.rows.cell(record.row, edge.key_field);
  if (cell.null && edge.null_key == NullKey::GoesToFirst) {
    record.key = engine::kNoKey;
    return edge.channels.front();
  }
  if (cell.null) {
    fail_over(world, around_.plan.task(task), "a record with a null key", resolve(record.cause));
    return edge.channels.front();
  }
  record.key = around_.facts.key(edge.key_type, cell);
  const engine::KeyGroup group = engine::key_group(around_.facts.keys.hash(record.key), edge.max_parallelism);
  const auto parallelism = static_cast<std::uint32_t>(edge.channels.size());
  return edge.channels[engine::owner(group, parallelism, edge.max_parallelism)];
}

void Runner::perform_control(World& world, std::uint32_t task, const Effects::Item& item) {
  const engine::Control& control = effects_.control(item);
  const bool is_source = around_.plan.tasks[task].input >= 0;
  if (is_source && control.kind == engine::ControlKind::End) end_task(world, task);
  send_control(world, task, item.output, control);
}

void Runner::send_control(World& world, std::uint32_t task, engine::OutputIndex output,
                          const engine::Control& control) {
  TaskHost& host = world.tasks[task];
  if (engine::index_of(output) >= host.outputs.size()) return;  // nobody listens
  if (host.outputs[engine::index_of(output)].admit(control) == engine::OutputGate::Verdict::Discard) return;
  close_messages(world);
  const std::uint64_t what = (static_cast<std::uint64_t>(control.kind) << 32) | engine::index_of(output);
  const std::uint32_t sent = trace(world, EventKind::ControlOut, around_.plan.task(task),
                                   {resolve(control.cause), static_cast<std::uint64_t>(control.value.ticks()), what});
  engine::Control out = control;
  out.cause = engine::Cause{sent};
  for (const EdgePlan& edge : around_.plan.tasks[task].edges) {
    if (edge.output != output) continue;
    for (const std::uint32_t channel : edge.channels) ship(world, channel, {.control = out});
    const bool is_end = control.kind == engine::ControlKind::End;
    if (is_end && host.life) host.life->ends_under_way += static_cast<std::uint32_t>(edge.channels.size());
  }
}

void Runner::close_messages(World& world) {
  for (const std::uint32_t to : open_channels_) {
    Channel& channel = world.channels[to];
    if (!world.senders.empty()) {
      Parcel parcel;
      channel.reopen(parcel.records);
      ship(world, to, std::move(parcel));
      continue;
    }
    const SimTime due = channel.close(earliest(world, to, static_cast<std::uint32_t>(channel.last_record().cause)));
    schedule(world, due, {.actor = to, .type = SimEventType::Deliver});
  }
  open_channels_.clear();
}

// When a message that is sent now could arrive if no other were before it.
SimTime Runner::earliest(World& world, std::uint32_t channel, std::uint32_t cause) {
  const Quantiles& table = around_.plan.channels[channel].delay;
  SimDuration delay{table.min()};
  if (table.min() != table.max()) {
    delay.count = world.streams.sample(world.channel_draws[channel], table, around_.tape);
  }
  const SimTime due = saturating_add(world.kernel.now(), delay);
  const Hold& clog = world.clogs[channel];
  if (!clog.armed || clog.until <= due) return due;
  effect(world, clog.fault, cause, saturating_between(due, clog.until).count);
  return clog.until;
}

void Runner::perform_ask(World& world, std::uint32_t task, const engine::Ask& ask) {
  if (const auto* timer = std::get_if<engine::ArmTimer>(&ask)) return arm_timer(world, task, *timer);
  if (const auto* timer = std::get_if<engine::CancelTimer>(&ask)) return cancel_timer(world, task, timer->tag);
  if (const auto* fetch = std::get_if<engine::Fetch>(&ask)) {
    const std::int32_t input = around_.plan.tasks[task].input;
    WT_REQUIRE(input >= 0, input);
    const InputPlan& log = around_.plan.inputs[static_cast<std::size_t>(input)];
    WT_REQUIRE(fetch->partition < log.partitions, fetch->partition, log.partitions);
    WT_REQUIRE(log.readers[fetch->partition] == task, log.readers[fetch->partition], task);
    world.inputs[static_cast<std::size_t>(input)].partitions[fetch->partition].wait(fetch->offset);
    wake_reader(world, static_cast<std::uint32_t>(input), fetch->partition, 0);
    return;
  }
  if (const auto* report = std::get_if<engine::ReportWatermark>(&ask)) return send_report(world, task, *report);
  if (const auto* publish = std::get_if<engine::Publish>(&ask)) {
    const engine::Record& record = publish->record;
    trace(
        world, EventKind::OutVisible, around_.plan.task(task),
        {resolve(record.cause), static_cast<std::uint64_t>(record.time.ticks()), engine::pack(record.row, record.key)});
    return;
  }
  if (const auto* write = std::get_if<engine::WriteRecord>(&ask)) return write_record(world, task, *write);
  if (const auto* call = std::get_if<engine::CallBroker>(&ask)) return call_broker(world, task, *call);
  const auto& failure = std::get<engine::Fail>(ask);
  fail_over(world, around_.plan.task(task), failure.reason, resolve(failure.cause));
}

void Runner::cancel_timer(World& world, std::uint32_t task, engine::TimerTag tag) {
  auto& timers = world.tasks[task].timers;
  const auto armed = timers.find(static_cast<std::uint32_t>(tag));
  if (armed == timers.end()) return;
  world.kernel.cancel(armed->second.event);
  timers.erase(armed);
}

// A timer that is armed again moves.
void Runner::arm_timer(World& world, std::uint32_t task, const engine::ArmTimer& timer) {
  cancel_timer(world, task, timer.tag);
  const auto tag = static_cast<std::uint32_t>(timer.tag);
  const SimTime at = saturating_add(due_by_clock(world, task, timer.at), lateness_of_timer(world, task));
  world.tasks[task].timers[tag] = {schedule(world, at, {.actor = task, .x = tag, .type = SimEventType::Timer}),
                                   timer.at};
}

// When the task's clock shows this time, or now.
SimTime Runner::due_by_clock(const World& world, std::uint32_t task, engine::ProcessingTime at) const {
  const engine::Millis ahead = engine::saturating_between(around_.plan.clock_base, at);
  const SimDuration until{-world.tasks[task].clock_offset.count};
  return std::max(world.kernel.now(), saturating_add(saturating_add(SimTime(0), saturating_from(ahead)), until));
}

}  // namespace wavetank::sim
