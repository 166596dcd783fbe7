// Packing, checking and framing of blocks.
#include "sim/trace/archive/block.hpp"

#include <algorithm>

#include <zstd.h>

#include "engine/base/assert.hpp"
#include "engine/base/mix.hpp"

namespace wavetank::sim {
namespace {

constexpr int kZstdLevel = 1;
constexpr std::size_t kHeadBytes = 24;  // before its checksum
constexpr std::size_t kCheckBytes = 8;
constexpr std::size_t kReadStep = 1u << 16;

// What the checksum of a block's head starts from.
std::uint64_t place_seed(std::uint32_t block) { return engine::mix(block, kArchiveVersion); }

bool is_block_type(std::uint32_t word) {
  switch (static_cast<BlockType>(word)) {
    case BlockType::Head:
    case BlockType::Facts:
    case BlockType::Events:
    case BlockType::Done: return true;
  }
  return false;
}

}  // namespace

void FreeZstd::operator()(ZSTD_CCtx_s* context) const { ZSTD_freeCCtx(context); }
void FreeZstd::operator()(ZSTD_DCtx_s* context) const { ZSTD_freeDCtx(context); }

std::uint64_t block_checksum(std::uint64_t seed, std::string_view bytes) {
  std::uint64_t hash = engine::mix(seed, bytes.size());
  ByteCursor cursor(bytes);
  while (cursor.left() >= 8) hash = engine::mix(hash, cursor.word(8));
  const auto tail = static_cast<unsigned>(cursor.left());
  return engine::mix(hash, cursor.word(tail) + tail);
}

BlockWriter::BlockWriter(ByteSink& sink) : sink_(&sink), zstd_(ZSTD_createCCtx()) {
  WT_REQUIRE(zstd_ != nullptr);
  head_.append(kArchiveMagic);
  head_.word(kArchiveVersion, 4);
  send(head_.bytes());
}

void BlockWriter::send(std::string_view bytes) {
  if (problem_) return;
  problem_ = sink_->write(bytes);
  if (problem_) problem_->offset = static_cast<std::size_t>(offset_);
  offset_ += bytes.size();
}

void BlockWriter::write(const BlockLabel& label, std::string_view payload) {
  if (problem_) return;
  if (payload.size() > kArchiveRawBytes) {
    problem_ =
        engine::Problem{"block " + std::to_string(block_) + " of the trace file would have " +
                            std::to_string(payload.size()) + " bytes; the limit is " + std::to_string(kArchiveRawBytes),
                        "", static_cast<std::size_t>(offset_)};
    return;
  }
  packed_.resize(ZSTD_compressBound(payload.size()));
  const std::size_t size =
      ZSTD_compressCCtx(zstd_.get(), packed_.data(), packed_.size(), payload.data(), payload.size(), kZstdLevel);
  const bool smaller = ZSTD_isError(size) == 0 && size < payload.size();
  const std::string_view stored = smaller ? std::string_view(packed_).substr(0, size) : payload;

  head_.clear();
  head_.word(static_cast<std::uint32_t>(label.type), 4);
  head_.word(static_cast<std::uint32_t>(smaller ? BlockCodec::Zstd : BlockCodec::Stored), 4);
  head_.word(stored.size(), 4);
  head_.word(payload.size(), 4);
  head_.word(label.first, 4);
  head_.word(label.count, 4);
  WT_ASSERT(head_.size() == kHeadBytes);
  const std::uint64_t head_check = block_checksum(place_seed(block_), head_.bytes());
  head_.word(head_check, 8);
  send(head_.bytes());
  send(stored);
  head_.clear();
  head_.word(block_checksum(head_check, stored), 8);
  send(head_.bytes());
  ++block_;
}

BlockReader::BlockReader(ByteSource& source) : source_(&source), zstd_(ZSTD_createDCtx()) {
  WT_REQUIRE(zstd_ != nullptr);
}

bool BlockReader::damaged(std::string_view why) {
  state_ = State::Over;
  problem_ = ArchiveProblem{block_offset_, block_,
                            "block " + std::to_string(block_) + " at byte " + std::to_string(block_offset_) +
                                " is damaged: " + std::string(why)};
  return false;
}

bool BlockReader::ends() {
  state_ = State::Over;
  if (problem_) return false;
  problem_ = ArchiveProblem{offset_, block_,
                            "the file ends in block " + std::to_string(block_) + " at byte " + std::to_string(offset_)};
  return false;
}

bool BlockReader::is_no_archive() {
  state_ = State::Over;
  problem_ = ArchiveProblem{0, 0, "this is not a trace file: it does not start like one at byte 0"};
  return false;
}

void BlockReader::fill(std::size_t size) {
  bytes_.clear();
  while (bytes_.size() < size) {
    const std::size_t had = bytes_.size();
    const std::size_t step = std::min(size - had, std::max(had, kReadStep));
    bytes_.resize(had + step);
    const engine::Result<std::size_t> got = source_->read(bytes_.data() + had, step);
    const std::size_t count = got.ok() ? got.value() : 0;
    WT_ASSERT(count <= step, count, step);
    offset_ += count;
    bytes_.resize(had + count);
    if (!got.ok()) {
      problem_ = ArchiveProblem{
          offset_, block_,
          got.problem().message + ", in block " + std::to_string(block_) + " at byte " + std::to_string(offset_)};
    }
    if (count < step) return;
  }
}

bool BlockReader::open() {
  state_ = State::Open;
  fill(kArchiveMagic.size() + 4);
  const std::string_view start = std::string_view(bytes_).substr(0, kArchiveMagic.size());
  if (start != kArchiveMagic.substr(0, start.size())) return is_no_archive();
  if (bytes_.size() < kArchiveMagic.size() + 4) return ends();
  ByteCursor cursor(std::string_view(bytes_).substr(kArchiveMagic.size()));
  const std::uint64_t version = cursor.word(4);
  if (version == kArchiveVersion) return true;
  state_ = State::Over;
  problem_ = ArchiveProblem{kArchiveMagic.size(), 0,
                            "the trace file has format version " + std::to_string(version) + " (byte 8); this " +
                                "program reads version " + std::to_string(kArchiveVersion)};
  return false;
}

bool BlockReader::next() {
  if (state_ == State::Over || (state_ == State::Fresh && !open())) return false;
  block_ = next_block_++;
  block_offset_ = offset_;
  Head head;
  return read_head(head) && read_payload(head) && unpack(head);
}

bool BlockReader::read_head(Head& head) {
  fill(kHeadBytes + kCheckBytes);
  if (bytes_.empty()) {  // between blocks
    state_ = State::Over;
    return false;
  }
  if (bytes_.size() < kHeadBytes + kCheckBytes) return ends();
  ByteCursor cursor(bytes_);
  const auto type = static_cast<std::uint32_t>(cursor.word(4));
  const auto codec = static_cast<std::uint32_t>(cursor.word(4));
  head.stored = static_cast<std::uint32_t>(cursor.word(4));
  head.raw = static_cast<std::uint32_t>(cursor.word(4));
  label_.first = static_cast<std::uint32_t>(cursor.word(4));
  label_.count = static_cast<std::uint32_t>(cursor.word(4));
  head.check = block_checksum(place_seed(block_), std::string_view(bytes_).substr(0, kHeadBytes));
  if (cursor.word(8) != head.check) return damaged("the checksum of its head does not match");
  if (!is_block_type(type)) return damaged("its type is unknown");
  if (codec > static_cast<std::uint32_t>(BlockCodec::Zstd)) return damaged("its codec is unknown");
  if (head.raw > kArchiveRawBytes || head.stored > head.raw) return damaged("its size is over the limit");
  label_.type = static_cast<BlockType>(type);
  head.codec = static_cast<BlockCodec>(codec);
  return true;
}

bool BlockReader::read_payload(const Head& head) {
  fill(head.stored + kCheckBytes);
  if (bytes_.size() < head.stored + kCheckBytes) return ends();
  const std::string_view stored = std::string_view(bytes_).substr(0, head.stored);
  ByteCursor check(std::string_view(bytes_).substr(head.stored));
  if (check.word(8) != block_checksum(head.check, stored)) return damaged("its checksum does not match");
  return true;
}

bool BlockReader::unpack(const Head& head) {
  bytes_.resize(head.stored);
  if (head.codec == BlockCodec::Stored) {
    if (head.stored != head.raw) return damaged("its two sizes differ, though it is not compressed");
    payload_.swap(bytes_);
    return true;
  }
  payload_.resize(head.raw);
  const std::size_t size =
      ZSTD_decompressDCtx(zstd_.get(), payload_.data(), payload_.size(), bytes_.data(), bytes_.size());
  if (ZSTD_isError(size) != 0 || size != head.raw) return damaged("it cannot be decompressed");
  return true;
}

}  // namespace wavetank::sim
