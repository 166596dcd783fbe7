// The few words that stand in the plane. Everything longer is said by scenarios/explain.
#pragma once

#include <string>
#include <string_view>

#include "visualizer/view/plane.hpp"

namespace wavetank::visualizer {

[[nodiscard]] std::string_view name_of(Fate fate);

// "a"; empty without a key.
[[nodiscard]] std::string key_text(const scenarios::Recording& recording, engine::KeyId key);
// "a@00:07"
[[nodiscard]] std::string mark_text(const scenarios::Recording& recording, const Mark& mark);
// Why a record is not a plain dot: "dropped, 9.002 s too late". Empty for one that was on time.
[[nodiscard]] std::string tag_text(const Mark& mark);
// What a row says that an operator without windows sent: "4", "reached 3, outcome timed out".
[[nodiscard]] std::string said_text(const scenarios::Recording& recording, engine::RowId row);
// The same of a record, with what led to it. REQUIRES: mark.said is a row.
[[nodiscard]] std::string said_text(const scenarios::Recording& recording, const Mark& mark);
// "evicted (EV-04)".
[[nodiscard]] std::string eviction_text(const Plane& plane);

// "on time 3", "late a 4, b 1", "on time 312 of 40 keys".
[[nodiscard]] std::string stamp_text(const scenarios::Recording& recording, const Plane& plane, const Box& box,
                                     const Stamp& stamp);
// The same where room is short: without keys, and for sums only with the total.
[[nodiscard]] std::string brief_stamp_text(const scenarios::Recording& recording, const Plane& plane, const Box& box,
                                           const Stamp& stamp);
// "2 sessions become one".
[[nodiscard]] std::string joining_text(const Joining& joining);
// "3 taken back", "a 3 taken back".
[[nodiscard]] std::string retraction_text(const scenarios::Recording& recording, const Plane& plane,
                                          const Retraction& retraction);
// What a window holds that it has not said yet: "3 so far", "a 3, b 1 so far". Empty if it said all.
[[nodiscard]] std::string running_text(const scenarios::Recording& recording, const Plane& plane, const Box& box,
                                       sim::EventId playhead);

}  // namespace wavetank::visualizer
