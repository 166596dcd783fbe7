// What may go wrong in a run, as values: the faults that JSON has (docs/SCENARIOS.md, Links and faults).
//
//   p.fault(clog("clicks", "log").at(20s).lasting(5s));
//   p.fault(duplicate("clicks").with_chance({1, 10}));
#pragma once

#include <string>

#include "scenarios/build/windows.hpp"
#include "scenarios/format/scenario.hpp"

namespace wavetank::build {

struct Fault {
  scenarios::FaultSpec spec;

  [[nodiscard]] Fault at(Length time) const;         // of simulated time; else from the start
  [[nodiscard]] Fault lasting(Length length) const;  // a clog and a stall need it; the others else last to the end
  [[nodiscard]] Fault with_chance(sim::Ratio chance) const;     // per message; else each
  [[nodiscard]] Fault with_copies(std::uint32_t copies) const;  // of a duplicate
};

// Nothing passes from one to the other until it is lifted, then all in order.
[[nodiscard]] Fault clog(const std::string& from, const std::string& to);
// An operator's task does nothing: "window-1/0", or all tasks of "window-1".
[[nodiscard]] Fault stall(std::string task);
// Of an input's transport: copies that follow by `gap`; messages held back by it; lost ones sent again after it.
[[nodiscard]] Fault duplicate(const std::string& input, Length gap = {});
[[nodiscard]] Fault reorder(const std::string& input, Length gap);
[[nodiscard]] Fault lose(const std::string& input, Length gap);

}  // namespace wavetank::build
