// The inputs of one task: a queue per channel, and barriers that find their way through them.
//
// Pure: the host puts in what arrives, chooses which ready channel is taken from next, tells the time, and performs the
// effects. Order within a channel is kept, except that announcements and unaligned barriers overtake (CK-25, CK-26).
//
// Host loop: after each arrive, take or on_alarm, take from urgent channels until none is left; then from any ready one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <limits>
#include <variant>
#include <vector>

#include "engine/base/ids.hpp"
#include "engine/base/time.hpp"
#include "engine/checkpoint/alignment_effects.hpp"
#include "engine/checkpoint/barrier.hpp"
#include "engine/checkpoint/barrier_aligner.hpp"
#include "engine/checkpoint/barrier_tracker.hpp"

namespace wavetank::engine {

using GateItem = std::variant<BufferId, Barrier, CancelMarker, EndOfPartition>;

// A barrier of kind Timeout has arrived and lies in the queue. Nothing for the task to do.
struct BarrierAnnouncement {
  CheckpointId checkpoint{};
  friend bool operator==(const BarrierAnnouncement&, const BarrierAnnouncement&) = default;
};
using TakenItem = std::variant<BufferId, BarrierAnnouncement, Barrier, CancelMarker, EndOfPartition>;

// Invariants:
//   (1) data of one channel is taken in the order in which it arrived;
//   (2) nothing behind a barrier that holds its channel is looked at before the channel is resumed;
//   (3) data persisted for a checkpoint is data ahead of its channel's barrier that the task had not taken, each once.
class InputGate {
 public:
  // REQUIRES: one channel or more.
  explicit InputGate(const AlignmentOptions& options);

  // What arrives on a channel that is held is kept aside, so it makes no difference whether the sender stops behind its
  // barrier, as Flink's do, or not. REQUIRES: nothing follows the end of a partition; a barrier's kind fits the mode.
  void arrive(ChannelIndex channel, const GateItem& item, GateEffects& effects);
  // Takes the next item of a channel. What it causes is appended. REQUIRES: ready(channel).
  [[nodiscard]] TakenItem take(ChannelIndex channel, ProcessingTime now, GateEffects& effects);
  // The time of a SetAlignmentAlarm has come.
  void on_alarm(CheckpointId checkpoint, GateEffects& effects);

  // Whether something waits on this channel that must be taken before anything else is done.
  [[nodiscard]] bool urgent(ChannelIndex channel) const { return !queues_[index_of(channel)].urgent.empty(); }
  // Whether something can be taken.
  [[nodiscard]] bool ready(ChannelIndex channel) const;
  [[nodiscard]] std::size_t channels() const { return queues_.size(); }
  // How much lies in the channel's queue.
  [[nodiscard]] std::size_t queued(ChannelIndex channel) const;
  void check_invariants() const;

 private:
  using Place = std::uint64_t;  // in the channel's order of arrival, from 0 upwards
  static constexpr Place kNowhere = std::numeric_limits<Place>::max();

  struct Entry {
    Place place = 0;
    GateItem item;
  };
  struct Announced {
    Place place = 0;
    Barrier barrier;
  };
  struct Overtaking {
    Place place = 0;
    Barrier barrier;
  };
  using Urgent = std::variant<Announced, Overtaking>;
  struct Queue {
    std::deque<Urgent> urgent;
    std::deque<Entry> waiting;
    std::deque<GateItem> behind;  // what arrived while the channel was held
    Place next = 0;
    Place announced = kNowhere;  // the last barrier that was announced
    CheckpointId barrier{};      // the newest one that was taken or has overtaken
    Place barrier_place = 0;     // where that stood
    bool held = false;           // the last of `waiting`, or what overtook, is a barrier that holds the channel
    bool recording = false;      // what arrives is in-flight data
    bool ended = false;
  };

  void admit(ChannelIndex channel, const GateItem& item, GateEffects& effects);
  void resume(ChannelIndex channel, GateEffects& effects);
  void add_urgent(Queue& queue, const Urgent& item);
  void note_barrier(Queue& queue, CheckpointId checkpoint, Place place);
  [[nodiscard]] TakenItem take_urgent(ChannelIndex channel, ProcessingTime now, AlignmentEffects& causes);
  [[nodiscard]] TakenItem take_waiting(ChannelIndex channel, ProcessingTime now, AlignmentEffects& causes);
  void on_barrier(ChannelIndex channel, const Overtaking& taken, ProcessingTime now, AlignmentEffects& causes);
  void on_cancel(ChannelIndex channel, const CancelMarker& marker, AlignmentEffects& causes);
  void on_end(ChannelIndex channel, ProcessingTime now, AlignmentEffects& causes);

  // Performs what is the gate's and appends the rest.
  void perform(const AlignmentEffects& causes, GateEffects& effects);
  void overtake(ChannelIndex channel);
  void begin_in_flight(CheckpointId checkpoint, GateEffects& effects);
  void end_in_flight(CheckpointId checkpoint, GateEffects& effects);

  std::variant<BarrierAligner, BarrierTracker> decider_;
  std::vector<Queue> queues_;
  CheckpointId in_flight_{};  // whose in-flight data is being written, or was last
};

}  // namespace wavetank::engine
