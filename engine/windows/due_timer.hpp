// Timers that come due at one watermark, and the order in which they fire (FLINK.md DT-01): time, key group, key
// bytes, window.
//
// Many are sorted by digits first, whatever the keys look like: comparing two of a hundred thousand keys misses the
// caches, and a sort compares each of them some twenty times. What digits cannot tell apart is left to comparisons.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "engine/windows/pane_table.hpp"

namespace wavetank::engine {

struct DueTimer {
  EventTime time;
  std::uint64_t rank;  // key group and the key's first bytes: decides unless equal
  PaneTable::Slot slot;
  std::uint32_t entry;
};

namespace detail {

// Up to so many are faster sorted by comparisons alone.
inline constexpr std::size_t kDigitsFrom = 512;

// One stable pass over the byte at `shift` of `word(timer)`.
template <typename Word>
void sort_by_digit(std::vector<DueTimer>& timers, std::vector<DueTimer>& scratch, unsigned shift, const Word& word) {
  std::array<std::uint32_t, 257> begins{};
  for (const DueTimer& timer : timers) ++begins[((word(timer) >> shift) & 0xff) + 1];
  for (std::size_t digit = 1; digit < begins.size(); ++digit) begins[digit] += begins[digit - 1];
  scratch.resize(timers.size());
  for (const DueTimer& timer : timers) scratch[begins[(word(timer) >> shift) & 0xff]++] = timer;
  timers.swap(scratch);
}

// Stable passes over all bytes in which the timers differ, the last first.
template <typename Word>
void sort_by_word(std::vector<DueTimer>& timers, std::vector<DueTimer>& scratch, const Word& word) {
  std::uint64_t differing = 0;
  for (const DueTimer& timer : timers) differing |= word(timer) ^ word(timers.front());
  for (unsigned shift = 0; shift < 64; shift += 8) {
    if (((differing >> shift) & 0xff) != 0) sort_by_digit(timers, scratch, shift, word);
  }
}

}  // namespace detail

// `before` is the whole order; it must agree with (time, rank) where they differ.
template <typename Before>
void sort_due(std::vector<DueTimer>& timers, std::vector<DueTimer>& scratch, const Before& before) {
  if (timers.size() < detail::kDigitsFrom) {
    std::sort(timers.begin(), timers.end(), before);
    return;
  }
  detail::sort_by_word(timers, scratch, [](const DueTimer& timer) { return timer.rank; });
  detail::sort_by_word(timers, scratch, [](const DueTimer& timer) {
    return static_cast<std::uint64_t>(timer.time.ticks()) ^ (std::uint64_t{1} << 63);
  });
  for (auto first = timers.begin(); first != timers.end();) {
    const auto differs = [&](const DueTimer& timer) { return timer.time != first->time || timer.rank != first->rank; };
    const auto last = std::find_if(first, timers.end(), differs);
    if (last - first > 1) std::sort(first, last, before);
    first = last;
  }
}

}  // namespace wavetank::engine
