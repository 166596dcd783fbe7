// A table of counts that becomes an array of buckets when it grows too large.
#include "scenarios/lateness/survey/distribution.hpp"

#include <algorithm>
#include <bit>

#include "engine/base/assert.hpp"
#include "engine/base/mix.hpp"
#include "scenarios/lateness/survey/fetch.hpp"

namespace wavetank::scenarios {
namespace {

constexpr std::size_t kSlotsFirst = 8;
constexpr std::size_t kSmallFrom = 8'192;  // distinct values from which on small ones are counted apart
constexpr std::size_t kSmallValues = 1 << 16;

std::size_t place_of(std::int64_t value, std::size_t slots) {
  return engine::mix(static_cast<std::uint64_t>(value), 0x9e37) & (slots - 1);
}

// Buckets are numbered by the size of their values: those below 2^bits have one each, then every doubling has 2^(bits - 1).
std::int64_t bucket_of(std::int64_t value, unsigned bits) {
  const auto magnitude = value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  const auto width = static_cast<unsigned>(std::bit_width(magnitude));
  const unsigned shift = width > bits ? width - bits : 0;
  const auto number = static_cast<std::int64_t>((std::uint64_t{shift} << (bits - 1)) + (magnitude >> shift));
  return value < 0 ? -number : number;
}

// The greatest value in a bucket.
std::int64_t greatest_in(std::int64_t number, unsigned bits) {
  const auto size = number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
  if (size < (std::uint64_t{1} << bits)) return number;
  const std::uint64_t shift = (size >> (bits - 1)) - 1;
  const std::uint64_t least = (size - (shift << (bits - 1))) << shift;
  if (number < 0) return static_cast<std::int64_t>(0 - least);
  return static_cast<std::int64_t>(least + (std::uint64_t{1} << shift) - 1);
}

}  // namespace

Ranking::Ranking(std::vector<std::pair<std::int64_t, std::uint64_t>> counts, std::int64_t max) : max_(max) {
  std::sort(counts.begin(), counts.end());
  std::uint64_t sum = 0;
  for (const auto& [value, times] : counts) {
    values_.push_back(value);
    up_to_.push_back(sum += times);
  }
}

std::int64_t Ranking::at(Rank rank) const {
  WT_REQUIRE(count() > 0);
  WT_REQUIRE(rank.in > 0 && rank.of <= rank.in);
  const engine::Wide share = engine::Wide{rank.of} * count();
  const auto place = std::max<std::uint64_t>(1, static_cast<std::uint64_t>((share + rank.in - 1) / rank.in));
  const auto found = std::lower_bound(up_to_.begin(), up_to_.end(), place);
  WT_ASSERT(found != up_to_.end());
  return std::min(values_[static_cast<std::size_t>(found - up_to_.begin())], max_);
}

std::uint64_t Ranking::above(std::int64_t threshold) const {
  const auto first = std::upper_bound(values_.begin(), values_.end(), threshold);
  if (first == values_.begin()) return count();
  return count() - up_to_[static_cast<std::size_t>(first - values_.begin()) - 1];
}

std::int64_t Distribution::min() const {
  WT_REQUIRE(count_ > 0);
  return min_;
}

std::int64_t Distribution::max() const {
  WT_REQUIRE(count_ > 0);
  return max_;
}

Ranking Distribution::ranking() const {
  std::vector<std::pair<std::int64_t, std::uint64_t>> counts;
  counts.reserve(distinct_);
  for (const Slot& slot : slots_) {
    if (slot.count > 0) counts.emplace_back(slot.value, slot.count);
  }
  for (std::size_t value = 0; value < small_.size(); ++value) {
    if (small_[value] > 0) counts.emplace_back(static_cast<std::int64_t>(value), small_[value]);
  }
  for (std::size_t i = 0; i < buckets_.size(); ++i) {
    const std::int64_t number = first_bucket_ + static_cast<std::int64_t>(i);
    if (buckets_[i] > 0) counts.emplace_back(greatest_in(number, limits_.bits), buckets_[i]);
  }
  return {std::move(counts), max_};
}

void Distribution::fetch_place(std::int64_t value) const {
  if (buckets_.empty()) return;
  fetch_element(buckets_, static_cast<std::size_t>(bucket_of(value, limits_.bits) - first_bucket_));
}

std::size_t Distribution::find_slot(std::int64_t value) const {
  std::size_t at = place_of(value, slots_.size());
  while (slots_[at].count > 0 && slots_[at].value != value) at = (at + 1) & (slots_.size() - 1);
  return at;
}

void Distribution::insert(std::int64_t value) {
  if (!slots_.empty()) {
    const std::size_t at = find_slot(value);
    if (slots_[at].count > 0 || (distinct_ + 1) * 2 <= slots_.size()) {
      if (slots_[at].count == 0) ++distinct_;
      slots_[at].value = value;
      ++slots_[at].count;
      return;
    }
  }
  if (distinct_ == kSmallFrom && small_.empty() && limits_.distinct_max > kSmallFrom) {
    begin_small();
    if (static_cast<std::uint64_t>(value) < kSmallValues) {
      ++small_[static_cast<std::size_t>(value)];
      return;
    }
  }
  if (distinct_ >= limits_.distinct_max) {
    begin_buckets();
    ++bucket(value);
    return;
  }
  grow();
  slots_[find_slot(value)] = {value, 1};
  ++distinct_;
}

void Distribution::grow() {
  const std::vector<Slot> before = std::move(slots_);
  slots_.assign(std::max(kSlotsFirst, before.size() * 2), Slot{});
  for (const Slot& slot : before) {
    if (slot.count == 0) continue;
    slots_[find_slot(slot.value)] = slot;
  }
}

void Distribution::begin_small() {
  const std::vector<Slot> before = std::move(slots_);
  slots_.assign(before.size(), Slot{});
  small_.assign(kSmallValues, 0);
  distinct_ = 0;
  for (const Slot& slot : before) {
    if (slot.count == 0) continue;
    if (static_cast<std::uint64_t>(slot.value) < kSmallValues) {
      small_[static_cast<std::size_t>(slot.value)] = static_cast<std::uint32_t>(slot.count);
      continue;
    }
    slots_[find_slot(slot.value)] = slot;
    ++distinct_;
  }
}

void Distribution::begin_buckets() {
  const std::vector<Slot> before = std::move(slots_);
  slots_.clear();
  slots_.shrink_to_fit();
  first_bucket_ = bucket_of(min_, limits_.bits);
  buckets_.assign(static_cast<std::size_t>(bucket_of(max_, limits_.bits) - first_bucket_) + 1, 0);
  for (const Slot& slot : before) {
    if (slot.count > 0) bucket(slot.value) += static_cast<std::uint32_t>(slot.count);
  }
  for (std::size_t value = 0; value < small_.size(); ++value) {
    if (small_[value] > 0) bucket(static_cast<std::int64_t>(value)) += small_[value];
  }
  small_.clear();
  small_.shrink_to_fit();
}

std::uint32_t& Distribution::bucket(std::int64_t value) {
  const std::int64_t number = bucket_of(value, limits_.bits);
  if (number < first_bucket_) {
    buckets_.insert(buckets_.begin(), static_cast<std::size_t>(first_bucket_ - number), 0);
    first_bucket_ = number;
  }
  const auto at = static_cast<std::size_t>(number - first_bucket_);
  if (at >= buckets_.size()) buckets_.resize(at + 1);
  return buckets_[at];
}

}  // namespace wavetank::scenarios
