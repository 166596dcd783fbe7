// Findings that stop a run from inside: not a bug of the simulator (that is `InvariantViolation`) but something
// about the system under test that makes going on meaningless. Caught at the boundary of a run.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>

#include "sim/kernel/time.hpp"

namespace wavetank::sim {

enum class FindingKind : std::uint8_t {
  LiveProgress,    // the run spends its steps without getting anywhere
  Nondeterminism,  // the same question was answered in two ways, or something forbidden was asked
};

class Finding : public std::runtime_error {
 public:
  Finding(FindingKind kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}
  [[nodiscard]] FindingKind kind() const { return kind_; }

 private:
  FindingKind kind_;
};

// Where the kernel was when a budget ran out. `actor` says whom the event was for: "actor 7", "timer of task 3".
struct Place {
  SimTime time;
  std::uint64_t step = 0;
  std::string actor;  // empty: unknown
};

// "100001 events at one instant 12.000000000 s; step 483112, actor 7"
[[nodiscard]] Finding too_many_at_one_instant(std::uint64_t count, const Place& place);
// "more than 1000000 steps in one run; at 12.000000000 s, step 1000001, actor 7"
[[nodiscard]] Finding too_many_steps(std::uint64_t limit, const Place& place);

}  // namespace wavetank::sim
