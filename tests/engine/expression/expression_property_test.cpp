// Random expressions against an evaluator that walks the tree in wide arithmetic.
//
// A tree is grown from a list of choices, so shrinking the list shrinks the tree. It is written out with all
// parentheses and with only those that precedence asks for; both must mean what the tree means.
#include <memory>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "tests/engine/expression/support.hpp"

namespace wavetank::engine {
namespace {

__extension__ using Exact = __int128;

enum class Sort : std::uint8_t { Integer, Truth, Text, Time, Money };

struct Twin {
  bool null = false;
  Exact number = 0;
  std::string text;
  friend bool operator==(const Twin&, const Twin&) = default;
};

struct Tree {
  std::string word{};  // operator, function, variable or literal
  Twin literal{};      // of a literal
  int variable = -1;   // of a variable
  int binding = 8;     // as the language's table; 8 what needs no parentheses
  std::vector<Tree> children{};
};

Twin number(Exact exact) {
  const auto low = static_cast<std::uint64_t>(exact);  // modulo 2^64, then read as signed
  return {false, low >> 63 == 0 ? Exact{low} : Exact{low} - (Exact{1} << 64), ""};
}
const Twin kNullTwin{true, 0, ""};

Twin twin_arithmetic(const std::string& word, Exact a, Exact b) {
  if (word == "+") return number(a + b);
  if (word == "-") return number(a - b);
  if (word == "*") return number(a * b);
  if (word == "/") return b == 0 ? kNullTwin : number(a / b);
  if (word == "%") return b == 0 ? kNullTwin : number(a % b);
  if (word == "<") return number(a < b);
  if (word == "<=") return number(a <= b);
  if (word == ">") return number(a > b);
  if (word == ">=") return number(a >= b);
  if (word == "min") return number(a < b ? a : b);
  if (word == "max") return number(a < b ? b : a);
  throw std::logic_error("the twin does not know " + word);
}

Twin twin_logic(const std::string& word, const Twin& a, const Twin& b) {
  const Exact decides = word == "&&" ? 0 : 1;
  for (const Twin& side : {a, b}) {
    if (!side.null && side.number == decides) return number(decides);
  }
  return a.null || b.null ? kNullTwin : number(1 - decides);
}

// The twin may recurse, which is what makes it obvious; the engine may not.
// NOLINTBEGIN(misc-no-recursion)
Twin twin_of(const Tree& tree, const std::vector<Twin>& row) {
  if (tree.variable >= 0) return row.at(static_cast<std::size_t>(tree.variable));
  if (tree.children.empty()) return tree.literal;
  std::vector<Twin> values;
  for (const Tree& child : tree.children) values.push_back(twin_of(child, row));
  const Twin& a = values.front();
  if (tree.word == "is_null") return number(a.null);
  if (tree.word == "if") return !a.null && a.number == 1 ? values[1] : values[2];
  if (tree.word == "coalesce") return a.null ? values[1] : a;
  if (tree.word == "&&" || tree.word == "||") return twin_logic(tree.word, a, values[1]);
  for (const Twin& value : values) {
    if (value.null) return kNullTwin;
  }
  if (values.size() == 1) return tree.word == "!" ? number(a.number == 0) : number(-a.number);
  if (tree.word == "==") return number(a == values[1]);
  if (tree.word == "!=") return number(!(a == values[1]));
  return twin_arithmetic(tree.word, a.number, values[1].number);
}

enum class Style : std::uint8_t { AllParentheses, FewParentheses };

std::string written(const Tree& tree, Style style);

std::string operand(const Tree& child, int binding, Style style) {
  const bool bracketed = style == Style::AllParentheses || child.binding < binding;
  return bracketed ? "(" + written(child, style) + ")" : written(child, style);
}

std::string written(const Tree& tree, Style style) {
  const std::vector<Tree>& children = tree.children;
  if (children.empty()) return tree.word;
  const bool call = tree.binding == 8;
  if (call) {
    std::string text;
    for (const Tree& child : children) text += (text.empty() ? "" : ", ") + written(child, style);
    return tree.word + "(" + text + ")";
  }
  if (children.size() == 1) return tree.word + operand(children[0], tree.binding, style);
  return operand(children[0], tree.binding, style) + " " + tree.word + " " +
         operand(children[1], tree.binding + 1, style);
}

// NOLINTEND(misc-no-recursion)

// The variables of all sorts, two of each; the second may be null.
const std::vector<Variable> kVariables{{"i", FieldType::Int64},         {"j", FieldType::Int64},
                                       {"p", FieldType::Boolean},       {"q", FieldType::Boolean},
                                       {"key", FieldType::Text},        {"name", FieldType::Text},
                                       {"at", FieldType::Timestamp},    {"until", FieldType::Timestamp},
                                       {"cost", FieldType::Decimal, 2}, {"paid", FieldType::Decimal, 2}};

const std::vector<std::int64_t> kNumbers{0, 1, 2, 3, 7, 10, 1000, 4611686018427387904, 9223372036854775807};
const std::vector<std::string> kTexts{"", "x", "it's", "a\"b\\c\nd"};
const std::vector<std::string> kTextLiterals{"''", "\"x\"", "'it\\'s'", "\"a\\\"b\\\\c\\nd\""};

struct Shape {
  std::string word;
  int binding;
  Sort result;
  std::vector<Sort> operands;
};

const std::vector<Shape>& shapes() {
  static const std::vector<Shape> kShapes = [] {
    const Sort i = Sort::Integer;
    const Sort b = Sort::Truth;
    const Sort t = Sort::Time;
    const Sort m = Sort::Money;
    std::vector<Shape> all{{"+", 5, i, {i, i}}, {"-", 5, i, {i, i}}, {"*", 6, i, {i, i}}, {"/", 6, i, {i, i}},
                           {"%", 6, i, {i, i}}, {"-", 7, i, {i}},    {"-", 5, i, {t, t}}, {"+", 5, t, {t, i}},
                           {"+", 5, t, {i, t}}, {"-", 5, t, {t, i}}, {"+", 5, m, {m, m}}, {"-", 5, m, {m, m}},
                           {"-", 7, m, {m}},    {"!", 7, b, {b}}};
    for (const Sort each : {i, b, Sort::Text, t, m}) {
      // Once a round, or comparisons would leave hardly any truth to join.
      all.push_back({"&&", 2, b, {b, b}});
      all.push_back({"||", 1, b, {b, b}});
      all.push_back({"if", 8, each, {b, each, each}});
      all.push_back({"coalesce", 8, each, {each, each}});
      all.push_back({"is_null", 8, b, {each}});
      for (const char* word : {"==", "!="}) all.push_back({word, 3, b, {each, each}});
      if (each == b || each == Sort::Text) continue;
      for (const char* word : {"<", "<=", ">", ">="}) all.push_back({word, 4, b, {each, each}});
      for (const char* word : {"min", "max"}) all.push_back({word, 8, each, {each, each}});
    }
    return all;
  }();
  return kShapes;
}

// Grows a tree from choices; where they run out, the first choice is taken.
class Grower {
 public:
  explicit Grower(const std::vector<std::uint16_t>& choices) : choices_(choices) {}

