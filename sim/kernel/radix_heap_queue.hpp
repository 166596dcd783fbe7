// A monotone radix heap: the fast event queue.
//
// Bucket b > 0 holds the events whose time differs from the base first at bit b - 1; bucket 0 those at the base
// itself. Only bucket 0 is popped. When it runs dry, the lowest filled bucket is spread over the ones below it
// and its least time becomes the base, so an event moves at most 63 times, in practice a handful, and every move
// is a sequential read and an append. That is what makes it faster than any heap beyond the caches.
//
// Why it is FIFO without comparing sequences: events of one instant are always in one bucket, spreading keeps
// the order inside a bucket, and appends go to the end. Zero delays need no lane of their own: bucket 0 is it.
//
// The price: no event may be pushed before the base, that is the time of the last pop; and what was popped from
// bucket 0 keeps its room until the bucket runs dry, so an instant costs 16 bytes for each of its steps, which
// the kernel's budget bounds.
#pragma once

#include <array>
#include <bit>
#include <limits>
#include <vector>

#include "sim/kernel/queue.hpp"

namespace wavetank::sim {

class RadixHeapQueue {
 public:
  RadixHeapQueue() { least_.fill(kNoTime); }

  void push(SimTime time, Slot slot) {
    WT_REQUIRE(size_ < kPendingEventsMax, size_);
    const QueueNode node = QueueNode::of(time, sequence_, slot);
    WT_REQUIRE(node.time >= base_, node.time, base_);
    sequence_ += 1;
    size_ += 1;
    place(node);
  }

  QueuedEvent pop() {
    WT_REQUIRE(size_ > 0);
    if (taken_ == buckets_[0].size()) advance();
    const QueueNode first = buckets_[0][taken_];
    taken_ += 1;
    size_ -= 1;
    digest_ = engine::mix(digest_ ^ first.time, first.order);
    return first.event();
  }

  void rewind(SimTime time) {
    WT_REQUIRE(size_ == 0, size_);
    WT_REQUIRE(time.ticks() >= 0, time);
    buckets_[0].clear();
    taken_ = 0;
    base_ = static_cast<std::uint64_t>(time.ticks());
  }

  [[nodiscard]] std::optional<SimTime> next_time() const {
    if (size_ == 0) return std::nullopt;
    if (taken_ != buckets_[0].size()) return SimTime(static_cast<std::int64_t>(base_));
    return SimTime(static_cast<std::int64_t>(least_[lowest_filled()]));
  }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::uint64_t order_digest() const { return digest_; }

 private:
  static constexpr std::size_t kBuckets = 64;  // times have 63 bits
  static constexpr std::uint64_t kNoTime = std::numeric_limits<std::uint64_t>::max();
  // An empty bucket keeps room for so many events. Room for more is given back: as every bucket grows large now and
  // then, they would keep many times the room of the events pending.
  static constexpr std::size_t kKeptNodes = 512;

  // REQUIRES: a bucket above 0 is filled.
  [[nodiscard]] std::size_t lowest_filled() const { return static_cast<std::size_t>(std::countr_zero(filled_)); }

  void place(const QueueNode& node) {
    const auto bucket = static_cast<std::size_t>(std::bit_width(node.time ^ base_));
    buckets_[bucket].push_back(node);
    if (bucket == 0) return;
    filled_ |= std::uint64_t{1} << bucket;
    if (node.time < least_[bucket]) least_[bucket] = node.time;
  }

  // Empties `bucket`, which was read to its end.
  static void release_or_clear(std::vector<QueueNode>& bucket);
  // Makes the least pending time the base and fills bucket 0 with its events. REQUIRES: bucket 0 is used up and
  // another one is filled.
  void advance();

  std::array<std::vector<QueueNode>, kBuckets> buckets_;
  std::array<std::uint64_t, kBuckets> least_;  // the least time in each bucket above 0
  std::uint64_t filled_ = 0;                   // bit b: bucket b > 0 is not empty
  std::size_t taken_ = 0;                      // popped from bucket 0 already
  std::uint64_t base_ = 0;
  std::size_t size_ = 0;
  std::uint64_t sequence_ = 0;
  std::uint64_t digest_ = 0;
};
static_assert(EventQueue<RadixHeapQueue>);

}  // namespace wavetank::sim
