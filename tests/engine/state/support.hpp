// What tests of keyed state share: named keys, and the state of one of them at one time.
#pragma once

#include <string_view>

#include "engine/state/keyed_store.hpp"
#include "engine/state/state_access.hpp"

namespace wavetank::engine::testing {

class StateWorld {
 public:
  [[nodiscard]] KeyId key(std::string_view name) {
    return facts.key(FieldType::Text, {static_cast<std::int64_t>(facts.texts.intern(name)), false});
  }
  [[nodiscard]] StateAt at(std::string_view name, std::int64_t now = 0) {
    return {{key(name), kNoWindow}, ProcessingTime(now), facts};
  }

  Facts facts;
};

// Expires ten milliseconds after its stamp.
[[nodiscard]] inline StateOptions ten_milliseconds(StampOn stamp_on = StampOn::CreateAndWrite,
                                                   ExpiredRead expired_read = ExpiredRead::Nothing) {
  return {.schema = {}, .ttl = TimeToLive{Millis{10}, stamp_on, expired_read}};
}

}  // namespace wavetank::engine::testing
