// What is worth stopping at: late and dropped records, firings, faults, statuses, violations. And what is worth a line
// in the log.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "scenarios/explain/recording.hpp"

namespace wavetank::visualizer {

enum class LandmarkKind : std::uint8_t {
  Fire,  // on time or early
  FireLate,
  Late,  // a record behind its window's end, accepted
  Drop,
  Side,
  Status,     // idle, active, end of a source
  Fault,      // begin and end
  Failure,    // of the job
  Violation,  // of an invariant, as the judge said
};
inline constexpr int kLandmarkKinds = 9;

struct Landmark {
  sim::EventId id{};
  sim::SimTime at;
  LandmarkKind kind = LandmarkKind::Fire;
};

// Invariant: both vectors are in the order of event numbers, without repetition.
struct Landmarks {
  std::vector<Landmark> all;
  std::vector<sim::EventId> told;  // lines of the log: decisions, and what task decided them
};

// `violations` are event numbers from a verdict, in any order.
[[nodiscard]] Landmarks find_landmarks(const scenarios::Recording& recording, std::span<const sim::EventId> violations);

// The closest landmark after or before `from`, not at it.
[[nodiscard]] std::optional<Landmark> next_landmark(const Landmarks& landmarks, sim::EventId from);
[[nodiscard]] std::optional<Landmark> previous_landmark(const Landmarks& landmarks, sim::EventId from);

// What a picture of a whole run looks at when nobody says where: the last drop, else the last late firing, else the
// last firing, else the last record that joined a window, else the last event. None in an empty recording.
[[nodiscard]] std::optional<sim::EventId> most_interesting(const scenarios::Recording& recording,
                                                           const Landmarks& landmarks);

}  // namespace wavetank::visualizer
