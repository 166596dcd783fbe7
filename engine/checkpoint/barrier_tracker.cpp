// A queue of counters, oldest checkpoint first.
#include "engine/checkpoint/barrier_tracker.hpp"

#include <algorithm>
#include <utility>

#include "engine/base/assert.hpp"

namespace wavetank::engine {

BarrierTracker::BarrierTracker(const AlignmentOptions& options)
    : ended_(options.ended), open_(options.channels, true), open_count_(options.channels) {
  WT_REQUIRE(options.channels > 0);
  WT_REQUIRE(options.mode == BarrierMode::AtLeastOnce);
}

bool BarrierTracker::Tracked::whole() const {
  return static_cast<std::size_t>(std::ranges::count(seen, true)) >= awaited;
}

void BarrierTracker::on_barrier(ChannelIndex channel, const Barrier& barrier, AlignmentEffects& effects) {
  WT_REQUIRE(index_of(channel) < open_.size(), index_of(channel));
  WT_REQUIRE(barrier.kind == BarrierKind::AtLeastOnce && barrier.checkpoint > CheckpointId{0});
  if (barrier.checkpoint > newest_ && open_count_ == 1) {
    effects.emplace_back(TakeCheckpoint{barrier, Alignment::Aligned});
    return;
  }
  const auto known =
      std::ranges::find_if(tracked_, [&](const Tracked& one) { return one.barrier.checkpoint == barrier.checkpoint; });
  if (known == tracked_.end()) {
    if (barrier.checkpoint > newest_) track(channel, barrier);
    return;
  }
  known->seen[index_of(channel)] = true;
  if (known->whole()) end_through(static_cast<std::size_t>(known - tracked_.begin()), effects);
}

void BarrierTracker::on_cancel(ChannelIndex channel, const CancelMarker& marker, AlignmentEffects& effects) {
  WT_REQUIRE(index_of(channel) < open_.size(), index_of(channel));
  WT_REQUIRE(marker.checkpoint > CheckpointId{0});
  constexpr CheckpointFailureReason kReason = CheckpointFailureReason::DeclinedOnCancellationBarrier;
  if (open_count_ == 1) {
    effects.emplace_back(AbortCheckpoint{marker.checkpoint, kReason});
    return;
  }
  while (!tracked_.empty() && tracked_.front().barrier.checkpoint < marker.checkpoint) {
    abort(tracked_.front(), kReason, effects);
    tracked_.pop_front();
  }
  if (!tracked_.empty() && tracked_.front().barrier.checkpoint == marker.checkpoint) {
    Tracked& cancelled = tracked_.front();
    abort(cancelled, kReason, effects);
    cancelled.seen[index_of(channel)] = true;
    if (cancelled.whole()) tracked_.pop_front();
  } else if (marker.checkpoint > newest_) {
    track(channel, {.checkpoint = marker.checkpoint, .kind = BarrierKind::AtLeastOnce});
    WT_ASSERT(tracked_.size() == 1, tracked_.size());
    abort(tracked_.back(), kReason, effects);
  }
}

void BarrierTracker::on_end(ChannelIndex channel, AlignmentEffects& effects) {
  WT_REQUIRE(index_of(channel) < open_.size(), index_of(channel));
  WT_REQUIRE(open_[index_of(channel)], index_of(channel));
  open_[index_of(channel)] = false;
  --open_count_;
  if (ended_ == EndedChannel::AbortsPending) {
    for (Tracked& one : tracked_) abort(one, CheckpointFailureReason::DeclinedInputEndOfStream, effects);
    tracked_.clear();
    return;
  }
  std::size_t ended = 0;  // one behind the newest that is whole now
  for (std::size_t i = 0; i < tracked_.size(); ++i) {
    tracked_[i].seen[index_of(channel)] = true;
    if (tracked_[i].whole()) ended = i + 1;
  }
  if (ended > 0) end_through(ended - 1, effects);
}

void BarrierTracker::track(ChannelIndex channel, const Barrier& barrier) {
  WT_ASSERT(barrier.checkpoint > newest_);
  newest_ = barrier.checkpoint;
  Tracked& added = tracked_.emplace_back(Tracked{barrier, open_count_, std::vector<bool>(open_.size()), false});
  added.seen[index_of(channel)] = true;
  if (tracked_.size() > kTrackedCheckpointsMax) tracked_.pop_front();
}

void BarrierTracker::end_through(std::size_t position, AlignmentEffects& effects) {
  WT_ASSERT(position < tracked_.size(), position);
  const Tracked ended = std::move(tracked_[position]);
  tracked_.erase(tracked_.begin(), tracked_.begin() + static_cast<std::ptrdiff_t>(position) + 1);
  if (!ended.aborted) effects.emplace_back(TakeCheckpoint{ended.barrier, Alignment::Aligned});
}

void BarrierTracker::abort(Tracked& tracked, CheckpointFailureReason reason, AlignmentEffects& effects) {
  if (!std::exchange(tracked.aborted, true)) effects.emplace_back(AbortCheckpoint{tracked.barrier.checkpoint, reason});
}

void BarrierTracker::check_invariants() const {
  WT_ASSERT(tracked_.size() <= kTrackedCheckpointsMax, tracked_.size());
  WT_ASSERT(static_cast<std::size_t>(std::ranges::count(open_, true)) == open_count_, open_count_);
  for (std::size_t i = 0; i < tracked_.size(); ++i) {
    WT_ASSERT(!tracked_[i].whole(), i);
    WT_ASSERT(tracked_[i].barrier.checkpoint <= newest_, i);
    WT_ASSERT(i == 0 || tracked_[i - 1].barrier.checkpoint < tracked_[i].barrier.checkpoint, i);
  }
}

}  // namespace wavetank::engine
