// Reading watermarks back out of a trace.
#include "scenarios/explain/watermark.hpp"

#include <numeric>

namespace wavetank::scenarios {

using sim::EventKind;

KnownWatermark watermark_before(const Recording& recording, sim::ActorId actor, sim::EventId id) {
  for (auto at = static_cast<std::uint32_t>(id) - 1; at > 0; --at) {
    const sim::TraceEvent& event = recording.at(sim::EventId{at});
    if (event.actor != actor || event.kind != EventKind::WatermarkAdvance) continue;
    return {engine::EventTime(static_cast<std::int64_t>(event.a)), sim::EventId{at}};
  }
  return {};
}

std::vector<ChannelWord> channels_before(const Recording& recording, sim::ActorId actor, sim::EventId id) {
  const std::vector<std::uint32_t>& inputs = recording.cast.actors[static_cast<std::size_t>(actor)].channels;
  std::vector<ChannelWord> words(std::accumulate(inputs.begin(), inputs.end(), std::size_t{0}));
  for (std::uint32_t channel = 0; channel < words.size(); ++channel) words[channel].channel = channel;
  for (std::uint32_t at = 1; at < static_cast<std::uint32_t>(id); ++at) {
    const sim::TraceEvent& event = recording.at(sim::EventId{at});
    if (event.actor != actor || event.kind != EventKind::ControlIn) continue;
    ChannelWord& word = words.at(engine::lower(event.b));
    word.last = static_cast<engine::ControlKind>(engine::upper(event.b));
    word.said_by = sim::EventId{at};
    if (word.last == engine::ControlKind::Watermark) {
      word.watermark = engine::EventTime(static_cast<std::int64_t>(event.a));
    }
  }
  return words;
}

}  // namespace wavetank::scenarios
