// A block's events as columns: time, cause, kind, actor, and one column for each sort of part.
//
// Columns of like things compress better than rows, and better than a stronger codec would. Blocks do not lean on
// each other: a guess is taken from events of the same block only, so any block can be read alone.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "sim/trace/archive/bytes.hpp"
#include "sim/trace/archive/shape.hpp"

namespace wavetank::sim {

// What the next event of each kind is guessed from, and where its cause is looked up.
class Guesses {
 public:
  // `events` begins with number `first`; what is before `next` is known.
  Guesses(const TraceEvent* events, std::uint32_t first) : events_(events), first_(first) {}

  // Where a part of `event` is guessed from: a word that `part_of` was asked for.
  [[nodiscard]] std::uint64_t guess(const TraceEvent& event, const Part& part, std::size_t index) const {
    if (comes_from_cause(part.sort) && event.cause >= first_) {
      const TraceEvent& cause = events_[event.cause - first_];
      const Shape& there = shape(cause.kind);
      const std::uint8_t at = there.first[static_cast<std::size_t>(part.sort)];
      if (at != kNoPart) return part_of(cause, there.parts[at]);
    }
    return last_[static_cast<std::size_t>(event.kind)][index];
  }
  void saw(EventKind kind, std::size_t index, std::uint64_t word) {
    last_[static_cast<std::size_t>(kind)][index] = word;
  }

 private:
  const TraceEvent* events_;
  std::uint32_t first_;
  std::array<std::array<std::uint64_t, kPartsMax>, kEventKinds> last_{};
};

class ColumnWriter {
 public:
  // Appends the columns of `events`, numbered from `first`, to `out`.
  // REQUIRES: each cause is 0 or the number of an earlier event.
  void encode(std::uint32_t first, std::span<const TraceEvent> events, ByteWriter& out);

 private:
  void write_parts(std::uint32_t first, std::span<const TraceEvent> events);

  ByteWriter times_;
  ByteWriter causes_;
  ByteWriter kinds_;
  ByteWriter actors_;
  std::array<ByteWriter, kSorts> parts_;
};

// Takes apart what `encode` made of `count` events. Returns what is wrong with it, or nothing; `events` holds the
// block afterwards iff nothing is.
[[nodiscard]] std::string_view decode_columns(std::string_view payload, std::uint32_t first, std::uint32_t count,
                                              std::vector<TraceEvent>& events);

}  // namespace wavetank::sim
