#include "tests/tidy/citation_rules.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>

namespace wavetank::tidy {
namespace {

constexpr std::string_view kSemantics = "docs/SEMANTICS.md";
constexpr std::size_t kTitleMin = 5;  // capitals that make a title: shorter ones are constants and formats

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name_char(char c) { return is_word_char(c) || c == '-'; }

// "WO-14" at `at`, as a word of its own.
bool is_rule_at(std::string_view text, std::size_t at) {
  constexpr std::size_t kLength = 5;
  if (at + kLength > text.size() || (at > 0 && is_name_char(text[at - 1]))) return false;
  if (at + kLength < text.size() && is_word_char(text[at + kLength])) return false;
  return is_capital(text[at]) && is_capital(text[at + 1]) && text[at + 2] == '-' && is_digit(text[at + 3]) &&
         is_digit(text[at + 4]);
}

std::set<std::string, std::less<>> rules_of(const std::vector<Source>& pages) {
  std::set<std::string, std::less<>> rules;
  for (const Source& page : pages) {
    if (page.path != kSemantics) continue;
    for (std::size_t at = page.text.find("\n| "); at != std::string::npos; at = page.text.find("\n| ", at + 1)) {
      if (is_rule_at(page.text, at + 3)) rules.insert(page.text.substr(at + 3, 5));
    }
  }
  return rules;
}

// The beginning of the name that ends before `end`.
std::size_t begin_of_name(std::string_view text, std::size_t end) {
  std::size_t begin = end;
  while (begin > 0 && is_name_char(text[begin - 1])) --begin;
  return begin;
}

// What follows a document's title when a part of it is cited: ", section 2", " 6.2", ": \"Rows\"".
bool cites_a_part(std::string_view rest) {
  constexpr std::array<std::string_view, 6> kParts{" section", ", section", ", decision", " decision", ", \"", ": \""};
  if (std::any_of(kParts.begin(), kParts.end(), [&](std::string_view part) { return rest.starts_with(part); })) {
    return true;
  }
  return rest.size() > 3 && rest[0] == ' ' && is_digit(rest[1]) && rest[2] == '.' && is_digit(rest[3]);
}

// Titles in capitals, "DESIGN" or "FAULTS-AND-INVARIANTS", with a part of theirs.
void find_titles(const Source& source, Offences& offences) {
  const std::string_view text = source.text;
  std::size_t at = 0;
  while (at < text.size()) {
    if (!is_capital(text[at]) || (at > 0 && is_name_char(text[at - 1]))) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && (is_capital(text[end]) || text[end] == '-')) ++end;
    if (end - at >= kTitleMin && cites_a_part(text.substr(end))) {
      offences.push_back({"unknown-page", source.path, line_at(text, at), std::string(text.substr(at, end - at)),
                          "say the sentence that is meant, or name a page of docs/"});
    }
    at = end;
  }
}

}  // namespace

Offences unknown_pages(const std::vector<Source>& texts, const std::vector<Source>& pages) {
  const auto is_page = [&](std::string_view name) {
    return std::any_of(pages.begin(), pages.end(), [&](const Source& page) { return name_of(page.path) == name; });
  };
  Offences offences;
  for (const Source& source : texts) {
    const std::string_view text = source.text;
    for (const std::size_t at : find_word(text, ".md")) {
      const std::size_t begin = begin_of_name(text, at);
      const std::string name(text.substr(begin, at + 3 - begin));
      if (begin == at || is_page(name)) continue;
      offences.push_back({"unknown-page", source.path, line_at(text, at), name, "there is no such page here"});
    }
    find_titles(source, offences);
  }
  return offences;
}

Offences unknown_rules(const std::vector<Source>& texts, const std::vector<Source>& pages) {
  const std::set<std::string, std::less<>> rules = rules_of(pages);
  Offences offences;
  for (const Source& source : texts) {
    const std::string_view text = source.text;
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (!is_rule_at(text, at) || rules.contains(text.substr(at, 5))) continue;
      offences.push_back({"unknown-rule", source.path, line_at(text, at), std::string(text.substr(at, 5)),
                          "docs/SEMANTICS.md has no line that says it"});
    }
  }
  return offences;
}

}  // namespace wavetank::tidy
