// What a trace says of windows: which ones a record was assigned to, why one spoke, and which records it held.
#pragma once

#include <vector>

#include "scenarios/explain/explain.hpp"

namespace wavetank::scenarios {

// The windows that the assigner names for a record, in its order (AS-02 to AS-15); of sessions the record's own, before
// it touches others. None where windows leave a gap (AS-07). REQUIRES: `arrival` is an elem.in at a window's task.
[[nodiscard]] std::vector<engine::Window> assigned_windows(const Recording& recording, sim::EventId arrival);

// What made a window speak. REQUIRES: `fire` is a win.fire.
[[nodiscard]] Reason cause_of_firing(const Recording& recording, sim::EventId fire);

// The arrivals of the records that the window spoke of: all it had taken, also as part of sessions that are in it, since
// its contents were dropped last, without those that an evictor left out. REQUIRES: `fire` is a win.fire.
[[nodiscard]] std::vector<sim::EventId> held_at(const Recording& recording, sim::EventId fire);

// The rec.evict events of records that the window left out as it spoke. REQUIRES: `fire` is a win.fire.
[[nodiscard]] std::vector<sim::EventId> left_out_at(const Recording& recording, sim::EventId fire);

}  // namespace wavetank::scenarios
