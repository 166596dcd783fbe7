#include "tests/tidy/citation_rules.hpp"

#include <gtest/gtest.h>

#include "tests/tidy/allow_list.hpp"

namespace wavetank::tidy {
namespace {

// Numbers and names are put together here, so that this file does not accuse itself.
const std::string kKnown =
    "WO-"
    "14";
const std::string kUnknown =
    "WO-"
    "99";

std::vector<Source> pages() {
  return {make_source("README.md", "# Readme\n"),
          make_source("docs/SEMANTICS.md", "| rule | it says |\n|---|---|\n| " + kKnown + " | dropped |\n")};
}
std::string of_pages(const std::string& text) {
  return report(unknown_pages({make_source("sim/planted.hpp", text)}, pages()));
}
std::string of_rules(const std::string& text) {
  return report(unknown_rules({make_source("sim/planted.hpp", text)}, pages()));
}

TEST(CitedPages, ThatAreNotHereAreFound) {
  EXPECT_EQ(of_pages("// One.\n// See BOOK"
                     ".md, chapter 2.\n"),
            "sim/planted.hpp:2: unknown-page: BOOK"
            ".md: there is no such page here\n");
  EXPECT_NE(of_pages("// docs/TRACES"
                     ".md\n"),
            "");
}

TEST(CitedPages, OfTheRepositoryAreNoOffence) {
  EXPECT_EQ(of_pages("// docs/SEMANTICS.md, README.md; files end in .md\n"), "");
}

TEST(CitedPages, AreFoundByTheirTitleInCapitalsToo) {
  EXPECT_NE(of_pages("// PLANS"
                     ", section 2\n"),
            "");
  EXPECT_NE(of_pages("// FAULTS-AND-MORE"
                     " 6.2\n"),
            "");
  EXPECT_NE(of_pages("// (PLANS"
                     ": \"Rows\")\n"),
            "");
  EXPECT_EQ(of_pages("// REQUIRES: n > 0. ASCII only, MAX 2.5, VERSION 3\n"), "");
}

TEST(CitedRules, WithoutALineAreFound) {
  EXPECT_EQ(of_rules("// as " + kUnknown + " says\n"),
            "sim/planted.hpp:1: unknown-rule: " + kUnknown + ": docs/SEMANTICS.md has no line that says it\n");
  EXPECT_NE(of_rules("\"dropped (" + kUnknown + ")\""), "");
  EXPECT_EQ(of_rules("// as " + kKnown + " says\n"), "");
}

TEST(CitedRules, AreNotSeenInsideOtherWords) {
  EXPECT_EQ(of_rules("// UTF-16, FLINK-7721, XWO-99, WO-990, WO-9\n"), "");
}

// A number that only the prose of the page mentions has no line.
TEST(CitedRules, NeedALineOfTheTable) {
  const std::vector<Source> prose = {make_source("docs/SEMANTICS.md", "See " + kUnknown + ".\n")};
  EXPECT_EQ(unknown_rules(prose, prose).size(), 1u);
}

}  // namespace
}  // namespace wavetank::tidy
