// When a window fires, as a value: a chain of parts, each around the next, the innermost last (TR-01, TR-12).
//
// `purging(count(3))` is {Purging, Count 3}. Parts that wrap others are Purging and ProcessingTimeout; the last part
// is one of the others. Early, on-time and late firings in one (Staged) go beyond what the real system's stream API
// has; there they are assembled from the other triggers (TR-15).
#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/time.hpp"

namespace wavetank::engine {

enum class TriggerKind : std::uint8_t {
  Event,                 // at the window's end, and for each later record (TR-04, TR-05)
  Processing,            // when the clock reaches the window's end (TR-06)
  ContinuousEvent,       // each interval of event time, and at the end (TR-08, TR-09)
  ContinuousProcessing,  // each interval of processing time (TR-10)
  Count,                 // each n records (TR-07)
  Delta,                 // when a field moved by more than a threshold since the last firing (TR-11)
  EndOfStream,           // at the final watermark (AS-12)
  Never,
  Staged,             // early, on time, late; see Stages
  Purging,            // wraps: contents are dropped after each firing (TR-12)
  ProcessingTimeout,  // wraps: fires, too, when the clock has gone on by `interval` since the first record (TR-13)
};

enum class EarlyFirings : std::uint8_t { None, Count, EventInterval, ProcessingInterval };
enum class LateFirings : std::uint8_t { EachRecord, ProcessingInterval, None };

struct TriggerPart {
  TriggerKind kind = TriggerKind::Event;
  std::int64_t count = 0;                      // Count, early firings by count: > 0
  Millis interval{};                           // Continuous…, ProcessingTimeout, early firings by interval: > 0
  std::int64_t threshold = 0;                  // Delta: >= 0
  std::uint32_t field = 0;                     // Delta: of the input row
  bool resets_on_record = false;               // ProcessingTimeout: each record moves the deadline
  bool clears_on_timeout = true;               // ProcessingTimeout: the timeout starts anew after it fired
  EarlyFirings early = EarlyFirings::None;     // Staged
  LateFirings late = LateFirings::EachRecord;  // Staged
  Millis late_interval{};                      // Staged, late firings by interval: > 0
  friend bool operator==(const TriggerPart&, const TriggerPart&) = default;
};

struct TriggerSpec {
  std::vector<TriggerPart> parts;
  friend bool operator==(const TriggerSpec&, const TriggerSpec&) = default;
};

[[nodiscard]] constexpr bool wraps(TriggerKind kind) {
  return kind == TriggerKind::Purging || kind == TriggerKind::ProcessingTimeout;
}
// TR-03. A trigger that cannot merge is refused for session windows.
[[nodiscard]] constexpr bool can_merge(TriggerKind kind) {
  switch (kind) {
    case TriggerKind::Event:
    case TriggerKind::Processing:
    case TriggerKind::ContinuousEvent:
    case TriggerKind::ContinuousProcessing:
    case TriggerKind::Count:
    case TriggerKind::Staged:
    case TriggerKind::Purging: return true;
    case TriggerKind::Delta:
    case TriggerKind::EndOfStream:
    case TriggerKind::Never:
    case TriggerKind::ProcessingTimeout: return false;
  }
  return false;
}
[[nodiscard]] inline bool can_merge(const TriggerSpec& spec) {
  for (const TriggerPart& part : spec.parts) {
    if (!can_merge(part.kind)) return false;
  }
  return true;
}
// Whether the task's clock decides when it fires.
[[nodiscard]] constexpr bool asks_clock(const TriggerPart& part) {
  return part.kind == TriggerKind::Processing || part.kind == TriggerKind::ContinuousProcessing ||
         part.kind == TriggerKind::ProcessingTimeout ||
         (part.kind == TriggerKind::Staged &&
          (part.early == EarlyFirings::ProcessingInterval || part.late == LateFirings::ProcessingInterval));
}
[[nodiscard]] inline bool asks_clock(const TriggerSpec& spec) {
  for (const TriggerPart& part : spec.parts) {
    if (asks_clock(part)) return true;
  }
  return false;
}
// At least one part; all but the last wrap, the last does not; at most one timeout; numbers in their ranges.
[[nodiscard]] bool is_valid(const TriggerSpec& spec);

}  // namespace wavetank::engine
