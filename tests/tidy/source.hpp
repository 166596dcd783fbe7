// The source tree as the house police reads it: files with their lines, and the code without prose.
//
// `code` is the text with comments, literals and preprocessor lines blanked by spaces, so that a word found in it is
// a word of the program; offsets and lines are those of the text.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace wavetank::tidy {

struct Source {
  std::string path;  // relative to the root, with slashes
  std::string text;
  std::string uncommented;  // comments blanked
  std::string code;         // comments, literals, preprocessor lines blanked
};

// A rule that is broken at a place. `word` names what broke it; the allow-list quotes it.
struct Offence {
  std::string rule;
  std::string path;
  std::size_t line = 0;
  std::string word;
  std::string says;
};
using Offences = std::vector<Offence>;

[[nodiscard]] Source make_source(std::string path, std::string text);

// All .cpp, .hpp and .h files of the house's folders under `root`, sorted by path.
[[nodiscard]] std::vector<Source> read_house(const std::filesystem::path& root);

[[nodiscard]] std::string read_text(const std::filesystem::path& file);

// The first folder of the path: its layer. The folder that holds the file. The last part.
[[nodiscard]] std::string_view layer_of(std::string_view path);
[[nodiscard]] std::string_view folder_of(std::string_view path);
[[nodiscard]] std::string_view name_of(std::string_view path);
[[nodiscard]] bool is_under(std::string_view path, std::string_view folder);

// 1-based.
[[nodiscard]] std::size_t line_at(std::string_view text, std::size_t offset);
[[nodiscard]] std::size_t count_lines(std::string_view text);
[[nodiscard]] bool is_word_char(char c);

// Where `word` stands in `text` as a whole word, or as part of a longer one where it begins or ends with a sign.
[[nodiscard]] std::vector<std::size_t> find_word(std::string_view text, std::string_view word);

struct Include {
  std::string path;
  bool quoted = false;
  std::size_t line = 0;
};
[[nodiscard]] std::vector<Include> includes_of(const Source& source);

}  // namespace wavetank::tidy
