#include "tests/tidy/link_rules.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>

namespace wavetank::tidy {
namespace {

// Fenced blocks and `code` become spaces, line by line.
std::string without_code(std::string_view page) {
  std::string text;
  std::istringstream lines{std::string(page)};
  std::string line;
  bool fenced = false;
  while (std::getline(lines, line)) {
    const bool fence = line.find_first_not_of(' ') != std::string::npos &&
                       std::string_view(line).substr(line.find_first_not_of(' ')).starts_with("```");
    bool code = fenced || fence;
    fenced = fence ? !fenced : fenced;
    for (char& c : line) {
      if (c == '`' && !fence && !fenced) code = !code;
      if (code) c = ' ';
    }
    text += line + '\n';
  }
  return text;
}

// A heading's anchor as the hosts of repositories make it: small letters, hyphens for spaces, no signs.
std::string anchor_of(std::string_view heading) {
  std::string anchor;
  for (const char c : heading) {
    if (c == ' ' || c == '-') {
      anchor += '-';
    } else if (is_word_char(c) || static_cast<unsigned char>(c) >= 0x80) {
      anchor += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
  }
  return anchor;
}

bool has_heading(std::string_view page, std::string_view anchor) {
  std::istringstream lines(without_code(page));
  std::string line;
  while (std::getline(lines, line)) {
    const std::size_t text = line.find_first_not_of('#');
    if (text == 0 || text == std::string::npos || line[text] != ' ') continue;
    if (anchor_of(std::string_view(line).substr(text + 1)) == anchor) return true;
  }
  return false;
}

bool is_of_the_net(std::string_view target) {
  return target.find("://") != std::string_view::npos || target.starts_with("mailto:");
}

// What is wrong with the target of a link on `page`; nothing if it leads somewhere.
std::optional<std::string> objection(const Source& page, std::string_view target, const std::filesystem::path& root) {
  const std::size_t hash = std::min(target.find('#'), target.size());
  const std::string_view file = target.substr(0, hash);
  const std::filesystem::path there =
      file.empty() ? root / page.path : root / std::filesystem::path(page.path).parent_path() / file;
  if (!file.empty() && !std::filesystem::exists(there)) return "there is no such file";
  if (hash == target.size()) return std::nullopt;
  const std::string text = file.empty() ? page.text : read_text(there);
  if (has_heading(text, target.substr(hash + 1))) return std::nullopt;
  return "that page has no such heading";
}

}  // namespace

std::vector<Source> read_pages(const std::filesystem::path& root) {
  std::vector<std::string> paths;
  for (const char* name : {"README.md", "CHANGELOG.md"}) {
    if (std::filesystem::exists(root / name)) paths.emplace_back(name);
  }
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root / "docs")) {
    if (entry.path().extension() == ".md") paths.push_back(entry.path().lexically_relative(root).generic_string());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<Source> pages;
  for (const std::string& path : paths) pages.push_back(make_source(path, read_text(root / path)));
  return pages;
}

Offences dead_links(const std::vector<Source>& pages, const std::filesystem::path& root) {
  Offences offences;
  for (const Source& page : pages) {
    const std::string text = without_code(page.text);
    for (std::size_t at = text.find("]("); at != std::string::npos; at = text.find("](", at + 1)) {
      const std::size_t end = std::min(text.find_first_of(") \n", at + 2), text.size());
      const std::string target = text.substr(at + 2, end - at - 2);
      if (is_of_the_net(target)) continue;
      if (const auto why = objection(page, target, root)) {
        offences.push_back({"dead-link", page.path, line_at(text, at), target, *why});
      }
    }
  }
  return offences;
}

}  // namespace wavetank::tidy
