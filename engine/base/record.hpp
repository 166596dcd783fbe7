// What flows on a channel: records and controls, in one order.
#pragma once

#include <cstdint>

#include "engine/base/ids.hpp"
#include "engine/base/time.hpp"

namespace wavetank::engine {

// Why something happened: opaque to the engine. The host maps it to the id of a trace event. A cause that a step
// makes itself (`Effects::note`) carries kLocalCause until the host has given the note its id.
enum class Cause : std::uint32_t {};
inline constexpr Cause kNoCause{0};
inline constexpr std::uint32_t kLocalCause = 0x80000000u;

struct Record {
  EventTime time;      // MIN: no timestamp
  RowId row = kNoRow;  // the row's kind (+I -U +U -D) sits in the row
  KeyId key = kNoKey;  // set by the partitioner of a keyed edge
  Cause cause = kNoCause;
};
static_assert(sizeof(Record) == 24);

enum class ControlKind : std::uint8_t {
  Watermark,  // value: event time
  Idle,       // the sender has nothing to say and should not be waited for
  Active,     // it speaks again
  End,        // nothing follows on this channel
  Barrier,    // value: the number of a checkpoint; what comes before it belongs to it
  Cancel,     // value: the number of a checkpoint that the sender gave up: its barrier does not come (CK-18)
};

// In band with records: order between the two is meaning.
struct Control {
  ControlKind kind = ControlKind::Watermark;
  EventTime value;  // of a watermark; of a barrier, or in its place, its checkpoint, as ticks
  Cause cause = kNoCause;
};

}  // namespace wavetank::engine
