#include "sim/kernel/radix_heap_queue.hpp"

namespace wavetank::sim {

void RadixHeapQueue::advance() {
  WT_ASSERT(filled_ != 0, size_);
  buckets_[0].clear();
  taken_ = 0;
  const std::size_t source = lowest_filled();
  WT_ASSERT(least_[source] > base_, least_[source], base_);
  base_ = least_[source];
  filled_ &= filled_ - 1;
  least_[source] = kNoTime;
  for (const QueueNode& node : buckets_[source]) place(node);
  buckets_[source].clear();
  WT_ASSERT(!buckets_[0].empty());
}

}  // namespace wavetank::sim
