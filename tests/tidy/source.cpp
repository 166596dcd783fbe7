#include "tests/tidy/source.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>
#include <utility>

#include "tests/tidy/blank.hpp"

namespace wavetank::tidy {
namespace {

constexpr std::array<std::string_view, 7> kHouse{"engine",     "sim", "scenarios", "properties",
                                                 "visualizer", "cli", "tests"};

bool is_source(const std::filesystem::path& file) {
  const std::string extension = file.extension().string();
  return extension == ".cpp" || extension == ".hpp" || extension == ".h";
}

}  // namespace

Source make_source(std::string path, std::string text) {
  Source source;
  source.path = std::move(path);
  source.uncommented = without_comments(text);
  source.code = without_directives(without_comments_and_literals(text));
  source.text = std::move(text);
  return source;
}

std::string read_text(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<Source> read_house(const std::filesystem::path& root) {
  std::vector<Source> house;
  for (const std::string_view layer : kHouse) {
    const std::filesystem::path folder = root / layer;
    if (!std::filesystem::is_directory(folder)) continue;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (!entry.is_regular_file() || !is_source(entry.path())) continue;
      house.push_back(make_source(entry.path().lexically_relative(root).generic_string(), read_text(entry.path())));
    }
  }
  std::sort(house.begin(), house.end(), [](const Source& a, const Source& b) { return a.path < b.path; });
  return house;
}

std::string_view layer_of(std::string_view path) { return path.substr(0, path.find('/')); }

std::string_view folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

std::string_view name_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

bool is_under(std::string_view path, std::string_view folder) {
  return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

std::size_t line_at(std::string_view text, std::size_t offset) {
  const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text.size()));
  return static_cast<std::size_t>(std::count(text.begin(), end, '\n')) + 1;
}

std::size_t count_lines(std::string_view text) {
  const auto breaks = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  return breaks + (text.empty() || text.back() == '\n' ? 0 : 1);
}

bool is_word_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

std::vector<std::size_t> find_word(std::string_view text, std::string_view word) {
  std::vector<std::size_t> found;
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const bool joined_left = at > 0 && is_word_char(text[at - 1]) && is_word_char(word.front());
    const bool joined_right = end < text.size() && is_word_char(text[end]) && is_word_char(word.back());
    if (!joined_left && !joined_right) found.push_back(at);
  }
  return found;
}

std::vector<Include> includes_of(const Source& source) {
  std::vector<Include> includes;
  std::istringstream lines(source.uncommented);
  std::string line;
  for (std::size_t number = 1; std::getline(lines, line); ++number) {
    const std::size_t hash = line.find_first_not_of(" \t");
    if (hash == std::string::npos || line[hash] != '#' || find_word(line, "include").empty()) continue;
    const std::size_t open = line.find_first_of("<\"");
    if (open == std::string::npos) continue;
    const std::size_t close = line.find_first_of(">\"", open + 1);
    if (close == std::string::npos) continue;
    includes.push_back({line.substr(open + 1, close - open - 1), line[open] == '"', number});
  }
  return includes;
}

}  // namespace wavetank::tidy
