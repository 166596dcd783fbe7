#include "sim/trace/recorder.hpp"

#include <array>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/sim/trace/support.hpp"

namespace wavetank::sim {
namespace {

class BlockListener final : public TraceSink {
 public:
  void on_events(EventId first, std::span<const TraceEvent> events, const engine::Facts&) override {
    in_order = in_order && static_cast<std::size_t>(first) == seen.size() + 1;
    seen.insert(seen.end(), events.begin(), events.end());
  }
  std::vector<TraceEvent> seen;
  bool in_order = true;
};

class RecorderOfEvents : public testing::Test {
 protected:
  EventId record(std::uint64_t a) {
    return recorder.record(head, {SimTime(static_cast<std::int64_t>(a)), 0, EventKind::LogEnd, ActorId{}, a, 0});
  }
  engine::Facts facts;
  Recorder recorder{facts};
  TraceHead head;
};

TEST_F(RecorderOfEvents, NumbersThemFromOne) {
  EXPECT_EQ(record(0), EventId{1});
  EXPECT_EQ(record(0), EventId{2});
  EXPECT_EQ(head.next, 3u);
}

TEST_F(RecorderOfEvents, ShowsEverySinkAllOfThemInOrder) {
  BlockListener one;
  BlockListener two;
  recorder.attach(one);
  recorder.attach(two);
  const std::uint64_t count = 2 * Recorder::kBlockEvents + 5;
  for (std::uint64_t i = 0; i < count; ++i) record(i);
  EXPECT_EQ(one.seen.size(), 2 * Recorder::kBlockEvents);
  recorder.flush();
  recorder.flush();
  ASSERT_EQ(one.seen.size(), count);
  EXPECT_TRUE(one.in_order);
  EXPECT_TRUE(two.in_order);
  EXPECT_EQ(one.seen.back().a, count - 1);
  EXPECT_TRUE(trace_tests::is_prefix(one.seen, two.seen));
}

TEST_F(RecorderOfEvents, HashesThemAlikeWithAndWithoutASink) {
  for (std::uint64_t i = 0; i < 100; ++i) record(i);
  const Fingerprint without = head.fingerprint;
  BlockListener sink;
  recorder.attach(sink);
  head = {};
  for (std::uint64_t i = 0; i < 100; ++i) record(i);
  EXPECT_EQ(head.fingerprint, without);
}

TEST_F(RecorderOfEvents, KeepsADigestOfWhatWasThenEvery1024) {
  std::vector<Fingerprint> after{head.fingerprint};
  for (std::uint64_t i = 0; i < 10 * kEventsPerDigest; ++i) {
    record(i);
    after.push_back(head.fingerprint);
  }
  ASSERT_EQ(head.digests.size(), 10u);
  for (std::size_t i = 0; i < 10; ++i) EXPECT_EQ(head.digests[i], after[(i + 1) * kEventsPerDigest]);
}

TEST_F(RecorderOfEvents, ACopiedHeadGoesOnAsTheOriginalDoes) {
  for (std::uint64_t i = 0; i < 50; ++i) record(i);
  TraceHead fork = head;
  record(50);
  recorder.record(fork, {SimTime(50), 0, EventKind::LogEnd, ActorId{}, 50, 0});
  EXPECT_EQ(fork.fingerprint, head.fingerprint);
  EXPECT_EQ(fork.next, head.next);
}

// A run whose facts were interned in another order: the same record, key, window and fault under other ids.
struct Retelling {
  explicit Retelling(const std::vector<std::string>& before) {
    for (const std::string& text : before) {
      const engine::TextId id = facts.texts.intern(text);
      facts.windows.intern({engine::EventTime(static_cast<std::int64_t>(text.size())), engine::EventTime(100)});
      const engine::Cell cell{static_cast<std::int64_t>(id), false};
      const engine::SchemaId schema = facts.rows.add_schema({text, {{"f", engine::FieldType::Text}}});
      facts.row(schema, engine::RowKind::Insert, std::array{cell});
      facts.key(engine::FieldType::Text, cell);
    }
  }
  Fingerprint tell(const std::string& word) {
    const engine::TextId text = facts.texts.intern(word);
    const engine::Cell cell{static_cast<std::int64_t>(text), false};
    const engine::SchemaId schema = facts.rows.add_schema({"click", {{"user", engine::FieldType::Text}}});
    const engine::RowId row = facts.row(schema, engine::RowKind::Insert, std::array{cell});
    const engine::KeyId key = facts.key(engine::FieldType::Text, cell);
    const engine::WindowId window = facts.windows.intern({engine::EventTime(0), engine::EventTime(10)});
    const std::uint64_t number = (std::uint64_t{engine::index_of(row)} << 32) | 3;
    add(EventKind::ProducerSend, 5, number);
    add(EventKind::RecordIn, 5, engine::pack(row, key));
    add(EventKind::WindowFire, engine::pack(window, key), engine::pack(engine::FireReason::Late, row));
    add(EventKind::FaultBegin, engine::index_of(text), 0);
    add(EventKind::RecordOut, 5, engine::pack(engine::kNoRow, engine::kNoKey));
    return head.fingerprint;
  }
  void add(EventKind kind, std::uint64_t a, std::uint64_t b) {
    recorder.record(head, {SimTime(1), 0, kind, ActorId{}, a, b});
  }
  engine::Facts facts;
  Recorder recorder{facts};
  TraceHead head;
};

TEST(ContentInAFingerprint, IsTheSameUnderOtherIds) {
  EXPECT_EQ(Retelling({}).tell("anna"), Retelling({"x", "yy", "zzz"}).tell("anna"));
}

TEST(ContentInAFingerprint, DiffersUnderEqualIds) { EXPECT_NE(Retelling({}).tell("anna"), Retelling({}).tell("otto")); }

// Each kind by itself: a different name behind an equal id is seen in every place where ids stand.
TEST(ContentInAFingerprint, EntersThroughEveryUseOfAnId) {
  for (std::size_t kind = 0; kind < kEventKinds; ++kind) {
    const KindInfo& its = kKinds[kind];
    if (its.a == FieldUse::Plain && its.b == FieldUse::Plain) continue;
    Retelling one({"p"});
    Retelling two({"qq"});
    one.add(static_cast<EventKind>(kind), 0, 0);
    two.add(static_cast<EventKind>(kind), 0, 0);
    EXPECT_NE(one.head.fingerprint, two.head.fingerprint) << its.name;
  }
}

}  // namespace
}  // namespace wavetank::sim
