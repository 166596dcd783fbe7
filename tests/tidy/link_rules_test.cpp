#include "tests/tidy/link_rules.hpp"

#include <fstream>

#include <gtest/gtest.h>

#include "tests/tidy/allow_list.hpp"

namespace wavetank::tidy {
namespace {

namespace fs = std::filesystem;

// A small tree with two pages and a picture, that goes with the test.
class Links : public ::testing::Test {
 protected:
  Links() {
    root_ = fs::temp_directory_path() /
            ("wavetank-links-" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::create_directories(root_ / "docs/images");
    write("README.md", "# Readme\n\n## Two commands, one tank\n");
    write("docs/GUIDE.md", "# Guide\n\n```\n## Not a heading\n```\n");
    write("docs/images/tank.png", "");
  }
  ~Links() override { fs::remove_all(root_); }
  Links(const Links&) = delete;
  Links& operator=(const Links&) = delete;

  void write(const std::string& path, const std::string& text) const { std::ofstream(root_ / path) << text; }
  // Of a page in docs/ with this text.
  [[nodiscard]] std::string offences(const std::string& text) const {
    return report(dead_links({make_source("docs/PLANTED.md", text)}, root_));
  }

  fs::path root_;
};

TEST_F(Links, ThatLeadNowhereAreFoundWithTheirLine) {
  EXPECT_EQ(offences("# Page\n\nSee [it](NOWHERE.md).\n"),
            "docs/PLANTED.md:3: dead-link: NOWHERE.md: there is no such file\n");
  EXPECT_NE(offences("![a picture](images/no.png)"), "");
  EXPECT_NE(offences("[from the wrong folder](docs/GUIDE.md)"), "");
}

TEST_F(Links, ThatLeadSomewhereAreNoOffence) {
  EXPECT_EQ(offences("[a](GUIDE.md), ![b](images/tank.png), [c](../README.md), [d](images), [e](../docs/GUIDE.md)"),
            "");
}

TEST_F(Links, NeedTheHeadingThatTheyName) {
  EXPECT_EQ(offences("[a](../README.md#two-commands-one-tank)"), "");
  EXPECT_NE(offences("[a](../README.md#three-commands)"), "");
  EXPECT_NE(offences("[a](GUIDE.md#not-a-heading)"), "");
  EXPECT_EQ(offences("# Here\n[a](#here)"), "");
  EXPECT_NE(offences("# Here\n[a](#there)"), "");
}

TEST_F(Links, InsideCodeAndToTheNetAreLeftAlone) {
  EXPECT_EQ(offences("`[a](NOWHERE.md)`\n```\n[b](NOWHERE.md)\n```\n[c](https://example.org/NOWHERE.md)\n"), "");
}

TEST_F(Links, PagesAreReadWhole) {
  const std::vector<Source> pages = read_pages(root_);
  ASSERT_EQ(pages.size(), 2u);
  EXPECT_EQ(pages[0].path, "README.md");
  EXPECT_EQ(pages[1].path, "docs/GUIDE.md");
}

}  // namespace
}  // namespace wavetank::tidy
