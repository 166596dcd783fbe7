// A table read row by row in constant memory: CSV with a header, or JSON lines (an object a line).
//
// Which of the two is told by the first byte. The columns of JSON lines are the members of the first object; what later
// objects have besides is ignored, what they lack is empty, and so is null. Cells are views that hold until the next step.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "scenarios/format/problem.hpp"
#include "scenarios/input/csv.hpp"

namespace wavetank::scenarios {

class TableReader {
 public:
  // "-" is standard input.
  [[nodiscard]] static std::unique_ptr<TableReader> open(const std::string& path);
  TableReader() = default;
  TableReader(const TableReader&) = delete;
  TableReader& operator=(const TableReader&) = delete;
  virtual ~TableReader() = default;

  // Nothing can be read; error() says why.
  [[nodiscard]] virtual bool failed() const = 0;
  [[nodiscard]] virtual std::span<const std::string> header() const = 0;
  // REQUIRES: the last step was Row or Broken, or there was none; and !failed().
  [[nodiscard]] virtual CsvStep next() = 0;
  // As many cells as the header has.
  [[nodiscard]] virtual std::span<const std::string_view> row() const = 0;
  [[nodiscard]] virtual std::size_t line() const = 0;
  // REQUIRES: failed(), or the last step was Broken or Failed.
  [[nodiscard]] virtual const InputError& error() const = 0;
  [[nodiscard]] virtual std::size_t bytes_taken() const = 0;
  // "CSV", "JSON lines"
  [[nodiscard]] virtual std::string_view format() const = 0;
};

}  // namespace wavetank::scenarios
