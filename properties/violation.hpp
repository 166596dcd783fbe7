// What an invariant found: the two places of a trace that contradict each other, and how.
#pragma once

#include <compare>
#include <string>

#include "sim/trace/event.hpp"

namespace wavetank::properties {

// `first` is the event that makes a promise or states a fact, `second` the one by which it is seen to be broken.
// Of something missing, `second` is the event by which it should have happened.
struct Violation {
  sim::EventId second{};
  sim::EventId first{};
  std::string id;    // of the invariant, as in the register: "win-on-time-once"
  std::string text;  // "[0,10) of key a fired on time at #412 and again at #871"

  // By position: the place where it shows comes first, then its counterpart, then the invariant.
  friend auto operator<=>(const Violation&, const Violation&) = default;
};

// "win-on-time-once: [0,10) of key a fired on time at #412 and again at #871"
[[nodiscard]] inline std::string to_text(const Violation& violation) { return violation.id + ": " + violation.text; }

}  // namespace wavetank::properties
