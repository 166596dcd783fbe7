// What a new user may throw at the reader: each is refused with a clear error, and nothing crashes.
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "scenarios/format/quote.hpp"
#include "tests/scenarios/format/scenario_text.hpp"

namespace wavetank::scenarios::testing {
namespace {

class BadInput : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* const test = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::path(::testing::TempDir()) / (std::string("wavetank_bad_input_") + test->name());
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::string path() const { return (folder_ / "a.json").string(); }
  // The errors without the folder.
  std::string errors_of_file(const std::string& text) {
    std::ofstream(path(), std::ios::binary) << text;
    return lines_of(read_scenario_file(path()).errors).substr(folder_.string().size() + 1);
  }

  std::filesystem::path folder_;
};

std::string text_errors(std::string_view text) { return lines_of(read_scenario_text(text, "f").errors); }

TEST_F(BadInput, MissingFile) {
  EXPECT_EQ(lines_of(read_scenario_file("no/such.json").errors), "no/such.json: there is no such file");
}

TEST_F(BadInput, Folder) {
  EXPECT_EQ(lines_of(read_scenario_file(folder_.string()).errors),
            folder_.string() + ": expected a file; found a folder");
}

TEST_F(BadInput, EmptyFile) {
  EXPECT_EQ(errors_of_file(""), "a.json:1: the file is empty; expected a scenario, an object in JSON");
  EXPECT_EQ(errors_of_file("\n \t\n"), "a.json:1: the file is empty; expected a scenario, an object in JSON");
}

TEST_F(BadInput, GoodFile) { EXPECT_TRUE(read_scenario_text(ScenarioText{}.text(), path()).scenario.has_value()); }

TEST_F(BadInput, TwoHundredMegabytesOnOneLine) {
  // A sparse file: as long as it says, without taking the room.
  std::ofstream(path(), std::ios::binary) << "{";
  std::filesystem::resize_file(path(), 200'000'000);
  const std::vector<InputError> errors = read_scenario_file(path()).errors;
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].message, "larger than 16 MiB");
  EXPECT_EQ(errors[0].hint, "an input of many events is better a CSV file");
}

TEST(BadText, TenThousandLevels) {
  EXPECT_EQ(text_errors(std::string(10'000, '[')),
            "f:1: nested deeper than 64 levels; hint: a scenario needs fewer than ten");
  std::string objects;
  for (int i = 0; i < 10'000; ++i) objects += "{\"a\":\n";
  EXPECT_EQ(text_errors(objects), "f:65: nested deeper than 64 levels; hint: a scenario needs fewer than ten");
}

TEST(BadText, OtherThanAnObject) {
  EXPECT_EQ(text_errors("[1]"), "f:1: expected an object of scenario; found an array");
  EXPECT_EQ(text_errors("\"late-firing\""), "f:1: expected an object of scenario; found the text \"late-firing\"");
}

TEST(BadText, NotJson) {
  const std::string cut = text_errors("{ \"name\": \"x\",\n \"seed\": 1,\n");
  EXPECT_TRUE(cut.starts_with("f:3: not valid JSON; while parsing object key - unexpected end of input")) << cut;
  const std::string comma = text_errors("{ \"name\": \"x\",\n }");
  EXPECT_TRUE(comma.starts_with("f:2: not valid JSON; while parsing object key - unexpected '}'")) << comma;
  const std::string word = text_errors("scenario: late");
  EXPECT_TRUE(word.starts_with("f:1: not valid JSON; ")) << word;
  const std::string two = text_errors("{}\n{}");
  EXPECT_TRUE(two.starts_with("f:2: not valid JSON; ")) << two;
}

TEST(BadText, BytesOfAnotherKind) {
  for (const std::string& text :
       {std::string("\0\0\0", 3), std::string("\xff\xfe{\0}\0", 6), std::string("{\"a\": \"\xc3\x28\"}"),
        std::string("\x1f\x8b\x08\x00\x00", 5), std::string("\x89PNG\r\n\x1a\n")}) {
    const std::vector<InputError> errors = read_scenario_text(text, "f").errors;
    ASSERT_EQ(errors.size(), 1U);
    EXPECT_TRUE(errors[0].message.starts_with("not valid JSON; "));
    EXPECT_EQ(errors[0].message, printable(errors[0].message, 1'000));
  }
}

TEST(BadText, LongTextsAreCutInMessages) {
  ScenarioText text;
  text.head = R"("ties": ")" + std::string(1'000'000, 'x') + "\"";
  EXPECT_LT(errors_of(text).size(), 300U);
  EXPECT_LT(text_errors("{\"a\": \"" + std::string(1'000'000, 'x')).size(), 300U);
}

TEST(BadText, CutAnywhereIsRefusedAndNeverHalfRead) {
  const std::string whole = ScenarioText{}.text();
  for (std::size_t size = 0; size + 2 < whole.size(); ++size) {
    const ReadResult result = read_scenario_text(whole.substr(0, size), "f");
    EXPECT_FALSE(result.scenario.has_value()) << size;
    EXPECT_FALSE(result.errors.empty()) << size;
  }
}

TEST(BadText, EachByteExchangedIsReadOrRefused) {
  const std::string whole = ScenarioText{}.text();
  for (std::size_t at = 0; at < whole.size(); ++at) {
    for (const char letter : {'"', '{', '}', '[', '9', ',', '-', '\0', '\n', '\xff'}) {
      std::string text = whole;
      text[at] = letter;
      const ReadResult result = read_scenario_text(text, "f");
      EXPECT_NE(result.scenario.has_value(), !result.errors.empty()) << text;
    }
  }
}

}  // namespace
}  // namespace wavetank::scenarios::testing
