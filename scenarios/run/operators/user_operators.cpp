// Making operators that run a user's functions.
#include "engine/operators/process/keyed_process.hpp"
#include "scenarios/run/operators/making.hpp"

namespace wavetank::scenarios {
namespace {

FunctionPlace place_of(const Making& making) {
  return {making.input(), making.output(), add_schema(making.output(), making), making.id()};
}

}  // namespace

Made make(const RecordFunctionNode& node, const Making& making) {
  return std::make_unique<engine::RecordFunctionOperator>(node.make(place_of(making)));
}

Made make(const ProcessFunctionNode& node, const Making& making) {
  return std::make_unique<engine::KeyedProcessOperator>(node.make(place_of(making)));
}

}  // namespace wavetank::scenarios
