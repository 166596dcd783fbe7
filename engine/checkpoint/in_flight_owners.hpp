// Who reads the in-flight data of an unaligned checkpoint after its job was restored at another parallelism (KG-11).
#pragma once

#include <cstdint>
#include <vector>

#include "engine/core/key_groups.hpp"

namespace wavetank::engine {

// By the edge on which the data was. Edges that keep pairs of subtasks together never have in-flight data (CK-27).
enum class InFlightMapping : std::uint8_t {
  Range,  // by key: each old owner of one of the new key groups; what belongs to others is filtered out, per record
  RoundRobin,  // rebalanced or shuffled: anyone may read it, so each reads it once
  First,       // global: all of it goes to the first
  Full,        // each reads all of it, and filters
};

// The old subtasks, ascending, whose data the new one reads. Costs as many steps as there are.
// REQUIRES: `reader` is one of its parallelism; the parallelisms and the greatest one are legal (KG-04).
[[nodiscard]] std::vector<std::uint32_t> in_flight_owners(InFlightMapping mapping, std::uint32_t old_parallelism,
                                                          const Subtask& reader);

}  // namespace wavetank::engine
