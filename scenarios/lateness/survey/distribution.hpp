// How often each value was seen, in bounded memory.
//
// Exact up to `distinct_max` distinct values, in a table, and an array for small ones once there are many: most delays are
// short, and their counters stay in the processor's cache. Beyond that, values are counted in buckets by their leading bits:
// ranks stay exact, and a percentile is at most one part in 2^(bits - 1) too high. Least and greatest are always exact.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace wavetank::scenarios {

struct DistributionLimits {
  std::size_t distinct_max = 1 << 18;
  unsigned bits = 9;
};
// For many: of each hour, and of each key.
inline constexpr DistributionLimits kMediumDistribution{4'096, 8};
inline constexpr DistributionLimits kSmallDistribution{64, 5};

// A share of all values, for nearest rank: 999 of 1000.
struct Rank {
  std::uint64_t of = 0;
  std::uint64_t in = 1;
};
inline constexpr Rank kP50{50, 100};
inline constexpr Rank kP90{90, 100};
inline constexpr Rank kP99{99, 100};
inline constexpr Rank kP999{999, 1000};

// Values in rising order with their counts, and the counts summed up. What is asked of a distribution when it is whole.
class Ranking {
 public:
  Ranking(std::vector<std::pair<std::int64_t, std::uint64_t>> counts, std::int64_t max);

  // Nearest rank: the value at place ceil(of / in * count) of all values in rising order, at least the first.
  // REQUIRES: there is a value.
  [[nodiscard]] std::int64_t at(Rank rank) const;
  // How many values are above `threshold`.
  [[nodiscard]] std::uint64_t above(std::int64_t threshold) const;
  [[nodiscard]] std::uint64_t count() const { return up_to_.empty() ? 0 : up_to_.back(); }
  [[nodiscard]] const std::vector<std::int64_t>& values() const { return values_; }

 private:
  std::vector<std::int64_t> values_;
  std::vector<std::uint64_t> up_to_;  // how many are at most values_[i]
  std::int64_t max_;
};

class Distribution {
 public:
  explicit Distribution(DistributionLimits limits = {}) : limits_(limits) {}

  void add(std::int64_t value) {
    ++count_;
    if (value < min_) min_ = value;
    if (value > max_) max_ = value;
    if (static_cast<std::uint64_t>(value) < small_.size())
      ++small_[static_cast<std::size_t>(value)];
    else if (buckets_.empty())
      insert(value);
    else
      ++bucket(value);
  }

  // Where `value` will be counted, if that is an array.
  void fetch_place(std::int64_t value) const;

  [[nodiscard]] std::uint64_t count() const { return count_; }
  [[nodiscard]] bool exact() const { return buckets_.empty(); }
  // REQUIRES: count() > 0.
  [[nodiscard]] std::int64_t min() const;
  [[nodiscard]] std::int64_t max() const;
  [[nodiscard]] Ranking ranking() const;

 private:
  struct Slot {
    std::int64_t value = 0;
    std::uint64_t count = 0;  // 0: free
  };

  // That of `value`, or the free one where it belongs. REQUIRES: there are slots.
  [[nodiscard]] std::size_t find_slot(std::int64_t value) const;
  void insert(std::int64_t value);
  void grow();
  void begin_small();
  void begin_buckets();
  [[nodiscard]] std::uint32_t& bucket(std::int64_t value);

  DistributionLimits limits_;
  std::vector<Slot> slots_;  // open addressing, a power of two, at most half full; empty once there are buckets
  std::vector<std::uint32_t> small_;    // by value; empty while few values are known, and once there are buckets
  std::vector<std::uint32_t> buckets_;  // a file has at most 2^32 rows (survey.hpp)
  std::int64_t first_bucket_ = 0;       // the number of buckets_[0]
  std::size_t distinct_ = 0;
  std::uint64_t count_ = 0;
  std::int64_t min_ = std::numeric_limits<std::int64_t>::max();
  std::int64_t max_ = std::numeric_limits<std::int64_t>::min();
};

}  // namespace wavetank::scenarios
