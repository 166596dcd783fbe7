#include "sim/kernel/radix_heap_queue.hpp"

namespace wavetank::sim {

void RadixHeapQueue::release_or_clear(std::vector<QueueNode>& bucket) {
  if (bucket.capacity() <= kKeptNodes) {
    bucket.clear();
  } else {
    bucket = std::vector<QueueNode>();
  }
}

void RadixHeapQueue::advance() {
  WT_ASSERT(filled_ != 0, size_);
  release_or_clear(buckets_[0]);
  taken_ = 0;
  const std::size_t source = lowest_filled();
  WT_ASSERT(least_[source] > base_, least_[source], base_);
  base_ = least_[source];
  filled_ &= filled_ - 1;
  least_[source] = kNoTime;
  for (const QueueNode& node : buckets_[source]) place(node);
  release_or_clear(buckets_[source]);
  WT_ASSERT(!buckets_[0].empty());
}

}  // namespace wavetank::sim
