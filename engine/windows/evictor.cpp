// The evictors' rules.
#include "engine/windows/evictor.hpp"

#include <algorithm>

#include "engine/base/assert.hpp"

namespace wavetank::engine {

namespace {

// Keeps the order on both sides.
template <typename Goes>
void move_out(std::vector<Element>& elements, std::vector<Element>& evicted, const Goes& goes) {
  std::size_t kept = 0;
  for (const Element& element : elements) {
    if (goes(element)) {
      evicted.push_back(element);
    } else {
      elements[kept++] = element;
    }
  }
  elements.resize(kept);
}

}  // namespace

void evict(const EvictorSpec& spec, const Rows& rows, std::vector<Element>& elements, std::vector<Element>& evicted) {
  if (elements.empty()) return;
  switch (spec.kind) {
    case EvictorKind::None: return;
    case EvictorKind::Count: {
      const auto keep = static_cast<std::size_t>(std::max<std::int64_t>(spec.count, 0));
      if (elements.size() <= keep) return;
      const auto first = elements.end() - static_cast<std::ptrdiff_t>(keep);
      evicted.insert(evicted.end(), elements.begin(), first);
      elements.erase(elements.begin(), first);
      return;
    }
    case EvictorKind::Time: {
      if (elements.front().time == EventTime::min()) return;  // the first one carries no timestamp
      EventTime newest = elements.front().time;
      for (const Element& element : elements) newest = std::max(newest, element.time);
      const EventTime cutoff = wrapping_subtract(newest, spec.size);
      move_out(elements, evicted, [&](const Element& element) { return element.time <= cutoff; });
      return;
    }
    case EvictorKind::Delta: {
      const std::int64_t last = rows.bits(elements.back().row, spec.field);
      const auto threshold = static_cast<std::uint64_t>(std::max<std::int64_t>(spec.threshold, 0));
      move_out(elements, evicted,
               [&](const Element& element) { return distance(rows.bits(element.row, spec.field), last) >= threshold; });
      return;
    }
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(spec.kind));
}

}  // namespace wavetank::engine
