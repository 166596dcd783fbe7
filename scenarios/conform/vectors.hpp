// Reading files of recorded vectors, line by line: a header, then one case a line.
//
// Never trusts a file: broken text, wrong shapes, integers beyond 64 bits and depth without end are problems with
// their place. What a family's fields mean is checked by its driver.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.hpp"
#include "scenarios/conform/json_value.hpp"
#include "scenarios/format/problem.hpp"

namespace wavetank::scenarios {

inline constexpr std::size_t kJsonDepthMax = 64;
inline constexpr std::int64_t kVectorFormat = 1;

// A problem's offset is the byte in `text`.
[[nodiscard]] engine::Result<JsonValue> parse_json(std::string_view text);

struct VectorHeader {
  std::string family;
  std::string engine;
  std::string version;
  std::size_t cases = 0;  // as promised; the reader complains if the file has another number
};

struct VectorCase {
  std::string id;
  std::size_t line = 0;
  std::vector<std::string> tags;
  JsonValue config;                                // an object
  std::vector<JsonValue> steps;                    // arrays that start with a name
  std::vector<std::vector<JsonValue>> output;      // rows of each step, arrays in most families
  std::optional<std::vector<JsonValue>> counts{};  // may lack that of a last step that failed
};

class VectorReader {
 public:
  // Reads the header. `name` is what errors call the file.
  VectorReader(std::string name, std::istream& in);

  // Empty if the first line is no header: then there is nothing else to read.
  [[nodiscard]] const std::optional<VectorHeader>& header() const { return header_; }

  // The next case, skipping broken lines; empty at the end of the file.
  [[nodiscard]] std::optional<VectorCase> next();

  // What was wrong so far.
  [[nodiscard]] const std::vector<InputError>& errors() const { return errors_; }

 private:
  void read_header();
  [[nodiscard]] std::optional<JsonValue> next_line();
  [[nodiscard]] std::optional<VectorCase> to_case(const JsonValue& value);
  [[nodiscard]] std::optional<VectorCase> add_steps(const JsonValue& value, VectorCase read);
  void report(std::string pointer, std::string message);
  // Reports and gives nothing back.
  [[nodiscard]] std::optional<VectorCase> refuse(std::string pointer, std::string message);
  void check_end(std::size_t promised);

  std::string name_;
  std::istream& in_;
  std::optional<VectorHeader> header_;
  std::vector<InputError> errors_;
  std::set<std::string> ids_;
  std::size_t line_ = 0;
  std::size_t case_lines_ = 0;
  enum class At : std::uint8_t { Line, BrokenLine, End } at_ = At::Line;
};

}  // namespace wavetank::scenarios
