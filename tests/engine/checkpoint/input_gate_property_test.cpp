// For all interleavings of data, barriers, polls and alarms: what a checkpoint holds of a channel (the data taken before
// it, and the in-flight data persisted for it) is exactly what stood ahead of the channel's barrier; at least that, where
// nothing is held back.
#include <cstdint>
#include <map>
#include <set>
#include <utility>
#include <variant>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "engine/checkpoint/input_gate.hpp"

namespace wavetank::engine::testing {
namespace {

constexpr std::uint32_t kGateChannels = 3;
constexpr std::uint64_t kGateCheckpoints = 4;

using ChannelData = std::vector<BufferId>;

// Hosts a gate and keeps the books.
class GateBooks {
 public:
  explicit GateBooks(BarrierMode mode) : mode_(mode), gate_({.channels = kGateChannels, .mode = mode}) {}

  void happen() {
    const std::uint32_t channel = *rc::gen::inRange(0u, kGateChannels);
    switch (*rc::gen::inRange(0, 8)) {
      case 0: send_barrier(channel); break;
      case 1:
        now_ = saturating_add(now_, Millis{*rc::gen::inRange(0, 8)});
        ring_due_alarms();
        break;
      case 2:
      case 3:
      case 4: send_data(channel); break;
      default:
        if (gate_.ready(ChannelIndex{channel})) take(channel);
    }
  }
  // All barriers come in the end, and all is taken.
  void finish() {
    for (std::uint32_t channel = 0; channel < kGateChannels; ++channel) {
      while (barriers_sent_[channel] < kGateCheckpoints) send_barrier(channel);
    }
    for (std::uint32_t channel = 0; channel < kGateChannels;) {
      if (gate_.ready(ChannelIndex{channel})) {
        take(std::exchange(channel, 0));
      } else {
        ++channel;
      }
    }
  }
  void check() const {
    for (const auto& [checkpoint, taken] : taken_at_) {
      if (!aborted_.contains(checkpoint)) check(checkpoint, taken);
    }
  }

 private:
  using Taken = std::vector<ChannelData>;  // by channel

  void check(CheckpointId checkpoint, const Taken& taken) const {
    for (std::uint32_t channel = 0; channel < kGateChannels; ++channel) {
      const ChannelData& ahead = ahead_.at({checkpoint, channel});
      ChannelData held = taken[channel];
      const auto persisted = persisted_.find({checkpoint, channel});
      if (persisted != persisted_.end()) {
        held.insert(held.end(), persisted->second.begin(), persisted->second.end());
      }
      if (mode_ == BarrierMode::AtLeastOnce && held.size() > ahead.size()) held.resize(ahead.size());
      RC_ASSERT(held == ahead);
    }
  }

  void send_data(std::uint32_t channel) {
    const BufferId buffer{++last_buffer_};
    sent_[channel].push_back(buffer);
    arrive(channel, buffer);
  }
  void send_barrier(std::uint32_t channel) {
    if (barriers_sent_[channel] == kGateCheckpoints) return;
    const CheckpointId checkpoint{++barriers_sent_[channel]};
    ahead_[{checkpoint, channel}] = sent_[channel];
    const auto triggered = triggered_at_.emplace(checkpoint, now_).first->second;
    arrive(channel, Barrier{checkpoint, kind_of(checkpoint), triggered, Millis{4}});
  }
  [[nodiscard]] BarrierKind kind_of(CheckpointId checkpoint) const {
    const bool odd = index_of(checkpoint) % 2 == 1;
    switch (mode_) {
      case BarrierMode::Aligned: return odd ? BarrierKind::Aligned : BarrierKind::Savepoint;
      case BarrierMode::Unaligned: return BarrierKind::Unaligned;
      case BarrierMode::Alternating: return odd ? BarrierKind::Timeout : savepoint_or_unaligned();
      case BarrierMode::AtLeastOnce: return BarrierKind::AtLeastOnce;
    }
    return {};
  }
  // One kind for all channels of a run.
  [[nodiscard]] BarrierKind savepoint_or_unaligned() const {
    return last_kind_ == 0 ? BarrierKind::Savepoint : BarrierKind::Unaligned;
  }

