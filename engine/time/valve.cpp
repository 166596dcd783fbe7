// The rules WM-21 to WM-26 as Flink 2.3.0 has them: the flush of WM-24 depends on the order of idling, and
// turning active emits no watermark (FLINK-40475 is not in it).
#include "engine/time/valve.hpp"

#include <algorithm>

namespace wavetank::engine {

Valve::Valve(std::size_t channels, Mutants mutants)
    : channels_(channels), aligned_(channels), aligned_count_(channels), active_count_(channels), mutants_(mutants) {
  WT_REQUIRE(channels > 0, channels);
  for (std::size_t at = 0; at < channels; ++at) aligned_.put(at, EventTime::min());  // WM-21
}

TimeEvents Valve::on_watermark(ChannelIndex channel, EventTime watermark) {
  const std::size_t at = index_of(channel);
  WT_REQUIRE(at < channels_.size(), at, channels_.size());
  Channel& from = channels_[at];
  if (status_ == StreamStatus::Idle || from.status == StreamStatus::Idle) return {};  // WM-22
  if (watermark <= from.watermark) return {};
  from.watermark = watermark;
  if (from.aligned) {
    aligned_.put(at, watermark);
  } else if (watermark >= last_output_) {
    align(at);
  }
  return emit_minimum();
}

TimeEvents Valve::on_status(ChannelIndex channel, StreamStatus status) {
  const std::size_t at = index_of(channel);
  WT_REQUIRE(at < channels_.size(), at, channels_.size());
  if (channels_[at].status == status) return {};  // WM-26
  if (status == StreamStatus::Idle && mutants_.has(Mutant::IdleUnheard)) return {};
  return status == StreamStatus::Idle ? turn_idle(at) : turn_active(at);
}

// WM-24. The channel's own value decides about the flush, so idling in another order may flush less.
TimeEvents Valve::turn_idle(std::size_t at) {
  Channel& from = channels_[at];
  WT_ASSERT(active_count_ > 0, active_count_);
  from.status = StreamStatus::Idle;
  --active_count_;
  if (from.aligned) unalign(at);
  const bool was_slowest = from.watermark == last_output_;
  if (active_count_ > 0) return was_slowest ? emit_minimum() : TimeEvents{};

  const bool flushes = was_slowest && !mutants_.has(Mutant::IdleNeverFlushes);
  TimeEvents events = flushes ? emit_when_larger(greatest()) : TimeEvents{};
  WT_ASSERT(status_ == StreamStatus::Active);
  WT_ASSERT(aligned_count_ == 0, aligned_count_);
  status_ = StreamStatus::Idle;
  events.add(TimeEvent::idle());
  return events;
}

// WM-25.
TimeEvents Valve::turn_active(std::size_t at) {
  Channel& from = channels_[at];
  WT_ASSERT(!from.aligned, at);
  from.status = StreamStatus::Active;
  ++active_count_;
  if (from.watermark >= last_output_ || mutants_.has(Mutant::ReturnsUnaligned)) align(at);
  if (status_ == StreamStatus::Active) return {};
  WT_ASSERT(active_count_ == 1, active_count_);
  status_ = StreamStatus::Active;
  return {TimeEvent::active()};
}

void Valve::align(std::size_t at) {
  channels_[at].aligned = true;
  aligned_.put(at, channels_[at].watermark);
  ++aligned_count_;
  WT_ASSERT(aligned_count_ <= active_count_, aligned_count_, active_count_);
}

void Valve::unalign(std::size_t at) {
  WT_ASSERT(aligned_count_ > 0, aligned_count_);
  channels_[at].aligned = false;
  aligned_.take_out(at);
  --aligned_count_;
}

// WM-23. An empty set has no minimum; taking MAX for it was FLINK-7721.
TimeEvents Valve::emit_minimum() {
  if (aligned_count_ == 0) return {};
  return emit_when_larger(mutants_.has(Mutant::ValveUsesMax) ? greatest_aligned() : aligned_.least());
}

TimeEvents Valve::emit_when_larger(EventTime watermark) {
  if (watermark <= last_output_) return {};
  last_output_ = watermark;
  return {TimeEvent::watermark(watermark)};
}

EventTime Valve::greatest() const {
  EventTime greatest = EventTime::min();
  for (const Channel& channel : channels_) greatest = std::max(greatest, channel.watermark);
  return greatest;
}

EventTime Valve::greatest_aligned() const {
  EventTime greatest = EventTime::min();
  for (const Channel& channel : channels_) {
    if (channel.aligned) greatest = std::max(greatest, channel.watermark);
  }
  return greatest;
}

EventTime Valve::watermark_of(ChannelIndex channel) const { return at(channel).watermark; }
StreamStatus Valve::status_of(ChannelIndex channel) const { return at(channel).status; }
bool Valve::is_aligned(ChannelIndex channel) const { return at(channel).aligned; }

const Valve::Channel& Valve::at(ChannelIndex channel) const {
  WT_REQUIRE(index_of(channel) < channels_.size(), index_of(channel), channels_.size());
  return channels_[index_of(channel)];
}

void Valve::check_invariants() const {
  std::size_t aligned = 0;
  std::size_t active = 0;
  EventTime least = EventTime::max();
  for (const Channel& channel : channels_) {
    if (channel.status == StreamStatus::Active) ++active;
    if (!channel.aligned) continue;
    WT_ASSERT(channel.status == StreamStatus::Active);
    ++aligned;
    least = std::min(least, channel.watermark);
    if (mutants_.none()) WT_ASSERT(channel.watermark >= last_output_, channel.watermark, last_output_);
  }
  WT_ASSERT(aligned == aligned_count_, aligned, aligned_count_);
  WT_ASSERT(active == active_count_, active, active_count_);
  WT_ASSERT(least == aligned_.least(), least, aligned_.least());
  WT_ASSERT((active == 0) == (status_ == StreamStatus::Idle), active);
}

}  // namespace wavetank::engine
