// How far behind the highest event time rows are, by round lengths and by parts of the file: what a recommendation is
// made of and checked with.
//
// The file is cut into parts of equally many rows, whose number stays between 32 and 64 however long it is: two
// neighbours become one when there are too many.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "scenarios/lateness/survey/candidate.hpp"

namespace wavetank::scenarios {

// Rows by round length: [i] are those behind by at most the i-th and by more than the one before it; the last one counts
// what is behind by more than all.
using RoundCounts = std::array<std::uint64_t, 64>;

class DisorderSurvey {
 public:
  // What is known of one row.
  struct Disorder {
    std::int64_t behind_ms = 0;
    std::int64_t guarded_ms = 0;  // the same if no event time counted as later than its arrival
    std::int64_t delay_ms = 0;    // 0 without arrivals
  };
  // `delay_limit_ms`: rows that are delayed by more do not count for `behind_max`.
  explicit DisorderSurvey(std::int64_t delay_limit_ms) : delay_limit_(delay_limit_ms) {}

  void take(const Disorder& row);

  struct Part {
    std::uint64_t rows = 0;
    RoundCounts behind{};
    RoundCounts guarded{};
    std::int64_t behind_max = 0;  // of the rows within the limit of delay
  };
  [[nodiscard]] const std::vector<Part>& parts() const { return parts_; }

  // Of the first `parts`, or of those from `from` on.
  struct Share {
    std::uint64_t rows = 0;
    std::uint64_t within = 0;  // behind by at most the bound
  };
  // REQUIRES: `bound_ms` is a round length; from <= to <= parts().size().
  [[nodiscard]] Share share(std::int64_t bound_ms, std::size_t from, std::size_t to) const;
  // Rows late at the bound that would not be if nothing were ahead of its arrival.
  [[nodiscard]] std::uint64_t late_by_future(std::int64_t bound_ms) const;

 private:
  static constexpr std::size_t kPartsMax = 64;

  void halve();

  std::int64_t delay_limit_;
  std::vector<Part> parts_;
  std::uint64_t part_rows_ = 1;  // of a full part
};

}  // namespace wavetank::scenarios
