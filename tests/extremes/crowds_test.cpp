// Very many keys, and very many open windows of one key, in the window operators themselves.
#include <cstdint>
#include <memory>
#include <vector>

#include <gtest/gtest.h>

#include "engine/operators/window/any_window.hpp"

namespace wavetank::engine::testing {
namespace {

constexpr std::int64_t kKeys = 1'000'000;
constexpr std::int64_t kOpen = 10'000;

// What a step said: how many results, and all their counts together.
struct Told {
  std::int64_t results = 0;
  std::int64_t records = 0;
  friend bool operator==(const Told&, const Told&) = default;
};

// A window operator that counts, and keys 0, 1, 2, …
class Crowd {
 public:
  explicit Crowd(WindowSpec spec, std::int64_t keys = kKeys) {
    const SchemaId in = facts_.rows.add_schema({"in", {Field{"key"}}});
    spec.aggregates = {{.kind = AggregateKind::Count, .name = "n"}};
    spec.input = in;
    spec.result = facts_.rows.add_schema({"out", {Field{"key"}, Field{"start"}, Field{"end"}, Field{"n"}}});
    operator_ = make_window_operator(std::move(spec));
    for (std::int64_t key = 0; key < keys; ++key) {
      const Cell cell{key, false};
      keys_.push_back(facts_.key(FieldType::Int64, cell));
      rows_.push_back(facts_.row(in, RowKind::Insert, std::span(&cell, 1)));
    }
    state_ = operator_->open({}, {}, moment(), effects_);
  }

  Told take(std::int64_t key, std::int64_t time) {
    const auto at = static_cast<std::size_t>(key);
    const Record record{EventTime(time), rows_[at], keys_[at], Cause{1}};
    operator_->on_batch(InputIndex{0}, std::span(&record, 1), moment(), state_, effects_);
    return told();
  }
  // A record of each key.
  Told take_each(std::int64_t time) {
    Told all;
    for (std::size_t key = 0; key < keys_.size(); ++key) {
      const Told one = take(static_cast<std::int64_t>(key), time);
      all = {all.results + one.results, all.records + one.records};
    }
    return all;
  }
  Told advance(std::int64_t watermark) {
    operator_->on_control({ControlKind::Watermark, EventTime(watermark)}, moment(), state_, effects_);
    return told();
  }
  // The clock shows `now` and calls.
  Told call(std::int64_t now) {
    now_ = ProcessingTime(now);
    operator_->on_timer(TimerTag{0}, moment(), state_, effects_);
    return told();
  }
  [[nodiscard]] WindowCounts counts() const { return operator_->counts(state_); }

 private:
  Moment moment() { return {now_, kNoCause, facts_}; }
  Told told() {
    Told told;
    for (const Effects::Item& item : effects_.order()) {
      if (item.kind != EffectKind::Records) continue;
      for (const Record& record : effects_.records(item)) {
        ++told.results;
        told.records += facts_.rows.bits(record.row, 3);
      }
    }
    effects_.clear();
    return told;
  }

