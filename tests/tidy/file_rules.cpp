#include "tests/tidy/file_rules.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace wavetank::tidy {
namespace {

constexpr std::size_t kLinesMax = 450;
constexpr std::size_t kFilesPerFolderMax = 26;
constexpr std::array<std::string_view, 9> kShapelessNames{"util",     "utils", "helper", "helpers", "manager",
                                                          "managers", "misc",  "common", "stuff"};
// Split, so that this file does not accuse itself.
constexpr std::string_view kTodoNow =
    "TODO("
    "now";
constexpr std::array<std::string_view, 6> kMachinePaths{
    "/work"
    "/",
    "/home"
    "/",
    "/tmp"
    "/",
    "/root"
    "/",
    "/Users"
    "/",
    "/var"
    "/"};

std::string_view stem_of(std::string_view path) {
  const std::string_view name = name_of(path);
  return name.substr(0, name.find('.'));
}

bool is_header(std::string_view path) { return path.ends_with(".hpp") || path.ends_with(".h"); }

// Whether one of the parts between slashes, dots and underscores is a shapeless name.
bool is_shapeless(std::string_view path) {
  return std::any_of(kShapelessNames.begin(), kShapelessNames.end(), [&](std::string_view name) {
    for (std::size_t at = path.find(name); at != std::string_view::npos; at = path.find(name, at + 1)) {
      const std::size_t end = at + name.size();
      const bool begins = at == 0 || std::string_view("/_.").find(path[at - 1]) != std::string_view::npos;
      const bool ends = end == path.size() || std::string_view("/_.").find(path[end]) != std::string_view::npos;
      if (begins && ends) return true;
    }
    return false;
  });
}

bool is_snake_case(std::string_view stem) {
  return !stem.empty() && std::all_of(stem.begin(), stem.end(), [](char c) {
    return is_word_char(c) && std::isupper(static_cast<unsigned char>(c)) == 0;
  });
}

}  // namespace

Offences long_files(const std::vector<Source>& house) {
  Offences offences;
  for (const Source& source : house) {
    const std::size_t lines = count_lines(source.text);
    if (lines <= kLinesMax) continue;
    offences.push_back({"file-length", source.path, lines, std::to_string(lines),
                        "a file has one subject and at most " + std::to_string(kLinesMax) + " lines"});
  }
  return offences;
}

Offences missing_heads(const std::vector<Source>& house) {
  std::set<std::string, std::less<>> headers;
  for (const Source& source : house) {
    if (is_header(source.path)) headers.insert(source.path.substr(0, source.path.rfind('.')));
  }
  Offences offences;
  for (const Source& source : house) {
    const bool explained_by_header =
        !is_header(source.path) && headers.contains(source.path.substr(0, source.path.rfind('.')));
    const bool tests_say_it = layer_of(source.path) == "tests" && stem_of(source.path).ends_with("_test");
    if (!explained_by_header && !tests_say_it && !source.text.starts_with("//")) {
      offences.push_back({"file-head", source.path, 1, "head", "begin with a comment: what this is, and why"});
    }
    if (is_header(source.path) && source.uncommented.find("#pragma once") == std::string::npos) {
      offences.push_back({"file-head", source.path, 1, "#pragma once", "a header guards itself"});
    }
  }
  return offences;
}

Offences bad_names(const std::vector<Source>& house) {
  Offences offences;
  for (const Source& source : house) {
    if (is_shapeless(source.path)) {
      offences.push_back({"file-name", source.path, 1, "shapeless", "name the concept, by its noun"});
    }
    if (!is_snake_case(stem_of(source.path))) {
      offences.push_back({"file-name", source.path, 1, "case", "files are named in snake_case"});
    }
  }
  return offences;
}

Offences crowded_folders(const std::vector<Source>& house) {
  std::map<std::string, std::size_t, std::less<>> files;
  for (const Source& source : house) ++files[std::string(folder_of(source.path))];
  Offences offences;
  for (const auto& [folder, count] : files) {
    if (count <= kFilesPerFolderMax) continue;
    offences.push_back({"folder-size", folder, count, std::to_string(count),
                        "a dozen concepts, " + std::to_string(kFilesPerFolderMax) + " files at most; split it"});
  }
  return offences;
}

Offences leftovers(const std::vector<Source>& house) {
  Offences offences;
  for (const Source& source : house) {
    for (const std::size_t at : find_word(source.text, kTodoNow)) {
      offences.push_back({"todo-now", source.path, line_at(source.text, at), std::string(kTodoNow), "do it now"});
    }
    if (layer_of(source.path) == "tests") continue;
    for (const std::string_view path : kMachinePaths) {
      for (const std::size_t at : find_word(source.text, path)) {
        if (at > 0 && (is_word_char(source.text[at - 1]) || source.text[at - 1] == '.')) continue;
        offences.push_back({"machine-path", source.path, line_at(source.text, at), std::string(path),
                            "a path of one machine has no place in the product"});
      }
    }
  }
  return offences;
}

}  // namespace wavetank::tidy
