// The oracle of a window operator: which results must appear, and what becomes of every record.
//
// Worked out from what arrived at a task, when its clock called, and nothing else; the evaluator is window_model.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/note.hpp"
#include "engine/base/semantics.hpp"
#include "engine/windows/window_assigner_spec.hpp"
#include "properties/oracle/aggregates.hpp"
#include "properties/oracle/arrivals.hpp"
#include "properties/oracle/timers.hpp"
#include "properties/oracle/watermark.hpp"

namespace wavetank::properties {

// A result that must appear.
struct ExpectedFiring {
  sim::EventId because{};  // the record, the control or the call of the clock, as it was taken, that makes it speak
  engine::Window window;
  engine::KeyId key = engine::kNoKey;  // of an unkeyed window
  engine::FireReason reason = engine::FireReason::OnTime;
  std::vector<sim::EventId> contents;  // the records, by their arrival
  std::vector<Answer> values;          // by aggregate
};

// A result that must be taken back, as it was said.
struct ExpectedTakeBack {
  sim::EventId because{};
  engine::Window window;
  engine::KeyId key = engine::kNoKey;
  std::vector<Answer> values;
};

// The end of all that is kept of a window of a key.
struct ExpectedEnd {
  sim::EventId because{};
  engine::Window window;
  engine::KeyId key = engine::kNoKey;
};

// A timer that comes due while its window is there.
struct ExpectedTimer {
  sim::EventId because{};
  engine::TimeDomain domain = engine::TimeDomain::Event;
  std::int64_t time = 0;
  engine::Window window;
  engine::KeyId key = engine::kNoKey;
};

// A timer of the clock that had not come due when the task took something else, later than it should have come.
struct ExpectedCall {
  sim::EventId taken{};
  WaitingTimer timer;
  engine::ProcessingTime due;
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
  std::vector<engine::Window>
      assigned;                       // all that contain it, in the assigner's order; of a session: what it is part of
  std::vector<engine::Window> joins;  // of these, those it is added to
  std::vector<engine::Window> too_late;  // and those that were late
};

struct Expected {
  std::vector<Advance> advances;
  std::vector<ExpectedFate> fates;           // in the order of arrival
  std::vector<ExpectedFiring> firings;       // by cause, then key, then window
  std::vector<ExpectedTakeBack> take_backs;  // in no order
  std::vector<ExpectedEnd> ends;             // in no order
  std::vector<ExpectedTimer> timers;         // in no order
  std::vector<ExpectedCall> overdue;         // in the order of arrival; not of a batch
  // The record with which the job must fail (AS-09, WO-08). Nothing is expected after it.
  std::optional<sim::EventId> must_fail;
};

// Of a task that takes its input as it comes.
[[nodiscard]] Expected expect(const scenarios::WindowNode& node, const engine::Semantics& semantics,
                              const TaskArrivals& task, const std::vector<std::uint32_t>& channels,
                              const engine::Facts& facts);

// Of a task of a batch, which takes its input key by key under the final watermark (BX-01 to BX-05). Before that has come,
// nothing is expected.
[[nodiscard]] Expected expect_of_batch(const scenarios::WindowNode& node, const engine::Semantics& semantics,
                                       const TaskArrivals& task, const std::vector<std::uint32_t>& channels,
                                       const engine::Facts& facts);

}  // namespace wavetank::properties
