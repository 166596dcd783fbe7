// libpng at arm's length: all of its long jumps happen inside one function without C++ objects.
#include "visualizer/host/headless/png.hpp"

#include <cerrno>
#include <csetjmp>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <png.h>

#include "engine/base/assert.hpp"

namespace wavetank::visualizer {

namespace {

constexpr int kCompressionLevel = 1;
constexpr int kBitDepth = 8;
constexpr std::size_t kBytesPerPixel = 3;
// A picture larger than this is a mistake in a file, not a golden.
constexpr std::size_t kPixelsMax = std::size_t{1} << 28;

// Everything that libpng's callbacks touch; lives outside the function that may be jumped out of.
struct Encoder {
  const Image* image = nullptr;
  PngBytes bytes;
  PngBytes row;
  std::string error;
};

void on_png_error(png_structp png, png_const_charp message) {
  static_cast<Encoder*>(png_get_error_ptr(png))->error = message;
  png_longjmp(png, 1);
}

void on_png_warning(png_structp, png_const_charp) {}

void on_png_write(png_structp png, png_bytep data, std::size_t size) {
  PngBytes& bytes = static_cast<Encoder*>(png_get_io_ptr(png))->bytes;
  bytes.insert(bytes.end(), data, data + size);
}

void on_png_flush(png_structp) {}

void fill_row(Encoder& encoder, int y) {
  const std::size_t begin = encoder.image->index(0, y);
  for (std::size_t x = 0; x < static_cast<std::size_t>(encoder.image->width); ++x) {
    const std::uint32_t pixel = encoder.image->rgba[begin + x];
    encoder.row[x * kBytesPerPixel] = static_cast<std::uint8_t>(red_of(pixel));
    encoder.row[x * kBytesPerPixel + 1] = static_cast<std::uint8_t>(green_of(pixel));
    encoder.row[x * kBytesPerPixel + 2] = static_cast<std::uint8_t>(blue_of(pixel));
  }
}

// Holds nothing with a destructor: an error of libpng jumps back to the setjmp here.
void run_encoder(png_structp png, png_infop info, Encoder& encoder) {
  if (setjmp(png_jmpbuf(png)) != 0) return;
  png_set_write_fn(png, &encoder, on_png_write, on_png_flush);
  png_set_compression_level(png, kCompressionLevel);
  png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
  png_set_IHDR(png, info, static_cast<png_uint_32>(encoder.image->width),
               static_cast<png_uint_32>(encoder.image->height), kBitDepth, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_write_info(png, info);
  for (int y = 0; y < encoder.image->height; ++y) {
    fill_row(encoder, y);
    png_write_row(png, encoder.row.data());
  }
  png_write_end(png, info);
}

std::string because_of_errno() { return std::strerror(errno); }

std::string read_failure(const std::string& path, const std::string& why) { return "cannot read " + path + "; " + why; }

std::string write_failure(const std::string& path, const std::string& why) {
  return "cannot write " + path + "; " + why;
}

// Returns the error, if any.
std::optional<std::string> write_bytes(const std::string& path, const PngBytes& bytes) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) return because_of_errno();
  const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  const std::string why = written ? "" : because_of_errno();
  const bool closed = std::fclose(file) == 0;
  if (written && closed) return std::nullopt;
  return written ? because_of_errno() : why;
}

}  // namespace

PngEncoded encode_png(const Image& image) {
  WT_REQUIRE(image.width > 0 && image.height > 0, image.width, image.height);
  WT_REQUIRE(image.rgba.size() == image.index(0, image.height), image.rgba.size());
  Encoder encoder;
  encoder.image = &image;
  encoder.row.resize(static_cast<std::size_t>(image.width) * kBytesPerPixel);
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &encoder, on_png_error, on_png_warning);
  if (png == nullptr) return {{}, "libpng cannot start"};
  png_infop info = png_create_info_struct(png);
  if (info != nullptr) {
    run_encoder(png, info, encoder);
  } else {
    encoder.error = "out of memory";
  }
  png_destroy_write_struct(&png, &info);
  if (!encoder.error.empty()) return {{}, encoder.error};
  return {std::move(encoder.bytes), std::nullopt};
}

PngDecoded decode_png(const PngBytes& bytes) {
  png_image header{};
  header.version = PNG_IMAGE_VERSION;
  if (png_image_begin_read_from_memory(&header, bytes.data(), bytes.size()) == 0) {
    return {{}, std::string(header.message)};
  }
  header.format = PNG_FORMAT_RGBA;
  const std::size_t pixels = static_cast<std::size_t>(header.width) * static_cast<std::size_t>(header.height);
  if (pixels > kPixelsMax) {
    png_image_free(&header);
    return {{}, "the picture is too large"};
  }
  std::vector<std::uint8_t> channels(pixels * 4);
  if (png_image_finish_read(&header, nullptr, channels.data(), 0, nullptr) == 0) {
    return {{}, std::string(header.message)};
  }
  Image image = blank_image(static_cast<int>(header.width), static_cast<int>(header.height), 0);
  for (std::size_t i = 0; i < pixels; ++i) {
    image.rgba[i] = pack_rgba(channels[i * 4], channels[i * 4 + 1], channels[i * 4 + 2], channels[i * 4 + 3]);
  }
  return {std::move(image), std::nullopt};
}

std::optional<std::string> write_png(const Image& image, const std::string& path) {
  const PngEncoded encoded = encode_png(image);
  if (encoded.error) return write_failure(path, *encoded.error);
  const std::string part = path + ".part";
  if (const auto why = write_bytes(part, encoded.bytes)) {
    std::remove(part.c_str());
    return write_failure(path, *why);
  }
  if (std::rename(part.c_str(), path.c_str()) != 0) {
    const std::string why = because_of_errno();
    std::remove(part.c_str());
    return write_failure(path, why);
  }
  return std::nullopt;
}

PngDecoded read_png(const std::string& path) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) return {{}, read_failure(path, because_of_errno())};
  const PngBytes bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  PngDecoded decoded = decode_png(bytes);
  if (decoded.error) decoded.error = read_failure(path, *decoded.error);
  return decoded;
}

}  // namespace wavetank::visualizer
