// The baseline of the kernel's benchmarks: a 4-ary heap of 16-byte nodes and nothing else. No checks, no digest,
// no limits, no product code, so that it does not become faster or slower with the product.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace wavetank::bench {

class BareHeap {
 public:
  struct Node {
    std::uint64_t time;
    std::uint64_t order;
  };

  void push(std::uint64_t time, std::uint64_t slot) {
    const Node node{time, (sequence_++ << 24) | slot};
    std::size_t index = nodes_.size();
    nodes_.push_back(node);
    while (index > 0) {
      const std::size_t parent = (index - 1) / 4;
      if (!before(node, nodes_[parent])) break;
      nodes_[index] = nodes_[parent];
      index = parent;
    }
    nodes_[index] = node;
  }

  Node pop() {
    const Node first = nodes_[0];
    const Node node = nodes_.back();
    nodes_.pop_back();
    const std::size_t count = nodes_.size();
    std::size_t index = 0;
    while (index * 4 + 1 < count) {
      const std::size_t child = index * 4 + 1;
      const std::size_t end = child + 4 < count ? child + 4 : count;
      std::size_t least = child;
      for (std::size_t other = child + 1; other < end; ++other) {
        if (before(nodes_[other], nodes_[least])) least = other;
      }
      if (!before(nodes_[least], node)) break;
      nodes_[index] = nodes_[least];
      index = least;
    }
    if (count > 0) nodes_[index] = node;
    return first;
  }

 private:
  __extension__ using Wide = unsigned __int128;
  static bool before(const Node& a, const Node& b) {
    return ((static_cast<Wide>(a.time) << 64) | a.order) < ((static_cast<Wide>(b.time) << 64) | b.order);
  }

  std::vector<Node> nodes_;
  std::uint64_t sequence_ = 0;
};

}  // namespace wavetank::bench
