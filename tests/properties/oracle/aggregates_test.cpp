// Aggregates over rows written by hand.
#include "properties/oracle/aggregates.hpp"

#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace wavetank::properties::testing {
namespace {

using engine::AggregateKind;
using engine::FieldType;

class OracleAggregates : public ::testing::Test {
 protected:
  std::string of(AggregateKind kind, const std::vector<std::optional<std::int64_t>>& values,
                 const std::string& reduce = "") {
    const engine::SchemaId schema = facts_.rows.add_schema({"rows", {{"value", FieldType::Int64}}});
    std::vector<engine::RowId> rows;
    for (const std::optional<std::int64_t>& value : values) {
      const std::vector<engine::Cell> cells = {{value.value_or(0), !value.has_value()}};
      rows.push_back(facts_.row(schema, engine::RowKind::Insert, cells));
    }
    return to_text(aggregate({"x", kind, "value", reduce}, rows, facts_));
  }
  engine::Facts facts_;
};

TEST_F(OracleAggregates, CountEveryRecordAndSkipNullsOtherwise) {
  EXPECT_EQ(of(AggregateKind::Count, {5, std::nullopt, 2}), "3");
  EXPECT_EQ(of(AggregateKind::Sum, {5, std::nullopt, 2}), "7");
  EXPECT_EQ(of(AggregateKind::Min, {5, std::nullopt, 2}), "2");
  EXPECT_EQ(of(AggregateKind::Max, {5, std::nullopt, 2}), "5");
  EXPECT_EQ(of(AggregateKind::List, {5, std::nullopt, 2}), "[5,2]");
}

TEST_F(OracleAggregates, OfNothingAreNull) {
  EXPECT_EQ(of(AggregateKind::Sum, {std::nullopt}), "null");
  EXPECT_EQ(of(AggregateKind::List, {std::nullopt}), "[]");
  EXPECT_EQ(of(AggregateKind::Reduce, {std::nullopt}, "acc + value"), "null");
}

TEST_F(OracleAggregates, ReduceStartsFromTheFirstValue) {
  EXPECT_EQ(of(AggregateKind::Reduce, {2, 3, 4}, "acc * 10 + value"), "234");
  EXPECT_EQ(of(AggregateKind::Reduce, {2}, "acc * 10 + value"), "2");
  EXPECT_EQ(of(AggregateKind::Reduce, {2, 0, 4}, "acc / value"), "?");  // a step that is null is not judged
}

TEST_F(OracleAggregates, AgreeWhereOneSaysNothing) {
  EXPECT_TRUE(agree(Unjudged{}, std::int64_t{3}));
  EXPECT_TRUE(agree(std::int64_t{3}, std::int64_t{3}));
  EXPECT_FALSE(agree(std::int64_t{3}, std::monostate{}));
}

}  // namespace
}  // namespace wavetank::properties::testing
