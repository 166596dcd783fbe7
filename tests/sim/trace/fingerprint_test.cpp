#include "sim/trace/fingerprint.hpp"

#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace wavetank::sim {
namespace {

const TraceEvent kRecordTaken{SimTime(1'000), 5, EventKind::RecordIn, ActorId{3}, 70, 80};

Fingerprint fingerprint_of(const std::vector<TraceEvent>& events) {
  Fingerprint fingerprint;
  for (const TraceEvent& event : events) fingerprint.add(event, event.a, event.b);
  return fingerprint;
}

TEST(FingerprintOfARun, DependsOnEachField) {
  std::vector<TraceEvent> variants(6, kRecordTaken);
  variants[0].time = SimTime(1'001);
  variants[1].cause = 4;
  variants[2].kind = EventKind::RecordOut;
  variants[3].actor = ActorId{2};
  variants[4].a = 71;
  variants[5].b = 81;
  const Fingerprint original = fingerprint_of({kRecordTaken});
  for (std::size_t i = 0; i < variants.size(); ++i) {
    const Fingerprint changed = fingerprint_of({variants[i]});
    EXPECT_NE(changed, original) << "field " << i;
    EXPECT_TRUE(changed.high != original.high || i == 5) << "field " << i;  // b enters the lower half only
    EXPECT_NE(changed.low, original.low) << "field " << i;
  }
}

TEST(FingerprintOfARun, DependsOnTheOrderOfEvents) {
  TraceEvent other = kRecordTaken;
  other.a = 71;
  EXPECT_NE(fingerprint_of({kRecordTaken, other}), fingerprint_of({other, kRecordTaken}));
}

TEST(FingerprintOfARun, TellsARepeatedEventFromASingleOne) {
  EXPECT_NE(fingerprint_of({kRecordTaken}), fingerprint_of({kRecordTaken, kRecordTaken}));
  EXPECT_NE(fingerprint_of({}), fingerprint_of({TraceEvent{}}));
}

TEST(FingerprintOfARun, IsPrintedAsItsTwoWords) {
  EXPECT_EQ(to_hex(Fingerprint{}), "6a09e667f3bcc908bb67ae8584caa73b");
  EXPECT_EQ(to_hex(Fingerprint{1, 0xabc}), "00000000000000010000000000000abc");
}

RC_GTEST_PROP(FingerprintProperty, AnyChangeOfAWordChangesIt, (std::uint64_t a, std::uint64_t b)) {
  TraceEvent changed = kRecordTaken;
  changed.a = a;
  changed.b = b;
  RC_PRE(a != kRecordTaken.a || b != kRecordTaken.b);
  RC_ASSERT(fingerprint_of({changed}) != fingerprint_of({kRecordTaken}));
}

}  // namespace
}  // namespace wavetank::sim
