// What arrived at each task's inputs, and when its clock called, in the order it was taken. This, and nothing that the
// engine decided, is the oracle's input.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/record.hpp"
#include "scenarios/run/run.hpp"
#include "sim/trace/event.hpp"

namespace wavetank::properties {

enum class ArrivalKind : std::uint8_t { Record, Control, Clock };

struct Arrival {
  sim::EventId at{};           // its elem.in, control.in or timer.fire
  engine::ProcessingTime now;  // what the task's clock showed
  ArrivalKind kind = ArrivalKind::Record;
  engine::EventTime time;                                        // of a record; or the watermark's value
  engine::RowId row = engine::kNoRow;                            // of a record
  engine::KeyId key = engine::kNoKey;                            // of a record
  engine::ControlKind control = engine::ControlKind::Watermark;  // of a control
  std::uint32_t channel = 0;                                     // of a control, numbered over all inputs
};

// Times farther from the epoch than this are not judged: sums of them and of a window's lengths could leave the
// range of int64, and what happens there (it wraps) is held by the engine's own tests. Watermarks may
// be MIN and MAX; a cleanup time saturates.
inline constexpr std::int64_t kJudgedTimeMax = std::int64_t{1} << 61;

struct TaskArrivals {
  std::vector<Arrival> arrivals;
  std::int64_t drawn = 0;  // how far the host's lot moved the task's windows, where that is random (AS-05)
  // From this position on nothing is judged for this task: the job failed or the run was stopped in the middle of
  // a step, or a record's time is beyond kJudgedTimeMax. One past the trace if all of it counts.
  sim::EventId closed{};
};

// By actor id. A whole trace is needed.
[[nodiscard]] std::vector<TaskArrivals> arrivals_of(const scenarios::Run& run);

}  // namespace wavetank::properties
