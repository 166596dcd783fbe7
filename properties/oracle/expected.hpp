// The oracle of a keyed event-time window: which results must appear, and what becomes of every record.
//
// Batch-style and by definition, window by window, from what arrived and nothing else (WO-01 to WO-18, TR-04, TR-05):
//   - a record joins every window that contains its time and is not late at the record's arrival (WO-03);
//   - a window speaks on time once: when the watermark first reaches its last instant, with all that joined before;
//   - after that, every record that joins makes it speak again, late, with all that joined so far (WO-11);
//   - a record that no window took is dropped or goes to the late output if it is late by its own time (WO-14), and
//     vanishes otherwise (WO-15).
// Covers accumulating event-time windows without purge, which is all there is.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/note.hpp"
#include "properties/oracle/aggregates.hpp"
#include "properties/oracle/arrivals.hpp"
#include "properties/oracle/watermark.hpp"

namespace wavetank::properties {

// A result that must appear.
struct ExpectedFiring {
  sim::EventId because{};  // the control or the record, as it was taken, that makes the window speak
  engine::Window window;
  engine::KeyId key = engine::kNoKey;  // of an unkeyed window
  engine::FireReason reason = engine::FireReason::OnTime;
  std::vector<sim::EventId> contents;  // the records, by their arrival
  std::vector<Answer> values;          // by aggregate
};

enum class Fate : std::uint8_t {
  Joined,
  Dropped,     // late: counted
  Side,        // late: to the late output
  Unassigned,  // in no window, and not late
};

// What must become of a record.
struct ExpectedFate {
  sim::EventId record{};
  engine::EventTime time;
  engine::EventTime watermark;  // when it arrived
  Fate fate = Fate::Joined;
  std::vector<engine::Window> joins;     // newest first
  std::vector<engine::Window> too_late;  // contain it, but were late
};

struct Expected {
  std::vector<Advance> advances;
  std::vector<ExpectedFate> fates;      // in the order of arrival
  std::vector<ExpectedFiring> firings;  // by cause, then key, then window
};

[[nodiscard]] Expected expect(const scenarios::WindowNode& node, const TaskArrivals& task,
                              const std::vector<std::uint32_t>& channels, const engine::Facts& facts);

}  // namespace wavetank::properties
