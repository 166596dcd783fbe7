// The coordinator's side of watermark alignment: what the sources of one group report, and up to where they may
// read (WM-34).
#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "engine/base/time.hpp"

namespace wavetank::engine {

// A source of the group, and one of its subtasks: numbers that the host gives out.
enum class AlignedSource : std::uint32_t {};
enum class AlignedSubtask : std::uint32_t {};

class AlignmentGroup {
 public:
  // `drift`: how far ahead of the slowest source a source may be; not negative (WM-32).
  explicit AlignmentGroup(Millis drift);

  // The latest watermark of a subtask, MAX while it is idle or after it ended (WM-33). It may be less than before; the
  // minimum follows. Cost: the subtasks of the source.
  void report(AlignedSource source, AlignedSubtask subtask, EventTime watermark);

  // What to announce to the subtasks of `source`: the group's minimum plus the drift, MAX when that overflows
  // (FLINK-31632). Nothing before one of them has reported. Cost: the sources.
  [[nodiscard]] std::optional<EventTime> max_allowed(AlignedSource source) const;

  // MIN when no source has told the group anything yet.
  [[nodiscard]] EventTime minimum() const;

  friend bool operator==(const AlignmentGroup&, const AlignmentGroup&) = default;

 private:
  Millis drift_;
  std::map<AlignedSource, std::map<AlignedSubtask, EventTime>> reported_;
  std::map<AlignedSource, EventTime> minima_;  // of the sources whose minimum has ever changed
};

}  // namespace wavetank::engine
