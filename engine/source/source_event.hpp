// What a source tells its surroundings besides its records: downstream, its reader, its coordinator.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/time/multiplexer.hpp"
#include "engine/time/status.hpp"

namespace wavetank::engine {

enum class SourceEventKind : std::uint8_t {
  Time,         // downstream: a watermark or a status
  SplitIdle,    // one split was found idle; nothing leaves the source for it
  SplitByClock,  // one split has been silent for so long that the clock speaks for it (ClockAdvance)
  Wait,         // the reader: read nothing (WM-35)
  GoOn,         // the reader: read again
  Pause,        // the reader: hold these splits back (WM-36)
  Resume,       // the reader: read these splits again
  CannotPause,  // the reader cannot, and it is not allowed to go on unaligned: the job fails (WM-36)
  Report,       // the coordinator: the latest watermark, MAX while idle or ended (WM-33)
};

struct SourceEvent {
  SourceEventKind kind = SourceEventKind::Time;
  TimeEvent time;                 // of Time; a watermark in Report and SplitByClock
  std::vector<SplitSlot> splits;  // of SplitIdle, SplitByClock, Pause, Resume; allocates only then
};

// In order; the host clears it after each step and keeps its memory.
using SourceEvents = std::vector<SourceEvent>;

inline void append(SourceEvents& events, const TimeEvents& said) {
  for (const TimeEvent& event : said) events.push_back({SourceEventKind::Time, event, {}});
}

}  // namespace wavetank::engine
