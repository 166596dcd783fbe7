// Lines to rows: a line without quotes is cut at its commas, any other goes through a small state machine.
#include "scenarios/input/csv.hpp"

#include <algorithm>
#include <utility>

#include "engine/base/assert.hpp"
#include "scenarios/format/quote.hpp"

namespace wavetank::scenarios {
namespace {

enum class At : std::uint8_t {
  Start,   // of a field
  Plain,   // in a field without quotes
  Quoted,  // in a field in quotes
  Closed,  // after the closing quote
};

}  // namespace

// The row that was read last.
struct CsvReader::Parsed {
  std::string path;
  std::vector<std::string> header;
  std::string content;            // of all fields of a row with quotes, without the quotes
  std::vector<std::size_t> ends;  // of each field in `content`
  std::vector<std::string_view> row;
  std::size_t line = 0;  // the last that was read
  std::size_t row_line = 0;
  std::optional<InputError> error;
  bool failed = false;

  CsvStep broken(std::string message, std::string hint = "") {
    error = InputError{path, row_line, "", std::move(message), std::move(hint)};
    return CsvStep::Broken;
  }
  CsvStep fail(std::string message, std::string hint = "") {
    failed = true;
    broken(std::move(message), std::move(hint));
    return CsvStep::Failed;
  }

  // One row. Broken rows are read to the end of their line.
  CsvStep read(LineReader& text);

 private:
  CsvStep too_long() {
    return fail("a row of more than " + std::to_string(kLineBytesMax >> 20) + " MiB",
                "is a closing quote missing, or is this no CSV file?");
  }
  void split(std::string_view text);
  CsvStep read_quoted(LineReader& text, std::string_view text_line, LineStep step);
  CsvStep finish_quoted(At at, const std::string& complaint);
  // Takes one character of the row; gives the next state, and a complaint if the character cannot stand there.
  At take(At at, char letter, std::string& complaint);
  void end_field() { ends.push_back(content.size()); }
};

At CsvReader::Parsed::take(At at, char letter, std::string& complaint) {
  if (at == At::Quoted) {
    if (letter == '"') return At::Closed;
    content += letter;
    return At::Quoted;
  }
  if (letter == ',') {
    end_field();
    return At::Start;
  }
  if (letter == '"' && at == At::Start) return At::Quoted;
  if (letter == '"' && at == At::Closed) {  // a doubled quote is one
    content += letter;
    return At::Quoted;
  }
  if (letter == '"')
    complaint = "a quote inside a field that does not begin with one";
  else if (at == At::Closed && letter != '\r')
    complaint = "text after a closing quote";
  if (at != At::Closed) content += letter;
  return at == At::Closed ? At::Closed : At::Plain;
}

CsvStep CsvReader::Parsed::read(LineReader& text) {
  error.reset();
  row_line = ++line;
  std::string_view text_line;
  const LineStep step = text.next(text_line);
  if (step == LineStep::TooLong) return too_long();
  if (step != LineStep::Line && !text.problem().empty()) return fail(text.problem());
  if (step == LineStep::End) return CsvStep::End;
  if (text_line.find('"') != std::string_view::npos) return read_quoted(text, text_line, step);
  if (text_line.ends_with('\r')) text_line.remove_suffix(1);
  split(text_line);
  return row.size() > kCsvColumnsMax ? broken("more than " + std::to_string(kCsvColumnsMax) + " fields") : CsvStep::Row;
}

// Of a line without quotes. Most rows have as many fields as the one before.
void CsvReader::Parsed::split(std::string_view text) {
  std::size_t count = 0;
  const auto add = [&](std::string_view field) {
    if (count < row.size())
      row[count] = field;
    else
      row.push_back(field);
    ++count;
  };
  std::size_t begin = 0;
  for (std::size_t comma = text.find(','); comma != std::string_view::npos; comma = text.find(',', begin)) {
    add(text.substr(begin, comma - begin));
    begin = comma + 1;
  }
  add(text.substr(begin));
  row.resize(count);
}

CsvStep CsvReader::Parsed::read_quoted(LineReader& text, std::string_view text_line, LineStep step) {
  content.clear();
  ends.clear();
  At at = At::Start;
  std::string complaint;
  std::size_t bytes = 0;
  while (true) {
    bytes += text_line.size() + 1;
    if (bytes > kLineBytesMax + 1) return too_long();
    for (const char letter : text_line) {
      if (complaint.empty()) at = take(at, letter, complaint);
    }
    // A broken row ends with its line, whatever its quotes say.
    if (at != At::Quoted || !complaint.empty()) return finish_quoted(at, complaint);
    if (step == LineStep::Line) {
      content += '\n';
      ++line;
      step = text.next(text_line);
    } else {
      step = LineStep::End;
    }
    if (step == LineStep::TooLong) return too_long();
    if (step != LineStep::Line && !text.problem().empty()) return fail(text.problem());
    if (step == LineStep::End) return fail("the closing quote is missing");
  }
}

CsvStep CsvReader::Parsed::finish_quoted(At at, const std::string& complaint) {
  if (!complaint.empty()) return broken(complaint, "a field with quotes in it is quoted, and they are doubled");
  if (at != At::Closed && content.ends_with('\r')) content.pop_back();
  end_field();
  if (ends.size() > kCsvColumnsMax) return broken("more than " + std::to_string(kCsvColumnsMax) + " fields");
  row.clear();
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    row.push_back(std::string_view(content).substr(begin, end - begin));
    begin = end;
  }
  return CsvStep::Row;
}

