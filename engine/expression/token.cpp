// Reading words, without the locale's idea of a letter.
#include "engine/expression/token.hpp"

#include <array>
#include <optional>

namespace wavetank::engine {
namespace {

constexpr std::uint64_t kMagnitudeMax = std::uint64_t{1} << 63;

constexpr bool is_blank(char byte) { return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r'; }
constexpr bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }
constexpr bool starts_name(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_' ||
         static_cast<unsigned char>(byte) >= 0x80;
}
constexpr bool continues_name(char byte) { return starts_name(byte) || is_digit(byte); }

class TokenReader {
 public:
  explicit TokenReader(std::string_view source) : source_(source) {}

  Result<std::vector<Token>> read() {
    std::optional<Problem> problem;
    while (!problem) {
      while (at_ < source_.size() && is_blank(source_[at_])) ++at_;
      start_ = at_;
      if (at_ == source_.size()) break;
      problem = read_one();
    }
    if (problem) return *problem;
    add(TokenKind::End);
    return std::move(tokens_);
  }

 private:
  // The next byte, or 0 at the end. A 0 in the source is no part of any token either.
  [[nodiscard]] char peek() const { return at_ < source_.size() ? source_[at_] : '\0'; }

  Token& add(TokenKind kind) {
    Token token;
    token.kind = kind;
    token.offset = start_;
    token.spelling = source_.substr(start_, at_ - start_);
    return tokens_.emplace_back(std::move(token));
  }

  std::optional<Problem> read_one() {
    const char first = source_[at_];
    if (is_digit(first)) return read_number();
    if (first == '"' || first == '\'') return read_text();
    if (!starts_name(first)) return read_symbol();
    while (continues_name(peek())) ++at_;
    add(TokenKind::Name);
    return std::nullopt;
  }

  std::optional<Problem> read_number() {
    std::uint64_t magnitude = 0;
    std::size_t places = 0;
    bool fraction = false;
    bool fits = true;
    for (; is_digit(peek()) || (peek() == '.' && !fraction); ++at_) {
      if (peek() == '.') {
        fraction = true;
        continue;
      }
      places += fraction ? 1 : 0;
      const auto digit = static_cast<std::uint64_t>(peek() - '0');
      fits = fits && magnitude <= (kMagnitudeMax - digit) / 10;
      magnitude = fits ? magnitude * 10 + digit : magnitude;
    }
    if (fraction && places == 0) return Problem{"a digit is missing behind the point", "write 10 or 10.0", at_};
    if (continues_name(peek())) return Problem{"a number runs into a name", "put an operator between them", at_};
    if (!fits) return Problem{"the number does not fit 64 bits", "the largest is 9223372036854775807", start_};
    if (places > kDecimalScaleMax) return Problem{"too many decimal places", "at most 18 fit 64 bits", start_};
    Token& token = add(fraction ? TokenKind::Decimal : TokenKind::Integer);
    token.magnitude = magnitude;
    token.scale = static_cast<std::uint8_t>(places);
    return std::nullopt;
  }

  std::optional<Problem> read_text() {
    const char quote = source_[at_++];
    std::string text;
    for (; at_ < source_.size() && source_[at_] != quote; ++at_) {
      std::optional<char> meant = source_[at_];
      if (*meant == '\\') {
        if (++at_ == source_.size()) break;
        meant = unescaped(source_[at_]);
        if (!meant) return Problem{"unknown escape in a text", R"(known are \" \' \\ \n)", at_ - 1};
      }
      text.push_back(*meant);
    }
    if (at_ == source_.size()) return Problem{"the text has no end", std::string("close it with ") + quote, start_};
    ++at_;
    add(TokenKind::Text).text = std::move(text);
    return std::nullopt;
  }

  static std::optional<char> unescaped(char escape) {
    switch (escape) {
      case '"':
      case '\'':
      case '\\': return escape;
      case 'n': return '\n';
      default: return std::nullopt;
    }
  }

  std::optional<Problem> read_symbol() {
    static constexpr std::array<std::string_view, 17> kSymbols{"||", "&&", "==", "!=", "<=", ">=", "<", ">", "+",
                                                               "-",  "*",  "/",  "%",  "!",  "(",  ")", ","};
    for (const std::string_view symbol : kSymbols) {
      if (source_.substr(at_, symbol.size()) != symbol) continue;
      at_ += symbol.size();
      add(TokenKind::Symbol);
      return std::nullopt;
    }
    return unknown_symbol();
  }

  [[nodiscard]] Problem unknown_symbol() const {
    const char byte = source_[at_];
    const bool printable = byte > ' ' && byte < '\x7f';
    const std::string seen = printable ? std::string("'") + byte + "'" : "byte " + std::to_string(byte);
    std::string hint = "operators are || && == != < <= > >= + - * / % !";
    if (byte == '=') hint = "equality is written ==";
    if (byte == '&') hint = "and is written &&";
    if (byte == '|') hint = "or is written ||";
    if (byte == '.') hint = "a decimal starts with a digit, as in 0.5";
    return Problem{"unexpected " + seen, hint, at_};
  }

  std::string_view source_;
  std::size_t at_ = 0;
  std::size_t start_ = 0;  // of the token being read
  std::vector<Token> tokens_;
};

}  // namespace

Result<std::vector<Token>> tokens_of(std::string_view source) { return TokenReader(source).read(); }

}  // namespace wavetank::engine
