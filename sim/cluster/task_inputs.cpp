#include "sim/cluster/task_inputs.hpp"

#include <algorithm>
#include <utility>

#include "engine/base/assert.hpp"

namespace wavetank::sim {

using engine::ChannelIndex;
using engine::ControlKind;
using engine::GateEffects;
using engine::GateItem;

namespace {

engine::CheckpointId checkpoint_of(const engine::Control& control) {
  return engine::CheckpointId{static_cast<std::uint64_t>(control.value.ticks())};
}

GateItem item_of(const Parcel& parcel, engine::BufferId buffer) {
  if (parcel.is_data()) return buffer;
  if (parcel.control.kind == ControlKind::Barrier) return parcel.barrier;
  if (parcel.control.kind == ControlKind::Cancel) return engine::CancelMarker{checkpoint_of(parcel.control)};
  WT_ASSERT(parcel.control.kind == ControlKind::End, static_cast<std::uint32_t>(parcel.control.kind));
  return engine::EndOfPartition{};
}

// Whether this is the event that the gate took.
bool is_event(const Parcel& parcel, const engine::TakenItem& item) {
  if (const auto* barrier = std::get_if<engine::Barrier>(&item)) {
    return parcel.control.kind == ControlKind::Barrier && parcel.barrier.checkpoint == barrier->checkpoint;
  }
  if (const auto* marker = std::get_if<engine::CancelMarker>(&item)) {
    return parcel.control.kind == ControlKind::Cancel && checkpoint_of(parcel.control) == marker->checkpoint;
  }
  return parcel.control.kind == ControlKind::End;
}

}  // namespace

TaskInputs::TaskInputs(const engine::AlignmentOptions& options)
    : gate_(options), channels_(options.channels), may_overtake_(options.mode == engine::BarrierMode::Alternating) {}

void TaskInputs::arrive(ChannelIndex channel, Parcel parcel, GateEffects& effects) {
  Arrived& arrived = on(channel);
  const GateItem item = item_of(parcel, engine::BufferId{arrived.first + arrived.data.size()});
  (parcel.is_data() ? arrived.data : arrived.events).push_back(std::move(parcel));
  if (arrived.held) ++held_back_;
  const std::size_t before = effects.size();
  gate_.arrive(channel, item, effects);
  note(std::span(effects).subspan(before));
  queue_if_ready(channel);
}

std::optional<ChannelIndex> TaskInputs::urgent() const {
  if (!may_overtake_) return std::nullopt;
  for (std::uint32_t i = 0; i < channels_.size(); ++i) {
    if (gate_.urgent(ChannelIndex{i})) return ChannelIndex{i};
  }
  return std::nullopt;
}

std::optional<ChannelIndex> TaskInputs::next() const {
  if (turns_.empty()) return std::nullopt;
  return turns_.front();
}

std::optional<Parcel> TaskInputs::take(ChannelIndex channel, engine::ProcessingTime now, GateEffects& effects) {
  Arrived& from = on(channel);
  const auto turn = std::ranges::find(turns_, channel);
  WT_ASSERT(turn != turns_.end(), engine::index_of(channel));
  turns_.erase(turn);
  from.queued = false;
  const std::size_t before = effects.size();
  const engine::TakenItem item = gate_.take(channel, now, effects);
  const auto* barrier = std::get_if<engine::Barrier>(&item);
  if (barrier != nullptr) from.held = engine::holds_channel(barrier->kind);
  std::optional<Parcel> parcel;
  if (const auto* buffer = std::get_if<engine::BufferId>(&item)) {
    WT_ASSERT(static_cast<std::uint64_t>(*buffer) == from.first, from.first);  // data keeps its order
    parcel = std::move(from.data.front());
    from.data.pop_front();
    ++from.first;
  } else if (!std::holds_alternative<engine::BarrierAnnouncement>(item)) {
    parcel = take_event(from, item);
  }
  note(std::span(effects).subspan(before));
  if (barrier != nullptr && from.held) held_back_ += gate_.queued(channel);
  queue_if_ready(channel);
  return parcel;
}

void TaskInputs::on_alarm(engine::CheckpointId checkpoint, GateEffects& effects) {
  const std::size_t before = effects.size();
  gate_.on_alarm(checkpoint, effects);
  note(std::span(effects).subspan(before));
  for (std::uint32_t i = 0; i < channels_.size(); ++i) queue_if_ready(ChannelIndex{i});
}

const Parcel& TaskInputs::at(ChannelIndex channel, engine::BufferId buffer) const {
  const Arrived& arrived = channels_[engine::index_of(channel)];
  const auto number = static_cast<std::uint64_t>(buffer);
  WT_REQUIRE(number >= arrived.first && number - arrived.first < arrived.data.size(), number, arrived.first);
  return arrived.data[number - arrived.first];
}

std::size_t TaskInputs::waiting() const {
  std::size_t waiting = 0;
  for (const Arrived& arrived : channels_) waiting += arrived.data.size();
  return waiting;
}

Parcel TaskInputs::take_event(Arrived& from, const engine::TakenItem& item) {
  const auto event = std::ranges::find_if(from.events, [&](const Parcel& parcel) { return is_event(parcel, item); });
  WT_ASSERT(event != from.events.end(), from.events.size());
  Parcel parcel = std::move(*event);
  from.events.erase(event);
  return parcel;
}

// Channels that go on may have something again.
void TaskInputs::note(std::span<const engine::GateEffect> effects) {
  for (const engine::GateEffect& effect : effects) {
    const auto* resume = std::get_if<engine::ResumeChannel>(&effect);
    if (resume == nullptr) continue;
    released_ += std::exchange(held_back_, 0);
    on(resume->channel).held = false;
    queue_if_ready(resume->channel);
  }
}

void TaskInputs::queue_if_ready(ChannelIndex channel) {
  Arrived& arrived = on(channel);
  if (arrived.queued || !gate_.ready(channel)) return;
  arrived.queued = true;
  turns_.push_back(channel);
}

}  // namespace wavetank::sim
