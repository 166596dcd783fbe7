#include "scenarios/input/csv.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

namespace wavetank::scenarios {
namespace {

class CsvFile : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* const test = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::path(::testing::TempDir()) / (std::string("wavetank_csv_") + test->name());
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::string path(const std::string& name = "a.csv") const { return (folder_ / name).string(); }
  CsvReader reader_of(std::string_view text) {
    std::ofstream(path(), std::ios::binary) << text;
    return CsvReader(path());
  }
  // Rows as "a|b", broken ones as "!line: message", separated by blanks.
  static std::string story(CsvReader reader) {
    if (reader.failed()) return "failed " + std::to_string(reader.error().line) + ": " + reader.error().message;
    std::string rows;
    std::size_t count = 0;
    for (CsvStep step = reader.next(); step != CsvStep::End; step = reader.next()) {
      if (count++ > 0) rows += " ";
      if (step == CsvStep::Row) {
        for (std::size_t i = 0; i < reader.row().size(); ++i) rows += (i > 0 ? "|" : "") + std::string(reader.row()[i]);
        continue;
      }
      rows += "!" + std::to_string(reader.error().line) + ": " + reader.error().message;
      if (step == CsvStep::Failed) return rows + ".";
    }
    return rows;
  }
  std::string story_of(std::string_view text) { return story(reader_of(text)); }

  void write_gzip(const std::string& name, const std::string& text) {
    const gzFile file = gzopen(path(name).c_str(), "wb");
    gzwrite(file, text.data(), static_cast<unsigned>(text.size()));
    gzclose(file);
  }

