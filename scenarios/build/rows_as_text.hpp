// Rows as short texts for assertions: "key [start,end) name=value ...", times in milliseconds.
#pragma once

#include <string>

#include "engine/facts/facts.hpp"
#include "scenarios/format/scenario.hpp"

namespace wavetank::build {

// "ada", "12", "true", "null"
[[nodiscard]] std::string text_of(const scenarios::Value& value);

// "-" before a row that takes back, "+" before one that says anew.
[[nodiscard]] std::string row_text(const engine::Facts& facts, engine::RowId row);

}  // namespace wavetank::build
