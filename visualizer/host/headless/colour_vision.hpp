// What a picture looks like to eyes that see fewer colours, for goldens that keep the palette honest.
//
// The matrices are those of Machado, Oliveira and Fernandes (2009) at full severity, applied to linear light.
// They simulate; they are not a diagnosis, and no picture is ever shown to users through them.
#pragma once

#include "visualizer/host/headless/image.hpp"

namespace wavetank::visualizer {

enum class ColourVision {
  Normal,
  Deuteranopia,  // no medium-wavelength cones: red and green merge
  Protanopia,    // no long-wavelength cones: red turns dark and merges with green
  Tritanopia,    // no short-wavelength cones: blue and yellow merge
  Grey,          // luminance only, as in print
};

// The picture as seen so. Alpha is kept. Costs one table lookup set per pixel.
[[nodiscard]] Image seen_with(ColourVision vision, const Image& image);

}  // namespace wavetank::visualizer
