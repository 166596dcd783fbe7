// The words of one list, in blocks of a few hundred: to add or remove one in the middle moves its block's part behind
// it, not all of the list. Most lists are short and lie in one block.
//
// Cost: O(n / 256) to find a place, a move of at most 4 KiB to change it. 16 bytes a word.
#pragma once

#include <algorithm>
#include <numeric>
#include <vector>

#include "engine/state/tables/value_table.hpp"

namespace wavetank::engine {

class WordList {
 public:
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] StampedWord& at(std::size_t place) {
    const Place found = locate(place);
    return blocks_[found.block][found.offset];
  }
  [[nodiscard]] const StampedWord& at(std::size_t place) const {
    const Place found = locate(place);
    return blocks_[found.block][found.offset];
  }
  // Calls `visit` with each word, in order.
  template <typename Visit>
  void each(const Visit& visit) const {
    for (const Block& block : blocks_) std::ranges::for_each(block, visit);
  }
  template <typename Visit>
  void each(const Visit& visit) {
    for (Block& block : blocks_) std::ranges::for_each(block, visit);
  }
  // How many words, from the first on, `is_before` holds of. REQUIRES: none behind one of which it does not.
  template <typename IsBefore>
  [[nodiscard]] std::size_t count_before(const IsBefore& is_before) const {
    const auto block =
        std::partition_point(blocks_.begin(), blocks_.end(), [&](const Block& all) { return is_before(all.back()); });
    const std::size_t ahead = std::accumulate(blocks_.begin(), block, std::size_t{0},
                                              [](std::size_t sum, const Block& all) { return sum + all.size(); });
    if (block == blocks_.end()) return ahead;
    const auto end = std::partition_point(block->begin(), block->end(), is_before);
    return ahead + static_cast<std::size_t>(end - block->begin());
  }

  void push_back(const StampedWord& word) {
    if (blocks_.empty() || blocks_.back().size() == kBlockWords) blocks_.emplace_back();
    blocks_.back().push_back(word);
    ++size_;
  }
  // Ahead of what stands at `place` now.
  void insert(std::size_t place, const StampedWord& word) {
    WT_REQUIRE(place <= size_, place, size_);
    if (place == size_) return push_back(word);
    Place found = locate(place);
    if (blocks_[found.block].size() == kBlockWords) {
      split(found.block);
      found = locate(place);
    }
    Block& block = blocks_[found.block];
    block.insert(block.begin() + static_cast<std::ptrdiff_t>(found.offset), word);
    ++size_;
  }
  void erase(std::size_t place) {
    const Place found = locate(place);
    Block& block = blocks_[found.block];
    block.erase(block.begin() + static_cast<std::ptrdiff_t>(found.offset));
    --size_;
    const bool has_next = found.block + 1 < blocks_.size();
    if (has_next && block.size() + blocks_[found.block + 1].size() <= kBlockWords / 2) {
      const Block& next = blocks_[found.block + 1];
      block.insert(block.end(), next.begin(), next.end());
      remove_block(found.block + 1);
    } else if (block.empty()) {
      remove_block(found.block);
    }
  }
  template <typename Goes>
  void erase_if(const Goes& goes) {
    for (Block& block : blocks_) size_ -= std::erase_if(block, goes);
    std::erase_if(blocks_, [](const Block& block) { return block.empty(); });
  }
  void keep_first(std::size_t count) {
    WT_REQUIRE(count <= size_, count, size_);
    while (size_ > count) {
      Block& last = blocks_.back();
      const std::size_t gone = std::min(last.size(), size_ - count);
      last.resize(last.size() - gone);
      size_ -= gone;
      if (last.empty()) blocks_.pop_back();
    }
  }
  void clear() {
    blocks_.clear();
    size_ = 0;
  }

 private:
  using Block = std::vector<StampedWord>;  // never empty
  static constexpr std::size_t kBlockWords = 256;

  struct Place {
    std::size_t block;
    std::size_t offset;
  };
  [[nodiscard]] Place locate(std::size_t place) const {
    WT_ASSERT(place < size_, place, size_);
    std::size_t block = 0;
    while (place >= blocks_[block].size()) place -= blocks_[block++].size();
    return {block, place};
  }
  // The later half becomes a block of its own.
  void split(std::size_t at) {
    const auto half = static_cast<std::ptrdiff_t>(blocks_[at].size() / 2);
    Block later(blocks_[at].begin() + half, blocks_[at].end());
    blocks_[at].erase(blocks_[at].begin() + half, blocks_[at].end());
    WT_ASSERT(!later.empty() && !blocks_[at].empty(), later.size());
    blocks_.insert(blocks_.begin() + static_cast<std::ptrdiff_t>(at) + 1, std::move(later));
  }
  void remove_block(std::size_t at) { blocks_.erase(blocks_.begin() + static_cast<std::ptrdiff_t>(at)); }

  std::vector<Block> blocks_;
  std::size_t size_ = 0;
};

}  // namespace wavetank::engine
