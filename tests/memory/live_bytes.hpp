// The allocator hook: how many bytes this program holds, as the allocator counts them, not as it was asked for them.
#pragma once

#include <cstddef>

namespace wavetank::testing {

[[nodiscard]] std::size_t live_bytes();

}  // namespace wavetank::testing
