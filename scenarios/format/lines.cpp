// A tolerant reader of JSON's tokens.
#include "scenarios/format/lines.hpp"

#include <algorithm>

namespace wavetank::scenarios {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
constexpr std::string_view kBlanks = " \t\r";
constexpr std::string_view kEndsOfWord = " \t\r\n,:[]{}\"";

class LineScanner {
 public:
  explicit LineScanner(std::string_view text) : text_(text) {
    if (text_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
  }

  LineScan scan() {
    while (at_ < text_.size() && !scan_.problem) step();
    return std::move(scan_);
  }

 private:
  void step() {
    const char letter = text_[at_];
    if (letter == '\n') ++line_;
    if (letter == '\n' || kBlanks.find(letter) != std::string_view::npos) {
      ++at_;
      return;
    }
    // A text before a colon was a name and no value.
    if (letter == ':' && after_text_) scan_.lines.pop_back();
    after_text_ = letter == '"';
    switch (letter) {
      case '"': text(); break;
      case '{':
      case '[': open(); break;
      case '}':
      case ']':
        if (depth_ > 0) --depth_;
        ++at_;
        break;
      case ',':
      case ':': ++at_; break;
      default: value(); at_ = std::min(text_.find_first_of(kEndsOfWord, at_), text_.size());
    }
  }

  void value() {
    scan_.lines.push_back(line_);
    if (scan_.lines.size() <= kValuesMax) return;
    fail("more than " + std::to_string(kValuesMax) + " values", "an input of many events is better a CSV file");
  }

  void text() {
    value();
    for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (text_[at_] == '\n') ++line_;
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
    }
    ++at_;
  }

  void open() {
    value();
    ++at_;
    if (++depth_ <= kNestingMax) return;
    fail("nested deeper than " + std::to_string(kNestingMax) + " levels", "a scenario needs fewer than ten");
  }

  void fail(std::string message, std::string hint) {
    scan_.problem = BrokenLimit{line_, std::move(message), std::move(hint)};
  }

  std::string_view text_;
  LineScan scan_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  std::uint32_t line_ = 1;
  bool after_text_ = false;
};

}  // namespace

LineScan scan_lines(std::string_view text) {
  if (text.size() > kTextBytesMax) {
    LineScan scan;
    scan.problem = BrokenLimit{1, "larger than " + std::to_string(kTextBytesMax >> 20) + " MiB",
                               "an input of many events is better a CSV file"};
    return scan;
  }
  return LineScanner(text).scan();
}

std::size_t line_at(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  return 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
}

}  // namespace wavetank::scenarios
