// Lines to rows: a line without quotes is cut at its commas, any other goes through a small state machine.
#include "scenarios/input/csv.hpp"

#include <algorithm>
#include <cstring>

#include "engine/base/assert.hpp"
#include "scenarios/format/quote.hpp"
#include "scenarios/input/bytes.hpp"

namespace wavetank::scenarios {
namespace {

constexpr std::string_view kCsvByteOrderMark = "\xef\xbb\xbf";

enum class At : std::uint8_t {
  Start,   // of a field
  Plain,   // in a field without quotes
  Quoted,  // in a field in quotes
  Closed,  // after the closing quote
};

}  // namespace

// The lines of the file. Those that are read lie in a buffer that moves when more is needed.
class CsvReader::Text {
 public:
  explicit Text(const std::string& path) : source_(path), buffer_(kCsvBufferBytes) {
    fill();
    if (std::string_view(buffer_.data(), end_).starts_with(kCsvByteOrderMark)) begin_ = kCsvByteOrderMark.size();
  }

  enum class Step : std::uint8_t { Line, LastLine, TooLong, End };  // LastLine: no line end follows

  // The next line without its line end; `line` holds until the next call.
  Step next(std::string_view& line) {
    std::size_t searched = 0;
    while (true) {
      const std::string_view rest(buffer_.data() + begin_, end_ - begin_);
      const std::size_t found = rest.find('\n', searched);
      if (found != std::string_view::npos && found <= kCsvRowBytesMax) {
        line = rest.substr(0, found);
        begin_ += found + 1;
        return Step::Line;
      }
      if (rest.size() > kCsvRowBytesMax) return Step::TooLong;
      searched = rest.size();
      if (!fill()) break;
    }
    line = std::string_view(buffer_.data() + begin_, end_ - begin_);
    begin_ = end_;
    return line.empty() ? Step::End : Step::LastLine;
  }

  [[nodiscard]] const std::string& problem() const { return source_.problem(); }
  [[nodiscard]] std::size_t taken() const { return source_.taken(); }

 private:
  static constexpr std::size_t kPieceBytes = 1 << 16;  // small enough to stay in a near cache
  // Room for one row of the largest size and a piece of the next.
  static constexpr std::size_t kCsvBufferBytes = kCsvRowBytesMax + 2 * kPieceBytes;

  // Moves what is left to the front and reads on; false if nothing came.
  bool fill() {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
    const std::size_t read = source_.read(std::span(buffer_).subspan(end_, kPieceBytes));
    end_ += read;
    return read > 0;
  }

  ByteSource source_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;  // of what is not taken
  std::size_t end_ = 0;
};

// The row that was read last.
struct CsvReader::Parsed {
  std::string path;
  std::vector<std::string> header;
  std::string content;            // of all fields of a row with quotes, without them
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
  CsvStep read(Text& text);

 private:
  CsvStep too_long() {
    return fail("a row of more than " + std::to_string(kCsvRowBytesMax >> 20) + " MiB",
                "is a closing quote missing, or is this no CSV file?");
  }
  void split(std::string_view text);
  CsvStep read_quoted(Text& text, std::string_view text_line, Text::Step step);
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

CsvStep CsvReader::Parsed::read(Text& text) {
  error.reset();
  row.clear();
  row_line = ++line;
  std::string_view text_line;
  const Text::Step step = text.next(text_line);
  if (step == Text::Step::TooLong) return too_long();
  if (step != Text::Step::Line && !text.problem().empty()) return fail(text.problem());
  if (step == Text::Step::End) return CsvStep::End;
  if (text_line.find('"') != std::string_view::npos) return read_quoted(text, text_line, step);
  if (text_line.ends_with('\r')) text_line.remove_suffix(1);
  split(text_line);
  return row.size() > kCsvColumnsMax ? broken("more than " + std::to_string(kCsvColumnsMax) + " fields") : CsvStep::Row;
}

// Of a line without quotes.
void CsvReader::Parsed::split(std::string_view text) {
  std::size_t begin = 0;
  for (std::size_t comma = text.find(','); comma != std::string_view::npos; comma = text.find(',', begin)) {
    row.push_back(text.substr(begin, comma - begin));
    begin = comma + 1;
  }
  row.push_back(text.substr(begin));
}

CsvStep CsvReader::Parsed::read_quoted(Text& text, std::string_view text_line, Text::Step step) {
  content.clear();
  ends.clear();
  At at = At::Start;
  std::string complaint;
  std::size_t bytes = 0;
  while (true) {
    bytes += text_line.size() + 1;
    if (bytes > kCsvRowBytesMax + 1) return too_long();
    for (const char letter : text_line) {
      if (complaint.empty()) at = take(at, letter, complaint);
    }
    // A broken row ends with its line, whatever its quotes say.
    if (at != At::Quoted || !complaint.empty()) return finish_quoted(at, complaint);
    if (step == Text::Step::Line) {
      content += '\n';
      ++line;
      step = text.next(text_line);
    } else {
      step = Text::Step::End;
    }
    if (step == Text::Step::TooLong) return too_long();
    if (step != Text::Step::Line && !text.problem().empty()) return fail(text.problem());
    if (step == Text::Step::End) return fail("the closing quote is missing");
  }
}

CsvStep CsvReader::Parsed::finish_quoted(At at, const std::string& complaint) {
  if (!complaint.empty()) return broken(complaint, "a field with quotes in it is quoted, and they are doubled");
  if (at != At::Closed && content.ends_with('\r')) content.pop_back();
  end_field();
  if (ends.size() > kCsvColumnsMax) return broken("more than " + std::to_string(kCsvColumnsMax) + " fields");
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    row.push_back(std::string_view(content).substr(begin, end - begin));
    begin = end;
  }
  return CsvStep::Row;
}

CsvReader::CsvReader(const std::string& path)
    : text_(std::make_unique<Text>(path)), parsed_(std::make_unique<Parsed>()) {
  Parsed& parsed = *parsed_;
  parsed.path = path;
  if (!text_->problem().empty()) {
    parsed.fail(text_->problem());
    return;
  }
  const CsvStep step = parsed.read(*text_);
  if (step != CsvStep::Row) {
    if (step != CsvStep::End)
      parsed.failed = true;
    else
      parsed.fail("the file is empty; expected a header row");
    if (step == CsvStep::End) parsed.error->line = 0;
    return;
  }
  for (const std::string_view name : parsed.row) {
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
  CsvStep step = parsed.read(*text_);
  const auto is_blank = [&] { return parsed.row.size() == 1 && parsed.row.front().empty(); };
  while (step == CsvStep::Row && parsed.header.size() > 1 && is_blank()) step = parsed.read(*text_);
  if (step != CsvStep::Row || parsed.row.size() == parsed.header.size()) return step;
  return parsed.broken("expected " + std::to_string(parsed.header.size()) + " fields, as in the header; found " +
                       std::to_string(parsed.row.size()));
}

std::span<const std::string_view> CsvReader::row() const { return parsed_->row; }
std::size_t CsvReader::line() const { return parsed_->row_line; }

std::size_t CsvReader::bytes_taken() const { return text_->taken(); }

const InputError& CsvReader::error() const {
  WT_REQUIRE(parsed_->error.has_value());
  return *parsed_->error;
}

}  // namespace wavetank::scenarios
