// The whole tree keeps the rules. Each rule's own test plants an offence; this one expects none.
#include <algorithm>
#include <filesystem>
#include <iterator>

#include <gtest/gtest.h>

#include "tests/tidy/allow_list.hpp"
#include "tests/tidy/citation_rules.hpp"
#include "tests/tidy/determinism_rules.hpp"
#include "tests/tidy/file_rules.hpp"
#include "tests/tidy/functions.hpp"
#include "tests/tidy/include_rules.hpp"
#include "tests/tidy/link_rules.hpp"
#include "tests/tidy/source.hpp"

namespace wavetank::tidy {
namespace {

const std::filesystem::path kRoot = WT_SOURCE_DIR;

// The catalogue as its readers see it.
std::vector<Source> read_stories(const std::filesystem::path& root) {
  std::vector<Source> stories;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root / "scenarios/catalogue")) {
    if (!entry.is_regular_file()) continue;
    stories.push_back(make_source(entry.path().lexically_relative(root).generic_string(), read_text(entry.path())));
  }
  return stories;
}

Offences all_offences(const std::vector<Source>& house) {
  Offences all;
  for (const auto rule : {wrong_directions, engine_beyond_std, misplaced_third_parties, nondeterminism, floating_point,
                          long_files, missing_heads, bad_names, crowded_folders, leftovers, unwieldy_functions}) {
    Offences found = rule(house);
    all.insert(all.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
  }
  const std::vector<Source> pages = read_pages(kRoot);
  for (const auto rule : {unknown_pages, unknown_rules}) {
    for (const std::vector<Source>& texts : {house, pages, read_stories(kRoot)}) {
      Offences found = rule(texts, pages);
      all.insert(all.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
    }
  }
  return all;
}

TEST(House, KeepsItsRules) {
  const std::vector<Source> house = read_house(kRoot);
  const auto exceptions = parse_exceptions(read_text(kRoot / "tests/tidy/allowed.txt"));
  EXPECT_EQ(report(judge(all_offences(house), exceptions)), "");
}

TEST(House, ItsPagesLinkToWhatExists) {
  const std::vector<Source> pages = read_pages(kRoot);
  EXPECT_GE(pages.size(), 6u);
  EXPECT_EQ(report(dead_links(pages, kRoot)), "");
}

TEST(House, IsReadWhole) {
  const std::vector<Source> house = read_house(kRoot);
  const auto has = [&](std::string_view path) {
    return std::any_of(house.begin(), house.end(), [&](const Source& source) { return source.path == path; });
  };
  EXPECT_TRUE(has("engine/base/assert.hpp"));
  EXPECT_TRUE(has("tests/tidy/house_test.cpp"));
}

// The scanner must see the functions that it judges: about as many as there are.
TEST(House, ItsFunctionsAreFound) {
  std::size_t functions = 0;
  std::size_t lines = 0;
  for (const Source& source : read_house(kRoot)) {
    if (!source.path.ends_with(".cpp")) continue;
    functions += functions_of(source).size();
    lines += count_lines(source.text);
  }
  EXPECT_GT(functions * 40, lines);
}

}  // namespace
}  // namespace wavetank::tidy
