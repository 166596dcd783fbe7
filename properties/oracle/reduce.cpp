// Dijkstra's shunting yard that computes instead of writing: operators wait until a looser one comes.
#include "properties/oracle/reduce.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <vector>

namespace wavetank::properties {
namespace {

using Number = std::optional<std::int64_t>;  // none: null

constexpr int kOpen = -1;   // a parenthesis: nothing reaches below it
constexpr int kPrefix = 7;  // binds tighter than every binary operator

struct Binary {
  std::string_view word;
  int binding;
};
constexpr std::array<Binary, 13> kBinary{{{"||", 1},
                                          {"&&", 2},
                                          {"==", 3},
                                          {"!=", 3},
                                          {"<=", 4},
                                          {">=", 4},
                                          {"<", 4},
                                          {">", 4},
                                          {"+", 5},
                                          {"-", 5},
                                          {"*", 6},
                                          {"/", 6},
                                          {"%", 6}}};
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();

std::int64_t from_bits(std::uint64_t bits) { return static_cast<std::int64_t>(bits); }
std::uint64_t to_bits(std::int64_t number) { return static_cast<std::uint64_t>(number); }

Number truth(bool holds) { return holds ? 1 : 0; }

Number divide(std::int64_t a, std::int64_t b) {
  if (b == 0) return std::nullopt;
  return a == kLeast && b == -1 ? kLeast : a / b;
}
Number remainder(std::int64_t a, std::int64_t b) {
  if (b == 0) return std::nullopt;
  return b == -1 ? 0 : a % b;
}

// Three-valued: a side that decides alone decides against null.
Number join(std::string_view word, Number a, Number b) {
  const std::int64_t deciding = word == "||" ? 1 : 0;
  if (a == deciding || b == deciding) return deciding;
  if (!a || !b) return std::nullopt;
  return 1 - deciding;
}

Number of_two(std::string_view word, Number left, Number right) {
  if (word == "||" || word == "&&") return join(word, left, right);
  if (word == "coalesce") return left ? left : right;
  if (!left || !right) return std::nullopt;
  const std::int64_t a = *left;
  const std::int64_t b = *right;
  if (word == "+") return from_bits(to_bits(a) + to_bits(b));
  if (word == "-") return from_bits(to_bits(a) - to_bits(b));
  if (word == "*") return from_bits(to_bits(a) * to_bits(b));
  if (word == "/") return divide(a, b);
  if (word == "%") return remainder(a, b);
  if (word == "==") return truth(a == b);
  if (word == "!=") return truth(a != b);
  if (word == "<") return truth(a < b);
  if (word == "<=") return truth(a <= b);
  if (word == ">") return truth(a > b);
  if (word == ">=") return truth(a >= b);
  return word == "min" ? std::min(a, b) : std::max(a, b);
}

Number of_one(std::string_view word, Number number) {
  if (word == "is_null") return truth(!number);
  if (!number) return std::nullopt;
  return word == "!" ? 1 - *number : from_bits(0 - to_bits(*number));
}

std::size_t operands_of(std::string_view word, int binding) {
  if (word == "if") return 3;
  return binding == kPrefix || word == "is_null" ? 1 : 2;
}

class Reader {
 public:
  Reader(std::string_view text, const NamedValue& named) : rest_(text), named_(named) {}

  std::optional<Reduced> read() {
    while (readable_ && skip_blanks()) step();
    apply_down_to(kOpen);
    if (!readable_ || values_.size() != 1 || !waiting_.empty()) return std::nullopt;
    return Reduced{values_.front()};
  }

 private:
  struct Waiting {
    std::string_view word;  // of an open parenthesis: its function, or nothing
    int binding;
  };

  bool skip_blanks() {
    while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\t' || rest_.front() == '\n')) {
      rest_.remove_prefix(1);
    }
    return !rest_.empty();
  }

