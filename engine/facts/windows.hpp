// Interned windows [start, end), so that a trace event can name one in 32 bits.
#pragma once

#include <vector>

#include "engine/base/ids.hpp"
#include "engine/base/mix.hpp"
#include "engine/base/time.hpp"
#include "engine/facts/intern_table.hpp"

namespace wavetank::engine {

// [start, end); its largest contained timestamp, which is also its result's timestamp, is end - 1 (AS-01).
struct Window {
  EventTime start;
  EventTime end;
  [[nodiscard]] constexpr EventTime max() const { return wrapping_subtract(end, Millis{1}); }
  friend constexpr auto operator<=>(const Window&, const Window&) = default;
};

// The one window of a global assigner (AS-12): its largest timestamp is the end of time.
inline constexpr Window kGlobalWindow{EventTime::min(), EventTime::min()};
static_assert(kGlobalWindow.max() == EventTime::max());

class Windows {
 public:
  WindowId intern(const Window& window) {
    const std::uint64_t content =
        mix(static_cast<std::uint64_t>(window.start.ticks()), static_cast<std::uint64_t>(window.end.ticks()) + 0x77ULL);
    const auto same = [&](std::uint32_t id) { return windows_[id] == window; };
    const auto make = [&] {
      windows_.push_back(window);
      contents_.push_back(content);
      return static_cast<std::uint32_t>(windows_.size() - 1);
    };
    return WindowId{table_.find_or_add(content, same, make)};
  }
  [[nodiscard]] const Window& window(WindowId id) const { return windows_[index_of(id)]; }
  [[nodiscard]] std::uint64_t content(WindowId id) const { return contents_[index_of(id)]; }
  [[nodiscard]] std::size_t size() const { return windows_.size(); }

 private:
  std::vector<Window> windows_;
  std::vector<std::uint64_t> contents_;
  InternTable table_;
};

}  // namespace wavetank::engine
