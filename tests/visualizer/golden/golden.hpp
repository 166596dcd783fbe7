// Whether goldens are compared or painted anew.
#pragma once

namespace wavetank::visualizer {

enum class GoldenMode { Compare, Bless };

[[nodiscard]] GoldenMode golden_mode();

}  // namespace wavetank::visualizer
