// How a task takes one input.
#include "engine/core/task.hpp"

#include <utility>

namespace wavetank::engine {

Task::Task(TaskSpec spec) : spec_(std::move(spec)) {
  WT_REQUIRE(spec_.op != nullptr);
  WT_REQUIRE(spec_.subtask.index < spec_.subtask.parallelism, spec_.subtask.index, spec_.subtask.parallelism);
  for (std::uint32_t input = 0; input < spec_.channels.size(); ++input) {
    WT_REQUIRE(spec_.channels[input] > 0, input);
    for (std::uint32_t channel = 0; channel < spec_.channels[input]; ++channel) {
      places_.push_back({InputIndex{input}, ChannelIndex{channel}});
    }
  }
}

TaskState Task::open(const Snapshot& snapshot, Moment moment, Effects& effects) const {
  TaskState task;
  for (const std::uint32_t channels : spec_.channels) task.valves.emplace_back(channels, spec_.mutants);
  if (spec_.channels.size() > 1) task.combiner.emplace(spec_.channels.size());
  task.channels_open = static_cast<std::uint32_t>(places_.size());
  task.state = spec_.op->open(spec_.subtask, snapshot, moment, effects);
  return task;
}

Task::Place Task::place(ChannelIndex channel) const {
  WT_REQUIRE(index_of(channel) < places_.size(), index_of(channel), places_.size());
  return places_[index_of(channel)];
}

void Task::on_records(ChannelIndex channel, std::span<const Record> records, Moment moment, TaskState& task,
                      Effects& effects) const {
  WT_REQUIRE(task.channels_open > 0, records.size());  // nothing follows the end of a channel
  const InputIndex input = place(channel).input;
  const InputOrder order =
      index_of(input) < spec_.orders.size() ? spec_.orders[index_of(input)] : InputOrder::AsItComes;
  if (order != InputOrder::AsItComes) return task.kept.keep(input, order, records);
  spec_.op->on_batch(input, records, moment, task.state, effects);
}

void Task::on_control(ChannelIndex channel, const Control& control, Moment moment, TaskState& task,
                      Effects& effects) const {
  const Place at = place(channel);
  WT_ASSERT(index_of(at.input) < task.valves.size(), index_of(at.input), task.valves.size());
  Valve& valve = task.valves[index_of(at.input)];
  Step step{moment, task, effects};
  switch (control.kind) {
    case ControlKind::Watermark:
      return combine(at.input, valve.on_watermark(at.channel, control.value), control.cause, step, *spec_.op);
    case ControlKind::Idle:
      return combine(at.input, valve.on_status(at.channel, StreamStatus::Idle), control.cause, step, *spec_.op);
    case ControlKind::Active:
      return combine(at.input, valve.on_status(at.channel, StreamStatus::Active), control.cause, step, *spec_.op);
    case ControlKind::End: break;
    case ControlKind::Barrier:
    case ControlKind::Cancel: WT_UNREACHABLE(index_of(channel));  // the host's: it comes between two steps
  }
  WT_REQUIRE(task.channels_open > 0);
  if (--task.channels_open == 0) spec_.op->on_control(control, moment, task.state, effects);
}

void Task::combine(InputIndex input, const TimeEvents& events, Cause cause, Step& step, const Operator& op) {
  for (const TimeEvent& event : events) {
    if (!step.task.combiner) {
      tell(event, cause, step, op);
      continue;
    }
    const TimeEvents combined =
        event.kind == TimeEventKind::Watermark
            ? step.task.combiner->on_watermark(input, event.time)
            : step.task.combiner->on_status(
                  input, event.kind == TimeEventKind::Idle ? StreamStatus::Idle : StreamStatus::Active);
    for (const TimeEvent& told : combined) tell(told, cause, step, op);
  }
}

void Task::tell(const TimeEvent& event, Cause cause, Step& step, const Operator& op) {
  Control control{ControlKind::Watermark, event.time, cause};
  switch (event.kind) {
    case TimeEventKind::Watermark:
      if (event.time <= step.task.watermark) return;  // only a mutant lets the gate go back (TM-05)
      take_kept(event.time, step, op);
      control.cause =
          step.effects.note(NoteKind::WatermarkAdvance, cause, static_cast<std::uint64_t>(event.time.ticks()),
                            static_cast<std::uint64_t>(step.task.watermark.ticks()));
      step.task.watermark = event.time;
      break;
    case TimeEventKind::Idle: control = {ControlKind::Idle, EventTime::min(), cause}; break;
    case TimeEventKind::Active: control = {ControlKind::Active, EventTime::min(), cause}; break;
  }
  op.on_control(control, step.moment, step.task.state, step.effects);
}

// What was kept for the end comes before the final watermark (BX-03).
void Task::take_kept(EventTime watermark, Step& step, const Operator& op) {
  if (step.task.kept.size() == 0) return;
  WT_ASSERT(watermark == EventTime::max(), watermark);  // a batch has no other
  KeyedInput kept = std::exchange(step.task.kept, {});
  kept.drain({op, step.task.state, step.moment, step.effects});
}

void Task::on_timer(TimerTag tag, Moment moment, TaskState& task, Effects& effects) const {
  spec_.op->on_timer(tag, moment, task.state, effects);
}

void Task::on_reply(const Reply& reply, Moment moment, TaskState& task, Effects& effects) const {
  spec_.op->on_reply(reply, moment, task.state, effects);
}

void Task::on_allowed(EventTime max, Moment moment, TaskState& task, Effects& effects) const {
  spec_.op->on_allowed(max, moment, task.state, effects);
}

void Task::on_barrier(CheckpointId checkpoint, Moment moment, TaskState& task, Effects& effects) const {
  spec_.op->on_barrier(checkpoint, moment, task.state, effects);
}

void Task::on_complete(CheckpointId checkpoint, Moment moment, TaskState& task, Effects& effects) const {
  spec_.op->on_complete(checkpoint, moment, task.state, effects);
}

void Task::on_broker(const BrokerReply& reply, Moment moment, TaskState& task, Effects& effects) const {
  spec_.op->on_broker(reply, moment, task.state, effects);
}

}  // namespace wavetank::engine
