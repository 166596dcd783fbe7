// Pictures as PNG files: RGB, compressed fast rather than small (some 18 ms for 1280 x 800).
//
// Errors are text for the user ("cannot write x.png; No such file or directory"), never exceptions: a full disk
// is not our bug. A file appears under its name complete or not at all.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "visualizer/host/headless/image.hpp"

namespace wavetank::visualizer {

using PngBytes = std::vector<std::uint8_t>;

struct PngEncoded {
  PngBytes bytes;
  std::optional<std::string> error;  // set iff `bytes` is not a whole picture
};

struct PngDecoded {
  Image image;
  std::optional<std::string> error;  // set iff `image` is not a whole picture
};

// Alpha is dropped. The same image gives the same bytes with the same libpng and zlib.
[[nodiscard]] PngEncoded encode_png(const Image& image);

// Accepts every kind of PNG; alpha is 255 where the file has none.
[[nodiscard]] PngDecoded decode_png(const PngBytes& bytes);

// Writes to PATH.part in the same folder, then renames. On an error nothing is left behind and an older file
// of that name is untouched. Returns the error, if any.
[[nodiscard]] std::optional<std::string> write_png(const Image& image, const std::string& path);

[[nodiscard]] PngDecoded read_png(const std::string& path);

}  // namespace wavetank::visualizer
