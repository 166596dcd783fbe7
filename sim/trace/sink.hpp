// Who reads a trace while it is made: story, outcome, invariants, archive. They see events in order, in blocks.
#pragma once

#include <span>

#include "engine/facts/facts.hpp"
#include "sim/trace/event.hpp"

namespace wavetank::sim {

class TraceSink {
 public:
  TraceSink() = default;
  TraceSink(const TraceSink&) = delete;
  TraceSink& operator=(const TraceSink&) = delete;
  virtual ~TraceSink() = default;

  // `events` are numbered from `first` on. The facts they name are in `facts`. The block is recycled afterwards.
  virtual void on_events(EventId first, std::span<const TraceEvent> events, const engine::Facts& facts) = 0;
};

}  // namespace wavetank::sim
