// The evictors' rules.
#include "engine/windows/evictor.hpp"

#include <algorithm>

#include "engine/base/assert.hpp"

namespace wavetank::engine {

void evict(const EvictorSpec& spec, const Rows& rows, std::vector<Element>& elements) {
  if (elements.empty()) return;
  switch (spec.kind) {
    case EvictorKind::None: return;
    case EvictorKind::Count: {
      const auto keep = static_cast<std::size_t>(std::max<std::int64_t>(spec.count, 0));
      if (elements.size() <= keep) return;
      elements.erase(elements.begin(), elements.end() - static_cast<std::ptrdiff_t>(keep));
      return;
    }
    case EvictorKind::Time: {
      if (elements.front().time == EventTime::min()) return;  // the first one carries no timestamp
      EventTime newest = elements.front().time;
      for (const Element& element : elements) newest = std::max(newest, element.time);
      const EventTime cutoff = wrapping_subtract(newest, spec.size);
      std::erase_if(elements, [&](const Element& element) { return element.time <= cutoff; });
      return;
    }
    case EvictorKind::Delta: {
      const std::int64_t last = rows.bits(elements.back().row, spec.field);
      const auto threshold = static_cast<std::uint64_t>(std::max<std::int64_t>(spec.threshold, 0));
      std::erase_if(elements, [&](const Element& element) {
        return distance(rows.bits(element.row, spec.field), last) >= threshold;
      });
      return;
    }
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(spec.kind));
}

}  // namespace wavetank::engine
