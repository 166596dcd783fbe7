// Functions of a user's, in C++: JSON cannot say them. Made by the builder (scenarios/build/).
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/facts/schema.hpp"
#include "engine/operators/process/process_function.hpp"
#include "engine/operators/record_function.hpp"

namespace wavetank::scenarios {

// What a function is told when it is made: the fields that come, and the schema of the rows that it makes.
struct FunctionPlace {
  std::vector<engine::Field> takes;
  std::vector<engine::Field> makes;
  engine::SchemaId schema{};
  std::string id{};  // of its node, for messages
};

// What the fields of a function's node are.
enum class FunctionFields : std::uint8_t {
  All,   // all fields of what it makes; none: those it takes
  More,  // those that it adds behind the ones it takes
};

// Called for each record (engine/operators/record_function.hpp).
struct RecordFunctionNode {
  std::vector<engine::Field> fields;
  std::function<std::unique_ptr<engine::RecordFunction>(const FunctionPlace&)> make;
  FunctionFields which = FunctionFields::All;
};

// Called for each record and timer, with state by key.
struct ProcessFunctionNode {
  std::string key;
  std::vector<engine::Field> fields;
  std::function<std::unique_ptr<engine::ProcessFunction>(const FunctionPlace&)> make;
};

}  // namespace wavetank::scenarios
