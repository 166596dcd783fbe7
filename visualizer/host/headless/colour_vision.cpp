// sRGB to linear light, a matrix, and back.
#include "visualizer/host/headless/colour_vision.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace wavetank::visualizer {

namespace {

using Matrix = std::array<double, 9>;

constexpr Matrix kIdentity{1, 0, 0, 0, 1, 0, 0, 0, 1};
constexpr Matrix kDeuteranopia{0.367322, 0.860646,  -0.227968, 0.280085, 0.672501,
                               0.047413, -0.011820, 0.042940,  0.968881};
constexpr Matrix kProtanopia{0.152286, 1.052583,  -0.204868, 0.114503, 0.786281,
                             0.099216, -0.003882, -0.048116, 1.051998};
constexpr Matrix kTritanopia{1.255528, -0.076749, -0.178779, -0.078411, 0.930809,
                             0.147602, 0.004733,  0.691367,  0.303900};
// Relative luminance (Rec. 709) in each channel.
constexpr Matrix kGrey{0.2126, 0.7152, 0.0722, 0.2126, 0.7152, 0.0722, 0.2126, 0.7152, 0.0722};

const Matrix& matrix_of(ColourVision vision) {
  switch (vision) {
    case ColourVision::Normal: return kIdentity;
    case ColourVision::Deuteranopia: return kDeuteranopia;
    case ColourVision::Protanopia: return kProtanopia;
    case ColourVision::Tritanopia: return kTritanopia;
    case ColourVision::Grey: return kGrey;
  }
  return kIdentity;
}

// Linear light of each 8-bit sRGB value, and the 8-bit value of each of 4096 steps of linear light.
struct Tables {
  std::array<double, 256> to_linear{};
  std::array<std::uint8_t, 4096> to_srgb{};
};

Tables make_tables() {
  Tables tables;
  for (std::size_t i = 0; i < tables.to_linear.size(); ++i) {
    const double value = static_cast<double>(i) / 255.0;
    tables.to_linear[i] = value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  }
  for (std::size_t i = 0; i < tables.to_srgb.size(); ++i) {
    const double linear = static_cast<double>(i) / 4095.0;
    const double value = linear <= 0.0031308 ? linear * 12.92 : 1.055 * std::pow(linear, 1.0 / 2.4) - 0.055;
    tables.to_srgb[i] = static_cast<std::uint8_t>(std::lround(value * 255.0));
  }
  return tables;
}

std::uint32_t quantise(const Tables& tables, double linear) {
  const double step = std::clamp(linear, 0.0, 1.0) * 4095.0 + 0.5;
  return tables.to_srgb[static_cast<std::size_t>(step)];
}

std::uint32_t transform(const Tables& tables, const Matrix& m, std::uint32_t pixel) {
  const double r = tables.to_linear[red_of(pixel)];
  const double g = tables.to_linear[green_of(pixel)];
  const double b = tables.to_linear[blue_of(pixel)];
  return pack_rgba(quantise(tables, m[0] * r + m[1] * g + m[2] * b), quantise(tables, m[3] * r + m[4] * g + m[5] * b),
                   quantise(tables, m[6] * r + m[7] * g + m[8] * b), alpha_of(pixel));
}

}  // namespace

Image seen_with(ColourVision vision, const Image& image) {
  if (vision == ColourVision::Normal) return image;
  const Tables tables = make_tables();
  const Matrix& matrix = matrix_of(vision);
  Image seen = image;
  for (std::uint32_t& pixel : seen.rgba) pixel = transform(tables, matrix, pixel);
  return seen;
}

}  // namespace wavetank::visualizer
