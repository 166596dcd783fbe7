// The pictures of README and docs are what the commands paint today, and none is without its page.
//
// docs/pictures.txt has a line for each picture of a run, docs/charts.txt for each folder of charts. `./dev pictures`
// paints them anew, to be looked at before they are committed.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <vector>

#include <gtest/gtest.h>

#include "visualizer/host/headless/compare.hpp"
#include "visualizer/host/headless/fonts.hpp"
#include "visualizer/host/headless/png.hpp"

namespace wavetank::visualizer {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kChannelMax = 3;  // of 255: processors round differently
constexpr double kShareMax = 0.001;
constexpr std::uintmax_t kPageBytesMax = 60 * 1024;  // of a picture in docs/semantics

const fs::path& docs() {
  static const fs::path folder = fs::path(WT_SOURCE_DIR) / "docs";
  return folder;
}

struct Line {
  std::string picture;    // or folder of charts; below docs/
  std::string arguments;  // of `wavetank render` or `wavetank lateness`
};

void PrintTo(const Line& line, std::ostream* out) { *out << line.picture; }

std::vector<Line> table(const char* name) {
  std::ifstream file(docs() / name);
  std::vector<Line> lines;
  for (std::string text; std::getline(file, text);) {
    Line line;
    std::istringstream words(text);
    words >> line.picture;
    if (line.picture.empty() || line.picture.front() == '#') continue;
    std::getline(words >> std::ws, line.arguments);
    lines.push_back(line);
  }
  return lines;
}

std::string text_of(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

// The pictures that a page shows, as paths below docs/.
std::set<std::string> shown_in(const fs::path& page) {
  std::set<std::string> shown;
  const std::string text = text_of(page);
  for (std::size_t at = text.find("]("); at != std::string::npos; at = text.find("](", at + 1)) {
    const std::string target = text.substr(at + 2, text.find(')', at) - at - 2);
    if (!target.ends_with(".png")) continue;
    shown.insert(fs::relative((page.parent_path() / target).lexically_normal(), docs()).generic_string());
  }
  return shown;
}

std::vector<fs::path> pages() {
  std::vector<fs::path> pages{fs::path(WT_SOURCE_DIR) / "README.md"};
  for (const auto& entry : fs::recursive_directory_iterator(docs())) {
    if (entry.path().extension() == ".md") pages.push_back(entry.path());
  }
  return pages;
}

void expect_same_picture(const std::string& painted, const fs::path& kept) {
  const PngDecoded now = read_png(painted);
  const PngDecoded then = read_png(kept.string());
  ASSERT_FALSE(now.error.has_value()) << *now.error;
  ASSERT_FALSE(then.error.has_value()) << *then.error;
  const Difference found = difference(then.image, now.image);
  EXPECT_TRUE(found.max_channel <= kChannelMax && found.share <= kShareMax)
      << kept << ": " << found.differing_pixels << " pixels differ; ./dev pictures paints them anew, then look at them";
}

// The first of them is the picture's name.
class Picture : public testing::TestWithParam<Line> {};

TEST_P(Picture, IsWhatTheCommandPaintsToday) {
  if (find_interface_font().empty()) GTEST_SKIP() << "DejaVu Sans is not installed";
  const std::string painted = testing::TempDir() + fs::path(GetParam().picture).filename().string();
  const std::string command = std::string(WT_BINARY) + " render " + GetParam().arguments + " --out " + painted;
  ASSERT_EQ(std::system((command + " >/dev/null").c_str()), 0) << command;
  expect_same_picture(painted, docs() / GetParam().picture);
}

TEST_P(Picture, IsShownBySomePage) {
  const std::vector<fs::path> all = pages();
  EXPECT_TRUE(std::any_of(all.begin(), all.end(),
                          [](const fs::path& page) { return shown_in(page).contains(GetParam().picture); }));
}

TEST_P(Picture, IsSmallBesideItsPage) {
  if (!GetParam().picture.starts_with("semantics/")) return;
  EXPECT_LE(fs::file_size(docs() / GetParam().picture), kPageBytesMax);
}

std::string picture_name(const testing::TestParamInfo<Line>& info) {
  std::string name = fs::path(info.param.picture).stem().string();
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}
INSTANTIATE_TEST_SUITE_P(Docs, Picture, testing::ValuesIn(table("pictures.txt")), picture_name);

std::vector<fs::path> charts_in(const std::string& folder) {
  std::vector<fs::path> charts;
  for (const auto& entry : fs::directory_iterator(docs() / folder)) charts.push_back(entry.path());
  return charts;
}

TEST(Charts, AreWhatTheCommandPaintsToday) {
  if (find_interface_font().empty()) GTEST_SKIP() << "DejaVu Sans is not installed";
  for (const Line& line : table("charts.txt")) {
    const fs::path folder = fs::path(testing::TempDir()) / "wavetank-charts";
    fs::remove_all(folder);
    const std::string command = std::string("cd ") + WT_SOURCE_DIR + " && " + WT_BINARY + " lateness " +
                                line.arguments + " --pictures " + folder.string() + " >/dev/null";
    ASSERT_EQ(std::system(command.c_str()), 0) << command;
    EXPECT_EQ(charts_in(line.picture).size(), 3U);
    for (const fs::path& chart : charts_in(line.picture)) expect_same_picture(folder / chart.filename(), chart);
  }
}

TEST(PicturePages, ShowNoPictureThatNobodyPaints) {
  std::set<std::string> painted;
  for (const Line& line : table("pictures.txt")) painted.insert(line.picture);
  for (const Line& line : table("charts.txt")) {
    for (const fs::path& chart : charts_in(line.picture)) painted.insert(fs::relative(chart, docs()).generic_string());
  }
  for (const fs::path& page : pages()) {
    for (const std::string& shown : shown_in(page)) EXPECT_TRUE(painted.contains(shown)) << page << " shows " << shown;
  }
}

TEST(PicturePages, OfSemanticsShowAPictureAndTheCommandForMore) {
  for (const auto& entry : fs::directory_iterator(docs() / "semantics")) {
    if (entry.path().extension() != ".md") continue;
    EXPECT_FALSE(shown_in(entry.path()).empty()) << entry.path();
    EXPECT_NE(text_of(entry.path()).find("wavetank "), std::string::npos) << entry.path();
  }
}

}  // namespace
}  // namespace wavetank::visualizer
