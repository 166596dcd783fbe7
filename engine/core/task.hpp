// A task: one subtask of an operator with its input gate.
//
//   channel ──► valve of its input ──► combiner of all inputs ──► operator ──► effects
//
// The gate combines watermarks and statuses (WM-21 to WM-28); the operator sees one watermark that only
// grows. The host delivers what a channel holds, in the channel's order; which channel it reads next is its choice.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/batch/keyed_input.hpp"
#include "engine/core/operator.hpp"
#include "engine/core/output_gate.hpp"
#include "engine/time/combiner.hpp"
#include "engine/time/valve.hpp"

namespace wavetank::engine {

// The fixed part of a task. `channels[i]`: how many channels input i has; channels are numbered through, input by
// input. A source has no inputs.
struct TaskSpec {
  const Operator* op = nullptr;
  Subtask subtask;
  std::vector<std::uint32_t> channels;
  Mutants mutants;
  std::vector<InputOrder> orders{};  // by input; those that are not said are taken as they come
};

// The changing part. Copies with the world.
struct TaskState {
  std::vector<Valve> valves;         // one per input
  std::optional<Combiner> combiner;  // of two and more inputs
  KeyedInput kept;
  EventTime watermark = EventTime::min();
  std::uint32_t channels_open = 0;
  State state;
};

class Task {
 public:
  explicit Task(TaskSpec spec);

  [[nodiscard]] const TaskSpec& spec() const { return spec_; }

  [[nodiscard]] TaskState open(const Snapshot& snapshot, Moment moment, Effects& effects) const;
  // REQUIRES: each record's cause is set.
  void on_records(ChannelIndex channel, std::span<const Record> records, Moment moment, TaskState& task,
                  Effects& effects) const;
  void on_control(ChannelIndex channel, const Control& control, Moment moment, TaskState& task, Effects& effects) const;
  void on_timer(TimerTag tag, Moment moment, TaskState& task, Effects& effects) const;
  void on_reply(const Reply& reply, Moment moment, TaskState& task, Effects& effects) const;
  void on_allowed(EventTime max, Moment moment, TaskState& task, Effects& effects) const;
  void on_barrier(CheckpointId checkpoint, Moment moment, TaskState& task, Effects& effects) const;
  void on_complete(CheckpointId checkpoint, Moment moment, TaskState& task, Effects& effects) const;
  void on_broker(const BrokerReply& reply, Moment moment, TaskState& task, Effects& effects) const;
  [[nodiscard]] bool is_awaiting(const TaskState& task) const { return spec_.op->is_awaiting(task.state); }

 private:
  struct Place {
    InputIndex input;
    ChannelIndex channel;  // within the input
  };
  struct Step {
    Moment moment;
    TaskState& task;
    Effects& effects;
  };
  [[nodiscard]] Place place(ChannelIndex channel) const;
  static void combine(InputIndex input, const TimeEvents& events, Cause cause, Step& step, const Operator& op);
  static void tell(const TimeEvent& event, Cause cause, Step& step, const Operator& op);
  static void take_kept(EventTime watermark, Step& step, const Operator& op);

  TaskSpec spec_;
  std::vector<Place> places_;  // by channel
};

}  // namespace wavetank::engine
