// Taking back what is not for the host.
#include "engine/core/effects.hpp"

#include <algorithm>

namespace wavetank::engine {

// The items go, what they name stays where it is: other items count from the lists' beginnings.
std::vector<TimerTag> Effects::take_back_timers(std::size_t from) {
  WT_REQUIRE(from <= order_.size(), from, order_.size());
  std::vector<TimerTag> armed;
  std::size_t kept = from;
  for (std::size_t i = from; i < order_.size(); ++i) {
    const Item item = order_[i];
    const Ask* const asked = item.kind == EffectKind::Asks ? &asks_[item.first] : nullptr;
    if (asked != nullptr && std::holds_alternative<CancelTimer>(*asked)) {
      std::erase(armed, std::get<CancelTimer>(*asked).tag);
    } else if (asked != nullptr && std::holds_alternative<ArmTimer>(*asked)) {
      const TimerTag tag = std::get<ArmTimer>(*asked).tag;
      if (std::ranges::find(armed, tag) == armed.end()) armed.push_back(tag);
    } else {
      order_[kept++] = item;
    }
  }
  order_.resize(kept);
  return armed;
}

void Effects::take_back_controls(std::size_t from) {
  WT_REQUIRE(from <= order_.size(), from, order_.size());
  const auto is_control = [](const Item& item) { return item.kind == EffectKind::Controls; };
  const auto first = order_.begin() + static_cast<std::ptrdiff_t>(from);
  order_.erase(std::remove_if(first, order_.end(), is_control), order_.end());
}

}  // namespace wavetank::engine
