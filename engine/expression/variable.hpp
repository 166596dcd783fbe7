// A name that an expression may use: a field of the row, or what the operator adds to it.
#pragma once

#include <cstdint>
#include <string>

#include "engine/facts/schema.hpp"

namespace wavetank::engine {

struct Variable {
  std::string name;
  FieldType type = FieldType::Int64;
  std::uint8_t scale = 0;  // of a decimal
};

}  // namespace wavetank::engine
