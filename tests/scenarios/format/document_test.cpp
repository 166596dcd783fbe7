#include "scenarios/format/document.hpp"

#include <gtest/gtest.h>

namespace wavetank::scenarios {
namespace {

JsonNode document_of(std::string_view text) {
  Document document = parse_document(text, "file.json");
  EXPECT_FALSE(document.error) << document.error->message;
  return document.root;
}

TEST(JsonDocument, KeepsIntegersExactly) {
  const JsonNode root = document_of("[9223372036854775807, -9223372036854775808, 18446744073709551615]");
  EXPECT_EQ(root.items[0].integer, 9223372036854775807);
  EXPECT_EQ(root.items[1].integer, -9223372036854775807 - 1);
  EXPECT_EQ(root.items[2].kind, JsonKind::Natural);
  EXPECT_EQ(root.items[2].natural, 18446744073709551615U);
}

TEST(JsonDocument, KeepsOtherNumbersAsTheyAreWritten) {
  const JsonNode root = document_of("[12.50, 1e3, 18446744073709551616]");
  for (const JsonNode& number : root.items) EXPECT_EQ(number.kind, JsonKind::Real);
  EXPECT_EQ(root.items[0].text, "12.50");
  EXPECT_EQ(root.items[2].text, "18446744073709551616");
}

TEST(JsonDocument, KeepsTheOrderOfMembers) {
  const JsonNode root = document_of(R"({"z": 1, "a": 2})");
  EXPECT_EQ(root.names, (std::vector<std::string>{"z", "a"}));
  EXPECT_EQ(root.find("a")->integer, 2);
  EXPECT_EQ(root.find("b"), nullptr);
}

TEST(JsonDocument, FindsTheLineOfAPointerOrOfWhatIsAroundIt) {
  const JsonNode root = document_of("{\n\"a/b\": [\n1,\n{\"c\": 2}]}");
  EXPECT_EQ(line_of(root, ""), 1U);
  EXPECT_EQ(line_of(root, "/a~1b/1/c"), 4U);
  EXPECT_EQ(line_of(root, "/a~1b/7"), 2U);
  EXPECT_EQ(line_of(root, "/nothing/here"), 1U);
}

TEST(JsonDocument, EscapesNamesForPointers) { EXPECT_EQ(escaped("a/b~c"), "a~1b~0c"); }

TEST(JsonDocument, SkipsAByteOrderMark) { EXPECT_EQ(document_of("\xef\xbb\xbf[\n1]").items[0].line, 2U); }

}  // namespace
}  // namespace wavetank::scenarios
