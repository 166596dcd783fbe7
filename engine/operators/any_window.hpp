// What all window operators have in common, however they keep their windows.
#pragma once

#include <memory>

#include "engine/core/operator.hpp"
#include "engine/windows/window_spec.hpp"

namespace wavetank::engine {

class AnyWindowOperator : public Operator {
 public:
  [[nodiscard]] virtual WindowCounts counts(const State& state) const = 0;
};

// AlignedWindowOperator where it can run `spec`, else WindowOperator. REQUIRES: is_valid(spec).
[[nodiscard]] std::unique_ptr<AnyWindowOperator> make_window_operator(WindowSpec spec);

}  // namespace wavetank::engine
