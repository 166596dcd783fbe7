// A small scenario as a handful of small integers: what generators draw and shrinkers make smaller.
//
// Every knob counts from 0, and 0 is its simplest setting; every value below its limit is a valid setting whatever
// the others are. So any draft is a valid scenario, and any part of one is, too: records may be taken away and knobs
// turned down one by one, by RapidCheck or by hand.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "scenarios/format/scenario.hpp"

namespace wavetank::properties {

enum class Knob : std::uint8_t {
  Inputs,             // one; two, joined in a union
  Partitions,         // 1 to 3
  SourceParallelism,  // 1, 2
  WindowParallelism,  // 1, 2
  Keyed,              // by key; one window for all
  Size,               // of a window
  Slide,              // tumbling; half; not a divisor; beyond the size
  Offset,             // of windows
  Lateness,           // nothing to two windows
  Late,               // counted; to the late output
  Aggregates,         // a count; with sum, min, max; with a list and a reduce
  Watermark,          // bounded; monotonous; punctuated
  Bound,
  Emission,  // on each record; on ticks
  Interval,  // of ticks
  Idle,      // never; after a timeout
  End,       // with the final watermark; held open
  Batch,
  Ties,
  Transport,  // delay from producer to log
  Channel,    // delay between operators
  Chain,      // nothing; a filter; a map; timestamps assigned anew; a second window
  FaultA,     // none; clog; duplicate; reorder; loss; stall
  FaultAtA,
  FaultForA,
  FaultB,
  FaultAtB,
  FaultForB,
  Assigner,  // of the window, this and the next: see WindowChoice
  Domain,
  Trigger,
  Wrapper,
  Accumulation,
  Evictor,
  Number,
  Function,   // none; a sort before the window; beside it a silence, a funnel (by record time, by the clock), a rolling
  Alignment,  // of all sources: none; close; looser and sampled; with slow links
  Future,     // nothing; records ahead of the clock, not believed; clamped; sent aside
  Clock,      // only records move event time; so does the clock after a silence, and nobody is idle or aligned
  Stagger,    // of tumbling windows: aligned; random; natural
  Table,      // beside the window: none; a join, group-by, OVER ... of TableChoice, as the next ones
  TableFeed,
  TableShape,
  TableManner,
};
inline constexpr std::size_t kKnobs = 44;
inline constexpr std::array<Knob, 7> kWindowKnobs = {Knob::Assigner,     Knob::Domain,  Knob::Trigger, Knob::Wrapper,
                                                     Knob::Accumulation, Knob::Evictor, Knob::Number};

// By knob: its settings are 0 to limit - 1.
inline constexpr std::array<std::uint32_t, kKnobs> kKnobLimits = {2,  3, 2, 2,  2, 3, 4, 4, 5, 2, 3,  3, 4, 2, 3,
                                                                  3,  2, 3, 3,  3, 3, 5, 7, 4, 4, 7,  4, 4, 5, 2,
                                                                  15, 4, 3, 12, 7, 7, 4, 4, 2, 3, 23, 3, 6, 4};

// One record.
struct DraftEvent {
  std::uint32_t gap = 0;        // after the record before it
  std::uint32_t delay = 0;      // how far its time lies behind its sending
  std::uint32_t key = 0;        // a, b, c
  std::uint32_t value = 0;      // the last is null
  std::uint32_t partition = 0;  // taken modulo the partitions
  std::uint32_t input = 0;      // taken modulo the inputs
  friend bool operator==(const DraftEvent&, const DraftEvent&) = default;
};
inline constexpr DraftEvent kEventLimits{8, 9, 3, 5, 3, 2};

struct Draft {
  std::array<std::uint32_t, kKnobs> knobs{};
  std::vector<DraftEvent> events;

  [[nodiscard]] std::uint32_t operator[](Knob knob) const { return knobs[static_cast<std::size_t>(knob)]; }
  friend bool operator==(const Draft&, const Draft&) = default;
};

// REQUIRES: every knob and event is below its limits. `seed` becomes the scenario's.
[[nodiscard]] scenarios::Scenario to_scenario(const Draft& draft, std::uint64_t seed);

// The draft of a seed: even draws from streams named after what they decide. Half of the knobs, on average, are left
// at 0, so that features meet in small groups and not always all at once.
[[nodiscard]] Draft draft_of(std::uint64_t seed);

}  // namespace wavetank::properties
