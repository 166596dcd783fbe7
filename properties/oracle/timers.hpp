// The timers that wait, of all keys and windows of a task (TM-01).
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <set>

#include "engine/base/ids.hpp"
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
  // Twice the same is one; one that is not there is removed without effect.
  void set(const WaitingTimer& timer) {
    if (!closed_) waiting_.insert(timer);
  }
  void remove(const WaitingTimer& timer) { waiting_.erase(timer); }

  // From now on, what is set is ignored (BX-04).
  void close() { closed_ = true; }

  // The first of a clock, if there is one.
  [[nodiscard]] std::optional<WaitingTimer> first(engine::TimeDomain domain) const {
    const auto found = waiting_.lower_bound({domain, std::numeric_limits<std::int64_t>::min(), engine::KeyId{}, {}});
    if (found == waiting_.end() || found->domain != domain) return std::nullopt;
    return *found;
  }

 private:
  std::set<WaitingTimer> waiting_;
  bool closed_ = false;
};

}  // namespace wavetank::properties
