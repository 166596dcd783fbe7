// The phases of one checkpoint. "all" is the last barrier, or the end of the last channel without one.
//
//   AwaitFirst ──barrier──► Collect ──all: take──► AwaitFirst
//       │                      │
//       │ too long, or         │ too long, or an unaligned barrier: take
//       │ unaligned barrier    ▼
//       ▼                CollectUnaligned ──all──► AwaitFirst, in mode Unaligned AwaitFirstUnaligned
//   AwaitFirstUnaligned ──barrier: take──► CollectUnaligned
//
// An abort leads from each phase to the first one of the mode.
#include "engine/checkpoint/barrier_aligner.hpp"

#include <algorithm>

#include "engine/base/assert.hpp"

namespace wavetank::engine {

BarrierAligner::BarrierAligner(const AlignmentOptions& options)
    : mode_(options.mode),
      ended_(options.ended),
      channels_(options.channels),
      open_(options.channels),
      phase_(options.mode == BarrierMode::Unaligned ? Phase::AwaitFirstUnaligned : Phase::AwaitFirst) {
  WT_REQUIRE(options.channels > 0);
  WT_REQUIRE(options.mode != BarrierMode::AtLeastOnce);
}

void BarrierAligner::on_announcement(ChannelIndex channel, const Barrier& barrier, ProcessingTime now,
                                     AlignmentEffects& effects) {
  WT_REQUIRE(index_of(channel) < channels_.size(), index_of(channel));
  WT_REQUIRE(mode_ == BarrierMode::Alternating && barrier.kind == BarrierKind::Timeout);
  begin_if_new(barrier, now, effects);
  if (is_over(barrier.checkpoint)) return;
  if (is_unaligned_phase()) {
    effects.emplace_back(OvertakeQueue{channel});
  } else {
    channels_[index_of(channel)].announced = true;
  }
}

void BarrierAligner::on_barrier(ChannelIndex channel, const Barrier& barrier, ProcessingTime now,
                                AlignmentEffects& effects) {
  WT_REQUIRE(index_of(channel) < channels_.size(), index_of(channel));
  WT_REQUIRE(barrier.checkpoint > CheckpointId{0} && barrier.kind != BarrierKind::AtLeastOnce);
  WT_REQUIRE(mode_ != BarrierMode::Unaligned || barrier.kind == BarrierKind::Unaligned);
  WT_REQUIRE(mode_ != BarrierMode::Aligned || barrier.kind != BarrierKind::Unaligned);
  if (is_over(barrier.checkpoint)) {
    if (holds_channel(barrier.kind)) effects.emplace_back(ResumeChannel{channel});  // CK-20
    return;
  }
  begin_if_new(barrier, now, effects);
  Channel& from = channels_[index_of(channel)];
  WT_ASSERT(!from.held, index_of(channel));
  mark_aligned(from);
  from.held = holds_channel(barrier.kind);
  from.announced = false;
  if (barrier.kind == BarrierKind::Unaligned && !is_unaligned_phase()) switch_to_unaligned(effects);
  advance(barrier, now, effects);
}

void BarrierAligner::on_cancel(const CancelMarker& marker, AlignmentEffects& effects) {
  WT_REQUIRE(marker.checkpoint > CheckpointId{0});
  const bool news = marker.checkpoint > current();
  if (!news && (marker.checkpoint < current() || aligned_ == 0)) return;  // CK-22
  abort(marker.checkpoint, CheckpointFailureReason::DeclinedOnCancellationBarrier, effects);
  WT_ASSERT(!pending());
}

void BarrierAligner::on_end(ChannelIndex channel, ProcessingTime now, AlignmentEffects& effects) {
  WT_REQUIRE(index_of(channel) < channels_.size(), index_of(channel));
  Channel& from = channels_[index_of(channel)];
  WT_REQUIRE(from.open, index_of(channel));
  from.open = false;
  --open_;
  if (!pending()) return;
  if (ended_ == EndedChannel::AbortsPending) {
    return abort(current(), CheckpointFailureReason::DeclinedInputEndOfStream, effects);
  }
  mark_aligned(from);
  from.held = false;
  from.announced = false;
  advance(current_, now, effects);
}

void BarrierAligner::on_alarm(CheckpointId checkpoint, AlignmentEffects& effects) {
  WT_REQUIRE(mode_ == BarrierMode::Alternating);
  WT_REQUIRE(checkpoint > CheckpointId{0});
  if (checkpoint != current() || !pending() || is_unaligned_phase()) return;
  switch_to_unaligned(effects);
}

bool BarrierAligner::is_over(CheckpointId checkpoint) const {
  return checkpoint < current() || (checkpoint == current() && !pending());
}

bool BarrierAligner::is_unaligned_phase() const {
  return phase_ == Phase::AwaitFirstUnaligned || phase_ == Phase::CollectUnaligned;
}

// Strictly longer; the alarm, which comes at the very time, does not ask (CK-26).
bool BarrierAligner::is_timed_out(const Barrier& barrier, ProcessingTime now) {
  return barrier.kind == BarrierKind::Timeout &&
         saturating_between(barrier.triggered_at, now) > barrier.alignment_timeout;
}

void BarrierAligner::begin_if_new(const Barrier& barrier, ProcessingTime now, AlignmentEffects& effects) {
  if (barrier.checkpoint <= current()) return;
  if (pending()) abort(current(), CheckpointFailureReason::DeclinedSubsumed, effects);  // CK-21
  WT_ASSERT(aligned_ == 0, aligned_);
  current_ = barrier;
  awaited_ = open_;
  if (barrier.kind == BarrierKind::Timeout) {
    const ProcessingTime due = saturating_add(barrier.triggered_at, barrier.alignment_timeout);
    effects.emplace_back(SetAlignmentAlarm{barrier.checkpoint, std::max(due, now)});
  }
}

void BarrierAligner::mark_aligned(Channel& channel) {
  WT_ASSERT(pending());
  if (channel.aligned) return;  // its barrier overtook, and now it has ended (CK-23)
  channel.aligned = true;
  ++aligned_;
  WT_ASSERT(aligned_ <= awaited_, aligned_, awaited_);
}

void BarrierAligner::advance(const Barrier& barrier, ProcessingTime now, AlignmentEffects& effects) {
  const bool all = all_aligned();
  if (!is_unaligned_phase() && !all) {
    if (is_timed_out(barrier, now)) {
      switch_to_unaligned(effects);
    } else {
      phase_ = Phase::Collect;
    }
  }
  if (phase_ == Phase::AwaitFirstUnaligned) take_unaligned(effects);
  if (!all) return;
  if (phase_ == Phase::CollectUnaligned) {
    effects.emplace_back(EndInFlight{current()});
  } else {
    if (mode_ == BarrierMode::Alternating) effects.emplace_back(OpenChannelState{current()});
    effects.emplace_back(TakeCheckpoint{current_, Alignment::Aligned});
    if (mode_ == BarrierMode::Alternating) effects.emplace_back(EndInFlight{current()});
  }
  end_phase(effects);
  forget_aligned();
  last_over_ = current();
  WT_ASSERT(!pending());
}

void BarrierAligner::switch_to_unaligned(AlignmentEffects& effects) {
  WT_ASSERT(mode_ == BarrierMode::Alternating && !is_unaligned_phase());
  for (std::size_t i = 0; i < channels_.size(); ++i) {
    if (channels_[i].announced) effects.emplace_back(OvertakeQueue{ChannelIndex{static_cast<std::uint32_t>(i)}});
    channels_[i].announced = false;
  }
  if (phase_ == Phase::Collect) return take_unaligned(effects);
  phase_ = Phase::AwaitFirstUnaligned;
}

void BarrierAligner::take_unaligned(AlignmentEffects& effects) {
  WT_ASSERT(pending() && phase_ != Phase::CollectUnaligned);
  effects.emplace_back(OpenChannelState{current()});
  effects.emplace_back(BeginInFlight{current()});
  effects.emplace_back(TakeCheckpoint{current_, Alignment::Unaligned});
  phase_ = Phase::CollectUnaligned;
}

void BarrierAligner::abort(CheckpointId checkpoint, CheckpointFailureReason reason, AlignmentEffects& effects) {
  WT_ASSERT(checkpoint >= current());
  if (phase_ == Phase::CollectUnaligned) effects.emplace_back(EndInFlight{current()});
  current_.checkpoint = checkpoint;
  last_over_ = checkpoint;
  forget_aligned();
  end_phase(effects);
  effects.emplace_back(AbortCheckpoint{checkpoint, reason});
}

void BarrierAligner::end_phase(AlignmentEffects& effects) {
  for (std::size_t i = 0; i < channels_.size(); ++i) {
    if (channels_[i].held) effects.emplace_back(ResumeChannel{ChannelIndex{static_cast<std::uint32_t>(i)}});
    channels_[i].held = false;
    channels_[i].announced = false;
  }
  phase_ = mode_ == BarrierMode::Unaligned ? Phase::AwaitFirstUnaligned : Phase::AwaitFirst;
}

void BarrierAligner::forget_aligned() {
  for (Channel& channel : channels_) channel.aligned = false;
  aligned_ = 0;
}

void BarrierAligner::check_invariants() const {
  const auto count = [this](bool Channel::* member) {
    return static_cast<std::size_t>(std::ranges::count(channels_, true, member));
  };
  WT_ASSERT(count(&Channel::aligned) == aligned_, aligned_);
  WT_ASSERT(count(&Channel::open) == open_, open_);
  WT_ASSERT(last_over_ <= current());
  WT_ASSERT(pending() || count(&Channel::held) == 0);
  WT_ASSERT(pending() || aligned_ == 0, aligned_);
  WT_ASSERT(!pending() || aligned_ < awaited_, aligned_, awaited_);
}

}  // namespace wavetank::engine
