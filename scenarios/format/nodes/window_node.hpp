// Windows over a stream, keyed or not.
#pragma once

#include <string>
#include <vector>

#include "engine/windows/window_spec.hpp"
#include "scenarios/format/nodes/aggregate_spec.hpp"

namespace wavetank::scenarios {

// What a window that speaks again says of what it said before. Retracting, and early and late firings in one trigger,
// go beyond what the real system's stream API has.
enum class Accumulation : std::uint8_t {
  Accumulating,  // nothing: the whole result again
  Discarding,    // what it said is gone: only what came since (WO-11)
  Retracting,    // takes it back, then says the whole result
};

struct WindowNode {
  std::string key;            // field; empty: one window for all records
  engine::WindowShape shape;  // of tumbling and sliding windows; cumulating: size is the cycle's, slide the step
  engine::Millis allowed_lateness{0};
  engine::LateRecords late = engine::LateRecords::Count;
  std::vector<AggregateSpec> aggregates{};

  engine::AssignerKind assigner = engine::AssignerKind::Aligned;
  engine::TimeDomain time = engine::TimeDomain::Event;
  engine::WindowStagger stagger = engine::WindowStagger::Aligned;  // of tumbling windows (AS-05)
  engine::Millis session_gap{};                                    // Session
  std::string session_gap_field{};                                 // SessionByField: an integer field, milliseconds
  engine::TriggerSpec trigger{};                                   // no parts: the assigner's own
  std::string trigger_field{};                                     // Delta
  Accumulation accumulation = Accumulation::Accumulating;
  engine::EvictorSpec evictor{};
  std::string evictor_field{};  // Delta
};

// Windows as streaming SQL has them: no trigger, no allowed lateness; a late record still counts in those of its windows
// that have not spoken (AS-17).
struct SqlWindowNode {
  std::string key;                                                // empty: one window for all records
  engine::AssignerKind assigner = engine::AssignerKind::Aligned;  // or Cumulate
  engine::WindowShape shape;
  std::vector<AggregateSpec> aggregates;
};

}  // namespace wavetank::scenarios
