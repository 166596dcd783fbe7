// Words for positions, times, windows and keys.
#include "properties/words.hpp"

#include "engine/base/assert.hpp"

namespace wavetank::properties {

std::string name_of(sim::EventId position) { return "#" + std::to_string(static_cast<std::uint32_t>(position)); }

std::string name_of(engine::EventTime time) {
  if (time == engine::EventTime::min()) return "MIN";
  if (time == engine::EventTime::max()) return "MAX";
  return std::to_string(time.ticks());
}

std::string name_of(const engine::Window& window) {
  if (window == engine::kGlobalWindow) return "the global window";
  return "[" + name_of(window.start) + "," + name_of(window.end) + ")";
}

std::string name_of(engine::FireReason reason) {
  switch (reason) {
    case engine::FireReason::Early: return "early";
    case engine::FireReason::OnTime: return "on time";
    case engine::FireReason::Late: return "late";
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(reason));
}

std::string name_of(engine::KeyId key, const engine::Facts& facts) {
  if (key == engine::kNoKey) return "all keys";
  const engine::KeyValue value = facts.keys.value(key, facts.texts);
  if (value.type == engine::FieldType::Text) return "key " + std::string(value.text);
  return "key " + std::to_string(value.bits);
}

std::string name_of(const engine::Window& window, engine::KeyId key, const engine::Facts& facts) {
  return name_of(window) + " of " + name_of(key, facts);
}

}  // namespace wavetank::properties
