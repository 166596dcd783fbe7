// The highest event time as a watermark reads it: over all rows, or the least over the partitions.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace wavetank::scenarios {

// The highest event time so far.
class MergedHigh {
 public:
  [[nodiscard]] std::optional<std::int64_t> high() const { return high_; }
  // Whether it grew.
  bool take(std::int64_t event_ms) {
    if (high_ && event_ms <= *high_) return false;
    high_ = event_ms;
    return true;
  }

 private:
  std::optional<std::int64_t> high_;
};

// The least of the partitions' highest event times (WM-16). A partition counts from its first row on, and none ever goes
// idle: a quiet one holds everything back. What was reached is never taken back.
class PartitionHighs {
 public:
  struct Partition {
    MergedHigh own;
    std::uint64_t holds_back = 0;
    std::int64_t behind_others = 0;
  };

  [[nodiscard]] std::optional<std::int64_t> high() const { return high_; }
  // Whether it grew. `farthest`: the highest event time of all rows, this one too.
  bool take(std::uint32_t partition, std::int64_t event_ms, std::int64_t farthest) {
    if (partition >= partitions_.size()) partitions_.resize(partition + 1);
    Partition& own = partitions_[partition];
    const bool first = !own.own.high().has_value();
    const bool grew = own.own.take(event_ms);
    if ((grew && partition == slowest_) || (first && event_ms < partitions_[slowest_].own.high().value_or(event_ms))) {
      find_slowest();
    }
    Partition& slowest = partitions_[slowest_];
    ++slowest.holds_back;
    const std::int64_t least = *slowest.own.high();
    if (farthest - least > slowest.behind_others) slowest.behind_others = farthest - least;
    if (high_ && least <= *high_) return false;
    high_ = least;
    return true;
  }
  [[nodiscard]] const std::vector<Partition>& partitions() const { return partitions_; }

 private:
  void find_slowest() {
    for (std::size_t i = 0; i < partitions_.size(); ++i) {
      const std::optional<std::int64_t> high = partitions_[i].own.high();
      if (high && *high < *partitions_[slowest_].own.high()) slowest_ = i;
    }
  }

  std::vector<Partition> partitions_;
  std::size_t slowest_ = 0;
  std::optional<std::int64_t> high_;
};

}  // namespace wavetank::scenarios
