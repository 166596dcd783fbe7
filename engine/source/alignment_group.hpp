// The coordinators' side of watermark alignment: what the sources of one group report, and up to where they may
// read (WM-34). Each source has a coordinator; those of a group share this.
#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "engine/base/mutant.hpp"
#include "engine/base/time.hpp"

namespace wavetank::engine {

// A source of the group, and one of its subtasks: numbers that the host gives out.
enum class AlignedSource : std::uint32_t {};
enum class AlignedSubtask : std::uint32_t {};

class AlignmentGroup {
 public:
  explicit AlignmentGroup(Mutants mutants = {}) : mutants_(mutants) {}

  // The latest watermark of a subtask, MAX while it is idle or after it ended (WM-33). It may be less than before; the
  // minimum follows. Cost: the subtasks of the source.
  void report(AlignedSource source, AlignedSubtask subtask, EventTime watermark);

  // What to announce to the subtasks of `source`: the group's minimum plus the drift, MAX when that overflows
  // (FLINK-31632). Nothing before one of them has reported. Cost: the sources.
  // `drift`: how far ahead of the slowest source this one may be. REQUIRES: it is not negative (WM-32).
  [[nodiscard]] std::optional<EventTime> max_allowed(AlignedSource source, Millis drift) const;
  // Whether an announcement goes to this subtask, too: only once it has reported.
  [[nodiscard]] bool has_reported(AlignedSource source, AlignedSubtask subtask) const;

  // MIN when no source has told the group anything yet.
  [[nodiscard]] EventTime minimum() const;

  friend bool operator==(const AlignmentGroup&, const AlignmentGroup&) = default;

 private:
  Mutants mutants_;
  std::map<AlignedSource, std::map<AlignedSubtask, EventTime>> reported_;
  std::map<AlignedSource, EventTime> minima_;  // of the sources whose minimum has ever changed
};

}  // namespace wavetank::engine
