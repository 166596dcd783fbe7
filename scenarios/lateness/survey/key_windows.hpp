// Which keys have which windows: a set that forgets what is gone when it would grow.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/base/mix.hpp"
#include "scenarios/lateness/survey/fetch.hpp"

namespace wavetank::scenarios {

class KeyWindows {
 public:
  // Whether it is new. Windows that start before `gone_before` may be forgotten.
  bool add(std::uint32_t key, std::int64_t start, std::int64_t gone_before) {
    if ((used_ + 1) * 2 > slots_.size()) rebuild(gone_before);
    std::size_t at = place_of(key, start);
    while (slots_[at].used) {
      if (slots_[at].key == key && slots_[at].start == start) return false;
      at = (at + 1) & (slots_.size() - 1);
    }
    slots_[at] = {start, key, true};
    ++used_;
    return true;
  }

  void fetch_place(std::uint32_t key, std::int64_t start) const {
    if (!slots_.empty()) fetch(&slots_[place_of(key, start)]);
  }

 private:
  struct Slot {
    std::int64_t start = 0;
    std::uint32_t key = 0;
    bool used = false;
  };

  [[nodiscard]] std::size_t place_of(std::uint32_t key, std::int64_t start) const {
    return engine::mix(static_cast<std::uint64_t>(start), key) & (slots_.size() - 1);
  }

  void rebuild(std::int64_t gone_before) {
    std::vector<Slot> live;
    for (const Slot& slot : slots_) {
      if (slot.used && slot.start >= gone_before) live.push_back(slot);
    }
    std::size_t size = 64;
    while (size < live.size() * 4) size *= 2;
    slots_.assign(size, Slot{});
    used_ = live.size();
    for (const Slot& slot : live) {
      std::size_t at = place_of(slot.key, slot.start);
      while (slots_[at].used) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = slot;
    }
  }

  std::vector<Slot> slots_;
  std::size_t used_ = 0;
};

}  // namespace wavetank::scenarios
