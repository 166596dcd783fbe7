// How invariants of tables say what they found.
#pragma once

#include <string_view>

#include "properties/invariants/all.hpp"
#include "properties/invariants/tables/folding.hpp"

namespace wavetank::properties {

// "pairs/0 said (a, 1) twice because of #7, and must once (#7, #9)"
[[nodiscard]] Violation violation_of(std::string_view id, const TableMismatch& mismatch, const TableOfTask& task,
                                     const Evidence& evidence);
[[nodiscard]] Violation violation_of(std::string_view id, const WrongRefusal& refusal, const TableOfTask& task,
                                     const Evidence& evidence);

[[nodiscard]] bool is_join(const TableOfTask& task, const Evidence& evidence);

}  // namespace wavetank::properties
