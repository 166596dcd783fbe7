// Asking for memory before it is needed: rows of many keys come in no order, and each one's counters lie elsewhere.
#pragma once

#include <cstddef>
#include <vector>

namespace wavetank::scenarios {

// A hint to the processor, no access: `address` may be anything.
inline void fetch(const void* address) { __builtin_prefetch(address, 1); }

template <typename T>
void fetch_element(const std::vector<T>& elements, std::size_t at) {
  if (at < elements.size()) fetch(elements.data() + at);
}
template <typename T>
void fetch_last(const std::vector<T>& elements) {
  if (!elements.empty()) fetch(&elements.back());
}

}  // namespace wavetank::scenarios
