// JSON values keep integers exact and write what they read.
#include "scenarios/conform/json_value.hpp"

#include <gtest/gtest.h>

#include "scenarios/conform/vectors.hpp"

namespace wavetank::scenarios::testing {
namespace {

std::string read_and_written(std::string_view text) {
  const engine::Result<JsonValue> value = parse_json(text);
  return value.ok() ? value.value().compact() : value.problem().message;
}

TEST(JsonValueTest, KeepsTheEndsOfTheIntegerRange) {
  EXPECT_EQ(read_and_written("[-9223372036854775808, 9223372036854775807, 0]"),
            "[-9223372036854775808,9223372036854775807,0]");
}

TEST(JsonValueTest, WritesWhatItRead) {
  EXPECT_EQ(read_and_written(R"( {"b" : [ ], "a":{ }, "c":[true,false,null,[1]]} )"),
            R"({"b":[],"a":{},"c":[true,false,null,[1]]})");
  EXPECT_EQ(read_and_written(R"("\u0041\n\"\\\u0001")"), R"("A\n\"\\\u0001")");
}

TEST(JsonValueTest, CarriesFractionsAsTheyWereWritten) { EXPECT_EQ(read_and_written("[1.50,2e3]"), "[1.50,2e3]"); }

TEST(JsonValueTest, SaysWhatIsNoJson) {
  EXPECT_EQ(read_and_written("[1,]"), "broken JSON");
  EXPECT_EQ(read_and_written("[1] 2"), "broken JSON");
}

TEST(JsonValueTest, FindsMembersByName) {
  const engine::Result<JsonValue> value = parse_json(R"({"a":1,"b":2})");
  ASSERT_TRUE(value.ok());
  ASSERT_NE(value.value().find("b"), nullptr);
  EXPECT_EQ(*value.value().find("b")->if_integer(), 2);
  EXPECT_EQ(value.value().find("c"), nullptr);
}

}  // namespace
}  // namespace wavetank::scenarios::testing
