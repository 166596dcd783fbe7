// Reads a CSV file row by row, plain, gzip or zstd, in constant memory.
//
// RFC 4180: a header row, commas, fields in double quotes where needed, "" for a quote, LF or CRLF. Every row has as
// many fields as the header. A line without anything on it is skipped. Not understood: other separators, comments,
// encodings other than UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/format/problem.hpp"
#include "scenarios/input/lines.hpp"

namespace wavetank::scenarios {

// A row with all its quoted lines has at most kLineBytesMax.
inline constexpr std::size_t kCsvColumnsMax = 4'096;

enum class CsvStep : std::uint8_t {
  Row,     // row() has it
  Broken,  // this row is wrong, error() says how; the next may be asked for
  Failed,  // the same, and nothing more can be read
  End,
};

class CsvReader {
 public:
  // Opens the file, or standard input for "-", and reads its header. Afterwards failed() says whether that went well.
  explicit CsvReader(const std::string& path);
  // The same of lines that are open already; `path` is for messages.
  CsvReader(LineReader lines, const std::string& path);
  CsvReader(CsvReader&&) noexcept;
  CsvReader& operator=(CsvReader&&) noexcept;
  ~CsvReader();

  [[nodiscard]] bool failed() const;
  [[nodiscard]] std::span<const std::string> header() const;
  // The column of that name.
  [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;

  // REQUIRES: the last step was Row or Broken, or there was none; and !failed().
  [[nodiscard]] CsvStep next();

  // The fields of the last row; views that hold until the next step.
  [[nodiscard]] std::span<const std::string_view> row() const;
  // The line on which the last row began, from 1.
  [[nodiscard]] std::size_t line() const;
  // REQUIRES: failed(), or the last step was Broken or Failed.
  [[nodiscard]] const InputError& error() const;
  // Bytes of the file that are behind us, about.
  [[nodiscard]] std::size_t bytes_taken() const { return text_.bytes_taken(); }

 private:
  struct Parsed;
  LineReader text_;
  std::unique_ptr<Parsed> parsed_;
};

}  // namespace wavetank::scenarios
