// Each mapping is an arithmetic progression of old subtasks.
#include "engine/checkpoint/in_flight_owners.hpp"

#include "engine/base/assert.hpp"

namespace wavetank::engine {
namespace {

// Those of [first, end), each `step` apart.
struct OldSubtasks {
  std::uint32_t first = 0;
  std::uint32_t end = 0;
  std::uint32_t step = 1;
};

OldSubtasks by_range(std::uint32_t old_parallelism, const Subtask& reader) {
  const KeyGroupRange groups = range_of(reader);
  const std::uint32_t first = owner(KeyGroup{groups.first}, old_parallelism, reader.max_parallelism);
  const std::uint32_t last = owner(KeyGroup{groups.last}, old_parallelism, reader.max_parallelism);
  WT_ASSERT(first <= last && last < old_parallelism, first, last);
  return {first, last + 1, 1};
}

OldSubtasks old_subtasks(InFlightMapping mapping, std::uint32_t old_parallelism, const Subtask& reader) {
  switch (mapping) {
    case InFlightMapping::Range: return by_range(old_parallelism, reader);
    case InFlightMapping::RoundRobin: return {reader.index, old_parallelism, reader.parallelism};
    case InFlightMapping::First: return {0, reader.index == 0 ? old_parallelism : 0, 1};
    case InFlightMapping::Full: return {0, old_parallelism, 1};
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(mapping));
}

}  // namespace

std::vector<std::uint32_t> in_flight_owners(InFlightMapping mapping, std::uint32_t old_parallelism,
                                            const Subtask& reader) {
  WT_REQUIRE(old_parallelism > 0 && old_parallelism <= reader.max_parallelism, old_parallelism);
  WT_REQUIRE(reader.index < reader.parallelism && reader.parallelism <= reader.max_parallelism, reader.index);
  const OldSubtasks chosen = old_subtasks(mapping, old_parallelism, reader);
  std::vector<std::uint32_t> owners;
  for (std::uint32_t i = chosen.first; i < chosen.end; i += chosen.step) owners.push_back(i);
  return owners;
}

}  // namespace wavetank::engine
