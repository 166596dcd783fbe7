// Schemas: the named, typed fields of a row.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wavetank::engine {

enum class FieldType : std::uint8_t {
  Int64,
  Decimal,    // an int64 and the scale of its field
  Text,       // interned
  Bytes,      // interned
  Boolean,    // 0 or 1
  Timestamp,  // event time, milliseconds
  Opaque,     // a double of the user's: carried as bits, refused in arithmetic, comparison and keys
};

// What a field of a window's result stands for, so that sinks and pictures need no naming convention.
enum class FieldRole : std::uint8_t { Plain, Key, WindowStart, WindowEnd };

struct Field {
  std::string name;
  FieldType type = FieldType::Int64;
  FieldRole role = FieldRole::Plain;
  std::uint8_t scale = 0;  // of a decimal
  friend bool operator==(const Field&, const Field&) = default;
};

struct Schema {
  std::string name;
  std::vector<Field> fields;  // at most kFieldsMax

  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view field) const {
    for (std::uint32_t i = 0; i < fields.size(); ++i) {
      if (fields[i].name == field) return i;
    }
    return std::nullopt;
  }
  friend bool operator==(const Schema&, const Schema&) = default;
};

inline constexpr std::size_t kFieldsMax = 48;  // one bit each in a row's null mask

// What a row does to the table that a stream of rows describes.
enum class RowKind : std::uint8_t { Insert, UpdateBefore, UpdateAfter, Delete };

}  // namespace wavetank::engine
