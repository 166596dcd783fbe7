// Blocks: a labelled, compressed, checked piece of a trace file.
//
// A block's head has a checksum of its own, so that a damaged size is told from a file that ends too early. Both
// checksums count the block's place in the file: a block that is missing, doubled or moved is found.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "sim/trace/archive/bytes.hpp"
#include "sim/trace/archive/format.hpp"

struct ZSTD_CCtx_s;
struct ZSTD_DCtx_s;

namespace wavetank::sim {

// Four letters in the file; the first is the lowest byte.
enum class BlockType : std::uint32_t {
  Head = 0x64616568,    // "head"
  Facts = 0x74636166,   // "fact"
  Events = 0x746e7665,  // "evnt"
  Done = 0x656e6f64,    // "done"
};

enum class BlockCodec : std::uint32_t { Stored, Zstd };

struct BlockLabel {
  BlockType type = BlockType::Head;
  std::uint32_t first = 0;  // of events: the number of the first; else the number of the next event
  std::uint32_t count = 0;  // events, facts, actors or digests inside
};

struct FreeZstd {
  void operator()(ZSTD_CCtx_s* context) const;
  void operator()(ZSTD_DCtx_s* context) const;
};

// Writes the file's first bytes and then its blocks. After a problem it only remembers it.
class BlockWriter {
 public:
  explicit BlockWriter(ByteSink& sink);

  // The payload is packed by zstd, level 1, and kept as it is where that does not make it smaller.
  void write(const BlockLabel& label, std::string_view payload);

  [[nodiscard]] const std::optional<engine::Problem>& problem() const { return problem_; }
  [[nodiscard]] std::uint64_t offset() const { return offset_; }

 private:
  void send(std::string_view bytes);

  ByteSink* sink_;
  std::unique_ptr<ZSTD_CCtx_s, FreeZstd> zstd_;
  std::string packed_;
  ByteWriter head_;
  std::uint64_t offset_ = 0;
  std::uint32_t block_ = 0;
  std::optional<engine::Problem> problem_;
};

// Reads what BlockWriter wrote, and trusts none of it.
class BlockReader {
 public:
  explicit BlockReader(ByteSource& source);

  // True: a further block is in label() and payload(). False: the file ends here between blocks, or problem() says
  // what is wrong; it stays so.
  [[nodiscard]] bool next();

  [[nodiscard]] const BlockLabel& label() const { return label_; }
  [[nodiscard]] std::string_view payload() const { return payload_; }
  [[nodiscard]] std::uint64_t block_offset() const { return block_offset_; }  // of the block
  [[nodiscard]] std::uint64_t offset() const { return offset_; }              // behind it
  [[nodiscard]] std::uint32_t block() const { return block_; }                // its number
  // Without the count of events, which blocks do not know.
  [[nodiscard]] const std::optional<ArchiveProblem>& problem() const { return problem_; }

 private:
  struct Head {
    BlockCodec codec = BlockCodec::Stored;
    std::uint32_t stored = 0;
    std::uint32_t raw = 0;
    std::uint64_t check = 0;
  };

  bool open();
  bool read_head(Head& head);
  bool read_payload(const Head& head);
  bool unpack(const Head& head);
  // Reads `size` bytes into `bytes_`, fewer only at the end; memory follows what is really there.
  void fill(std::size_t size);
  // Always false: nothing further is read.
  bool ends();
  bool damaged(std::string_view why);
  bool is_no_archive();

  ByteSource* source_;
  std::unique_ptr<ZSTD_DCtx_s, FreeZstd> zstd_;
  std::string bytes_;
  std::string payload_;
  BlockLabel label_;
  std::uint64_t block_offset_ = 0;
  std::uint64_t offset_ = 0;
  std::uint32_t block_ = 0;
  std::uint32_t next_block_ = 0;
  enum class State : std::uint8_t { Fresh, Open, Over } state_ = State::Fresh;
  std::optional<ArchiveProblem> problem_;
};

// Of bytes, after `seed`. Any change of one byte changes it.
[[nodiscard]] std::uint64_t block_checksum(std::uint64_t seed, std::string_view bytes);

}  // namespace wavetank::sim
