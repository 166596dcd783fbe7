// The timers that wait, of all keys and windows of a task (TM-01).
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>

#include "engine/base/ids.hpp"
#include "engine/base/time.hpp"
#include "engine/facts/windows.hpp"
#include "engine/windows/window_assigner_spec.hpp"

namespace wavetank::properties {

// The order is the one in which timers come due; which of two keys is first at the same time is open (TM-02).
struct WaitingTimer {
  engine::TimeDomain domain = engine::TimeDomain::Event;
  std::int64_t time = 0;
  engine::KeyId key = engine::kNoKey;
  engine::Window window;
  friend auto operator<=>(const WaitingTimer&, const WaitingTimer&) = default;
};

class WaitingTimers {
 public:
  // `clock`: what the task's clock shows. Twice the same is one; one that is not there is removed without effect.
  void set(const WaitingTimer& timer, std::int64_t clock) {
    if (!closed_) waiting_.emplace(timer, clock);
  }
  void remove(const WaitingTimer& timer) { waiting_.erase(timer); }
  // From now on, what is set is ignored (BX-04).
  void close() { closed_ = true; }

  // The first of a clock, if there is one.
  [[nodiscard]] std::optional<WaitingTimer> first(engine::TimeDomain domain) const {
    const auto found = first_of(domain);
    if (found == waiting_.end()) return std::nullopt;
    return found->first;
  }
  // When the clock must call for its first timer: a millisecond after its time (TM-07), or at once, if that is over.
  [[nodiscard]] std::optional<std::int64_t> next_call() const {
    const auto found = first_of(engine::TimeDomain::Processing);
    if (found == waiting_.end()) return std::nullopt;
    return std::max(engine::saturating_add(found->first.time, 1), found->second);
  }

 private:
  using Waiting = std::map<WaitingTimer, std::int64_t>;  // with what the clock showed when it was set
  [[nodiscard]] Waiting::const_iterator first_of(engine::TimeDomain domain) const {
    const auto found = waiting_.lower_bound({domain, std::numeric_limits<std::int64_t>::min(), engine::KeyId{}, {}});
    return found == waiting_.end() || found->first.domain != domain ? waiting_.end() : found;
  }

  Waiting waiting_;
  bool closed_ = false;
};

}  // namespace wavetank::properties