  Tree grow(Sort sort, int height) {  // NOLINT(misc-no-recursion)
    if (height == 0 || choose(4) == 0) return leaf(sort);
    std::vector<const Shape*> fitting;
    for (const Shape& shape : shapes()) {
      if (shape.result == sort) fitting.push_back(&shape);
    }
    const Shape& shape = *fitting[choose(fitting.size())];
    Tree tree{.word = shape.word, .binding = shape.binding};
    for (const Sort each : shape.operands) tree.children.push_back(grow(each, height - 1));
    return tree;
  }

  std::size_t choose(std::size_t count) { return next_ < choices_.size() ? choices_[next_++] % count : 0; }

 private:
  Tree leaf(Sort sort) {
    const std::size_t choice = choose(4);
    if (choice < 2 || sort == Sort::Time) {
      const int variable = static_cast<int>(sort) * 2 + static_cast<int>(choice % 2);
      return {.word = kVariables[static_cast<std::size_t>(variable)].name, .variable = variable};
    }
    return literal(sort);
  }

  Tree literal(Sort sort) {
    const std::int64_t value = kNumbers[choose(kNumbers.size())];
    const std::string cents = std::to_string(value % 100);
    const std::size_t text = choose(kTexts.size());
    switch (sort) {
      case Sort::Integer:
        // The least integer can only be written with its sign.
        if (value == 1000) return {.word = "-9223372036854775808", .literal = number(Exact{1} << 63), .binding = 7};
        return {.word = std::to_string(value), .literal = number(value)};
      case Sort::Truth: return {.word = value % 2 == 0 ? "false" : "true", .literal = number(value % 2)};
      case Sort::Text: return {.word = kTextLiterals[text], .literal = {false, 0, kTexts[text]}};
      case Sort::Money:
        return {.word = std::to_string(value / 100) + (cents.size() == 1 ? ".0" : ".") + cents,
                .literal = number(value)};
      case Sort::Time: break;
    }
    throw std::logic_error("there are no literals of time");
  }

