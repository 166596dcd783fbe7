// The blocks of a timer queue.
#include "engine/state/timer_queue.hpp"

#include <algorithm>
#include <cstdint>
#include <span>

#include "engine/state/state_order.hpp"

namespace wavetank::engine {

bool TimerOrder::before(const Timer& a, const Timer& b) const {
  if (a.time != b.time) return a.time < b.time;
  return StateOrder{facts, max_parallelism}.before({a.key, a.window}, {b.key, b.window});
}

namespace {

// Of timers that lie the last one first: how many come due after `time`. Without a branch that could be foretold wrongly,
// which is half of what a search by comparisons costs.
std::size_t count_after(std::span<const Timer> timers, std::int64_t time) {
  std::size_t first = 0;
  std::size_t left = timers.size();
  const Timer* const all = timers.data();
  while (left > 1) {
    const std::size_t half = left / 2;
    first += all[first + half - 1].time > time ? half : 0;
    left -= half;
  }
  return first + (left == 1 && all[first].time > time ? 1 : 0);
}

// The same of the whole order: by time first, and only timers of one instant by their keys.
std::size_t count_after(std::span<const Timer> timers, const Timer& timer, const TimerOrder& order) {
  const std::size_t first = count_after(timers, timer.time);
  if (first == timers.size() || timers[first].time != timer.time) return first;
  const std::size_t last = timer.time == INT64_MIN ? timers.size() : count_after(timers, timer.time - 1);
  const auto found = std::lower_bound(
      timers.begin() + static_cast<std::ptrdiff_t>(first), timers.begin() + static_cast<std::ptrdiff_t>(last), timer,
      [&](const Timer& there, const Timer& wanted) { return order.before(wanted, there); });
  return static_cast<std::size_t>(found - timers.begin());
}

}  // namespace

// The block that has the timer or would have it: the first that does not come due wholly after it.
std::size_t TimerQueue::block_for(const Timer& timer, const TimerOrder& order) const {
  return std::min(count_after(firsts_, timer, order), blocks_.size() - 1);
}

std::size_t TimerQueue::place_in(const Block& block, const Timer& timer, const TimerOrder& order) {
  return count_after(block, timer, order);
}

bool TimerQueue::set(const Timer& timer, const TimerOrder& order) {
  if (blocks_.empty()) {
    add_block(0, {timer});
    ++size_;
    return true;
  }
  std::size_t at = block_for(timer, order);
  std::size_t place = place_in(blocks_[at], timer, order);
  if (place < blocks_[at].size() && blocks_[at][place] == timer) return false;
  ++size_;
  if (blocks_[at].size() == kBlockTimers) {
    // Mostly timers are set for later and later: full blocks are left full behind them.
    if (at == 0 && place == 0) {
      add_block(0, {timer});
      return true;
    }
    split(at);
    if (place > blocks_[at].size()) {
      place -= blocks_[at].size();
      ++at;
    }
  }
  blocks_[at].insert(blocks_[at].begin() + static_cast<std::ptrdiff_t>(place), timer);
  firsts_[at] = blocks_[at].back();
  return true;
}

bool TimerQueue::remove(const Timer& timer, const TimerOrder& order) {
  if (blocks_.empty()) return false;
  const std::size_t at = block_for(timer, order);
  const std::size_t place = place_in(blocks_[at], timer, order);
  if (place == blocks_[at].size() || blocks_[at][place] != timer) return false;
  erase(at, place);
  return true;
}

std::optional<Timer> TimerQueue::take_due(std::int64_t limit) {
  if (blocks_.empty() || blocks_.back().back().time > limit) return std::nullopt;
  const Timer timer = blocks_.back().back();
  erase(blocks_.size() - 1, blocks_.back().size() - 1);
  return timer;
}

void TimerQueue::add_block(std::size_t at, Block block) {
  WT_ASSERT(!block.empty() && at <= blocks_.size(), at, blocks_.size());
  WT_ASSERT(firsts_.size() == blocks_.size(), firsts_.size(), blocks_.size());
  const auto offset = static_cast<std::ptrdiff_t>(at);
  firsts_.insert(firsts_.begin() + offset, block.back());
  blocks_.insert(blocks_.begin() + offset, std::move(block));
}

// The later half becomes a block of its own, before this one.
void TimerQueue::split(std::size_t at) {
  const auto half = static_cast<std::ptrdiff_t>(kBlockTimers / 2);
  Block& block = blocks_[at];
  WT_ASSERT(block.size() == kBlockTimers, block.size());
  Block later;
  later.reserve(kBlockTimers);
  later.assign(block.begin(), block.begin() + half);
  block.erase(block.begin(), block.begin() + half);
  WT_ASSERT(later.size() + block.size() == kBlockTimers, later.size(), block.size());
  add_block(at, std::move(later));
}

void TimerQueue::erase(std::size_t at, std::size_t place) {
  Block& block = blocks_[at];
  WT_ASSERT(size_ > 0 && place < block.size(), size_, place, block.size());
  block.erase(block.begin() + static_cast<std::ptrdiff_t>(place));
  --size_;
  if (block.empty()) {
    const auto offset = static_cast<std::ptrdiff_t>(at);
    blocks_.erase(blocks_.begin() + offset);
    firsts_.erase(firsts_.begin() + offset);
    return;
  }
  firsts_[at] = block.back();
  if (block.size() <= kBlockTimers / 4) join_with_next(at);
}

// Where most timers are removed again, blocks that are nearly empty become one.
void TimerQueue::join_with_next(std::size_t at) {
  if (at + 1 >= blocks_.size() || blocks_[at].size() + blocks_[at + 1].size() > kBlockTimers / 2) return;
  Block& next = blocks_[at + 1];
  blocks_[at].insert(blocks_[at].end(), next.begin(), next.end());
  const auto offset = static_cast<std::ptrdiff_t>(at);
  blocks_.erase(blocks_.begin() + offset + 1);
  firsts_.erase(firsts_.begin() + offset);
}

}  // namespace wavetank::engine
