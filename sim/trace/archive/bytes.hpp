// Where the bytes of a trace file go to and come from, and the integers and texts in them.
//
// Integers are varints: seven bits a byte, least significant first, the top bit says that more follow. Signed ones
// are folded first (zigzag: 0, -1, 1, -2 become 0, 1, 2, 3), so that small differences of either sign are short.
#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.hpp"

namespace wavetank::sim {

class ByteSink {
 public:
  ByteSink() = default;
  ByteSink(const ByteSink&) = delete;
  ByteSink& operator=(const ByteSink&) = delete;
  virtual ~ByteSink() = default;

  // Appends all of `bytes`, or says why it could not. After a problem the sink is not used again.
  [[nodiscard]] virtual std::optional<engine::Problem> write(std::string_view bytes) = 0;
};

class ByteSource {
 public:
  ByteSource() = default;
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;
  virtual ~ByteSource() = default;

  // Fills `to` from the front and returns how many bytes it got: fewer than `size` only at the end.
  [[nodiscard]] virtual engine::Result<std::size_t> read(char* to, std::size_t size) = 0;
};

// Keeps what is written.
class TextSink final : public ByteSink {
 public:
  std::optional<engine::Problem> write(std::string_view bytes) override {
    text_ += bytes;
    return std::nullopt;
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
};

// Reads bytes that someone else keeps.
class TextSource final : public ByteSource {
 public:
  explicit TextSource(std::string_view text) : rest_(text) {}
  engine::Result<std::size_t> read(char* to, std::size_t size) override {
    const std::size_t got = rest_.copy(to, size);
    rest_.remove_prefix(got);
    return got;
  }

 private:
  std::string_view rest_;
};

[[nodiscard]] constexpr std::uint64_t fold_sign(std::int64_t value) {
  const auto bits = static_cast<std::uint64_t>(value);
  return (bits << 1) ^ (value < 0 ? ~std::uint64_t{0} : 0);
}
[[nodiscard]] constexpr std::int64_t unfold_sign(std::uint64_t folded) {
  return static_cast<std::int64_t>((folded >> 1) ^ ((folded & 1) != 0 ? ~std::uint64_t{0} : 0));
}

inline constexpr std::size_t kVarintBytes = 10;  // at most

// Writes at most kVarintBytes at `to` and returns the place behind them.
inline char* put_varint(char* to, std::uint64_t value) {
  while (value >= 0x80) {
    *to++ = static_cast<char>(static_cast<unsigned char>(value | 0x80));
    value >>= 7;
  }
  *to++ = static_cast<char>(static_cast<unsigned char>(value));
  return to;
}

// Bytes being put together. Cleared, never freed.
class ByteWriter {
 public:
  void put(std::uint8_t byte) {
    reserve(1);
    bytes_.data()[size_++] = static_cast<char>(byte);
  }
  void varint(std::uint64_t value) { close(put_varint(open(kVarintBytes), value)); }
  void signed_varint(std::int64_t value) { varint(fold_sign(value)); }
  void word(std::uint64_t value, unsigned bytes) {  // least significant byte first
    for (unsigned i = 0; i < bytes; ++i) put(static_cast<std::uint8_t>(value >> (8 * i)));
  }
  void append(std::string_view bytes) {
    reserve(bytes.size());
    bytes.copy(bytes_.data() + size_, bytes.size());
    size_ += bytes.size();
  }
  void text(std::string_view bytes) {  // length first
    varint(bytes.size());
    append(bytes);
  }
  // Room for so many more bytes, to be written by the caller; `close` says where they end.
  [[nodiscard]] char* open(std::size_t more) {
    reserve(more);
    return bytes_.data() + size_;
  }
  void close(const char* end) { size_ = static_cast<std::size_t>(end - bytes_.data()); }
  void clear() { size_ = 0; }
  [[nodiscard]] std::string_view bytes() const { return {bytes_.data(), size_}; }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  void reserve(std::size_t more) {
    if (bytes_.size() - size_ < more) bytes_.resize((size_ + more) * 2);
  }

  std::vector<char> bytes_;
  std::size_t size_ = 0;
};

// Bytes being taken apart. Past the end, or at a varint that is too long, it gives zeros and is not ok from then on.
class ByteCursor {
 public:
  ByteCursor() = default;
  explicit ByteCursor(std::string_view bytes) : at_(bytes.data()), end_(bytes.data() + bytes.size()) {}

  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] std::size_t left() const { return static_cast<std::size_t>(end_ - at_); }
  [[nodiscard]] bool done() const { return ok_ && at_ == end_; }

  std::uint8_t byte() {
    if (at_ == end_) return static_cast<std::uint8_t>(fail());
    return static_cast<std::uint8_t>(*at_++);
  }
  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (at_ == end_) return fail();
      const auto byte = static_cast<unsigned char>(*at_++);
      if (shift == 63 && byte > 1) return fail();
      value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    return fail();
  }
  std::int64_t signed_varint() { return unfold_sign(varint()); }
  // A varint that must be below `limit`.
  std::uint64_t below(std::uint64_t limit) {
    const std::uint64_t value = varint();
    return value < limit ? value : fail();
  }
  // How many things follow, each of at least one byte: no more than there are bytes.
  std::size_t count() {
    const std::uint64_t things = varint();
    return static_cast<std::size_t>(things <= left() ? things : fail());
  }
  std::uint64_t word(unsigned bytes) {
    if (left() < bytes) return fail();
    std::uint64_t value = 0;
    for (unsigned i = 0; i < bytes; ++i) {
      value |= static_cast<std::uint64_t>(static_cast<unsigned char>(*at_++)) << (8 * i);
    }
    return value;
  }
  // A view into the bytes.
  std::string_view text() {
    const std::uint64_t size = varint();
    if (size > left()) {
      fail();
      return {};
    }
    const std::string_view bytes(at_, static_cast<std::size_t>(size));
    at_ += bytes.size();
    return bytes;
  }

 private:
  std::uint64_t fail() {
    ok_ = false;
    at_ = end_;
    return 0;
  }

  const char* at_ = nullptr;
  const char* end_ = nullptr;
  bool ok_ = true;
};

}  // namespace wavetank::sim
