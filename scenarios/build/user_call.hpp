// Calls of a user's functions: what they throw is told with the operator and the row that they were given.
#pragma once

#include <exception>
#include <memory>
#include <stdexcept>
#include <string>

#include "engine/core/operator.hpp"
#include "engine/operators/process/process_function.hpp"
#include "scenarios/build/rows_as_text.hpp"

namespace wavetank::build {

// A function of the user's threw. `what` names operator, row and its own words.
class UserFunctionFailed : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

[[nodiscard]] inline std::string failure_text(const std::string& id, const std::string& given, const char* words) {
  return "the function of " + id + " threw, given " + given + ": " + words;
}

// REQUIRES: the record has a row.
template <typename Call>
auto call_user(const std::string& id, const engine::Facts& facts, const engine::Record& record, const Call& call) {
  try {
    return call();
  } catch (const UserFunctionFailed&) {
    throw;
  } catch (const std::exception& thrown) {
    const std::string time =
        record.time == engine::EventTime::min() ? "" : " at " + std::to_string(record.time.ticks()) + " ms";
    throw UserFunctionFailed(failure_text(id, "\"" + row_text(facts, record.row) + "\"" + time, thrown.what()));
  }
}

// The same function, whose failures are told.
[[nodiscard]] std::unique_ptr<engine::ProcessFunction> told_when_it_fails(
    std::unique_ptr<engine::ProcessFunction> function, std::string id);

}  // namespace wavetank::build
