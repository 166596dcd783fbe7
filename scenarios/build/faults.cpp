#include "scenarios/build/faults.hpp"

#include <utility>

namespace wavetank::build {
namespace {

sim::SimDuration simulated(Length length) { return sim::milliseconds(length.count()); }

Fault on(scenarios::FaultKind kind, std::string target, Length gap = {}) {
  Fault fault;
  fault.spec.kind = kind;
  fault.spec.target = std::move(target);
  fault.spec.gap = simulated(gap);
  return fault;
}

std::string transport_of(const std::string& input) { return input + " -> log"; }

}  // namespace

Fault Fault::at(Length time) const {
  Fault fault = *this;
  fault.spec.at = sim::SimTime{simulated(time).count};
  return fault;
}
Fault Fault::lasting(Length length) const {
  Fault fault = *this;
  fault.spec.duration = simulated(length);
  return fault;
}
Fault Fault::with_chance(sim::Ratio chance) const {
  Fault fault = *this;
  fault.spec.chance = chance;
  return fault;
}
Fault Fault::with_copies(std::uint32_t copies) const {
  Fault fault = *this;
  fault.spec.copies = copies;
  return fault;
}

Fault clog(const std::string& from, const std::string& to) {
  return on(scenarios::FaultKind::LinkClog, from + " -> " + to);
}
Fault stall(std::string task) { return on(scenarios::FaultKind::ThreadStall, std::move(task)); }
Fault duplicate(const std::string& input, Length gap) {
  return on(scenarios::FaultKind::LinkDuplicate, transport_of(input), gap);
}
Fault reorder(const std::string& input, Length gap) {
  return on(scenarios::FaultKind::LinkReorder, transport_of(input), gap);
}
Fault lose(const std::string& input, Length gap) {
  return on(scenarios::FaultKind::LinkLoss, transport_of(input), gap);
}

}  // namespace wavetank::build
