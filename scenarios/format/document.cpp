// From the JSON library's events to plain values.
#include "scenarios/format/document.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include <nlohmann/json.hpp>

#include "scenarios/format/lines.hpp"
#include "scenarios/format/quote.hpp"

namespace wavetank::scenarios {
namespace {

constexpr std::size_t kParserWordsMax = 160;

// The library names its error, then the line and column, then what it saw: only the last is news.
std::string reason_of(std::string_view what) {
  const std::size_t column = what.find("column ");
  const std::size_t colon = what.find(": ", column == std::string_view::npos ? 0 : column);
  if (colon != std::string_view::npos) what.remove_prefix(colon + 2);
  if (what.starts_with("syntax error ")) what.remove_prefix(std::string_view("syntax error ").size());
  return printable(what, kParserWordsMax);
}

// The names of its functions are the library's.
class DocumentBuilder {
 public:
  DocumentBuilder(std::vector<std::uint32_t> lines, JsonNode& root) : lines_(std::move(lines)), root_(root) {}

  bool null() { return added(JsonKind::Null); }
  bool boolean(bool value) {
    add(JsonKind::Boolean).boolean = value;
    return true;
  }
  bool number_integer(std::int64_t value) {
    JsonNode& json = add(JsonKind::Integer);
    json.integer = value;
    json.natural = value < 0 ? 0 : static_cast<std::uint64_t>(value);
    return true;
  }
  bool number_unsigned(std::uint64_t value) {
    if (std::in_range<std::int64_t>(value)) return number_integer(static_cast<std::int64_t>(value));
    add(JsonKind::Natural).natural = value;
    return true;
  }
  bool number_float(double, const std::string& spelling) {
    add(JsonKind::Real).text = spelling;
    return true;
  }
  bool string(std::string& value) {
    add(JsonKind::Text).text = std::move(value);
    return true;
  }
  bool binary(nlohmann::json::binary_t&) { return false; }
  bool start_object(std::size_t) { return opened(JsonKind::Object); }
  bool start_array(std::size_t) { return opened(JsonKind::Array); }
  bool end_object() { return closed(); }
  bool end_array() { return closed(); }
  bool key(std::string& name) {
    open_.back()->names.push_back(std::move(name));
    return true;
  }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception& problem) {
    offset_ = position > 0 ? position - 1 : 0;
    reason_ = reason_of(problem.what());
    return false;
  }

  [[nodiscard]] std::size_t offset() const { return offset_; }
  [[nodiscard]] const std::string& reason() const { return reason_; }

 private:
  // What is open does not move: a list only grows while its last value is closed.
  JsonNode& add(JsonKind kind) {
    JsonNode& json = open_.empty() ? root_ : open_.back()->items.emplace_back();
    json.kind = kind;
    // Before the place where it is broken, a text that is not JSON may have fewer lines than values.
    json.line = next_ < lines_.size() ? lines_[next_] : 0;
    ++next_;
    return json;
  }
  bool added(JsonKind kind) {
    add(kind);
    return true;
  }
  bool opened(JsonKind kind) {
    open_.push_back(&add(kind));
    return true;
  }
  bool closed() {
    open_.pop_back();
    return true;
  }

  std::vector<std::uint32_t> lines_;
  JsonNode& root_;
  std::vector<JsonNode*> open_;
  std::size_t next_ = 0;
  std::size_t offset_ = 0;
  std::string reason_;
};

std::string unescaped(std::string_view part) {
  std::string name;
  for (std::size_t i = 0; i < part.size(); ++i) {
    const bool escape = part[i] == '~' && i + 1 < part.size();
    if (escape) ++i;
    name += !escape ? part[i] : part[i] == '1' ? '/' : '~';
  }
  return name;
}

const JsonNode* child_of(const JsonNode& json, std::string_view part) {
  if (json.kind == JsonKind::Object) return json.find(unescaped(part));
  std::size_t index = 0;
  const auto read = std::from_chars(part.data(), part.data() + part.size(), index);
  const bool is_index = read.ec == std::errc{} && read.ptr == part.data() + part.size();
  return is_index && index < json.items.size() ? &json.items[index] : nullptr;
}

}  // namespace

const JsonNode* JsonNode::find(std::string_view name) const {
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? nullptr : &items[static_cast<std::size_t>(found - names.begin())];
}

Document parse_document(std::string_view text, const std::string& file_name) {
  Document document;
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    document.error = InputError{file_name, 1, "", "the file is empty; expected a scenario, an object in JSON", ""};
    return document;
  }
  LineScan scan = scan_lines(text);
  if (scan.problem) {
    document.error = InputError{file_name, scan.problem->line, "", scan.problem->message, scan.problem->hint};
    return document;
  }
  DocumentBuilder builder(std::move(scan.lines), document.root);
  if (!nlohmann::json::sax_parse(text.begin(), text.end(), &builder)) {
    document.error =
        InputError{file_name, line_at(text, builder.offset()), "", "not valid JSON; " + builder.reason(), ""};
    document.root = JsonNode{};
  }
  return document;
}

std::size_t line_of(const JsonNode& root, std::string_view pointer) {
  const JsonNode* json = &root;
  std::size_t line = root.line;
  while (!pointer.empty()) {
    pointer.remove_prefix(1);  // the slash
    const std::string_view part = pointer.substr(0, pointer.find('/'));
    json = child_of(*json, part);
    if (json == nullptr) return line;
    line = json->line;
    pointer.remove_prefix(part.size());
  }
  return line;
}

std::string escaped(std::string_view name) {
  std::string part;
  for (const char letter : name) {
    if (letter == '~')
      part += "~0";
    else if (letter == '/')
      part += "~1";
    else
      part += letter;
  }
  return part;
}

}  // namespace wavetank::scenarios
