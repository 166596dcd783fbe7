// Pictures on disk: round trips, and every way in which writing or reading can fail.
#include "visualizer/host/headless/png.hpp"

#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

namespace wavetank::visualizer {
namespace {

class PngFile : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(::testing::TempDir()) /
              (std::string("wavetank-png-") + ::testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::string path(const std::string& name) const { return (folder_ / name).string(); }
  [[nodiscard]] std::ptrdiff_t files() const { return std::distance(std::filesystem::directory_iterator(folder_), {}); }

  std::filesystem::path folder_;
};

Image speckled(int width, int height) {
  Image image = blank_image(width, height, 0);
  std::uint32_t value = 1;
  for (std::uint32_t& pixel : image.rgba) {
    value = value * 1664525U + 1013904223U;
    pixel = value | 0xff000000U;
  }
  return image;
}

TEST(Png, DecodesWhatItEncoded) {
  for (const auto& [width, height] : {std::pair{1, 1}, {7, 3}, {64, 65}}) {
    const Image image = speckled(width, height);
    const PngEncoded encoded = encode_png(image);
    ASSERT_FALSE(encoded.error);
    const PngDecoded decoded = decode_png(encoded.bytes);
    ASSERT_FALSE(decoded.error);
    EXPECT_EQ(decoded.image, image);
  }
}

TEST(Png, AlphaIsNotKept) {
  const PngDecoded decoded = decode_png(encode_png(blank_image(2, 2, pack_rgba(9, 8, 7, 6))).bytes);
  EXPECT_EQ(decoded.image, blank_image(2, 2, pack_rgba(9, 8, 7, 255)));
}

TEST(Png, EqualImagesGiveEqualBytes) {
  EXPECT_EQ(encode_png(speckled(40, 30)).bytes, encode_png(speckled(40, 30)).bytes);
}

TEST(Png, SaysWhatIsTooLargeForTheFormat) {
  const PngEncoded encoded = encode_png(blank_image(2'000'000, 1, 0));
  ASSERT_TRUE(encoded.error);
  EXPECT_TRUE(encoded.bytes.empty());
}

TEST(Png, SaysThatBytesAreNoPicture) {
  EXPECT_TRUE(decode_png({}).error);
  EXPECT_TRUE(decode_png({'n', 'o', ' ', 'p', 'n', 'g', '!', '!', '!'}).error);
}

TEST(Png, SaysThatAPictureIsCutShort) {
  PngBytes bytes = encode_png(speckled(64, 64)).bytes;
  bytes.resize(bytes.size() / 2);
  EXPECT_TRUE(decode_png(bytes).error);
}

TEST_F(PngFile, ReadsWhatItWrote) {
  const Image image = speckled(33, 21);
  ASSERT_EQ(write_png(image, path("a.png")), std::nullopt);
  EXPECT_EQ(read_png(path("a.png")).image, image);
  EXPECT_EQ(files(), 1);
}

TEST_F(PngFile, ReplacesAnOlderFile) {
  ASSERT_EQ(write_png(speckled(50, 50), path("a.png")), std::nullopt);
  ASSERT_EQ(write_png(speckled(5, 5), path("a.png")), std::nullopt);
  EXPECT_EQ(read_png(path("a.png")).image, speckled(5, 5));
}

TEST_F(PngFile, NamesTheFolderThatIsMissing) {
  const std::string target = path("missing/a.png");
  EXPECT_EQ(write_png(speckled(2, 2), target), "cannot write " + target + "; No such file or directory");
}

TEST_F(PngFile, LeavesNothingBehindWhenTheNameIsTaken) {
  std::filesystem::create_directories(path("a.png/occupied"));
  EXPECT_NE(write_png(speckled(2, 2), path("a.png")), std::nullopt);
  EXPECT_EQ(files(), 1);
  EXPECT_TRUE(std::filesystem::is_directory(path("a.png/occupied")));
}

TEST_F(PngFile, NamesTheFileThatCannotBeRead) {
  const std::string target = path("none.png");
  EXPECT_EQ(read_png(target).error, "cannot read " + target + "; No such file or directory");
  std::ofstream(target) << "text";
  EXPECT_EQ(read_png(target).error->substr(0, 12 + target.size()), "cannot read " + target);
}

}  // namespace
}  // namespace wavetank::visualizer
