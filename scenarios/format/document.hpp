// A JSON document as plain values that know their line. Members keep their order: it is the order of a result's
// fields. Made by `parse_document`, the only place that sees the JSON library.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/format/problem.hpp"

namespace wavetank::scenarios {

enum class JsonKind : std::uint8_t {
  Null,
  Boolean,
  Integer,  // fits an int64
  Natural,  // does not, but a uint64
  Real,     // any other number; kept as it is written
  Text,
  Array,
  Object,
};

struct JsonNode {
  JsonKind kind = JsonKind::Null;
  bool boolean = false;
  std::size_t line = 0;
  std::int64_t integer = 0;
  std::uint64_t natural = 0;       // of Natural, and of an Integer that is not negative
  std::string text;                // of Text, and of Real
  std::vector<JsonNode> items;     // of Array, and the members' values of Object
  std::vector<std::string> names;  // of Object's members, possibly with repetitions

  [[nodiscard]] const JsonNode* find(std::string_view name) const;
};

struct Document {
  JsonNode root;
  std::optional<InputError> error;  // not JSON, or beyond a limit; then there is no root
};

[[nodiscard]] Document parse_document(std::string_view text, const std::string& file_name);

// The line of the value that `pointer` names, or of the innermost value around it that is there.
[[nodiscard]] std::size_t line_of(const JsonNode& root, std::string_view pointer);

// `name` as a part of a JSON pointer.
[[nodiscard]] std::string escaped(std::string_view name);

}  // namespace wavetank::scenarios
