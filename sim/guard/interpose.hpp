// Calls of the C library that a run must not make (guard.hpp says why and how).
#pragma once

namespace wavetank::sim {

// Referring to this keeps the interposed functions in a binary. False where they are off: under sanitizers.
bool keep_interposed();

}  // namespace wavetank::sim
