// The lines of an input in constant memory, with a look at its first bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/input/bytes.hpp"

namespace wavetank::scenarios {

// Of one line. A file without line ends is noticed here and not by the memory it takes.
inline constexpr std::size_t kLineBytesMax = 1 << 20;

enum class LineStep : std::uint8_t {
  Line,
  LastLine,  // no line end follows it
  TooLong,   // nothing more can be read
  End,       // or problem() says what is wrong
};

class LineReader {
 public:
  // "-" is standard input. A UTF-8 byte order mark is skipped. Afterwards problem() says whether it could be opened.
  explicit LineReader(const std::string& path);

  // The next line without its line end, which may be LF; a CR before it is left. `line` holds until the next call.
  [[nodiscard]] LineStep next(std::string_view& line);

  // What is read next, as far as it lies in memory; empty at the end.
  [[nodiscard]] std::string_view ahead() const { return {buffer_.data() + begin_, end_ - begin_}; }
  [[nodiscard]] const std::string& problem() const { return source_.problem(); }
  // Bytes of the file that are behind us, about.
  [[nodiscard]] std::size_t bytes_taken() const { return source_.taken(); }

 private:
  static constexpr std::size_t kPieceBytes = 1 << 16;  // small enough to stay in a near cache

  // Moves what is left to the front and reads on; false if nothing came.
  bool fill();

  ByteSource source_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;  // of what is not taken
  std::size_t end_ = 0;
};

}  // namespace wavetank::scenarios
