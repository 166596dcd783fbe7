#include "sim/kernel/finding.hpp"

namespace wavetank::sim {
namespace {

// Seconds with nine digits, in integers: the message must be the same on every machine.
std::string in_seconds(SimTime time) {
  constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;
  const std::string fraction = std::to_string(time.ticks() % kNanosecondsPerSecond);
  return std::to_string(time.ticks() / kNanosecondsPerSecond) + "." + std::string(9 - fraction.size(), '0') + fraction +
         " s";
}

std::string step_and_actor(const Place& place) {
  std::string text = "step " + std::to_string(place.step);
  if (!place.actor.empty()) text += ", " + place.actor;
  return text;
}

}  // namespace

Finding too_many_at_one_instant(std::uint64_t count, const Place& place) {
  return Finding(FindingKind::LiveProgress, std::to_string(count) + " events at one instant " + in_seconds(place.time) +
                                                "; " + step_and_actor(place));
}

Finding too_many_steps(std::uint64_t limit, const Place& place) {
  return Finding(FindingKind::LiveProgress, "more than " + std::to_string(limit) + " steps in one run; at " +
                                                in_seconds(place.time) + ", " + step_and_actor(place));
}

}  // namespace wavetank::sim
