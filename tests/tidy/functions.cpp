#include "tests/tidy/functions.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace wavetank::tidy {
namespace {

constexpr std::size_t kBodyLinesMax = 70;
constexpr std::size_t kParametersMax = 5;

// Words before a parenthesis that belongs to no function's name.
constexpr std::array<std::string_view, 9> kNoNames{"alignas", "decltype", "explicit", "noexcept",     "requires",
                                                   "sizeof",  "if",       "while",    "__attribute__"};

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

// The offset behind the bracket that closes the one at `open`.
std::size_t behind_pair(std::string_view text, std::size_t open, char opening, char closing) {
  std::size_t depth = 0;
  for (std::size_t at = open; at < text.size(); ++at) {
    if (text[at] == opening) ++depth;
    if (text[at] == closing && --depth == 0) return at + 1;
  }
  return text.size();
}

// Behind `template <...>` and `[[...]]`, which may hold parentheses and keywords of their own.
std::size_t behind_prefixes(std::string_view head) {
  std::size_t at = 0;
  while (true) {
    while (at < head.size() && is_space(head[at])) ++at;
    if (head.substr(at).starts_with("template")) {
      const std::size_t open = head.find('<', at);
      at = open == std::string_view::npos ? head.size() : behind_pair(head, open, '<', '>');
    } else if (head.substr(at).starts_with("[[")) {
      at = behind_pair(head, at, '[', ']');
    } else {
      return at;
    }
  }
}

std::string_view word_before(std::string_view text, std::size_t at) {
  while (at > 0 && is_space(text[at - 1])) --at;
  std::size_t first = at;
  while (first > 0 && (is_word_char(text[first - 1]) || text[first - 1] == '~')) --first;
  return text.substr(first, at - first);
}

struct Signature {
  std::string name;
  std::size_t open = 0;  // the parenthesis that begins the parameters
};

// Operators carry signs that would mislead the search: operator(), operator<, operator==.
std::optional<Signature> operator_signature(std::string_view head) {
  const std::vector<std::size_t> found = find_word(head, "operator");
  if (found.empty()) return std::nullopt;
  std::size_t at = found.front() + std::string_view("operator").size();
  while (at < head.size() && is_space(head[at])) ++at;
  if (head.substr(at).starts_with("()")) at += 2;
  const std::size_t open = head.find('(', at);
  if (open == std::string_view::npos) return std::nullopt;
  return Signature{std::string(head.substr(found.front(), open - found.front())), open};
}

// What this text before a brace or a semicolon declares, if it is a function.
std::optional<Signature> signature_of(std::string_view head) {
  if (const auto signature = operator_signature(head)) return signature;
  for (std::size_t at = 0; at < head.size(); ++at) {
    if (head[at] == '=') return std::nullopt;
    if (head[at] != '(') continue;
    const std::string_view name = word_before(head, at);
    if (std::find(kNoNames.begin(), kNoNames.end(), name) == kNoNames.end()) {
      if (name.empty()) return std::nullopt;
      return Signature{std::string(name), at};
    }
    at = behind_pair(head, at, '(', ')') - 1;
  }
  return std::nullopt;
}

std::size_t count_parameters(std::string_view head, std::size_t open) {
  const std::size_t end = behind_pair(head, open, '(', ')');
  const std::string_view inside = head.substr(open + 1, end - open - 2);
  std::size_t depth = 0;
  std::size_t commas = 0;
  bool empty = true;
  for (const char c : inside) {
    if (c == '(' || c == '[' || c == '{' || c == '<') ++depth;
    if ((c == ')' || c == ']' || c == '}' || c == '>') && depth > 0) --depth;
    if (c == ',' && depth == 0) ++commas;
    empty = empty && is_space(c);
  }
  return empty ? 0 : commas + 1;
}

enum class Scope { Namespace, Type, Function, Other };

bool has_word(std::string_view text, std::string_view word) { return !find_word(text, word).empty(); }

Scope scope_of(std::string_view head) {
  if (has_word(head, "namespace")) return Scope::Namespace;
  const std::string_view before = head.substr(0, head.find('('));
  if (has_word(head, "extern") && before.size() == head.size()) return Scope::Namespace;
  if (signature_of(head)) {
    const bool alignas_type = has_word(before, "alignas") && (has_word(head, "struct") || has_word(head, "class"));
    return alignas_type ? Scope::Type : Scope::Function;
  }
  for (const std::string_view word : {"class", "struct", "union"}) {
    if (has_word(head, word)) return Scope::Type;
  }
  return Scope::Other;
}

// The brace begins the value of a member in a constructor's list: `Pane() : id_{3}, size_(0) {`.
bool is_member_initialiser(std::string_view head) {
  const auto signature = signature_of(head);
  if (!signature) return false;
  const std::string_view rest = head.substr(behind_pair(head, signature->open, '(', ')'));
  for (std::size_t at = 0; at < rest.size(); ++at) {
    if (rest[at] != ':') continue;
    if (at + 1 < rest.size() && rest[at + 1] == ':') {
      ++at;
      continue;
    }
    const char last = rest[rest.find_last_not_of(" \n\t\r")];
    return is_word_char(last) || last == '>';
  }
  return false;
}

class Scanner {
 public:
  explicit Scanner(std::string_view code) : code_(code) {}