  Facts facts_;
  std::unique_ptr<AnyWindowOperator> operator_;
  State state_;
  Effects effects_;
  ProcessingTime now_{0};
  std::vector<KeyId> keys_;
  std::vector<RowId> rows_;
};

WindowSpec of(const WindowAssignerSpec& assigner) {
  WindowSpec spec{.assigner = assigner};
  spec.trigger = default_trigger(assigner);
  return spec;
}

TEST(AMillionKeys, InTumblingWindows) {
  Crowd crowd(of({.shape = tumbling(Millis{10})}));
  EXPECT_EQ(crowd.take_each(3), (Told{}));
  EXPECT_EQ(crowd.advance(8), (Told{}));
  EXPECT_EQ(crowd.advance(9), (Told{kKeys, kKeys}));
  EXPECT_EQ(crowd.counts().entries, 0u);
}

TEST(AMillionKeys, InSlidingWindows) {
  Crowd crowd(of({.shape = {Millis{10}, Millis{5}, {}}}));
  EXPECT_EQ(crowd.take_each(3), (Told{}));
  EXPECT_EQ(crowd.advance(20), (Told{2 * kKeys, 2 * kKeys}));
  EXPECT_EQ(crowd.counts().entries, 0u);
}

TEST(AMillionKeys, InSessions) {
  Crowd crowd(of({.kind = AssignerKind::Session, .gap = Millis{5}}));
  EXPECT_EQ(crowd.take_each(3), (Told{}));
  EXPECT_EQ(crowd.take_each(8), (Told{}));  // it touches
  EXPECT_EQ(crowd.advance(100), (Told{kKeys, 2 * kKeys}));
  EXPECT_EQ(crowd.counts().entries, 0u);
  EXPECT_EQ(crowd.counts().event_timers, 0u);
}

TEST(AMillionKeys, InWindowsOfTwoRecords) {
  WindowSpec spec = of({.kind = AssignerKind::Global});
  spec.trigger.parts = {{.kind = TriggerKind::Purging}, {.kind = TriggerKind::Count, .count = 2}};
  Crowd crowd(spec);
  EXPECT_EQ(crowd.take_each(3), (Told{}));
  EXPECT_EQ(crowd.take_each(4), (Told{kKeys, 2 * kKeys}));
  EXPECT_EQ(crowd.counts().entries, 0u);
}

TEST(AMillionKeys, InWindowsOfTheClock) {
  Crowd crowd(of({.kind = AssignerKind::Aligned, .domain = TimeDomain::Processing, .shape = tumbling(Millis{10})}));
  EXPECT_EQ(crowd.take_each(3), (Told{}));
  EXPECT_EQ(crowd.counts().processing_timers, static_cast<std::uint64_t>(kKeys));
  EXPECT_EQ(crowd.call(10), (Told{kKeys, kKeys}));
  EXPECT_EQ(crowd.counts().entries, 0u);
}

// Sliding by one: a record is in ten thousand windows at once.
void expect_ten_thousand_windows_of_a_record(WindowSpec spec) {
  Crowd crowd(std::move(spec), 2);
  EXPECT_EQ(crowd.take(0, kOpen), (Told{}));
  EXPECT_EQ(crowd.take(1, kOpen), (Told{}));
  EXPECT_EQ(crowd.take(0, kOpen), (Told{}));
  EXPECT_EQ(crowd.advance(kOpen - 1), (Told{}));
  EXPECT_EQ(crowd.advance(kOpen), (Told{2, 3}));
  EXPECT_EQ(crowd.advance(3 * kOpen), (Told{2 * (kOpen - 1), 3 * (kOpen - 1)}));
  EXPECT_EQ(crowd.counts().entries, 0u);
}

TEST(TenThousandOpenWindows, OfOneRecordInSlices) {
  expect_ten_thousand_windows_of_a_record(of({.shape = {Millis{kOpen}, Millis{1}, {}}}));
}

TEST(TenThousandOpenWindows, OfOneRecordEachByItself) {
  WindowSpec spec = of({.shape = {Millis{kOpen}, Millis{1}, {}}});
  spec.refiring = Refiring::Retracts;  // not for slices
  expect_ten_thousand_windows_of_a_record(spec);
}

TEST(TenThousandOpenWindows, Cumulating) {
  WindowAssignerSpec assigner{.kind = AssignerKind::Cumulate, .shape = {Millis{kOpen}, Millis{1}, {}}};
  Crowd crowd(of(assigner), 1);
  EXPECT_EQ(crowd.take(0, 0), (Told{}));
  EXPECT_EQ(crowd.advance(kOpen - 2), (Told{kOpen - 1, kOpen - 1}));
  EXPECT_EQ(crowd.advance(kOpen), (Told{1, 1}));
}

// From the last to the first, so that each comes before all that are there; then one record makes them all one.
TEST(TenThousandOpenWindows, OfSessionsThatBecomeOne) {
  Crowd all(of({.kind = AssignerKind::Session, .gap = Millis{2}}), 1);
  for (std::int64_t i = kOpen; i-- > 0;) EXPECT_EQ(all.take(0, 4 * i), (Told{}));
  EXPECT_EQ(all.counts().event_timers, static_cast<std::uint64_t>(kOpen));
  for (std::int64_t i = 0; i + 1 < kOpen; ++i) EXPECT_EQ(all.take(0, 4 * i + 2), (Told{}));
  EXPECT_EQ(all.counts().event_timers, 1u);
  EXPECT_EQ(all.advance(5 * kOpen), (Told{1, 2 * kOpen - 1}));
}

}  // namespace
}  // namespace wavetank::engine::testing
