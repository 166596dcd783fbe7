// What somebody might configure: a bound of out-of-orderness and an allowed lateness; and round lengths of time.
//
// The rule of every count here: the watermark behind a highest event time h is h - bound - 1, and it moves after each row.
// A window whose last instant is `last` has passed if last <= watermark, and is gone if last + lateness <= watermark. With
// the margin m = h - last - 1 that is m >= bound, and m >= bound + lateness (WM-02, WO-02, WO-03).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace wavetank::scenarios {

struct Candidate {
  std::int64_t bound_ms = 0;
  std::int64_t lateness_ms = 0;

  // From this margin on a window is gone.
  [[nodiscard]] std::int64_t horizon_ms() const { return bound_ms + lateness_ms; }
  friend bool operator==(const Candidate&, const Candidate&) = default;
};

inline constexpr std::size_t kCandidatesMax = 64;

// 0, then 1 ms to ten years in steps that people use: 1, 2, 5, 10, 20, 30 s and so on.
[[nodiscard]] std::span<const std::int64_t> round_lengths();
// The least round length that is not below `length`; the greatest of all if none is. Milliseconds.
[[nodiscard]] std::int64_t rounded_up_length(std::int64_t length);

// By horizon and then by bound, without repetitions.
[[nodiscard]] std::vector<Candidate> in_order(std::vector<Candidate> candidates);

// Every bound with every lateness, in order.
[[nodiscard]] std::vector<Candidate> candidates_of(const std::vector<std::int64_t>& bounds,
                                                   const std::vector<std::int64_t>& latenesses);

}  // namespace wavetank::scenarios
