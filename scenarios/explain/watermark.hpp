// What a task knew about time at some point of the trace, and which of its channels held it back.
#pragma once

#include <optional>
#include <vector>

#include "scenarios/explain/recording.hpp"

namespace wavetank::scenarios {

struct KnownWatermark {
  engine::EventTime time = engine::EventTime::min();
  std::optional<sim::EventId> set_by;  // the wm.advance; none: nothing has been heard
};

// The watermark of `actor` right before event `id`.
[[nodiscard]] KnownWatermark watermark_before(const Recording& recording, sim::ActorId actor, sim::EventId id);

// The last word of one channel before an event.
struct ChannelWord {
  std::uint32_t channel = 0;
  engine::EventTime watermark = engine::EventTime::min();
  engine::ControlKind last = engine::ControlKind::Watermark;  // Idle, Active, End, or Watermark
  std::optional<sim::EventId> said_by;
};
[[nodiscard]] std::vector<ChannelWord> channels_before(const Recording& recording, sim::ActorId actor, sim::EventId id);

}  // namespace wavetank::scenarios
