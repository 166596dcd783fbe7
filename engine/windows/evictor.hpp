// Which records of a window a firing leaves out, before or after the function has seen them (EV-01 to EV-07).
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/ids.hpp"
#include "engine/base/time.hpp"
#include "engine/facts/rows.hpp"

namespace wavetank::engine {

// A record as a window with an evictor keeps it, or one of two inputs.
struct Element {
  EventTime time;
  RowId row = kNoRow;
  InputIndex input{};
};

enum class EvictorKind : std::uint8_t {
  None,
  Count,  // keeps the last `count` (EV-04)
  Time,   // keeps those less than `size` older than the newest (EV-05)
  Delta,  // keeps those whose field is less than `threshold` away from the last one's (EV-06)
};

enum class EvictWhen : std::uint8_t { Before, After };  // the window's function (EV-07)

struct EvictorSpec {
  EvictorKind kind = EvictorKind::None;
  EvictWhen when = EvictWhen::Before;
  std::int64_t count = 0;
  Millis size{};
  std::int64_t threshold = 0;
  std::uint32_t field = 0;  // of the input row
  friend bool operator==(const EvictorSpec&, const EvictorSpec&) = default;
};

// Moves from `elements`, which are in order of arrival, to the end of `evicted` what the evictor does not keep.
// Both keep their order.
void evict(const EvictorSpec& spec, const Rows& rows, std::vector<Element>& elements, std::vector<Element>& evicted);

}  // namespace wavetank::engine
