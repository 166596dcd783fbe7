// What a window node means to the engine: its assigner and its trigger in full, with the defaults filled in.
#pragma once

#include "scenarios/format/scenario.hpp"

namespace wavetank::scenarios {

// All but the place of a gap's field, which only the input's schema tells.
[[nodiscard]] engine::WindowAssignerSpec assigner_of(const WindowNode& node);

// The trigger that runs: the node's or the assigner's own (TR-03), purging where the node discards (TR-12). All but the
// place of a delta's field.
[[nodiscard]] engine::TriggerSpec trigger_of(const WindowNode& node);

// Whether the node's trigger drops what it has said, by its own word.
[[nodiscard]] bool purges(const engine::TriggerSpec& trigger);

// Whether a window's end and its firings depend on the watermark alone and not on a clock.
[[nodiscard]] bool asks_no_clock(const WindowNode& node);

// Tumbling or sliding event-time windows that fire once on time and then for each late record, with all they hold.
[[nodiscard]] bool is_plain(const WindowNode& node);

// Windows of an event-time assigner that is not global: lateness means something to them (WO-02).
[[nodiscard]] inline bool knows_lateness(const WindowNode& node) { return engine::is_event_time(assigner_of(node)); }

}  // namespace wavetank::scenarios
