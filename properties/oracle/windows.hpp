// Which windows contain a time, and when a window is late, by definition (AS-01 to AS-15, WO-02, WO-03).
//
// Tumbling and sliding windows start at offset + k * slide for every whole k; one contains `time` if
// start <= time < start + size. Cumulating windows start at offset + k * size and end every slide after that, up to size.
#pragma once

#include <vector>

#include "engine/facts/windows.hpp"
#include "engine/windows/window_shape.hpp"

namespace wavetank::properties {

// Newest first, as records are added to them (AS-06). None where slide > size leaves a gap (AS-07).
// REQUIRES: |time| <= kJudgedTimeMax, size and slide not above it.
[[nodiscard]] std::vector<engine::Window> windows_containing(const engine::WindowShape& shape, engine::EventTime time);

// The tumbling window that contains the time, of a subtask whose windows are moved (AS-05): start at offset + moved + k * size.
[[nodiscard]] std::vector<engine::Window> moved_containing(const engine::WindowShape& shape, std::int64_t moved,
                                                           engine::EventTime time);
// How far they are moved if one of them begins, whatever their offset, when the first record arrives.
[[nodiscard]] std::int64_t moved_naturally(engine::Millis size, engine::ProcessingTime first);

// The windows of one cycle that contain the time, the shortest first (AS-15). REQUIRES: as above, size a multiple of slide.
[[nodiscard]] std::vector<engine::Window> cumulated_containing(const engine::WindowShape& shape,
                                                               engine::EventTime time);

// The last instant that belongs to the window; its result carries it. MAX of the global window (AS-12).
[[nodiscard]] engine::EventTime last_instant(const engine::Window& window);
// The watermark at which its state goes, MAX if the sum leaves the range.
[[nodiscard]] engine::EventTime cleanup_time(const engine::Window& window, engine::Millis lateness);
[[nodiscard]] bool is_late(const engine::Window& window, engine::Millis lateness, engine::EventTime watermark);
// Of a record that no window took: behind the watermark by the allowed lateness or more (WO-14).
[[nodiscard]] bool is_late(engine::EventTime record, engine::Millis lateness, engine::EventTime watermark);

}  // namespace wavetank::properties