CsvReader::CsvReader(const std::string& path) : CsvReader(LineReader(path), path) {}

CsvReader::CsvReader(LineReader lines, const std::string& path)
    : text_(std::move(lines)), parsed_(std::make_unique<Parsed>()) {
  Parsed& parsed = *parsed_;
  parsed.path = path;
  if (!text_.problem().empty()) {
    parsed.fail(text_.problem());
    return;
  }
  const CsvStep step = parsed.read(text_);
  if (step != CsvStep::Row) {
    if (step != CsvStep::End)
      parsed.failed = true;
    else
      parsed.fail("the file is empty; expected a header row");
    if (step == CsvStep::End) parsed.error->line = 0;
    return;
  }
  for (const std::string_view name : parsed.row) {
    if (name.find('\0') != std::string_view::npos) {
      parsed.fail("this is no text; it has a zero byte", "expected CSV or JSON lines");
      return;
    }
    if (std::find(parsed.header.begin(), parsed.header.end(), name) != parsed.header.end()) {
      parsed.fail("two columns are named " + quote(name));
      return;
    }
    parsed.header.emplace_back(name);
  }
}

CsvReader::CsvReader(CsvReader&&) noexcept = default;
CsvReader& CsvReader::operator=(CsvReader&&) noexcept = default;
CsvReader::~CsvReader() = default;

bool CsvReader::failed() const { return parsed_->failed; }
std::span<const std::string> CsvReader::header() const { return parsed_->header; }

std::optional<std::size_t> CsvReader::column(std::string_view name) const {
  const std::vector<std::string>& header = parsed_->header;
  const auto found = std::find(header.begin(), header.end(), name);
  if (found == header.end()) return std::nullopt;
  return static_cast<std::size_t>(found - header.begin());
}

CsvStep CsvReader::next() {
  WT_REQUIRE(!failed());
  Parsed& parsed = *parsed_;
  CsvStep step = parsed.read(text_);
  const auto is_blank = [&] { return parsed.row.size() == 1 && parsed.row.front().empty(); };
  while (step == CsvStep::Row && parsed.header.size() > 1 && is_blank()) step = parsed.read(text_);
  if (step != CsvStep::Row || parsed.row.size() == parsed.header.size()) return step;
  return parsed.broken("expected " + std::to_string(parsed.header.size()) + " fields, as in the header; found " +
                       std::to_string(parsed.row.size()));
}

std::span<const std::string_view> CsvReader::row() const { return parsed_->row; }
std::size_t CsvReader::line() const { return parsed_->row_line; }

const InputError& CsvReader::error() const {
  WT_REQUIRE(parsed_->error.has_value());
  return *parsed_->error;
}

}  // namespace wavetank::scenarios
