// The order of keyed things wherever one is needed (DT-01, DT-02): key group, key bytes, then namespace, none first.
//
// Texts compare by bytes and windows by their bounds, so the order is the same in every run, whatever the ids are.
#pragma once

#include "engine/core/key_groups.hpp"
#include "engine/facts/facts.hpp"
#include "engine/state/tables/keyed_table.hpp"

namespace wavetank::engine {

struct StateOrder {
  const Facts& facts;
  std::uint32_t max_parallelism = kMaxParallelismDefault;

  // Of no key: the first group, where an operator without keys keeps its state.
  [[nodiscard]] KeyGroup group(KeyId key) const {
    return key == kNoKey ? KeyGroup{0} : key_group(facts.keys.hash(key), max_parallelism);
  }
  [[nodiscard]] bool before(const StateName& a, const StateName& b) const {
    if (a.key == b.key) return window_before(a.window, b.window);
    if (a.key == kNoKey || b.key == kNoKey) return a.key == kNoKey;
    const KeyGroup left = group(a.key);
    const KeyGroup right = group(b.key);
    return left != right ? left < right : facts.keys.before(a.key, b.key, facts.texts);
  }

 private:
  [[nodiscard]] bool window_before(WindowId a, WindowId b) const {
    if (a == b || b == kNoWindow) return false;
    return a == kNoWindow || facts.windows.window(a) < facts.windows.window(b);
  }
};

}  // namespace wavetank::engine