  std::vector<Function> run() {
    for (at_ = 0; at_ < code_.size(); ++at_) {
      step(code_[at_]);
    }
    return found_;
  }

 private:
  void step(char c) {
    switch (c) {
      case '{': open_brace(); break;
      case '}': close_brace(); break;
      case ';': semicolon(); break;
      case '(': at_ = behind_pair(code_, at_, '(', ')') - 1; break;
      case ':':
        if (is_access_label()) head_ = at_ + 1;
        break;
      default: break;
    }
  }

  [[nodiscard]] std::string_view head() const {
    const std::string_view whole = code_.substr(head_, at_ - head_);
    return whole.substr(behind_prefixes(whole));
  }

  [[nodiscard]] bool is_access_label() const {
    const std::string_view word = word_before(code_, at_);
    return word == "public" || word == "private" || word == "protected";
  }

  // The whole body is skipped at once: what is inside is neither a class of its own nor a function.
  void open_brace() {
    const std::string_view head = this->head();
    if (is_member_initialiser(head)) {
      at_ = behind_pair(code_, at_, '{', '}') - 1;
      return;
    }
    const Scope scope = scope_of(head);
    if (scope == Scope::Namespace || scope == Scope::Type) {
      types_.push_back(scope == Scope::Type);
      head_ = at_ + 1;
      return;
    }
    const std::size_t end = behind_pair(code_, at_, '{', '}');
    if (scope == Scope::Function) {
      const std::size_t first = line_at(code_, at_);
      add(head, line_at(code_, end - 1) - first + 1);
      head_ = end;
    }
    at_ = end - 1;
  }

  void close_brace() {
    if (!types_.empty()) types_.pop_back();
    head_ = at_ + 1;
  }

  void semicolon() {
    if (!types_.empty() && types_.back()) add(head(), 0);
    head_ = at_ + 1;
  }

  void add(std::string_view head, std::size_t body_lines) {
    const auto signature = signature_of(head);
    if (!signature) return;
    found_.push_back({signature->name, line_at(code_, at_), body_lines, count_parameters(head, signature->open)});
  }

  std::string_view code_;
  std::size_t at_ = 0;
  std::size_t head_ = 0;     // where the current statement begins
  std::vector<bool> types_;  // the open scopes; true: a class
  std::vector<Function> found_;
};

}  // namespace

std::vector<Function> functions_of(const Source& source) { return Scanner(source.code).run(); }

Offences unwieldy_functions(const std::vector<Source>& house) {
  Offences offences;
  for (const Source& source : house) {
    for (const Function& function : functions_of(source)) {
      if (function.body_lines > kBodyLinesMax) {
        offences.push_back({"function-length", source.path, function.line, function.name,
                            std::to_string(function.body_lines) + " lines; at most " + std::to_string(kBodyLinesMax)});
      }
      if (function.parameters > kParametersMax) {
        offences.push_back({"parameters", source.path, function.line, function.name,
                            std::to_string(function.parameters) + " parameters; an options struct names them"});
      }
    }
  }
  return offences;
}

}  // namespace wavetank::tidy
