// The rows of one key that one side of a join keeps: by event time, then by arrival.
//
// They lie side by side, the oldest first; rows are taken from the front mostly, so the front moves and what is free
// before it is given back from time to time. 16 bytes a row.
#pragma once

#include <algorithm>
#include <vector>

#include "engine/base/assert.hpp"
#include "engine/base/ids.hpp"
#include "engine/base/time.hpp"

namespace wavetank::engine {

struct BufferedRow {
  EventTime time;
  RowId row = kNoRow;
};

class SideBuffer {
 public:
  void add(const BufferedRow& kept) {
    if (rows_.size() == front_ || rows_.back().time <= kept.time) {
      rows_.push_back(kept);
      return;
    }
    rows_.insert(std::upper_bound(begin(), rows_.end(), kept.time,
                                  [](EventTime time, const BufferedRow& row) { return time < row.time; }),
                 kept);
  }
  // Takes all rows of this very time away; returns how many.
  std::size_t remove(EventTime time) {
    const auto first = lower_bound(time);
    auto last = first;
    while (last != rows_.end() && last->time == time) ++last;
    const auto removed = static_cast<std::size_t>(last - first);
    if (first != begin()) {
      rows_.erase(first, last);
      return removed;
    }
    front_ += removed;
    WT_ASSERT(front_ <= rows_.size(), front_);
    if (front_ * 2 >= rows_.size()) {
      rows_.erase(rows_.begin(), begin());
      front_ = 0;
    }
    return removed;
  }
  // Takes all rows away; returns how many.
  std::size_t clear() {
    const std::size_t removed = size();
    rows_.clear();
    front_ = 0;
    return removed;
  }
  // Calls `visit` with each row from `from` to `to`, both included.
  template <typename Visit>
  void each(EventTime from, EventTime to, const Visit& visit) const {
    for (auto row = lower_bound(from); row != rows_.end() && row->time <= to; ++row) visit(*row);
  }
  // A hint to the caches, nothing else: what came last will be read, or something put behind it.
  void hint_last() const {
    if (!rows_.empty()) __builtin_prefetch(&rows_.back(), 1);
  }
  [[nodiscard]] std::size_t size() const { return rows_.size() - front_; }
  [[nodiscard]] bool empty() const { return size() == 0; }

 private:
  using Rows = std::vector<BufferedRow>;
  [[nodiscard]] Rows::iterator begin() { return rows_.begin() + static_cast<std::ptrdiff_t>(front_); }
  [[nodiscard]] Rows::const_iterator begin() const { return rows_.begin() + static_cast<std::ptrdiff_t>(front_); }
  [[nodiscard]] Rows::iterator lower_bound(EventTime time) {
    return std::lower_bound(begin(), rows_.end(), time, before);
  }
  [[nodiscard]] Rows::const_iterator lower_bound(EventTime time) const {
    return std::lower_bound(begin(), rows_.end(), time, before);
  }
  static bool before(const BufferedRow& row, EventTime time) { return row.time < time; }

  Rows rows_;
  std::size_t front_ = 0;  // the first row that is still there
};

}  // namespace wavetank::engine
