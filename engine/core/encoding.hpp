// The canonical encoding of state: zig-zag varints and length-prefixed bytes.
//
// Canonical means: equal state, equal bytes, whoever wrote it and in whichever order it grew. Callers sort by key
// group, key, namespace and time before they write; interned ids and causes are never written.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/assert.hpp"

namespace wavetank::engine {

class Encoder {
 public:
  void integer(std::int64_t value) {
    natural((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
  }
  void natural(std::uint64_t value) {
    while (value >= 0x80) {
      bytes_.push_back(static_cast<char>((value & 0x7f) | 0x80));
      value >>= 7;
    }
    bytes_.push_back(static_cast<char>(value));
  }
  void text(std::string_view value) {
    natural(value.size());
    bytes_.append(value);
  }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }
  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// Reads what an Encoder wrote. REQUIRES: the bytes are whole; a checkpoint's checksum says so before.
class Decoder {
 public:
  explicit Decoder(std::string_view bytes) : bytes_(bytes) {}

  [[nodiscard]] bool at_end() const { return at_ == bytes_.size(); }
  std::uint64_t natural() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      WT_REQUIRE(at_ < bytes_.size(), at_);
      const auto byte = static_cast<unsigned char>(bytes_[at_++]);
      WT_REQUIRE(shift < 63 || byte <= 1, at_);  // more than 64 bits were never written
      value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    WT_UNREACHABLE(at_);
  }
  std::int64_t integer() {
    const std::uint64_t value = natural();
    return static_cast<std::int64_t>((value >> 1) ^ (~(value & 1) + 1));
  }
  std::string_view text() {
    const std::uint64_t size = natural();
    WT_REQUIRE(size <= bytes_.size() - at_, size, at_);
    const std::string_view value = bytes_.substr(at_, size);
    at_ += size;
    return value;
  }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
};

}  // namespace wavetank::engine
