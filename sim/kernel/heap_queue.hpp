// A 4-ary heap: the obvious event queue, and the one that the fast queue is held equal to.
//
// O(log n) per operation; four children of 16 bytes are one cache line. Beyond the caches it loses to the radix
// heap by several times, which is why it is not the default.
#pragma once

#include <algorithm>
#include <vector>

#include "sim/kernel/queue.hpp"

namespace wavetank::sim {

class HeapQueue {
 public:
  void push(SimTime time, Slot slot) {
    WT_REQUIRE(nodes_.size() < kPendingEventsMax, nodes_.size());
    WT_REQUIRE(time >= last_, time, last_);
    nodes_.push_back(QueueNode::of(time, sequence_, slot));
    sequence_ += 1;
    sift_up(nodes_.size() - 1);
  }

  QueuedEvent pop() {
    WT_REQUIRE(!nodes_.empty());
    const QueueNode first = nodes_.front();
    nodes_.front() = nodes_.back();
    nodes_.pop_back();
    if (!nodes_.empty()) sift_down();
    last_ = first.event().time;
    digest_ = engine::mix(digest_ ^ first.time, first.order);
    return first.event();
  }

  void rewind(SimTime time) {
    WT_REQUIRE(nodes_.empty(), nodes_.size());
    last_ = time;
  }

  [[nodiscard]] std::optional<SimTime> next_time() const {
    if (nodes_.empty()) return std::nullopt;
    return nodes_.front().event().time;
  }
  [[nodiscard]] std::size_t size() const { return nodes_.size(); }
  [[nodiscard]] std::uint64_t order_digest() const { return digest_; }

 private:
  static constexpr std::size_t kArity = 4;

  void sift_up(std::size_t index) {
    const QueueNode node = nodes_[index];
    while (index > 0) {
      const std::size_t parent = (index - 1) / kArity;
      if (!(node < nodes_[parent])) break;
      nodes_[index] = nodes_[parent];
      index = parent;
    }
    nodes_[index] = node;
  }

  void sift_down() {
    const std::size_t count = nodes_.size();
    const QueueNode node = nodes_.front();
    std::size_t index = 0;
    for (std::size_t first = 1; first < count; first = index * kArity + 1) {
      const std::size_t last = std::min(first + kArity, count);
      std::size_t least = first;
      for (std::size_t child = first + 1; child < last; ++child) {
        if (nodes_[child] < nodes_[least]) least = child;
      }
      if (!(nodes_[least] < node)) break;
      nodes_[index] = nodes_[least];
      index = least;
    }
    nodes_[index] = node;
  }

  std::vector<QueueNode> nodes_;
  SimTime last_;  // of the last pop
  std::uint64_t sequence_ = 0;
  std::uint64_t digest_ = 0;
};
static_assert(EventQueue<HeapQueue>);

}  // namespace wavetank::sim
