// Choosing a window operator.
#include "engine/operators/any_window.hpp"

#include "engine/operators/aligned_window.hpp"
#include "engine/operators/window.hpp"

namespace wavetank::engine {

std::unique_ptr<AnyWindowOperator> make_window_operator(WindowSpec spec) {
  if (is_aligned(spec)) return std::make_unique<AlignedWindowOperator>(std::move(spec));
  return std::make_unique<WindowOperator>(std::move(spec));
}

}  // namespace wavetank::engine
