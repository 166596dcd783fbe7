// Aggregates of a window: nulls, wrapping sums, lists, and their canonical bytes.
#include "engine/windows/aggregate.hpp"

#include <array>

#include <gtest/gtest.h>

namespace wavetank::engine::testing {
namespace {

class AccumulatorTest : public ::testing::Test {
 protected:
  AccumulatorTest() { schema_ = facts_.rows.add_schema({"s", {{"value", FieldType::Int64, FieldRole::Plain, 0}}}); }
  static Aggregate aggregate(AggregateKind kind) {
    return {kind, "x", 0, {"x", FieldType::Int64, FieldRole::Plain, 0}, std::nullopt};
  }
  RowId row(std::optional<std::int64_t> value) {
    const Cell cells[] = {{value.value_or(0), !value.has_value()}};
    return facts_.row(schema_, RowKind::Insert, cells);
  }
  // What the aggregate makes of the values, "null" for null.
  std::string over(AggregateKind kind, const std::vector<std::optional<std::int64_t>>& values) {
    const Accumulator accumulator({aggregate(kind)});
    std::int64_t cell = 0;
    std::uint32_t seen = 0;
    for (const auto& value : values) accumulator.add(facts_.rows, row(value), std::span(&cell, 1), seen, lists_);
    Cell result;
    accumulator.result(std::span(&cell, 1), seen, lists_, facts_.texts, std::span(&result, 1));
    if (result.null) return "null";
    if (kind != AggregateKind::List) return std::to_string(result.bits);
    return std::string(facts_.texts.bytes(TextId{static_cast<std::uint32_t>(result.bits)}));
  }

  Facts facts_;
  SchemaId schema_{};
  Lists lists_;
};

constexpr std::optional<std::int64_t> kNullValue = std::nullopt;

TEST_F(AccumulatorTest, CountsRecordsNullOrNot) {
  EXPECT_EQ(over(AggregateKind::Count, {1, kNullValue, 3}), "3");
  EXPECT_EQ(over(AggregateKind::Count, {}), "0");
}

TEST_F(AccumulatorTest, SkipsNulls) {
  EXPECT_EQ(over(AggregateKind::Sum, {kNullValue, 4, kNullValue, 5}), "9");
  EXPECT_EQ(over(AggregateKind::Min, {kNullValue, 4, 5}), "4");
  EXPECT_EQ(over(AggregateKind::Max, {-4, kNullValue, -5}), "-4");
  EXPECT_EQ(over(AggregateKind::List, {3, kNullValue, 1}), "[3,1]");
}

TEST_F(AccumulatorTest, IsNullWithoutAValue) {
  EXPECT_EQ(over(AggregateKind::Sum, {kNullValue}), "null");
  EXPECT_EQ(over(AggregateKind::Min, {}), "null");
  EXPECT_EQ(over(AggregateKind::List, {}), "[]");
}

TEST_F(AccumulatorTest, AddsManyRecordsAsOneAfterTheOther) {
  std::vector<Aggregate> all;
  for (const AggregateKind kind : {AggregateKind::Min, AggregateKind::Sum, AggregateKind::Count, AggregateKind::Max}) {
    all.push_back(aggregate(kind));
  }
  const Accumulator accumulator(all);
  using Entry = std::array<std::int64_t, 5>;  // flags, then a cell each
  std::array<Entry, 2> together{};
  std::array<Entry, 2> alone{};
  std::vector<Record> records;
  std::vector<EntryWords> entries;
  std::vector<std::int64_t> wanted;
  for (const std::optional<std::int64_t> value : std::initializer_list<std::optional<std::int64_t>>{5, {}, -3, 9}) {
    const std::size_t which = records.size() / 3;
    records.push_back({{}, row(value), kNoKey, kNoCause});
    entries.push_back({together[which].data()});
    std::uint32_t seen = EntryWords{alone[which].data()}.seen();
    accumulator.add(facts_.rows, records.back().row, std::span(alone[which]).subspan(1), seen, lists_);
    EntryWords{alone[which].data()}.see(seen);
    wanted.push_back(alone[which][1]);
  }
  std::vector<std::int64_t> firsts(records.size());
  accumulator.add_each(facts_.rows, records, entries, firsts, lists_);
  EXPECT_EQ(together, alone);
  EXPECT_EQ(firsts, wanted);
}

TEST_F(AccumulatorTest, SumsWrapAsJavasDo) {
  EXPECT_EQ(over(AggregateKind::Sum, {INT64_MAX, 1}), std::to_string(INT64_MIN));
}

TEST_F(AccumulatorTest, ReadsWhatItWrote) {
  const Accumulator accumulator({aggregate(AggregateKind::Sum), aggregate(AggregateKind::List)});
  std::vector<std::int64_t> cells(2, 0);
  std::uint32_t seen = 0;
  for (const std::int64_t value : {3, 1, 2}) accumulator.add(facts_.rows, row(value), cells, seen, lists_);
  Encoder encoder;
  accumulator.encode(cells, lists_, encoder);
  Decoder decoder(encoder.bytes());
  std::vector<std::int64_t> read(2, 0);
  Lists other;
  accumulator.decode(decoder, read, other);
  EXPECT_TRUE(decoder.at_end());
  EXPECT_EQ(read[0], 6);
  EXPECT_EQ(other.values(read[1]), (std::vector<std::int64_t>{3, 1, 2}));
}

TEST(ListsTest, ReuseWhatWasReleased) {
  Lists lists;
  std::int64_t first = 0;
  std::int64_t second = 0;
  for (const std::int64_t value : {1, 2, 3}) lists.append(first, value);
  lists.append(second, 9);
  lists.release(first);
  std::int64_t third = 0;
  for (const std::int64_t value : {4, 5, 6, 7}) lists.append(third, value);
  EXPECT_EQ(lists.values(third), (std::vector<std::int64_t>{4, 5, 6, 7}));
  EXPECT_EQ(lists.values(second), (std::vector<std::int64_t>{9}));
}

}  // namespace
}  // namespace wavetank::engine::testing
