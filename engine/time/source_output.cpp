// WM-20: the output is idle only if main and splits are; a watermark un-idles its origin even if it is swallowed.
#include "engine/time/source_output.hpp"

namespace wavetank::engine {

TimeEvents SourceOutput::from_main(const TimeEvent& event) { return forward({event}, main_); }

TimeEvents SourceOutput::from_split_now(SplitSlot split, const TimeEvent& event) {
  return forward(splits_.emit_now(split, event), joined_);
}

TimeEvents SourceOutput::on_tick() { return forward(splits_.on_tick(), joined_); }

TimeEvents SourceOutput::forward(const TimeEvents& events, StreamStatus& origin) {
  TimeEvents passed;
  for (const TimeEvent& event : events) {
    origin = event.kind == TimeEventKind::Idle ? StreamStatus::Idle : StreamStatus::Active;
    const bool all_idle = main_ == StreamStatus::Idle && joined_ == StreamStatus::Idle;
    if (event.kind == TimeEventKind::Idle && !all_idle) continue;
    passed.add(emitter_.on_event(event));
    WT_ASSERT(event.kind != TimeEventKind::Idle || emitter_.status() == StreamStatus::Idle);  // WM-20
  }
  return passed;
}

}  // namespace wavetank::engine
