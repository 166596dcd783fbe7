// One reader per format.
#include "scenarios/input/table.hpp"

#include <utility>
#include <vector>

#include "engine/base/assert.hpp"
#include "scenarios/format/document.hpp"

namespace wavetank::scenarios {
namespace {

class CsvTable final : public TableReader {
 public:
  CsvTable(LineReader lines, const std::string& path) : reader_(std::move(lines), path) {}
  [[nodiscard]] bool failed() const override { return reader_.failed(); }
  [[nodiscard]] std::span<const std::string> header() const override { return reader_.header(); }
  [[nodiscard]] CsvStep next() override { return reader_.next(); }
  [[nodiscard]] std::span<const std::string_view> row() const override { return reader_.row(); }
  [[nodiscard]] std::size_t line() const override { return reader_.line(); }
  [[nodiscard]] const InputError& error() const override { return reader_.error(); }
  [[nodiscard]] std::size_t bytes_taken() const override { return reader_.bytes_taken(); }
  [[nodiscard]] std::string_view format() const override { return "CSV"; }

 private:
  CsvReader reader_;
};

class JsonLinesTable final : public TableReader {
 public:
  JsonLinesTable(LineReader lines, std::string path) : lines_(std::move(lines)), path_(std::move(path)) {
    if (read() != CsvStep::Row) {
      failed_ = true;
      return;
    }
    header_ = object_.names;
    pending_ = true;
  }
  [[nodiscard]] bool failed() const override { return failed_; }
  [[nodiscard]] std::span<const std::string> header() const override { return header_; }
  [[nodiscard]] CsvStep next() override {
    WT_REQUIRE(!failed_);
    const CsvStep step = pending_ ? CsvStep::Row : read();
    pending_ = false;
    if (step == CsvStep::Row) fill_row();
    return step;
  }
  [[nodiscard]] std::span<const std::string_view> row() const override { return row_; }
  [[nodiscard]] std::size_t line() const override { return line_; }
  [[nodiscard]] const InputError& error() const override {
    WT_REQUIRE(error_.has_value());
    return *error_;
  }
  [[nodiscard]] std::size_t bytes_taken() const override { return lines_.bytes_taken(); }
  [[nodiscard]] std::string_view format() const override { return "JSON lines"; }

 private:
  CsvStep fail(CsvStep step, std::string message, std::string hint = "") {
    error_ = InputError{path_, line_, "", std::move(message), std::move(hint)};
    failed_ = step == CsvStep::Failed;
    return step;
  }

  CsvStep read() {
    std::string_view text;
    do {
      const LineStep step = lines_.next(text);
      ++line_;
      if (step == LineStep::TooLong) {
        return fail(CsvStep::Failed, "a line of more than " + std::to_string(kLineBytesMax >> 20) + " MiB");
      }
      if (step != LineStep::Line && !lines_.problem().empty()) return fail(CsvStep::Failed, lines_.problem());
      if (step == LineStep::End) return CsvStep::End;
    } while (text.find_first_not_of(" \t\r") == std::string_view::npos);
    Document document = parse_document(text, path_);
    if (document.error) return fail(CsvStep::Broken, document.error->message, document.error->hint);
    if (document.root.kind != JsonKind::Object) return fail(CsvStep::Broken, "expected a JSON object on each line");
    object_ = std::move(document.root);
    return CsvStep::Row;
  }

  void fill_row() {
    texts_.assign(header_.size(), {});
    row_.clear();
    for (std::size_t i = 0; i < header_.size(); ++i) {
      if (const JsonNode* node = object_.find(header_[i])) texts_[i] = text_of(*node);
    }
    for (const std::string& text : texts_) row_.push_back(text);
  }

  static std::string text_of(const JsonNode& node) {
    switch (node.kind) {
      case JsonKind::Null: return {};
      case JsonKind::Boolean: return node.boolean ? "true" : "false";
      case JsonKind::Integer: return std::to_string(node.integer);
      case JsonKind::Natural: return std::to_string(node.natural);
      case JsonKind::Real:
      case JsonKind::Text: return node.text;
      case JsonKind::Array: return "[...]";
      case JsonKind::Object: return "{...}";
    }
    WT_UNREACHABLE(static_cast<std::uint32_t>(node.kind));
  }

  LineReader lines_;
  std::string path_;
  std::vector<std::string> header_;
  JsonNode object_;
  std::vector<std::string> texts_;
  std::vector<std::string_view> row_;
  std::size_t line_ = 0;
  std::optional<InputError> error_;
  bool pending_ = false;  // the first object is read and not yet given
  bool failed_ = false;
};

}  // namespace

std::unique_ptr<TableReader> TableReader::open(const std::string& path) {
  LineReader lines(path);
  const std::string_view ahead = lines.ahead();
  const std::size_t first = ahead.find_first_not_of(" \t\r\n");
  if (first != std::string_view::npos && ahead[first] == '{') {
    return std::make_unique<JsonLinesTable>(std::move(lines), path);
  }
  return std::make_unique<CsvTable>(std::move(lines), path);
}

}  // namespace wavetank::scenarios
