// Which records an evictor leaves (EV-04 to EV-06).
#include "engine/windows/evictor.hpp"

#include <string>

#include <gtest/gtest.h>

#include "engine/facts/facts.hpp"

namespace wavetank::engine::testing {
namespace {

struct EvictorRecord {
  std::int64_t time;
  std::int64_t value;
};

enum class Part { Kept, Evicted };

std::string values_of(const Facts& facts, const std::vector<Element>& elements) {
  std::string text;
  for (const Element& element : elements) {
    text += (text.empty() ? "" : " ") + std::to_string(facts.rows.bits(element.row, 0));
  }
  return text;
}

// The values that are left, "1 2 5", or those that are not.
std::string kept(const EvictorSpec& spec, const std::vector<EvictorRecord>& records, Part which = Part::Kept) {
  Facts facts;
  const SchemaId schema = facts.rows.add_schema({"input", {{"value", FieldType::Int64, FieldRole::Plain, 0}}});
  std::vector<Element> elements;
  for (const EvictorRecord& record : records) {
    const Cell cells[] = {{record.value, false}};
    elements.push_back({EventTime(record.time), facts.row(schema, RowKind::Insert, cells)});
  }
  std::vector<Element> evicted;
  evict(spec, facts.rows, elements, evicted);
  EXPECT_EQ(elements.size() + evicted.size(), records.size());
  return values_of(facts, which == Part::Kept ? elements : evicted);
}

EvictorSpec last_records(std::int64_t count) { return {.kind = EvictorKind::Count, .count = count}; }
EvictorSpec newest(std::int64_t size) { return {.kind = EvictorKind::Time, .size = Millis{size}}; }
EvictorSpec near_the_last(std::int64_t threshold) { return {.kind = EvictorKind::Delta, .threshold = threshold}; }

TEST(EvictorTest, OfNoKindKeepsAll) { EXPECT_EQ(kept({}, {{5, 1}, {3, 2}}), "1 2"); }

TEST(EvictorTest, OfACountKeepsTheLastOnesInOrderOfArrival) {  // EV-04
  EXPECT_EQ(kept(last_records(2), {{9, 1}, {5, 2}, {1, 3}}), "2 3");
  EXPECT_EQ(kept(last_records(3), {{9, 1}, {5, 2}, {1, 3}}), "1 2 3");
  EXPECT_EQ(kept(last_records(0), {{9, 1}, {5, 2}}), "");
  EXPECT_EQ(kept(last_records(2), {}), "");
}

TEST(EvictorTest, SaysWhatItLeavesOutInOrderOfArrival) {
  EXPECT_EQ(kept({}, {{5, 1}, {3, 2}}, Part::Evicted), "");
  EXPECT_EQ(kept(last_records(1), {{9, 1}, {5, 2}, {1, 3}}, Part::Evicted), "1 2");
  EXPECT_EQ(kept(newest(10), {{20, 1}, {10, 2}, {11, 3}, {5, 4}, {19, 5}}, Part::Evicted), "2 4");
  EXPECT_EQ(kept(near_the_last(5), {{1, 50}, {2, 90}, {3, 47}, {4, 52}}, Part::Evicted), "90 47");
}

TEST(EvictorTest, OfATimeRemovesWhatIsAsOldAsItsSizeWhereverItLies) {  // EV-05
  EXPECT_EQ(kept(newest(10), {{20, 1}, {10, 2}, {11, 3}, {5, 4}, {19, 5}}), "1 3 5");
}

TEST(EvictorTest, OfATimeRemovesNothingIfTheFirstRecordHasNone) {  // EV-05
  const std::int64_t none = EventTime::min().ticks();
  EXPECT_EQ(kept(newest(10), {{none, 1}, {0, 2}, {50, 3}}), "1 2 3");
  EXPECT_EQ(kept(newest(10), {{0, 2}, {none, 1}, {50, 3}}), "3");
}

TEST(EvictorTest, OfADistanceRemovesWhatIsAsFarAsTheThreshold) {  // EV-06: inclusive, and from the last to arrive
  EXPECT_EQ(kept(near_the_last(5), {{1, 95}, {2, 96}, {3, 105}, {4, 104}, {5, 100}}), "96 104 100");
  EXPECT_EQ(kept(near_the_last(0), {{1, 100}, {2, 100}}), "");
}

TEST(EvictorTest, MeasuresDistancesWithoutGoingAround) {  // EV-06
  EXPECT_EQ(kept(near_the_last(10), {{1, INT64_MIN}, {2, INT64_MAX}}), std::to_string(INT64_MAX));
}

}  // namespace
}  // namespace wavetank::engine::testing
