// Bytes to rows: a small state machine over what zlib delivers.
#include "scenarios/input/csv.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

#include <zlib.h>

#include "engine/base/assert.hpp"
#include "scenarios/format/quote.hpp"

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

// The bytes of the file, one by one. A file that is not compressed passes through zlib as it is.
class CsvReader::Text {
 public:
  // Says what is wrong, or nothing.
  std::string open(const std::string& path) {
    std::error_code unknown;
    if (!std::filesystem::exists(path, unknown)) return "there is no such file";
    if (std::filesystem::is_directory(path, unknown)) return "expected a file; found a folder";
    file_.reset(gzopen(path.c_str(), "rb"));
    if (file_ == nullptr) return "the file cannot be opened for reading";
    fill();
    if (problem_.empty() && size_ == 0) return "the file is empty; expected a header row";
    if (path.ends_with(".gz") && gzdirect(file_.get()) == 1) return "the name ends in .gz; the file is not gzip";
    return problem_;
  }

  // Nothing at the end of the file, or of what can be read.
  std::optional<char> next() {
    if (at_ == size_) fill();
    if (at_ == size_) return std::nullopt;
    return buffer_[at_++];
  }

  void skip(std::string_view mark) {
    if (std::string_view(buffer_.data(), size_).starts_with(mark)) at_ = mark.size();
  }

  [[nodiscard]] const std::string& problem() const { return problem_; }

 private:
  void fill() {
    at_ = 0;
    size_ = 0;
    if (!problem_.empty()) return;
    const int read = gzread(file_.get(), buffer_.data(), static_cast<unsigned>(buffer_.size()));
    int code = Z_OK;
    gzerror(file_.get(), &code);
    if (read < 0 || (code != Z_OK && code != Z_STREAM_END)) {
      problem_ = code == Z_ERRNO ? "the file cannot be read" : "the gzip data is damaged or cut off";
    }
    size_ = read > 0 ? static_cast<std::size_t>(read) : 0;
  }

  struct Close {
    void operator()(gzFile file) const { gzclose_r(file); }
  };

  std::unique_ptr<gzFile_s, Close> file_;
  std::array<char, 1 << 16> buffer_{};
  std::size_t at_ = 0;
  std::size_t size_ = 0;
  std::string problem_;
};

// The row that was read last.
struct CsvReader::Parsed {
  std::string path;
  std::vector<std::string> header;
  std::string content;            // of all fields, without their quotes
  std::vector<std::size_t> ends;  // of each field in `content`
  std::vector<std::string_view> row;
  std::size_t line = 1;  // at which reading is
  std::size_t row_line = 1;
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
  CsvStep finish(At at, const Text& text, const std::string& complaint);
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
  content.clear();
  ends.clear();
  error.reset();
  row_line = line;
  At at = At::Start;
  std::string complaint;
  std::size_t bytes = 0;
  for (std::optional<char> letter = text.next(); letter; letter = text.next()) {
    if (*letter == '\n') ++line;
    // A broken row ends with its line, whatever its quotes say.
    if (*letter == '\n' && (at != At::Quoted || !complaint.empty())) return finish(at, text, complaint);
    if (++bytes > kCsvRowBytesMax) {
      return fail("a row of more than " + std::to_string(kCsvRowBytesMax >> 20) + " MiB",
                  "is a closing quote missing, or is this no CSV file?");
    }
    if (complaint.empty()) at = take(at, *letter, complaint);
  }
  if (!text.problem().empty()) return fail(text.problem());
  if (at == At::Quoted) return fail("the closing quote is missing");
  return bytes == 0 ? CsvStep::End : finish(at, text, complaint);
}

CsvStep CsvReader::Parsed::finish(At at, const Text& text, const std::string& complaint) {
  if (!text.problem().empty()) return fail(text.problem());
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

CsvReader::CsvReader(const std::string& path) : text_(std::make_unique<Text>()), parsed_(std::make_unique<Parsed>()) {
  Parsed& parsed = *parsed_;
  parsed.path = path;
  const std::string problem = text_->open(path);
  if (!problem.empty()) {
    parsed.fail(problem);
    parsed.error->line = 0;
    return;
  }
  text_->skip(kCsvByteOrderMark);
  const CsvStep step = parsed.read(*text_);
  if (step != CsvStep::Row) {
    if (step != CsvStep::End)
      parsed.failed = true;
    else
      parsed.fail("the file is empty; expected a header row");
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

const InputError& CsvReader::error() const {
  WT_REQUIRE(parsed_->error.has_value());
  return *parsed_->error;
}

}  // namespace wavetank::scenarios
