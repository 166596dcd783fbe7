// Evaluates expressions, of a reduce or a join's condition, from their text, for the oracle (the language: engine/expression/expression.hpp).
//
// Two stacks and no program: every call reads the text from its beginning. Covers numbers of every kind, truth values
// and null. Texts are not covered: then there is no answer, and that aggregate is not judged.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

namespace wavetank::properties {

struct Reduced {
  std::optional<std::int64_t> value;  // none: null
  friend bool operator==(const Reduced&, const Reduced&) = default;
};

// What a name stands for; none: it is not covered.
using NamedValue = std::function<std::optional<Reduced>(std::string_view)>;
// Any expression over names.
[[nodiscard]] std::optional<Reduced> evaluated(std::string_view expression, const NamedValue& named);

// `acc` and `value` by their cells' bits: a decimal's in units of its scale, as its literals are.
[[nodiscard]] std::optional<Reduced> reduce_once(std::string_view expression, std::int64_t acc, std::int64_t value);

}  // namespace wavetank::properties
