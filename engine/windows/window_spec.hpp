// What a window operator is told to do.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/mutant.hpp"
#include "engine/base/semantics.hpp"
#include "engine/operators/join/joined_rows.hpp"
#include "engine/windows/aggregate.hpp"
#include "engine/windows/evictor.hpp"
#include "engine/windows/trigger_spec.hpp"
#include "engine/windows/window_assigner_spec.hpp"

namespace wavetank::engine {

// What becomes of a record that comes when all its windows are over (WO-14).
enum class LateRecords : std::uint8_t { Count, SideOutput };

// What a window says when it fires again. A trigger that purges makes it say only what is new.
enum class Refiring : std::uint8_t {
  Repeats,   // the whole result again
  Retracts,  // first takes back what it said before (beyond the real system's stream API)
};

// What the records of two inputs come to in a window (PF-13).
enum class MeetingKind : std::uint8_t {
  Pairs,   // a join: each left record with each right one
  Groups,  // a co-group: one row, the aggregates of the left side and of the right one
};
struct WindowMeeting {
  MeetingKind kind = MeetingKind::Pairs;
  JoinSchemas schemas;            // `result` of pairs only
  std::vector<Aggregate> left{};  // of groups
  std::vector<Aggregate> right{};
};

struct WindowSpec {
  WindowAssignerSpec assigner;
  TriggerSpec trigger{{{}}};  // one part: Event
  EvictorSpec evictor{};
  Refiring refiring = Refiring::Repeats;
  Millis allowed_lateness{};  // >= 0; means nothing in processing time (WO-02)
  LateRecords late = LateRecords::Count;
  std::vector<Aggregate> aggregates;
  RowsToAdd rows = RowsToAdd::Inserts;
  std::optional<WindowMeeting> meeting{};  // of two inputs: `aggregates` then count only
  SchemaId input{};                        // of the records; asked only where an evictor keeps them
  SchemaId result{};                       // key if keyed, window_start, window_end, one field per aggregate
  bool keyed = true;                       // false: one window for all records (AS-14)
  Semantics semantics = kFlink;
  Mutants mutants;
};

// The trigger an assigner has if none is named.
[[nodiscard]] TriggerSpec default_trigger(const WindowAssignerSpec& assigner);

// At least one aggregate; assigner, trigger and evictor in their ranges, lateness not negative, and no trigger that cannot merge over windows
// that do (TR-03).
[[nodiscard]] bool is_valid(const WindowSpec& spec);

// Whether a window keeps its records beside what they come to.
[[nodiscard]] inline bool keeps_records(const WindowSpec& spec) {
  return spec.evictor.kind != EvictorKind::None || spec.meeting.has_value();
}

// Whether AlignedWindowOperator can run it.
[[nodiscard]] bool is_aligned(const WindowSpec& spec);

// Sizes of an operator's state, as the recorded answers count them.
struct WindowCounts {
  std::uint64_t event_timers = 0;  // one per (time, key, window)
  std::uint64_t processing_timers = 0;
  std::uint64_t entries = 0;  // contents, keys with sessions, and each value a trigger remembers
  std::uint64_t dropped = 0;  // late records that were counted, since the operator was opened
};

}  // namespace wavetank::engine
