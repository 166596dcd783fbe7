// Handing blocks of trace events to their readers.
#include "sim/trace/recorder.hpp"

namespace wavetank::sim {

void Recorder::flush() {
  if (block_.empty()) return;
  for (TraceSink* sink : sinks_) sink->on_events(first_, block_, *facts_);
  block_.clear();
}

}  // namespace wavetank::sim
