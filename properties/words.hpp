// How findings name things: "#412", "[0,10)", "key a", "after 9".
#pragma once

#include <string>

#include "engine/base/note.hpp"
#include "engine/facts/facts.hpp"
#include "sim/trace/event.hpp"

namespace wavetank::properties {

[[nodiscard]] std::string name_of(sim::EventId position);
[[nodiscard]] std::string name_of(engine::EventTime time);  // the ends of the range are MIN and MAX
[[nodiscard]] std::string name_of(const engine::Window& window);
// "key a"; "all keys" for a window that has none.
[[nodiscard]] std::string name_of(engine::KeyId key, const engine::Facts& facts);
[[nodiscard]] std::string name_of(engine::FireReason reason);  // "on time"
// "[0,10) of key a"
[[nodiscard]] std::string name_of(const engine::Window& window, engine::KeyId key, const engine::Facts& facts);

}  // namespace wavetank::properties
