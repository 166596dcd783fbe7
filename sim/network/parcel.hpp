// One message of a channel on its own, where it is not in the channel: it waits to be sent, or to be taken.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/assert.hpp"
#include "engine/base/record.hpp"
#include "engine/checkpoint/barrier.hpp"

namespace wavetank::sim {

// A run of records, or one control.
struct Parcel {
  std::vector<engine::Record> records{};  // empty: the control
  engine::Control control{};
  engine::Barrier barrier{};  // of control Barrier: what it says
  bool is_recovered = false;  // of a checkpoint, and not from the channel: it holds no credit

  // Whether it lies in a buffer, of which a receiver has so many: records, watermarks and statuses do; barriers and ends
  // are events and take no place (CK-25).
  [[nodiscard]] bool is_data() const {
    if (!records.empty()) return true;
    switch (control.kind) {
      case engine::ControlKind::Watermark:
      case engine::ControlKind::Idle:
      case engine::ControlKind::Active: return true;
      case engine::ControlKind::Barrier:
      case engine::ControlKind::Cancel:
      case engine::ControlKind::End: return false;
    }
    WT_UNREACHABLE(static_cast<std::uint32_t>(control.kind));
  }
};

}  // namespace wavetank::sim
