// One aggregate of a node that has some: "sum(value)" under a name.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "engine/windows/aggregate.hpp"

namespace wavetank::scenarios {

struct AggregateSpec {
  std::string name;
  engine::AggregateKind kind = engine::AggregateKind::Count;
  std::string field;   // of all but a count
  std::string reduce;  // of Reduce: an expression of `acc` and `value`
  std::function<std::int64_t(std::int64_t, std::int64_t)>
      fold{};  // instead, from C++: of acc and value, in units of the field
};

}  // namespace wavetank::scenarios