  std::filesystem::path folder_;
};

TEST_F(CsvFile, IsReadRowByRow) {
  CsvReader reader = reader_of("a,b\n1,2\n3,4\n");
  EXPECT_EQ(reader.column("b"), 1U);
  EXPECT_EQ(reader.column("c"), std::nullopt);
  ASSERT_EQ(reader.next(), CsvStep::Row);
  EXPECT_EQ(reader.line(), 2U);
  EXPECT_EQ(reader.row()[1], "2");
}

TEST_F(CsvFile, MayEndWithoutALineEnd) { EXPECT_EQ(story_of("a,b\n1,2\n3,4"), "1|2 3|4"); }
TEST_F(CsvFile, MayHaveWindowsLineEnds) { EXPECT_EQ(story_of("a,b\r\n1,2\r\n\"3\",\"4\"\r\n"), "1|2 3|4"); }
TEST_F(CsvFile, MayBeginWithAByteOrderMark) {
  EXPECT_EQ(reader_of("\xef\xbb\xbf"
                      "a,b\n")
                .header()[0],
            "a");
}
TEST_F(CsvFile, MayHaveNoRows) { EXPECT_EQ(story_of("a,b\n"), ""); }
TEST_F(CsvFile, SkipsLinesWithNothingOnThem) { EXPECT_EQ(story_of("a,b\n\n1,2\n\r\n3,4\n\n"), "1|2 3|4"); }
TEST_F(CsvFile, OfOneColumnMayHaveEmptyFields) { EXPECT_EQ(story_of("a\n\nx\n"), " x"); }

TEST_F(CsvFile, MayQuoteFields) { EXPECT_EQ(story_of("a,b\n\"x,y\",\"say \"\"hi\"\"\"\n,\"\"\n"), "x,y|say \"hi\" |"); }

TEST_F(CsvFile, MayHaveLineEndsInsideQuotes) {
  EXPECT_EQ(story_of("a,b\n\"x\ny\",1\n1\n"), "x\ny|1 !4: expected 2 fields, as in the header; found 1");
}

TEST_F(CsvFile, NamesTheLineOfABrokenRowAndGoesOn) {
  EXPECT_EQ(
      story_of("a,b\n1,2,3\n4,5\n6\n7,8\n"),
      "!2: expected 2 fields, as in the header; found 3 4|5 !4: expected 2 fields, as in the header; found 1 7|8");
  EXPECT_EQ(story_of("a,b\n1,2\"3\n4,5\n"), "!2: a quote inside a field that does not begin with one 4|5");
  EXPECT_EQ(story_of("a,b\n\"1\"x,\"2\n4,5\n"), "!2: text after a closing quote 4|5");
}

TEST_F(CsvFile, EndsWithAQuoteThatIsNeverClosed) {
  EXPECT_EQ(story_of("a,b\n1,2\n\"3,4\n5,6\n"), "1|2 !3: the closing quote is missing.");
}

TEST_F(CsvFile, MustBeThere) {
  EXPECT_EQ(story(CsvReader(path("none.csv"))), "failed 0: there is no such file");
  EXPECT_EQ(story(CsvReader(folder_.string())), "failed 0: expected a file; found a folder");
  EXPECT_EQ(story_of(""), "failed 0: the file is empty; expected a header row");
}

TEST_F(CsvFile, NamesItsColumnsApart) { EXPECT_EQ(story_of("a,b,a\n"), "failed 1: two columns are named \"a\""); }

TEST_F(CsvFile, RefusesARowOfMoreThanAMebibyte) {
  EXPECT_EQ(story_of("a\n" + std::string(kLineBytesMax, 'x') + "\n").size(), kLineBytesMax);
  EXPECT_EQ(story_of("a\n" + std::string(kLineBytesMax + 1, 'x')), "!2: a row of more than 1 MiB.");
}

TEST_F(CsvFile, RefusesTwoHundredMegabytesOnOneLineAfterTheFirst) {
  std::ofstream(path(), std::ios::binary) << "a,b\n1,2\n";
  std::filesystem::resize_file(path(), 200'000'000);
  EXPECT_EQ(story(CsvReader(path())), "1|2 !3: a row of more than 1 MiB.");
}

TEST_F(CsvFile, MayBeCompressed) {
  std::string text = "a,b\n";
  for (int i = 0; i < 20'000; ++i) text += std::to_string(i) + ",x\n";
  write_gzip("a.csv.gz", text);
  CsvReader reader(path("a.csv.gz"));
  int rows = 0;
  while (reader.next() == CsvStep::Row) ++rows;
  EXPECT_EQ(rows, 20'000);
}

TEST_F(CsvFile, NoticesThatCompressedDataIsCutOff) {
  std::string text = "a,b\n";
  for (int i = 0; i < 20'000; ++i) text += std::to_string(i * 7919 % 10'007) + ",x\n";
  write_gzip("a.csv.gz", text);
  std::filesystem::resize_file(path("a.csv.gz"), std::filesystem::file_size(path("a.csv.gz")) - 20);
  const std::string read = story(CsvReader(path("a.csv.gz")));
  EXPECT_TRUE(read.ends_with("the gzip data is cut off.")) << read.substr(read.size() - 100);
}

TEST_F(CsvFile, NoticesThatCompressedDataIsDamaged) {
  write_gzip("a.csv.gz", "a,b\n1,2\n");
  std::fstream file(path("a.csv.gz"), std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(12);
  file.put('\x7f');
  file.close();
  EXPECT_TRUE(story(CsvReader(path("a.csv.gz"))).ends_with("the gzip data is damaged"));
}

TEST_F(CsvFile, MayBeCompressedInSeveralMembersWhateverItsName) {
  write_gzip("first.gz", "a,b\n1,2\n");
  write_gzip("second.gz", "3,4\n");
  std::ofstream joined(path(), std::ios::binary);
  for (const char* name : {"first.gz", "second.gz"}) joined << std::ifstream(path(name), std::ios::binary).rdbuf();
  joined.close();
  EXPECT_EQ(story(CsvReader(path())), "1|2 3|4");
}

TEST_F(CsvFile, MayBeCompressedByZstd) {
  std::string text = "a,b\n";
  for (int i = 0; i < 20'000; ++i) text += std::to_string(i) + ",x\n";
  std::string packed(ZSTD_compressBound(text.size()), '\0');
  packed.resize(ZSTD_compress(packed.data(), packed.size(), text.data(), text.size(), 1));
  std::ofstream(path(), std::ios::binary) << packed;
  CsvReader reader(path());
  int rows = 0;
  while (reader.next() == CsvStep::Row) ++rows;
  EXPECT_EQ(rows, 20'000);
  std::filesystem::resize_file(path(), packed.size() - 9);
  EXPECT_TRUE(story(CsvReader(path())).ends_with("the zstd data is cut off."));
}

TEST_F(CsvFile, NoticesThatItsNamePromisesCompression) {
  std::ofstream(path("a.csv.gz")) << "a,b\n1,2\n";
  EXPECT_EQ(story(CsvReader(path("a.csv.gz"))), "failed 0: the name ends in .gz; the file is not gzip");
}

}  // namespace
}  // namespace wavetank::scenarios
