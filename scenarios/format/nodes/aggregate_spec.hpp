// One aggregate of a node that has some: "sum(value)" under a name.
#pragma once

#include <string>

#include "engine/windows/aggregate.hpp"

namespace wavetank::scenarios {

struct AggregateSpec {
  std::string name;
  engine::AggregateKind kind = engine::AggregateKind::Count;
  std::string field;   // of all but a count
  std::string reduce;  // of Reduce: an expression of `acc` and `value`
};

}  // namespace wavetank::scenarios
