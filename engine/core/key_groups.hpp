// Key groups: how keys are dealt out to subtasks, and how state moves when the parallelism changes.
//
// KG-01 to KG-06. A key's group never changes; a subtask owns a range of groups.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>

#include "engine/base/assert.hpp"
#include "engine/base/ids.hpp"

namespace wavetank::engine {

inline constexpr std::uint32_t kMaxParallelismDefault = 128;
inline constexpr std::uint32_t kMaxParallelismLimit = 32768;

struct KeyGroupRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;  // inclusive
  [[nodiscard]] constexpr bool contains(KeyGroup group) const {
    return index_of(group) >= first && index_of(group) <= last;
  }
  friend constexpr bool operator==(const KeyGroupRange&, const KeyGroupRange&) = default;
};

// Which of `parallelism` subtasks this is.
struct Subtask {
  std::uint32_t index = 0;
  std::uint32_t parallelism = 1;
  std::uint32_t max_parallelism = kMaxParallelismDefault;
  std::uint64_t lot = 0;  // 64 even bits that the host drew for it: for what it may choose at random, once
};

// KG-02. `hash` is never negative (KG-01).
[[nodiscard]] constexpr KeyGroup key_group(std::uint32_t hash, std::uint32_t max_parallelism) {
  return KeyGroup{hash % max_parallelism};
}
[[nodiscard]] constexpr std::uint32_t owner(KeyGroup group, std::uint32_t parallelism, std::uint32_t max_parallelism) {
  return static_cast<std::uint32_t>(index_of(group)) * parallelism / max_parallelism;
}
// KG-03.
[[nodiscard]] constexpr KeyGroupRange range_of(const Subtask& subtask) {
  const std::uint32_t max = subtask.max_parallelism;
  WT_REQUIRE(subtask.index < subtask.parallelism, subtask.index, subtask.parallelism);
  WT_REQUIRE(subtask.parallelism <= max && max <= kMaxParallelismLimit, subtask.parallelism, max);
  const std::uint32_t first = (subtask.index * max + subtask.parallelism - 1) / subtask.parallelism;
  const std::uint32_t last = ((subtask.index + 1) * max - 1) / subtask.parallelism;
  return {first, last};
}
// KG-04.
[[nodiscard]] constexpr std::uint32_t default_max_parallelism(std::uint32_t parallelism) {
  WT_REQUIRE(parallelism > 0 && parallelism <= kMaxParallelismLimit, parallelism);
  const std::uint32_t rounded = std::bit_ceil(parallelism + parallelism / 2);
  return std::clamp(rounded, kMaxParallelismDefault, kMaxParallelismLimit);
}

// KG-02 and KG-03 are two roads to one answer; here at the seams of three subtasks (KG-06).
static_assert(range_of({0, 3, 128}) == KeyGroupRange{0, 42} && range_of({1, 3, 128}) == KeyGroupRange{43, 85});
static_assert(owner(KeyGroup{42}, 3, 128) == 0 && owner(KeyGroup{43}, 3, 128) == 1);
static_assert(owner(KeyGroup{85}, 3, 128) == 1 && owner(KeyGroup{86}, 3, 128) == 2);
static_assert(default_max_parallelism(1) == 128 && default_max_parallelism(128) == 256);

}  // namespace wavetank::engine
