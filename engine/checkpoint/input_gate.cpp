// Queues, and what overtakes in them. Which checkpoint is taken when is decided by the aligner or the tracker.
#include "engine/checkpoint/input_gate.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "engine/base/assert.hpp"

namespace wavetank::engine {
namespace {

std::variant<BarrierAligner, BarrierTracker> decider_for(const AlignmentOptions& options) {
  if (options.mode == BarrierMode::AtLeastOnce) return BarrierTracker(options);
  return BarrierAligner(options);
}

}  // namespace

InputGate::InputGate(const AlignmentOptions& options) : decider_(decider_for(options)), queues_(options.channels) {
  WT_ASSERT(!queues_.empty());
}

void InputGate::arrive(ChannelIndex channel, const GateItem& item, GateEffects& effects) {
  WT_REQUIRE(index_of(channel) < queues_.size(), index_of(channel));
  Queue& queue = queues_[index_of(channel)];
  WT_REQUIRE(!queue.ended, index_of(channel));
  queue.ended = std::holds_alternative<EndOfPartition>(item);
  if (queue.held) {
    queue.behind.push_back(item);
  } else {
    admit(channel, item, effects);
  }
}

void InputGate::admit(ChannelIndex channel, const GateItem& item, GateEffects& effects) {
  Queue& queue = queues_[index_of(channel)];
  WT_ASSERT(!queue.held, index_of(channel));
  const Place place = queue.next++;
  const Barrier* barrier = std::get_if<Barrier>(&item);
  if (barrier != nullptr) queue.held = holds_channel(barrier->kind);
  if (barrier != nullptr && barrier->kind == BarrierKind::Unaligned) {
    return add_urgent(queue, Overtaking{place, *barrier});
  }
  queue.waiting.push_back({place, item});
  if (barrier != nullptr && barrier->kind == BarrierKind::Timeout) {
    queue.announced = place;
    add_urgent(queue, Announced{place, *barrier});
  }
  if (const BufferId* buffer = std::get_if<BufferId>(&item); buffer != nullptr && queue.recording) {
    effects.emplace_back(PersistInFlight{in_flight_, channel, {*buffer}});
  }
}

void InputGate::resume(ChannelIndex channel, GateEffects& effects) {
  Queue& queue = queues_[index_of(channel)];
  WT_ASSERT(queue.held, index_of(channel));
  queue.held = false;
  effects.emplace_back(ResumeChannel{channel});
  while (!queue.held && !queue.behind.empty()) {
    const GateItem item = queue.behind.front();
    queue.behind.pop_front();
    admit(channel, item, effects);
  }
}

TakenItem InputGate::take(ChannelIndex channel, ProcessingTime now, GateEffects& effects) {
  WT_REQUIRE(ready(channel), index_of(channel));
  AlignmentEffects causes;
  TakenItem taken = urgent(channel) ? take_urgent(channel, now, causes) : take_waiting(channel, now, causes);
  perform(causes, effects);
  return taken;
}

void InputGate::on_alarm(CheckpointId checkpoint, GateEffects& effects) {
  BarrierAligner* aligner = std::get_if<BarrierAligner>(&decider_);
  WT_REQUIRE(aligner != nullptr);
  AlignmentEffects causes;
  aligner->on_alarm(checkpoint, causes);
  perform(causes, effects);
}

bool InputGate::ready(ChannelIndex channel) const {
  WT_REQUIRE(index_of(channel) < queues_.size(), index_of(channel));
  const Queue& queue = queues_[index_of(channel)];
  return !queue.urgent.empty() || !queue.waiting.empty();
}

std::size_t InputGate::queued(ChannelIndex channel) const {
  WT_REQUIRE(index_of(channel) < queues_.size(), index_of(channel));
  const Queue& queue = queues_[index_of(channel)];
  return queue.urgent.size() + queue.waiting.size() + queue.behind.size();
}

void InputGate::add_urgent(Queue& queue, const Urgent& item) {
  queue.urgent.push_back(item);
  if (const Overtaking* barrier = std::get_if<Overtaking>(&item)) {
    note_barrier(queue, barrier->barrier.checkpoint, barrier->place);
  }
}

void InputGate::note_barrier(Queue& queue, CheckpointId checkpoint, Place place) {
  WT_ASSERT(place < queue.next, place);
  if (checkpoint >= in_flight_) queue.recording = false;  // the barrier of an older one ends nothing
  if (checkpoint < queue.barrier) return;
  queue.barrier = checkpoint;
  queue.barrier_place = place;
}

TakenItem InputGate::take_urgent(ChannelIndex channel, ProcessingTime now, AlignmentEffects& causes) {
  Queue& queue = queues_[index_of(channel)];
  WT_ASSERT(!queue.urgent.empty());
  const Urgent item = queue.urgent.front();
  queue.urgent.pop_front();
  if (const auto* announced = std::get_if<Announced>(&item)) {
    BarrierAligner* aligner = std::get_if<BarrierAligner>(&decider_);
    WT_REQUIRE(aligner != nullptr);
    aligner->on_announcement(channel, announced->barrier, now, causes);
    return BarrierAnnouncement{announced->barrier.checkpoint};
  }
  const auto& overtaking = std::get<Overtaking>(item);
  on_barrier(channel, overtaking, now, causes);
  return overtaking.barrier;
}

TakenItem InputGate::take_waiting(ChannelIndex channel, ProcessingTime now, AlignmentEffects& causes) {
  Queue& queue = queues_[index_of(channel)];
  WT_ASSERT(!queue.waiting.empty());
  const Entry entry = queue.waiting.front();
  queue.waiting.pop_front();
  if (const Barrier* barrier = std::get_if<Barrier>(&entry.item)) {
    on_barrier(channel, {entry.place, *barrier}, now, causes);
  } else if (const CancelMarker* marker = std::get_if<CancelMarker>(&entry.item)) {
    on_cancel(channel, *marker, causes);
  } else if (std::holds_alternative<EndOfPartition>(entry.item)) {
    on_end(channel, now, causes);
  }
  return std::visit([](const auto& item) { return TakenItem(item); }, entry.item);
}

void InputGate::on_barrier(ChannelIndex channel, const Overtaking& taken, ProcessingTime now,
                           AlignmentEffects& causes) {
  Queue& queue = queues_[index_of(channel)];
  note_barrier(queue, taken.barrier.checkpoint, taken.place);
  if (BarrierTracker* tracker = std::get_if<BarrierTracker>(&decider_)) {
    return tracker->on_barrier(channel, taken.barrier, causes);
  }
  std::get<BarrierAligner>(decider_).on_barrier(channel, taken.barrier, now, causes);
}

void InputGate::on_cancel(ChannelIndex channel, const CancelMarker& marker, AlignmentEffects& causes) {
  if (BarrierTracker* tracker = std::get_if<BarrierTracker>(&decider_)) {
    return tracker->on_cancel(channel, marker, causes);
  }
  std::get<BarrierAligner>(decider_).on_cancel(marker, causes);
}

void InputGate::on_end(ChannelIndex channel, ProcessingTime now, AlignmentEffects& causes) {
  WT_ASSERT(queues_[index_of(channel)].ended);
  if (BarrierTracker* tracker = std::get_if<BarrierTracker>(&decider_)) return tracker->on_end(channel, causes);
  std::get<BarrierAligner>(decider_).on_end(channel, now, causes);
}

void InputGate::perform(const AlignmentEffects& causes, GateEffects& effects) {
  for (const AlignmentEffect& cause : causes) {
    if (const auto* overtaking = std::get_if<OvertakeQueue>(&cause)) {
      overtake(overtaking->channel);
    } else if (const auto* begin = std::get_if<BeginInFlight>(&cause)) {
      begin_in_flight(begin->checkpoint, effects);
    } else if (const auto* end = std::get_if<EndInFlight>(&cause)) {
      end_in_flight(end->checkpoint, effects);
    } else if (const auto* take = std::get_if<TakeCheckpoint>(&cause)) {
      effects.emplace_back(*take);
    } else if (const auto* abort = std::get_if<AbortCheckpoint>(&cause)) {
      effects.emplace_back(*abort);
    } else if (const auto* alarm = std::get_if<SetAlignmentAlarm>(&cause)) {
      effects.emplace_back(*alarm);
    } else if (const auto* open = std::get_if<OpenChannelState>(&cause)) {
      effects.emplace_back(*open);
    } else {
      resume(std::get<ResumeChannel>(cause).channel, effects);
    }
  }
}

void InputGate::overtake(ChannelIndex channel) {
  Queue& queue = queues_[index_of(channel)];
  WT_ASSERT(queue.announced != kNowhere, index_of(channel));
  const auto at = std::ranges::find(queue.waiting, std::exchange(queue.announced, kNowhere), &Entry::place);
  WT_ASSERT(at != queue.waiting.end(), index_of(channel));
  const Overtaking barrier{at->place, std::get<Barrier>(at->item)};
  queue.waiting.erase(at);
  add_urgent(queue, barrier);
}

void InputGate::begin_in_flight(CheckpointId checkpoint, GateEffects& effects) {
  WT_ASSERT(checkpoint > in_flight_);
  in_flight_ = checkpoint;
  for (std::size_t i = 0; i < queues_.size(); ++i) {
    Queue& queue = queues_[i];
    const bool barrier_in = queue.barrier == checkpoint;
    PersistInFlight ahead{checkpoint, ChannelIndex{static_cast<std::uint32_t>(i)}, {}};
    for (const Entry& entry : queue.waiting) {
      const BufferId* buffer = std::get_if<BufferId>(&entry.item);
      if (buffer == nullptr || (barrier_in && entry.place > queue.barrier_place)) continue;
      ahead.buffers.push_back(*buffer);
    }
    queue.recording = !barrier_in;
    if (!ahead.buffers.empty()) effects.emplace_back(std::move(ahead));
  }
}

void InputGate::end_in_flight(CheckpointId checkpoint, GateEffects& effects) {
  WT_ASSERT(checkpoint >= in_flight_);
  in_flight_ = checkpoint;
  for (Queue& queue : queues_) queue.recording = false;
  effects.emplace_back(CloseChannelState{checkpoint});
}

void InputGate::check_invariants() const {
  std::visit([](const auto& decider) { decider.check_invariants(); }, decider_);
  for (const Queue& queue : queues_) {
    WT_ASSERT(std::ranges::is_sorted(queue.waiting, std::less<>{}, &Entry::place));
    WT_ASSERT(queue.waiting.empty() || queue.waiting.back().place < queue.next, queue.next);
    WT_ASSERT(queue.held || queue.behind.empty());
    WT_ASSERT(!queue.recording || queue.barrier < in_flight_);
  }
}

}  // namespace wavetank::engine
