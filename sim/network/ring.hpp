// A first-in first-out buffer in one block of memory that is reused; copies as a value.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/base/assert.hpp"

namespace wavetank::sim {

template <typename T>
class Ring {
 public:
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] std::size_t size() const { return size_; }

  void push(const T& value) {
    if (size_ == cells_.size()) grow();
    cells_[(head_ + size_) & (cells_.size() - 1)] = value;
    ++size_;
  }
  // REQUIRES: !empty().
  [[nodiscard]] T& front() {
    WT_REQUIRE(size_ > 0);
    return cells_[head_];
  }
  [[nodiscard]] T& back() {
    WT_REQUIRE(size_ > 0);
    return cells_[(head_ + size_ - 1) & (cells_.size() - 1)];
  }
  T pop() {
    WT_REQUIRE(size_ > 0);
    const T value = cells_[head_];
    head_ = (head_ + 1) & (cells_.size() - 1);
    --size_;
    return value;
  }
  T pop_back() {
    const T value = back();
    --size_;
    return value;
  }

 private:
  void grow() {
    std::vector<T> larger(cells_.empty() ? 8 : cells_.size() * 2);
    for (std::size_t i = 0; i < size_; ++i) larger[i] = cells_[(head_ + i) & (cells_.size() - 1)];
    cells_ = std::move(larger);
    head_ = 0;
  }

  std::vector<T> cells_;  // a power of two
  std::size_t head_ = 0;
  std::size_t size_ = 0;
};

}  // namespace wavetank::sim
