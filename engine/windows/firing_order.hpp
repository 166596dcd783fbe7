// The order in which the entries of one window fire (DT-01): by key group, then the key's bytes.
//
// Many are sorted by digits first, whatever the keys look like: comparing two of a hundred thousand keys misses the
// caches, and a sort compares each of them some twenty times. What digits cannot tell apart is left to comparisons.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace wavetank::engine {

struct DueEntry {
  std::uint64_t rank;   // key group and the key's first bytes: decides unless equal
  std::uint32_t place;  // in its pane
};

namespace detail {

// Up to so many are faster sorted by comparisons alone.
inline constexpr std::size_t kDigitsFrom = 512;

// Stable passes over all bytes in which the ranks differ, the last first.
inline void sort_by_rank(std::vector<DueEntry>& due, std::vector<DueEntry>& scratch) {
  std::uint64_t differing = 0;
  for (const DueEntry& entry : due) differing |= entry.rank ^ due.front().rank;
  for (unsigned shift = 0; shift < 64; shift += 8) {
    if (((differing >> shift) & 0xff) == 0) continue;
    std::array<std::uint32_t, 257> begins{};
    for (const DueEntry& entry : due) ++begins[((entry.rank >> shift) & 0xff) + 1];
    for (std::size_t digit = 1; digit < begins.size(); ++digit) begins[digit] += begins[digit - 1];
    scratch.resize(due.size());
    for (const DueEntry& entry : due) scratch[begins[(entry.rank >> shift) & 0xff]++] = entry;
    due.swap(scratch);
  }
}

}  // namespace detail

// `before` is the whole order; it must agree with the ranks where they differ.
template <typename Before>
void sort_due(std::vector<DueEntry>& due, std::vector<DueEntry>& scratch, const Before& before) {
  if (due.size() < detail::kDigitsFrom) {
    std::sort(due.begin(), due.end(), before);
    return;
  }
  detail::sort_by_rank(due, scratch);
  for (auto first = due.begin(); first != due.end();) {
    const auto last = std::find_if(first, due.end(), [&](const DueEntry& entry) { return entry.rank != first->rank; });
    if (last - first > 1) std::sort(first, last, before);
    first = last;
  }
}

}  // namespace wavetank::engine
