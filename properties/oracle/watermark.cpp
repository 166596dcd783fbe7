// The rules in their own words, as Flink 2.3.0 has them: the flush of WM-24 asks for the last channel's own value,
// and turning active brings no watermark (FLINK-40475 is not in it).
#include "properties/oracle/watermark.hpp"

#include <algorithm>

#include "engine/base/assert.hpp"

namespace wavetank::properties {
namespace {

using engine::ControlKind;
using engine::EventTime;

template <typename Channels>
bool all_idle(const Channels& channels) {
  return std::all_of(channels.begin(), channels.end(), [](const auto& channel) { return channel.idle; });
}

template <typename Channels>
EventTime greatest(const Channels& channels) {
  EventTime greatest = EventTime::min();
  for (const auto& channel : channels) greatest = std::max(greatest, channel.watermark);
  return greatest;
}

}  // namespace

CombinedWatermark::CombinedWatermark(const std::vector<std::uint32_t>& channels) {
  for (const std::uint32_t count : channels) {
    WT_REQUIRE(count > 0);
    Input input;
    input.channels.resize(count);
    inputs_.push_back(input);
  }
}

std::vector<Advance> CombinedWatermark::take(const Arrival& control) {
  WT_REQUIRE(control.kind == ArrivalKind::Control);
  std::uint32_t channel = control.channel;
  std::size_t at = 0;
  while (at < inputs_.size() && channel >= inputs_[at].channels.size()) {
    channel -= static_cast<std::uint32_t>(inputs_[at].channels.size());
    ++at;
  }
  WT_REQUIRE(at < inputs_.size(), control.channel);
  Input& input = inputs_[at];
  Channel& from = input.channels[channel];
  from.said = control.at;
  std::vector<Said> said;
  switch (control.control) {
    case ControlKind::Watermark: said = take_watermark(input, from, control.time); break;
    case ControlKind::Idle: said = take_idle(input, from); break;
    case ControlKind::Active: said = take_active(input, from); break;
    case ControlKind::Barrier:
    case ControlKind::Cancel:
    case ControlKind::End: break;  // time has nothing to do with it: MAX came before
  }
  std::vector<Advance> advances;
  for (const Said& word : said) {
    if (word.kind == ControlKind::Watermark) {
      input.watermark = std::max(input.watermark, word.time);
      input.idle = false;  // WM-28: silently
    } else {
      input.idle = word.kind == ControlKind::Idle;
    }
    if (combined() <= value_) continue;
    advances.push_back({control.at, value_, combined()});
    value_ = combined();
  }
  return advances;
}

// WM-22.
std::vector<CombinedWatermark::Said> CombinedWatermark::take_watermark(Input& input, Channel& from,
                                                                       EventTime watermark) {
  if (all_idle(input.channels) || from.idle || watermark <= from.watermark) return {};
  from.watermark = watermark;
  if (watermark >= input.output) from.aligned = true;
  return raise_to_least_aligned(input);
}

// WM-24.
std::vector<CombinedWatermark::Said> CombinedWatermark::take_idle(Input& input, Channel& from) {
  if (from.idle) return {};
  from.idle = true;
  from.aligned = false;
  const bool held_output = from.watermark == input.output;
  if (!all_idle(input.channels)) return held_output ? raise_to_least_aligned(input) : std::vector<Said>{};
  std::vector<Said> said;
  if (held_output) said = raise(input, greatest(input.channels));
  said.push_back({ControlKind::Idle, {}});
  return said;
}

// WM-25.
std::vector<CombinedWatermark::Said> CombinedWatermark::take_active(Input& input, Channel& from) {
  if (!from.idle) return {};
  const bool were_all_idle = all_idle(input.channels);
  from.idle = false;
  from.aligned = from.watermark >= input.output;
  if (!were_all_idle) return {};
  return {{ControlKind::Active, {}}};
}

// WM-23: an empty set has no least.
std::vector<CombinedWatermark::Said> CombinedWatermark::raise_to_least_aligned(Input& input) {
  std::optional<EventTime> least;
  for (const Channel& channel : input.channels) {
    if (channel.aligned && (!least || channel.watermark < *least)) least = channel.watermark;
  }
  if (!least) return {};
  return raise(input, *least);
}

std::vector<CombinedWatermark::Said> CombinedWatermark::raise(Input& input, EventTime to) {
  if (to <= input.output) return {};
  input.output = to;
  return {{ControlKind::Watermark, to}};
}

// WM-27; over all inputs once all are idle (WM-28).
EventTime CombinedWatermark::combined() const {
  if (inputs_.size() > 1 && all_idle(inputs_)) return greatest(inputs_);
  std::optional<EventTime> least;
  for (const Input& input : inputs_) {
    const bool counts = inputs_.size() == 1 || !input.idle;
    if (counts && (!least || input.watermark < *least)) least = input.watermark;
  }
  return least ? *least : EventTime::min();
}

std::optional<CombinedWatermark::Slowest> CombinedWatermark::slowest() const {
  std::optional<Slowest> slowest;
  std::uint32_t number = 0;
  for (const Input& input : inputs_) {
    for (const Channel& channel : input.channels) {
      const std::uint32_t mine = number++;
      if (!channel.aligned || (slowest && slowest->watermark <= channel.watermark)) continue;
      slowest = Slowest{mine, channel.watermark, channel.said};
    }
  }
  return slowest;
}

std::vector<Advance> advances_of(const TaskArrivals& task, const std::vector<std::uint32_t>& channels) {
  CombinedWatermark watermark(channels);
  std::vector<Advance> advances;
  for (const Arrival& arrival : task.arrivals) {
    if (arrival.kind != ArrivalKind::Control) continue;
    for (const Advance& advance : watermark.take(arrival)) advances.push_back(advance);
  }
  return advances;
}

}  // namespace wavetank::properties
