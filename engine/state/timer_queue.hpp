// The timers of a keyed operator in one time domain (TM-01): identity is (time, key, namespace), the namespace a window
// or none. Setting one twice is one timer; removing one that is not there does nothing.
//
// They come due in the order time, key group, key bytes, window (DT-01). A binary heap over slots that know their
// place, so that a removed timer is gone at once, and an open-addressing index by identity. About 36 bytes a timer.
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
  [[nodiscard]] std::optional<Timer> take_due(std::int64_t limit, const TimerOrder& order);

  [[nodiscard]] std::optional<std::int64_t> next_time() const {
    if (heap_.empty()) return std::nullopt;
    return heap_.front().time;
  }
  [[nodiscard]] std::size_t size() const { return heap_.size(); }
  [[nodiscard]] bool empty() const { return heap_.empty(); }
  // Calls `visit(Timer)` in no order that means anything; it depends on the history alone.
  template <typename Visit>
  void each(const Visit& visit) const {
    for (const Node& node : heap_) visit(timer_of(node));
  }

 private:
  struct Node {
    std::int64_t time;
    std::uint32_t slot;
  };
  struct Slot {
    KeyId key;
    WindowId window;
    std::uint32_t place;  // in the heap
  };
  [[nodiscard]] Timer timer_of(const Node& node) const {
    return {node.time, slots_[node.slot].key, slots_[node.slot].window};
  }
  [[nodiscard]] Timer timer_in(std::uint32_t slot) const { return timer_of(heap_[slots_[slot].place]); }
  [[nodiscard]] bool before(const Node& a, const Node& b, const TimerOrder& order) const {
    if (a.time != b.time) return a.time < b.time;
    return order.before(timer_of(a), timer_of(b));
  }
  void put(std::size_t place, const Node& node) {
    heap_[place] = node;
    slots_[node.slot].place = static_cast<std::uint32_t>(place);
  }
  void sift_up(std::size_t place, const TimerOrder& order);
  void sift_down(std::size_t place, const TimerOrder& order);
  void erase_at(std::size_t place, const TimerOrder& order);

  [[nodiscard]] std::size_t mask() const { return index_.size() - 1; }
  [[nodiscard]] std::size_t home(const Timer& timer) const;
  [[nodiscard]] std::size_t find(const Timer& timer) const;  // in the index: its place, or the empty one for it
  void unlink(std::size_t gap);
  void grow();

  std::vector<Node> heap_;
  std::vector<Slot> slots_;
  std::vector<std::uint32_t> free_;
  std::vector<std::uint32_t> index_;  // slot + 1; 0: empty
};

// Both domains of one operator.
struct KeyedTimers {
  TimerQueue event;
  TimerQueue processing;
};

}  // namespace wavetank::engine
