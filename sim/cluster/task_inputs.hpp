// What has come for a task of a job and was not taken yet: the gate with its barriers, and the messages themselves.
//
// Channels that have something are taken from by turns, a message at a time.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "engine/checkpoint/input_gate.hpp"
#include "sim/network/parcel.hpp"

namespace wavetank::sim {

class TaskInputs {
 public:
  explicit TaskInputs(const engine::AlignmentOptions& options);

  void arrive(engine::ChannelIndex channel, Parcel parcel, engine::GateEffects& effects);
  // The channel that is to be taken from, whatever the state of the task's outputs: it has a barrier that overtakes.
  [[nodiscard]] std::optional<engine::ChannelIndex> urgent() const;
  // The channel whose turn it is.
  [[nodiscard]] std::optional<engine::ChannelIndex> next() const;
  // All that have something, in turn.
  [[nodiscard]] const std::deque<engine::ChannelIndex>& ready() const { return turns_; }
  // Takes from it. Empty: an announcement, which asks nothing of the task. REQUIRES: `channel` is ready.
  [[nodiscard]] std::optional<Parcel> take(engine::ChannelIndex channel, engine::ProcessingTime now,
                                           engine::GateEffects& effects);
  void on_alarm(engine::CheckpointId checkpoint, engine::GateEffects& effects);

  // The message that a gate's effect speaks of. It is there until it is taken.
  [[nodiscard]] const Parcel& at(engine::ChannelIndex channel, engine::BufferId buffer) const;
  // How many messages of data wait.
  [[nodiscard]] std::size_t waiting() const;
  // How many messages had to wait on channels that go on since this was asked last.
  [[nodiscard]] std::uint64_t take_held_back() { return std::exchange(released_, 0); }

 private:
  struct Arrived {
    std::deque<Parcel> data;  // in order, those that were not taken
    std::uint64_t first = 0;  // number of data.front()
    std::deque<Parcel> events;
    bool queued = false;  // has a place in turns_
    bool held = false;    // behind a barrier
  };

  [[nodiscard]] Arrived& on(engine::ChannelIndex channel) { return channels_[engine::index_of(channel)]; }
  [[nodiscard]] static Parcel take_event(Arrived& from, const engine::TakenItem& item);
  void note(std::span<const engine::GateEffect> effects);
  void queue_if_ready(engine::ChannelIndex channel);

  engine::InputGate gate_;
  std::vector<Arrived> channels_;
  std::deque<engine::ChannelIndex> turns_;
  std::uint64_t held_back_ = 0;
  std::uint64_t released_ = 0;
  bool may_overtake_;
};

}  // namespace wavetank::sim
