// Every form of new and delete that is not replaced here ends in one that is.
#include "tests/memory/live_bytes.hpp"

#include <cstdlib>
#include <new>

#include <malloc.h>

namespace {

std::size_t live = 0;  // tests run in one thread

}  // namespace

void* operator new(std::size_t size) {
  void* const place = std::malloc(size);
  if (place == nullptr) throw std::bad_alloc();
  live += malloc_usable_size(place);
  return place;
}

void operator delete(void* place) noexcept {
  if (place != nullptr) live -= malloc_usable_size(place);
  std::free(place);
}
void operator delete(void* place, std::size_t /*size*/) noexcept { operator delete(place); }

namespace wavetank::testing {

std::size_t live_bytes() { return live; }

}  // namespace wavetank::testing
