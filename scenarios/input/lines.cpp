// A buffer that moves its rest to the front when it needs more.
#include "scenarios/input/lines.hpp"

#include <cstring>
#include <span>

namespace wavetank::scenarios {
namespace {

constexpr std::string_view kFileByteOrderMark = "\xef\xbb\xbf";

}  // namespace

// Room for one line of the largest size and a piece of the next.
LineReader::LineReader(const std::string& path) : source_(path), buffer_(kLineBytesMax + 2 * kPieceBytes) {
  fill();
  if (ahead().starts_with(kFileByteOrderMark)) begin_ = kFileByteOrderMark.size();
}

LineStep LineReader::next(std::string_view& line) {
  std::size_t searched = 0;
  while (true) {
    const std::string_view rest = ahead();
    const std::size_t found = rest.find('\n', searched);
    if (found != std::string_view::npos && found <= kLineBytesMax) {
      line = rest.substr(0, found);
      begin_ += found + 1;
      return LineStep::Line;
    }
    if (rest.size() > kLineBytesMax) return LineStep::TooLong;
    searched = rest.size();
    if (!fill()) break;
  }
  line = ahead();
  begin_ = end_;
  return line.empty() ? LineStep::End : LineStep::LastLine;
}

bool LineReader::fill() {
  std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
  end_ -= begin_;
  begin_ = 0;
  const std::size_t read = source_.read(std::span(buffer_).subspan(end_, kPieceBytes));
  end_ += read;
  return read > 0;
}

}  // namespace wavetank::scenarios