  void step() {
    const char next = rest_.front();
    if (next == ')' || next == ',') return close(next);
    if (next == '(') return open("");
    if (expects_value_ && (next == '-' || next == '!')) {
      waiting_.push_back({take(1), kPrefix});
      return;
    }
    if (expects_value_) return value();
    for (const Binary& binary : kBinary) {
      if (!rest_.starts_with(binary.word)) continue;
      apply_down_to(binary.binding);
      waiting_.push_back({take(binary.word.size()), binary.binding});
      expects_value_ = true;
      return;
    }
    readable_ = false;
  }

  void value() {
    const std::string_view word = take(word_length());
    if (word.empty()) {
      readable_ = false;  // a text
      return;
    }
    if (word.front() >= '0' && word.front() <= '9') return push(number(word));
    if (skip_blanks() && rest_.front() == '(') return open(word);
    if (word == "true") return push(1);
    if (word == "false") return push(0);
    if (word == "null") return push(std::nullopt);
    const std::optional<Reduced> named = named_(word);
    if (named) return push(named->value);
    readable_ = false;
  }

  void push(Number number) {
    values_.push_back(number);
    expects_value_ = false;
  }
  void open(std::string_view function) {
    take(1);
    waiting_.push_back({function, kOpen});
    expects_value_ = true;
  }
  void close(char mark) {
    take(1);
    apply_down_to(kOpen);
    expects_value_ = mark == ',';
    if (waiting_.empty()) readable_ = false;
    if (!readable_ || mark == ',') return;
    const std::string_view function = waiting_.back().word;
    waiting_.pop_back();
    if (!function.empty()) apply(function, kOpen);
  }

  // Applies what waits and binds at least as tightly, down to the next open parenthesis.
  void apply_down_to(int binding) {
    while (readable_ && !waiting_.empty() && waiting_.back().binding >= std::max(binding, 0)) {
      const Waiting next = waiting_.back();
      waiting_.pop_back();
      apply(next.word, next.binding);
    }
  }

  void apply(std::string_view word, int binding) {
    const std::size_t operands = operands_of(word, binding);
    if (values_.size() < operands) {
      readable_ = false;
      return;
    }
    const std::size_t first = values_.size() - operands;
    Number result;
    if (operands == 1) result = of_one(word, values_[first]);
    if (operands == 2) result = of_two(word, values_[first], values_[first + 1]);
    if (operands == 3) result = values_[first] == 1 ? values_[first + 1] : values_[first + 2];
    values_.resize(first);
    values_.push_back(result);
  }

  [[nodiscard]] std::size_t word_length() const {
    std::size_t length = 0;
    while (length < rest_.size()) {
      const char c = rest_[length];
      const bool digit = c >= '0' && c <= '9';
      const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      if (!digit && !letter && c != '.') break;
      ++length;
    }
    return length;
  }
  // A decimal in units of its scale: the point is left out.
  static std::int64_t number(std::string_view digits) {
    std::uint64_t number = 0;
    for (const char digit : digits) {
      if (digit != '.') number = number * 10 + static_cast<std::uint64_t>(digit - '0');
    }
    return from_bits(number);
  }
  std::string_view take(std::size_t length) {
    const std::string_view taken = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return taken;
  }

  std::string_view rest_;
  const NamedValue& named_;
  std::vector<Number> values_;
  std::vector<Waiting> waiting_;
  bool expects_value_ = true;
  bool readable_ = true;
};

}  // namespace

std::optional<Reduced> evaluated(std::string_view expression, const NamedValue& named) {
  return Reader(expression, named).read();
}

std::optional<Reduced> reduce_once(std::string_view expression, std::int64_t acc, std::int64_t value) {
  return evaluated(expression, [&](std::string_view name) -> std::optional<Reduced> {
    if (name == "acc") return Reduced{acc};
    if (name == "value") return Reduced{value};
    return std::nullopt;
  });
}

}  // namespace wavetank::properties
