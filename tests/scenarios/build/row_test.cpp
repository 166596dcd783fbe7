#include "scenarios/build/row.hpp"

#include <gtest/gtest.h>

#include "engine/base/assert.hpp"
#include "scenarios/build/pipeline.hpp"

namespace wavetank::build {
namespace {

class RowTest : public ::testing::Test {
 protected:
  RowTest() {
    place_.makes = {text("name"), int64("age"), boolean("member")};
    place_.schema = facts_.rows.add_schema({"people", place_.makes});
  }
  Row row_of(const std::vector<Value>& values) { return {facts_, make_row(facts_, place_, values), place_.makes}; }

  engine::Facts facts_;
  scenarios::FunctionPlace place_;
};

TEST_F(RowTest, GivesFieldsByNameAndType) {
  const Row row = row_of({"ada", 36, true});
  EXPECT_EQ(row.text("name"), "ada");
  EXPECT_EQ(row.integer("age"), 36);
  EXPECT_TRUE(row.boolean("member"));
}

TEST_F(RowTest, KnowsNulls) {
  const Row row = row_of({"ada", std::monostate(), false});
  EXPECT_TRUE(row.is_null("age"));
  EXPECT_FALSE(row.is_null("member"));
  EXPECT_THROW((void)row.integer("age"), engine::InvariantViolation);
}

TEST_F(RowTest, RefusesOtherNamesAndTypes) {
  const Row row = row_of({"ada", 36, true});
  EXPECT_THROW((void)row.integer("agee"), engine::InvariantViolation);
  EXPECT_THROW((void)row.integer("name"), engine::InvariantViolation);
  EXPECT_THROW(row_of({"ada", "36", true}), engine::InvariantViolation);
  EXPECT_THROW(row_of({"ada"}), engine::InvariantViolation);
}

}  // namespace
}  // namespace wavetank::build
