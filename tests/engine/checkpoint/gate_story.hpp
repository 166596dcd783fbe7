// A gate in a test's words: what arrives, what the task takes, and the story of both.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>

#include "engine/checkpoint/input_gate.hpp"

namespace wavetank::engine::testing {

// Tells effects and taken items, a semicolon between them: "barrier 0; take 1 aligned; resume 0".
class GateStory {
 public:
  explicit GateStory(const AlignmentOptions& options) : gate_(options) {}

  void data(std::uint32_t channel, std::uint64_t id) { put(channel, BufferId{id}); }
  void barrier(std::uint32_t channel, std::uint64_t checkpoint, BarrierKind kind = BarrierKind::Aligned) {
    put(channel, Barrier{.checkpoint = CheckpointId{checkpoint}, .kind = kind});
  }
  // Triggered at 0.
  void slow_barrier(std::uint32_t channel, std::uint64_t checkpoint, std::int64_t timeout) {
    put(channel, Barrier{CheckpointId{checkpoint}, BarrierKind::Timeout, ProcessingTime{0}, Millis{timeout}});
  }
  void cancel(std::uint32_t channel, std::uint64_t checkpoint) { put(channel, CancelMarker{CheckpointId{checkpoint}}); }
  void end(std::uint32_t channel) { put(channel, EndOfPartition{}); }

  void set_clock(std::int64_t now) { now_ = ProcessingTime{now}; }
  void ring(std::uint64_t checkpoint) {
    GateEffects effects;
    gate_.on_alarm(CheckpointId{checkpoint}, effects);
    tell(effects);
    take_urgent();
  }
  // From this channel alone, as long as something can be taken.
  void poll(std::uint32_t channel) {
    while (gate_.ready(ChannelIndex{channel})) take(channel);
  }
  // From all channels, always from the ready one with the lowest number.
  void poll() {
    for (std::uint32_t i = 0; i < gate_.channels();) {
      if (gate_.ready(ChannelIndex{i})) {
        take(std::exchange(i, 0));
      } else {
        ++i;
      }
    }
  }

  // What was told since the last call.
  [[nodiscard]] std::string told() { return std::exchange(story_, {}); }
  [[nodiscard]] const InputGate& gate() const { return gate_; }

 private:
  void put(std::uint32_t channel, const GateItem& item) {
    GateEffects effects;
    gate_.arrive(ChannelIndex{channel}, item, effects);
    tell(effects);
    take_urgent();
  }
  void take_urgent() {
    for (std::uint32_t i = 0; i < gate_.channels(); ++i) {
      while (gate_.urgent(ChannelIndex{i})) take(i);
    }
  }
  void take(std::uint32_t channel) {
    GateEffects effects;
    const TakenItem item = gate_.take(ChannelIndex{channel}, now_, effects);
    gate_.check_invariants();
    add(std::visit([](const auto& one) { return text(one); }, item) + " " + std::to_string(channel));
    tell(effects);
  }
  void tell(const GateEffects& effects) {
    for (const GateEffect& effect : effects) add(std::visit([](const auto& one) { return text(one); }, effect));
  }
  void add(const std::string& text) { story_ += (story_.empty() || text.empty() ? "" : "; ") + text; }

  template <typename Id>
  static std::string number(Id id) {
    return std::to_string(index_of(id));
  }
  static std::string text(BufferId id) { return "data " + number(id) + " from"; }
  static std::string text(const BarrierAnnouncement& /*announced*/) { return "announced on"; }
  static std::string text(const Barrier& /*barrier*/) { return "barrier on"; }
  static std::string text(const CancelMarker& /*marker*/) { return "cancel on"; }
  static std::string text(const EndOfPartition& /*end*/) { return "end of"; }
  static std::string text(const TakeCheckpoint& taken) {
    return "take " + number(taken.barrier.checkpoint) +
           (taken.alignment == Alignment::Aligned ? " aligned" : " unaligned");
  }
  static std::string text(const AbortCheckpoint& aborted) {
    return "abort " + number(aborted.checkpoint) + " " + std::string(name_of(aborted.reason).substr(20));
  }
  static std::string text(const ResumeChannel& resumed) { return "resume " + number(resumed.channel); }
  static std::string text(const SetAlignmentAlarm& alarm) {
    return "alarm for " + number(alarm.checkpoint) + " at " + std::to_string(alarm.at.ticks());
  }
  static std::string text(const OpenChannelState& /*opened*/) { return {}; }
  static std::string text(const CloseChannelState& /*closed*/) { return {}; }
  static std::string text(const PersistInFlight& persisted) {
    std::string buffers;
    for (const BufferId buffer : persisted.buffers) buffers += " " + number(buffer);
    return "persist" + buffers + " of " + number(persisted.channel);
  }

  InputGate gate_;
  ProcessingTime now_{0};
  std::string story_;
};

}  // namespace wavetank::engine::testing
