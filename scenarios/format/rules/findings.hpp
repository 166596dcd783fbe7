// What validation finds, without what only follows from errors that are known already.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenarios/format/problem.hpp"
#include "scenarios/format/scenario.hpp"

namespace wavetank::scenarios {

class Findings {
 public:
  Findings(const Scenario& scenario, const std::vector<InputError>& known);

  // Nothing happens if a known error is at `pointer`, around it or inside it.
  void add(const std::string& pointer, std::string message, std::string hint = "");

  // What may stay as it is, but hardly does what was meant.
  void warn(const std::string& pointer, std::string message, std::string hint = "");

  // Whether a known error is at `pointer` or inside it.
  [[nodiscard]] bool is_broken(std::string_view pointer) const;
  // Whether the parts of an array at `pointer` all have a readable `member`, so that a name that is not among
  // theirs is surely unknown.
  [[nodiscard]] bool are_named(const std::string& pointer, std::size_t parts, std::string_view member) const;

  [[nodiscard]] std::vector<InputError> take() { return std::move(errors_); }
  [[nodiscard]] std::vector<InputError> take_warnings() { return std::move(warnings_); }

 private:
  [[nodiscard]] bool is_known(std::string_view pointer) const;
  [[nodiscard]] std::size_t line_of(std::string_view pointer) const;

  std::string file_;
  const std::vector<InputError>* known_;
  std::vector<Origin> origins_;  // of the scenario's parts
  std::vector<InputError> errors_;
  std::vector<InputError> warnings_;
};

// "/inputs/3"
[[nodiscard]] std::string part(std::string_view array, std::size_t index);

// Whether `name` can name an input or an operator: letters, digits, '_' and '-'.
[[nodiscard]] bool is_name(std::string_view name);
// Whether `name` can name a field, so that expressions can use it.
[[nodiscard]] bool is_field_name(std::string_view name);

}  // namespace wavetank::scenarios
