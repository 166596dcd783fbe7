#include "sim/trace/archive/columns.hpp"

#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/assert.hpp"

namespace wavetank::sim {
namespace {

constexpr std::uint64_t kAllBits = ~std::uint64_t{0};

class EventColumns : public testing::Test {
 protected:
  std::string encoded(std::uint32_t first) {
    out_.clear();
    writer_.encode(first, events, out_);
    return std::string(out_.bytes());
  }
  std::vector<TraceEvent> decoded(const std::string& bytes, std::uint32_t first) {
    std::vector<TraceEvent> read;
    EXPECT_EQ(decode_columns(bytes, first, static_cast<std::uint32_t>(events.size()), read), "");
    return read;
  }
  void expect_back(std::uint32_t first) {
    const std::vector<TraceEvent> read = decoded(encoded(first), first);
    for (std::size_t i = 0; i < events.size(); ++i) {
      EXPECT_EQ(read[i].time, events[i].time) << i;
      EXPECT_EQ(read[i].cause, events[i].cause) << i;
      EXPECT_EQ(read[i].kind, events[i].kind) << i;
      EXPECT_EQ(read[i].actor, events[i].actor) << i;
      EXPECT_EQ(read[i].a, events[i].a) << i;
      EXPECT_EQ(read[i].b, events[i].b) << i;
    }
  }
  std::vector<TraceEvent> events;

 private:
  ColumnWriter writer_;
  ByteWriter out_;
};

TEST_F(EventColumns, KeepTheEndsOfEveryRange) {
  for (const std::int64_t time : {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max(),
                                  std::int64_t{0}, std::int64_t{-1}}) {
    events.push_back({SimTime(time), 0, EventKind::LogEnd, ActorId{0xffff}, kAllBits, 0});
    events.push_back({SimTime(time), 0xfffffff0u, EventKind::RecordIn, ActorId{}, 0, kAllBits});
  }
  expect_back(0xfffffff1u);
}

// Each kind after each kind as its cause: all bits of both fields come back, whatever was guessed.
TEST_F(EventColumns, KeepBothFieldsOfEveryKind) {
  for (std::uint16_t cause = 0; cause < kEventKinds; ++cause) {
    for (std::uint16_t kind = 0; kind < kEventKinds; ++kind) {
      const auto number = static_cast<std::uint32_t>(events.size() + 1);
      const std::uint64_t word = 0x9e3779b97f4a7c15u * number;
      events.push_back({SimTime(number), 0, static_cast<EventKind>(cause), ActorId{}, word, kAllBits - word});
      events.push_back({SimTime(number), number, static_cast<EventKind>(kind), ActorId{}, kAllBits - word, word});
    }
  }
  expect_back(1);
}

TEST_F(EventColumns, SpendOneByteAPartOnWhatTheCauseSays) {
  for (std::uint32_t number = 1; number <= 1'000; number += 2) {
    const std::uint64_t time = 0x123456789abcu * number;
    const std::uint64_t what = 0x0123456701234567u * number;
    events.push_back({SimTime(0), 0, EventKind::RecordOut, ActorId{}, time, what});
    events.push_back({SimTime(0), number, EventKind::RecordIn, ActorId{}, time, what});
  }
  const std::size_t both = encoded(1).size();
  for (TraceEvent& event : events) event.cause = 0;
  EXPECT_LT(both + 500 * 10, encoded(1).size());
}

TEST_F(EventColumns, AreReadWithoutTheBlocksBefore) {
  events = {{SimTime(5), 7, EventKind::RecordIn, ActorId{1}, 1, 2},
            {SimTime(6), 9, EventKind::RecordIn, ActorId{1}, 1, 2}};
  expect_back(10);
}

TEST_F(EventColumns, RefuseACauseThatIsNotEarlier) {
  events = {{SimTime(5), 10, EventKind::RecordIn, ActorId{1}, 1, 2}};
  EXPECT_THROW(encoded(10), engine::InvariantViolation);
}

TEST_F(EventColumns, ThatDoNotFitTheirCountAreRefused) {
  events.assign(3, {SimTime(5), 0, EventKind::RecordIn, ActorId{1}, 1, 2});
  const std::string bytes = encoded(1);
  std::vector<TraceEvent> read;
  EXPECT_NE(decode_columns(bytes, 1, 2, read), "");
  EXPECT_NE(decode_columns(bytes, 1, 4, read), "");
  EXPECT_NE(decode_columns(bytes + "x", 1, 3, read), "");
  EXPECT_NE(decode_columns("", 1, 0, read), "");
}

// The parts of a kind cover both fields, each bit once.
TEST(ShapeOfAnEvent, CoversBothFieldsExactly) {
  for (const Shape& shape : kShapes) {
    std::uint64_t a = 0;
    std::uint64_t b = 0;
    unsigned bits = 0;
    for (std::size_t i = 0; i < shape.count; ++i) {
      const Part& part = shape.parts[i];
      (part.field == Part::Field::A ? a : b) |= mask_of(part) << part.shift;
      bits += part.bits;
    }
    EXPECT_EQ(a, kAllBits);
    EXPECT_EQ(b, kAllBits);
    EXPECT_EQ(bits, 128u);
  }
}

}  // namespace
}  // namespace wavetank::sim
