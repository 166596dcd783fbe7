// One file, and at most one decompressor behind it.
#include "scenarios/input/bytes.hpp"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <vector>

#include <zlib.h>
#include <zstd.h>

#include "engine/base/assert.hpp"

namespace wavetank::scenarios {
namespace {

constexpr std::size_t kFileBytes = 1 << 16;
constexpr std::string_view kGzipMark = "\x1f\x8b";
constexpr std::string_view kZstdMark = "\x28\xb5\x2f\xfd";
constexpr int kGzipWindow = 15 + 16;  // zlib's largest window, and a gzip header

// zlib's bytes are unsigned.
Bytef* bytes_at(char* place) { return static_cast<Bytef*>(static_cast<void*>(place)); }

}  // namespace

struct ByteSource::Parts {
  struct CloseFile {
    void operator()(std::FILE* opened) const {
      if (opened != stdin) std::fclose(opened);
    }
  };
  struct FreeInflate {
    void operator()(z_stream* stream) const {
      inflateEnd(stream);
      delete stream;  // NOLINT(cppcoreguidelines-owning-memory): a deleter
    }
  };
  struct FreeZstd {
    void operator()(ZSTD_DStream* stream) const { ZSTD_freeDStream(stream); }
  };

  std::unique_ptr<std::FILE, CloseFile> file;
  std::vector<char> raw = std::vector<char>(kFileBytes);  // what the file gave
  std::size_t at = 0;                                     // of raw: the next byte
  std::size_t size = 0;                                   // of raw: bytes that are there
  std::size_t taken = 0;
  bool file_ended = false;
  std::unique_ptr<z_stream, FreeInflate> gzip;
  std::unique_ptr<ZSTD_DStream, FreeZstd> zstd;
  bool inside = false;  // a member of a compressed file that has not ended
  std::string problem;

  void open(const std::string& path);
  void fill();
  [[nodiscard]] bool starts_with(std::string_view mark) const {
    return std::string_view(raw.data(), size).starts_with(mark);
  }
  std::size_t copy(std::span<char> room);
  std::size_t inflate_into(std::span<char> room);
  std::size_t unpack_into(std::span<char> room);
};

void ByteSource::Parts::open(const std::string& path) {
  std::error_code unknown;
  if (path == "-") {
    file.reset(stdin);
  } else if (!std::filesystem::exists(path, unknown)) {
    problem = "there is no such file";
  } else if (std::filesystem::is_directory(path, unknown)) {
    problem = "expected a file; found a folder";
  } else {
    file.reset(std::fopen(path.c_str(), "rb"));
    if (file == nullptr) problem = "the file cannot be opened for reading";
  }
  if (!problem.empty()) return;
  fill();
  if (starts_with(kGzipMark)) {
    gzip.reset(new z_stream{});  // NOLINT(cppcoreguidelines-owning-memory): zlib ends it before it is freed
    WT_ASSERT(inflateInit2(gzip.get(), kGzipWindow) == Z_OK);
  } else if (starts_with(kZstdMark)) {
    zstd.reset(ZSTD_createDStream());
    WT_ASSERT(zstd != nullptr);
  } else if (path.ends_with(".gz") && size > 0) {
    problem = "the name ends in .gz; the file is not gzip";
  } else if (path.ends_with(".zst") && size > 0) {
    problem = "the name ends in .zst; the file is not zstd";
  }
}

// The next bytes of the file behind those that are all used up.
void ByteSource::Parts::fill() {
  WT_ASSERT(at == size);
  at = 0;
  size = 0;
  if (file_ended || !problem.empty()) return;
  size = std::fread(raw.data(), 1, raw.size(), file.get());
  taken += size;
  if (size == raw.size()) return;
  file_ended = true;
  if (std::ferror(file.get()) != 0) problem = "the file cannot be read";
}

std::size_t ByteSource::Parts::copy(std::span<char> room) {
  std::size_t copied = 0;
  while (copied < room.size()) {
    if (at == size) fill();
    if (at == size) break;
    const std::size_t next = std::min(room.size() - copied, size - at);
    std::memcpy(room.data() + copied, raw.data() + at, next);
    copied += next;
    at += next;
  }
  return copied;
}

std::size_t ByteSource::Parts::inflate_into(std::span<char> room) {
  std::size_t written = 0;
  while (written < room.size() && problem.empty()) {
    if (at == size) fill();
    if (at == size) {
      if (inside && problem.empty()) problem = "the gzip data is cut off";
      break;
    }
    gzip->next_in = bytes_at(raw.data() + at);
    gzip->next_out = bytes_at(room.data() + written);
    gzip->avail_in = static_cast<uInt>(size - at);
    gzip->avail_out = static_cast<uInt>(room.size() - written);
    inside = true;
    const int code = inflate(gzip.get(), Z_NO_FLUSH);
    at = size - gzip->avail_in;
    written = room.size() - gzip->avail_out;
    if (code == Z_STREAM_END) {  // another member may follow
      inside = false;
      WT_ASSERT(inflateReset(gzip.get()) == Z_OK);
    } else if (code != Z_OK && code != Z_BUF_ERROR) {
      problem = "the gzip data is damaged";
    }
  }
  return written;
}

std::size_t ByteSource::Parts::unpack_into(std::span<char> room) {
  ZSTD_outBuffer to{room.data(), room.size(), 0};
  while (to.pos < to.size && problem.empty()) {
    if (at == size) fill();
    if (at == size) {
      if (inside && problem.empty()) problem = "the zstd data is cut off";
      break;
    }
    ZSTD_inBuffer from{raw.data(), size, at};
    const std::size_t code = ZSTD_decompressStream(zstd.get(), &to, &from);
    at = from.pos;
    if (ZSTD_isError(code) != 0) problem = "the zstd data is damaged";
    inside = code != 0;
  }
  return to.pos;
}

ByteSource::ByteSource(const std::string& path) : parts_(std::make_unique<Parts>()) { parts_->open(path); }
ByteSource::ByteSource(ByteSource&&) noexcept = default;
ByteSource& ByteSource::operator=(ByteSource&&) noexcept = default;
ByteSource::~ByteSource() = default;

std::size_t ByteSource::read(std::span<char> room) {
  WT_REQUIRE(!room.empty());
  Parts& parts = *parts_;
  if (!parts.problem.empty()) return 0;
  if (parts.gzip != nullptr) return parts.inflate_into(room);
  if (parts.zstd != nullptr) return parts.unpack_into(room);
  return parts.copy(room);
}

const std::string& ByteSource::problem() const { return parts_->problem; }
std::size_t ByteSource::taken() const { return parts_->taken; }

}  // namespace wavetank::scenarios
