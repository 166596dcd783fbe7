// Partial watermarks and their combination: the common ground of the inputs of one operator and of the splits of
// one source (WM-16, WM-17, WM-27).
//
// Changing a part and recomputing are two steps, because deferred outputs change many parts and recompute once
// per tick (WM-18). The combined value never goes back: a part that returns behind it blocks progress.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/base/mutant.hpp"
#include "engine/time/least_of.hpp"
#include "engine/time/status.hpp"

namespace wavetank::engine {

// What a new watermark or a recomputation did to a value.
enum class Growth : std::uint8_t { None, Grew };

class PartialWatermarks {
 public:
  // Slots 0 to count - 1 are present from the start, active, with MIN.
  explicit PartialWatermarks(std::size_t count = 0, Mutants mutants = {});

  // A slot must be absent to be added and present for all else; it may be added again after it was removed.
  void add(std::size_t slot);
  void remove(std::size_t slot);
  [[nodiscard]] bool has(std::size_t slot) const;

  // A part never regresses; any watermark makes it active, even one that does not grow (WM-17).
  Growth set_watermark(std::size_t slot, EventTime watermark);
  void set_status(std::size_t slot, StreamStatus status);

  // The least of the active parts; with none active the greatest of all (FLINK-38454, WM-16). With no part at
  // all nothing changes, not even the status (WM-19). O(1); O(slots) while all are idle.
  Growth recompute();

  [[nodiscard]] EventTime combined() const { return combined_; }
  // As of the last recomputation.
  [[nodiscard]] StreamStatus status() const { return status_; }
  [[nodiscard]] EventTime watermark_of(std::size_t slot) const;
  [[nodiscard]] StreamStatus status_of(std::size_t slot) const;

  friend bool operator==(const PartialWatermarks&, const PartialWatermarks&) = default;

 private:
  enum class Presence : std::uint8_t { Absent, Active, Idle };
  struct Part {
    EventTime watermark = EventTime::min();
    Presence presence = Presence::Absent;
    friend bool operator==(const Part&, const Part&) = default;
  };

  [[nodiscard]] EventTime greatest() const;
  void wake(std::size_t slot);

  std::vector<Part> parts_;
  LeastOf active_;
  std::size_t present_count_ = 0;
  std::size_t active_count_ = 0;
  EventTime combined_ = EventTime::min();
  StreamStatus status_ = StreamStatus::Active;
  Mutants mutants_;
};

}  // namespace wavetank::engine
