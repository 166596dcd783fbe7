#include "tests/tidy/blank.hpp"

#include <cstddef>

#include "tests/tidy/source.hpp"

namespace wavetank::tidy {
namespace {

// Walks over the text once; each step finds the end of what begins here.
class Blanker {
 public:
  Blanker(std::string_view text, bool literals_too) : text_(text), result_(text), literals_too_(literals_too) {}

  std::string run() {
    while (at_ < text_.size()) {
      if (starts("//")) {
        blank_to(end_of_line());
      } else if (starts("/*")) {
        blank_to(after("*/", at_ + 2));
      } else if (starts("R\"") && (at_ == 0 || !is_word_char(text_[at_ - 1]))) {
        raw_literal();
      } else if (text_[at_] == '"' || (text_[at_] == '\'' && !is_digit_separator())) {
        literal(text_[at_]);
      } else {
        ++at_;
      }
    }
    return result_;
  }

 private:
  [[nodiscard]] bool starts(std::string_view with) const { return text_.substr(at_).starts_with(with); }

  [[nodiscard]] std::size_t after(std::string_view mark, std::size_t from) const {
    const std::size_t found = text_.find(mark, from);
    return found == std::string_view::npos ? text_.size() : found + mark.size();
  }

  [[nodiscard]] std::size_t end_of_line() const {
    const std::size_t found = text_.find('\n', at_);
    return found == std::string_view::npos ? text_.size() : found;
  }

  // In 1'000 and 0xff'ff, not in u'a': the word before it begins with a digit.
  [[nodiscard]] bool is_digit_separator() const {
    std::size_t first = at_;
    while (first > 0 && (is_word_char(text_[first - 1]) || text_[first - 1] == '\'')) --first;
    return first < at_ && text_[first] >= '0' && text_[first] <= '9';
  }

  void blank_to(std::size_t end) {
    for (; at_ < end; ++at_) {
      if (text_[at_] != '\n') result_[at_] = ' ';
    }
  }

  // Leaves the quotes, so that an empty literal is still an argument.
  void inside_to(std::size_t end) {
    if (literals_too_) blank_to(end);
    at_ = end;
  }

  void literal(char quote) {
    std::size_t end = ++at_;
    while (end < text_.size() && text_[end] != quote && text_[end] != '\n') {
      end += text_[end] == '\\' ? std::size_t{2} : std::size_t{1};
    }
    inside_to(end < text_.size() ? end : text_.size());
    if (at_ < text_.size()) ++at_;
  }

  void raw_literal() {
    const std::size_t open = text_.find('(', at_);
    const std::size_t quote = at_ + 1;
    if (open == std::string_view::npos) {
      at_ = text_.size();
      return;
    }
    const std::string mark = ")" + std::string(text_.substr(quote + 1, open - quote - 1)) + "\"";
    at_ = quote + 1;
    const std::size_t end = after(mark, open);
    inside_to(end - 1);
    ++at_;
  }

  std::string_view text_;
  std::string result_;
  std::size_t at_ = 0;
  bool literals_too_;
};

}  // namespace

std::string without_comments(std::string_view text) { return Blanker(text, false).run(); }

std::string without_comments_and_literals(std::string_view text) { return Blanker(text, true).run(); }

std::string without_directives(std::string_view text) {
  std::string result(text);
  bool inside = false;
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t end = text.find('\n', at);
    if (end == std::string_view::npos) end = text.size();
    const std::string_view line = text.substr(at, end - at);
    const std::size_t first = line.find_first_not_of(" \t");
    const bool blank = inside || (first != std::string_view::npos && line[first] == '#');
    inside = blank && line.ends_with('\\');
    if (blank) result.replace(at, end - at, end - at, ' ');
    at = end + 1;
  }
  return result;
}

}  // namespace wavetank::tidy
