// Randomness by name: the n-th draw of a stream is a function of (root seed, stream name, n) and of nothing else.
//
// So a new stream, or one draw more in an old one, moves no draw of any other stream; and the whole state of
// randomness is one counter per stream, which is part of the world and copied with it. Every method that draws
// takes exactly one draw, whatever its arguments, so that a changed chance or table does not shift its stream.
// Draw in a statement of its own: compilers differ in the order in which they evaluate arguments.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/assert.hpp"
#include "engine/base/mix.hpp"
#include "sim/random/quantiles.hpp"
#include "sim/random/ratio.hpp"
#include "sim/random/tape.hpp"

namespace wavetank::sim {

enum class RootSeed : std::uint64_t {};
// Dense, in the order of registration; means nothing outside the `Streams` it came from and its copies.
enum class StreamId : std::uint32_t {};

// Streams of one world. A stream per link of the largest cluster fits well below it.
inline constexpr std::size_t kStreamsMax = 1'000'000;

class Streams {
 public:
  explicit Streams(RootSeed root) : root_(root) {}

  // The stream of that name, made at the first call. Costs a search over the names; keep the id.
  // REQUIRES: fewer than kStreamsMax streams.
  [[nodiscard]] StreamId stream(std::string_view name);

  // 64 even bits.
  std::uint64_t draw(StreamId id, Tape& tape) {
    Stream& stream = at(id);
    const std::uint64_t counter = stream.counter++;
    const std::uint64_t bits = bits_of(stream, counter);
    if (tape.blank()) [[likely]]
      return bits;
    return tape.settle({stream.hash, counter}, bits, 0, name_of(stream));
  }

  // A number in [0, n), by multiplication: a draw costs no rejection and no division. For n < 2^32 no value is
  // likelier than another by more than one part in 2^32; a power of two is exact.
  // REQUIRES: n > 0.
  std::uint64_t below(StreamId id, std::uint64_t n, Tape& tape) {
    WT_REQUIRE(n > 0);
    Stream& stream = at(id);
    const std::uint64_t counter = stream.counter++;
    const std::uint64_t value = scaled(bits_of(stream, counter), n);
    if (tape.blank()) [[likely]]
      return value;
    return tape.settle({stream.hash, counter}, value, n, name_of(stream));
  }

  // True with that chance. On a tape it is a choice out of {0, 1}, so that 0 always means "did not happen".
  // REQUIRES: chance.valid().
  bool chance(StreamId id, Ratio chance, Tape& tape) {
    WT_REQUIRE(chance.valid(), chance.numerator, chance.denominator);
    Stream& stream = at(id);
    const std::uint64_t counter = stream.counter++;
    const bool hit = scaled(bits_of(stream, counter), chance.denominator) < chance.numerator;
    if (tape.blank()) [[likely]]
      return hit;
    return tape.settle({stream.hash, counter}, hit ? 1 : 0, 2, name_of(stream)) != 0;
  }

  // A value of the table; a constant table draws, too. On a tape it is a position in it, 0 the least value.
  std::int64_t sample(StreamId id, const Quantiles& table, Tape& tape) { return table.at(below(id, kPositions, tape)); }

  [[nodiscard]] RootSeed root() const { return root_; }
  [[nodiscard]] std::size_t size() const { return streams_.size(); }
  [[nodiscard]] std::uint64_t draws(StreamId id) const { return at(id).counter; }
  [[nodiscard]] std::string_view name(StreamId id) const { return name_of(at(id)); }

 private:
  // Plain words and one text for all names: copying a world copies two blocks of memory.
  struct Stream {
    StreamHash hash{};
    std::uint64_t key = 0;       // of (root, name)
    std::uint64_t whitener = 0;  // the same, mixed otherwise
    std::uint64_t counter = 0;
    std::uint32_t name_begin = 0;
    std::uint32_t name_length = 0;
  };
  struct Registered {  // in the order of hashes
    StreamHash hash{};
    StreamId id{};
  };

  // Two rounds of multiply-mix. The first spreads the counter, which is an arithmetic sequence, over the word;
  // the second, keyed apart, hides the lattice that one multiplication leaves in it.
  [[nodiscard]] static constexpr std::uint64_t bits_of(const Stream& stream, std::uint64_t counter) {
    const std::uint64_t spread = engine::mix(stream.key + counter * 0x9fb21c651e98df25ULL, stream.whitener);
    return engine::mix(spread ^ counter, stream.key);
  }
  [[nodiscard]] static constexpr std::uint64_t scaled(std::uint64_t bits, std::uint64_t n) {
    return static_cast<std::uint64_t>((static_cast<engine::Wide>(bits) * n) >> 64);
  }
  [[nodiscard]] std::string_view name_of(const Stream& stream) const {
    return std::string_view(names_).substr(stream.name_begin, stream.name_length);
  }
  [[nodiscard]] Stream& at(StreamId id) {
    WT_REQUIRE(static_cast<std::size_t>(id) < streams_.size(), static_cast<std::uint32_t>(id));
    return streams_[static_cast<std::size_t>(id)];
  }
  [[nodiscard]] const Stream& at(StreamId id) const {
    WT_REQUIRE(static_cast<std::size_t>(id) < streams_.size(), static_cast<std::uint32_t>(id));
    return streams_[static_cast<std::size_t>(id)];
  }

  RootSeed root_;
  std::vector<Stream> streams_;
  std::vector<Registered> by_hash_;
  std::string names_;
};

}  // namespace wavetank::sim
