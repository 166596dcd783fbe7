// The kinds of changelog rows, as vectors write them.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "engine/facts/schema.hpp"
#include "scenarios/conform/fields.hpp"

namespace wavetank::scenarios {

inline constexpr std::array<std::string_view, 4> kVectorRowKinds = {"+I", "-U", "+U", "-D"};  // in the order of RowKind

// Another word is refused, and reads as an insert.
[[nodiscard]] inline engine::RowKind row_kind_at(VectorFields& fields, std::size_t element) {
  const auto kind = std::ranges::find(kVectorRowKinds, fields.text(element));
  if (kind != kVectorRowKinds.end()) return static_cast<engine::RowKind>(kind - kVectorRowKinds.begin());
  fields.refuse(element, "expected +I, -U, +U or -D");
  return engine::RowKind::Insert;
}

[[nodiscard]] inline JsonValue row_kind_text(engine::RowKind kind) {
  return JsonValue::text(kVectorRowKinds[static_cast<std::size_t>(kind)]);
}

}  // namespace wavetank::scenarios