  const std::vector<std::uint16_t>& choices_;
  std::size_t next_ = 0;
};

// One row as both evaluators see it.
struct TwinRow {
  std::vector<Twin> twins;
  std::vector<Cell> cells;
};

TwinRow grown_row(Grower& grower, Texts& texts) {
  TwinRow row;
  for (std::size_t slot = 0; slot < kVariables.size(); ++slot) {
    const bool null = slot % 2 == 1 && grower.choose(3) == 0;
    const std::int64_t sign = grower.choose(2) == 0 ? 1 : -1;
    const std::int64_t value = sign * kNumbers[grower.choose(kNumbers.size())];
    const FieldType type = kVariables[slot].type;
    Twin twin = number(type == FieldType::Boolean ? Exact{value % 2 != 0} : Exact{value});
    Cell cell{static_cast<std::int64_t>(twin.number), false};
    if (type == FieldType::Text) {
      twin = {false, 0, kTexts[static_cast<std::uint64_t>(value) % kTexts.size()]};
      cell.bits = static_cast<std::int64_t>(index_of(texts.intern(twin.text)));
    }
    row.twins.push_back(null ? kNullTwin : twin);
    row.cells.push_back(null ? Cell{0, true} : cell);
  }
  return row;
}

Twin seen_by_twin(const Cell& cell, FieldType type, const Texts& texts) {
  if (cell.null) return kNullTwin;
  if (type != FieldType::Text) return number(cell.bits);
  return {false, 0, std::string(texts.bytes(TextId{static_cast<std::uint32_t>(cell.bits)}))};
}

void means_what_the_tree_means(const Tree& tree, Style style, Grower& rows) {
  Texts texts;
  const std::string text = written(tree, style);
  RC_PRE(text.size() <= kExpressionBytesMax);
  RC_LOG() << text << "\n";
  const Result<Expression> expression = Expression::compile(text, kVariables, texts);
  if (!expression.ok()) RC_FAIL(expression.problem().message);
  for (int i = 0; i < 4; ++i) {
    const TwinRow row = grown_row(rows, texts);
    const Cell cell = expression.value().evaluate(row.cells);
    RC_ASSERT(!cell.null || cell.bits == 0);
    RC_ASSERT(seen_by_twin(cell, expression.value().type(), texts) == twin_of(tree, row.twins));
  }
}

rc::Gen<std::vector<std::uint16_t>> any_choices() {
  return rc::gen::resize(600, rc::gen::arbitrary<std::vector<std::uint16_t>>());
}

RC_GTEST_PROP(ExpressionTwin, AgreesUnderAnyParentheses, ()) {
  const std::vector<std::uint16_t> choices = *any_choices();
  const std::vector<std::uint16_t> row_choices = *any_choices();
  Grower grower(choices);
  for (const Sort sort : {Sort::Truth, Sort::Integer, Sort::Text, Sort::Time, Sort::Money}) {
    const Tree tree = grower.grow(sort, 5);
    for (const Style style : {Style::AllParentheses, Style::FewParentheses}) {
      Grower rows(row_choices);
      means_what_the_tree_means(tree, style, rows);
    }
  }
}

rc::Gen<std::vector<std::uint16_t>> any_short_choices() {
  return rc::gen::resize(16, rc::gen::container<std::vector<std::uint16_t>>(rc::gen::inRange<std::uint16_t>(0, 4096)));
}

// Words in any order: most are nonsense, which must be refused with a place and a reason and never more.
RC_GTEST_PROP(ExpressionNonsense, IsRefusedInsideItsText, ()) {
  static const std::vector<std::string> kWords{
      "i", "j", "p",  "key", "at", "cost", "1", "2.50", "'x'",  "true",     "null",      "(",  ")",  ",", "+",   "-",
      "*", "/", "==", "<",   "&&", "||",   "!", "if(",  "min(", "is_null(", "coalesce(", "\"", "\\", "=", "\x80"};
  Texts texts;
  std::string text;
  for (const std::uint16_t choice : *any_short_choices()) {
    text += kWords[choice % kWords.size()] + (choice / 64 % 4 == 0 ? "" : " ");
  }
  const Result<Expression> expression = Expression::compile(text, kVariables, texts);
  if (expression.ok()) {
    const std::vector<Cell> nulls(kVariables.size(), Cell{0, true});
    const Cell cell = expression.value().evaluate(nulls);
    RC_ASSERT(!cell.null || cell.bits == 0);
  } else {
    RC_ASSERT(expression.problem().offset <= text.size());
    RC_ASSERT(!expression.problem().message.empty());
    RC_ASSERT(!expression.problem().hint.empty());
  }
}

}  // namespace
}  // namespace wavetank::engine