  void arrive(std::uint32_t channel, const GateItem& item) {
    GateEffects effects;
    gate_.arrive(ChannelIndex{channel}, item, effects);
    settle(effects);
  }
  void take(std::uint32_t channel) {
    take_one(channel);
    settle({});
  }
  void take_one(std::uint32_t channel) {
    GateEffects effects;
    const TakenItem item = gate_.take(ChannelIndex{channel}, now_, effects);
    if (const BufferId* buffer = std::get_if<BufferId>(&item)) read_[channel].push_back(*buffer);
    note(effects);
  }
  void settle(const GateEffects& effects) {
    note(effects);
    for (std::uint32_t channel = 0; channel < kGateChannels;) {
      if (gate_.urgent(ChannelIndex{channel})) {
        take_one(std::exchange(channel, 0));
      } else {
        ++channel;
      }
    }
    gate_.check_invariants();
  }
  void ring_due_alarms() {
    while (!alarms_.empty() && alarms_.begin()->first <= now_) {
      const CheckpointId checkpoint = alarms_.begin()->second;
      alarms_.erase(alarms_.begin());
      GateEffects effects;
      gate_.on_alarm(checkpoint, effects);
      settle(effects);
    }
  }
  void note(const GateEffects& effects) {
    for (const GateEffect& effect : effects) {
      if (const auto* taken = std::get_if<TakeCheckpoint>(&effect)) {
        RC_ASSERT(taken_at_.emplace(taken->barrier.checkpoint, read_).second);
      } else if (const auto* aborted = std::get_if<AbortCheckpoint>(&effect)) {
        RC_ASSERT(aborted_.insert(aborted->checkpoint).second);
      } else if (const auto* alarm = std::get_if<SetAlignmentAlarm>(&effect)) {
        alarms_.emplace(alarm->at, alarm->checkpoint);
      } else if (const auto* persisted = std::get_if<PersistInFlight>(&effect)) {
        ChannelData& all =
            persisted_[{persisted->checkpoint, static_cast<std::uint32_t>(index_of(persisted->channel))}];
        all.insert(all.end(), persisted->buffers.begin(), persisted->buffers.end());
      }
    }
  }

  BarrierMode mode_;
  InputGate gate_;
  int last_kind_ = *rc::gen::inRange(0, 2);
  ProcessingTime now_{0};
  std::uint64_t last_buffer_ = 0;
  std::vector<std::uint64_t> barriers_sent_ = std::vector<std::uint64_t>(kGateChannels);
  Taken sent_ = Taken(kGateChannels);
  Taken read_ = Taken(kGateChannels);
  std::map<CheckpointId, ProcessingTime> triggered_at_;
  std::map<std::pair<CheckpointId, std::uint32_t>, ChannelData> ahead_;
  std::map<std::pair<CheckpointId, std::uint32_t>, ChannelData> persisted_;
  std::map<CheckpointId, Taken> taken_at_;
  std::set<CheckpointId> aborted_;
  std::multimap<ProcessingTime, CheckpointId> alarms_;
};

void run_books(BarrierMode mode) {
  GateBooks books(mode);
  const int steps = *rc::gen::inRange(0, 120);
  for (int step = 0; step < steps; ++step) books.happen();
  books.finish();
  books.check();
}

RC_GTEST_PROP(GateProperty, AlignedCheckpointsHoldWhatStoodAheadOfTheBarriers, ()) { run_books(BarrierMode::Aligned); }
RC_GTEST_PROP(GateProperty, UnalignedOnesToo, ()) { run_books(BarrierMode::Unaligned); }
RC_GTEST_PROP(GateProperty, ThoseThatTimeOutToo, ()) { run_books(BarrierMode::Alternating); }
RC_GTEST_PROP(GateProperty, WithoutHoldingBackTheyHoldAtLeastThat, ()) { run_books(BarrierMode::AtLeastOnce); }

}  // namespace
}  // namespace wavetank::engine::testing
