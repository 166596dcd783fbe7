// Reading vector files: no file may break the reader, and every broken line is named.
#include "scenarios/conform/vectors.hpp"

#include <sstream>

#include <gtest/gtest.h>

#include "tests/conformance/support.hpp"

namespace wavetank::scenarios::testing {
namespace {

constexpr std::string_view kValveCase =
    R"({"id":"v","tags":["x"],"config":{"channels":1},"steps":[["w",0,5]],"output":[[["w",5]]]})";

// "line: message" of the first error; "" if there is none.
std::string first_error(const std::string& text) {
  const ConformReport report = replay_text(text);
  if (report.errors.empty()) return "";
  return std::to_string(report.errors[0].line) + ": " + report.errors[0].message;
}
std::string first_error_of_line(std::string_view line) {
  return first_error(VectorText("valve").add_line(line).text());
}

TEST(VectorReader, ReadsIdTagsStepsAndRows) {
  std::istringstream in(VectorText("valve").add_line(kValveCase).text());
  VectorReader reader("by-hand.jsonl", in);
  ASSERT_TRUE(reader.header());
  EXPECT_EQ(reader.header()->family, "valve");
  const std::optional<VectorCase> read = reader.next();
  ASSERT_TRUE(read);
  EXPECT_EQ(read->id, "v");
  EXPECT_EQ(read->line, 2u);
  EXPECT_EQ(read->tags, std::vector<std::string>{"x"});
  EXPECT_EQ(read->output.at(0).at(0).compact(), R"(["w",5])");
  EXPECT_FALSE(reader.next());
  EXPECT_TRUE(reader.errors().empty());
}

TEST(VectorReader, NamesABrokenLineAndReadsOn) {
  const ConformReport report = replay_text(VectorText("valve").add_line("{\"id\":").add_line(kValveCase));
  ASSERT_EQ(report.errors.size(), 1u);
  EXPECT_EQ(report.errors[0].file, "by-hand.jsonl");
  EXPECT_EQ(report.errors[0].line, 2u);
  EXPECT_EQ(report.passed(), 1u);
}

TEST(VectorReader, SeesThatAFileWasCutOff) {
  const std::string whole = VectorText("valve").add_line(kValveCase).add_line("{}").text();
  EXPECT_EQ(first_error(whole.substr(0, whole.size() - 3)), "2: the header promises 2 cases; the file has 1");
}

TEST(VectorReader, NeedsAHeaderOfAFormatThatItKnows) {
  EXPECT_EQ(first_error(""), "0: the file is empty; its first line should be a header");
  EXPECT_EQ(first_error("7\n"), "1: no header; the first line should have format, family, engine, version and cases");
  EXPECT_EQ(first_error(R"({"format":2,"family":"valve","engine":"x","cases":0})"),
            "1: unknown format; this version reads format 1");
}

TEST(VectorReader, RefusesIntegersBeyond64Bits) {
  EXPECT_EQ(first_error_of_line("9223372036854775808"), "2: a number beyond 64 bits");
  EXPECT_EQ(first_error_of_line("-9223372036854775809"), "2: a number beyond 64 bits");
}

TEST(VectorReader, RefusesNestingWithoutEnd) {
  EXPECT_EQ(first_error_of_line(std::string(100000, '[')), "2: values nested deeper than 64");
}

TEST(VectorReader, RefusesCasesThatAreNotWhole) {
  EXPECT_EQ(first_error_of_line("null"), "2: a case needs an id");
  EXPECT_EQ(first_error_of_line(R"({"id":"a"})"), "2: a case needs a config object");
  EXPECT_EQ(first_error_of_line(R"({"id":"a","config":{},"output":[]})"), "2: a case needs steps");
  EXPECT_EQ(first_error_of_line(R"({"id":"a","config":{},"steps":[["w"]],"output":[]})"),
            "2: a case needs as many outputs as steps");
  EXPECT_EQ(first_error_of_line(R"({"id":"a","config":{},"steps":[[1]],"output":[[]]})"),
            "2: a step is an array with a name");
  EXPECT_EQ(first_error_of_line(R"({"id":"a","config":{},"steps":[["w"]],"output":[1]})"),
            "2: an output is an array of rows");
  EXPECT_EQ(first_error_of_line(R"({"id":"a","config":{},"steps":[["w"]],"output":[[]],"counts":[]})"),
            "2: counts need one entry a step, except for a failing last one");
}

TEST(VectorReader, RefusesAnIdThatComesTwice) {
  EXPECT_EQ(first_error(VectorText("valve").add_line(kValveCase).add_line(kValveCase).text()),
            "3: the id v comes twice");
}

}  // namespace
}  // namespace wavetank::scenarios::testing
