// The contents of every window as a trace tells them: what was added to it, when it spoke, when its state went.
//
// Several invariants judge firings by these, and not by the oracle, so that a wrong decision about lateness is blamed
// once and not again for everything that follows from it.
#pragma once

#include <vector>

#include "properties/invariants/additions.hpp"

namespace wavetank::properties {

// One life of a window of one key: from its first record to the end of its state.
struct Lifetime {
  engine::KeyId key = engine::kNoKey;
  engine::Window window;
  std::vector<Addition> adds;
  std::vector<sim::EventId> fires;  // win.fire
  std::optional<sim::EventId> clear;
};

// By key and window, then time. Judged positions only.
[[nodiscard]] std::vector<Lifetime> lifetimes_of(const WindowTask& task, const Evidence& evidence);

// The task's own advances, as the trace has them.
struct TracedAdvance {
  sim::EventId at{};
  engine::EventTime before;
  engine::EventTime to;
};
[[nodiscard]] std::vector<TracedAdvance> traced_advances(const WindowTask& task, const Evidence& evidence);

// The advance that lifts the watermark to `time` or beyond; none if there is none.
[[nodiscard]] std::optional<TracedAdvance> reaching(engine::EventTime time, const std::vector<TracedAdvance>& advances);

}  // namespace wavetank::properties
