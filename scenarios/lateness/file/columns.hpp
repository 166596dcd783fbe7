// Which column of a table is what: as the user named them, else guessed by their names.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "scenarios/format/problem.hpp"

namespace wavetank::scenarios {

// Empty: guess. "none": the file has none, whatever its columns are called.
struct ColumnNames {
  std::string event;
  std::string arrival;
  std::string key;
  std::string partition;
  std::string offset;
};

struct Column {
  std::size_t at = 0;
  std::string name;
  bool guessed = false;
};

struct Columns {
  Column event;
  std::optional<Column> arrival;    // none: the order of the rows is the arrival
  std::optional<Column> key;        // none: all rows are of one key
  std::optional<Column> partition;  // none: one partition
  std::optional<Column> offset;
  std::vector<InputError> errors;  // a name that is not there, or no column for the event time
};

// `file` is for messages.
[[nodiscard]] Columns find_columns(const ColumnNames& names, std::span<const std::string> header,
                                   const std::string& file);

}  // namespace wavetank::scenarios
