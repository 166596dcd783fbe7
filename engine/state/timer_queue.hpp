// The timers of a keyed operator in one time domain (TM-01): identity is (time, key, namespace), the namespace a window
// or none. Setting one twice is one timer; removing one that is not there does nothing.
//
// They come due in the order time, key group, key bytes, window (DT-01). They lie in that order, the first at the very
// end, in blocks of a few hundred: setting and removing is a search and a short move within a block, taking the first
// one is free. Since the order is total, the place of a timer is its identity, and no index is needed beside it:
// 16 to 32 bytes a timer, 64 where most were removed again. (A binary heap with an index by identity was twice as slow and took 38.)
//
// Cost: O(log n) comparisons to set and to remove, O(1) to take.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/ids.hpp"
#include "engine/core/key_groups.hpp"
#include "engine/facts/facts.hpp"

namespace wavetank::engine {

struct Timer {
  std::int64_t time = 0;  // milliseconds of its domain
  KeyId key = kNoKey;
  WindowId window = kNoWindow;
  friend bool operator==(const Timer&, const Timer&) = default;
};

// What the order of timers of equal time depends on.
struct TimerOrder {
  const Facts& facts;
  std::uint32_t max_parallelism;
  [[nodiscard]] bool before(const Timer& a, const Timer& b) const;
};

class TimerQueue {
 public:
  // Returns whether it is new.
  bool set(const Timer& timer, const TimerOrder& order);
  // Returns whether it was there.
  bool remove(const Timer& timer, const TimerOrder& order);
  // Takes the first timer at or before `limit`.
  [[nodiscard]] std::optional<Timer> take_due(std::int64_t limit);

  [[nodiscard]] std::optional<std::int64_t> next_time() const {
    if (blocks_.empty()) return std::nullopt;
    return blocks_.back().back().time;
  }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  // Calls `visit(Timer)` for each, in the order in which they come due.
  template <typename Visit>
  void each(const Visit& visit) const {
    for (auto block = blocks_.rbegin(); block != blocks_.rend(); ++block) {
      for (auto timer = block->rbegin(); timer != block->rend(); ++timer) visit(*timer);
    }
  }

 private:
  using Block = std::vector<Timer>;  // never empty; the first to come due last
  static constexpr std::size_t kBlockTimers = 256;

  [[nodiscard]] std::size_t block_for(const Timer& timer, const TimerOrder& order) const;
  [[nodiscard]] static std::size_t place_in(const Block& block, const Timer& timer, const TimerOrder& order);
  void add_block(std::size_t at, Block block);
  void split(std::size_t at);
  void erase(std::size_t at, std::size_t place);
  void join_with_next(std::size_t at);

  std::vector<Block> blocks_;  // the first to come due last
  std::vector<Timer> firsts_;  // blocks_[i].back(), side by side: found without a look into the blocks
  std::size_t size_ = 0;
};

// Both domains of one operator.
struct KeyedTimers {
  TimerQueue event;
  TimerQueue processing;
};

}  // namespace wavetank::engine
