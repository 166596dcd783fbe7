// Offences against the law of aligned sources, planted by hand; beside each stands the same run without it.
#include <gtest/gtest.h>

#include "tests/properties/hand_made_run.hpp"

namespace wavetank::properties::testing {
namespace {

using engine::ControlKind;

// One source of one partition in a group of its own; the latest watermark counts, and the drift is 5.
class WmAlignBound : public ::testing::Test {
 protected:
  WmAlignBound() {
    auto& source = std::get<scenarios::SourceNode>(hand_.scenario.pipeline[0].op);
    source.alignment = scenarios::AlignmentNode{.group = "g", .max_drift = Millis{5}, .samples = 0};
    hand_.run.cast.actors.push_back({"coordinator/source", scenarios::Role::Coordinator, 0, 0, 1, {}});
  }

  EventId says(ControlKind kind, std::int64_t value = 0) {
    return hand_.add(EventKind::ControlOut, HandMadeRun::kSource, {}, HandMadeRun::word(value),
                     static_cast<std::uint64_t>(kind) << 32);
  }
  EventId reads(std::int64_t time) {
    const EventId sent = hand_.add(EventKind::ProducerSend, 0, {}, HandMadeRun::word(time), 0);
    const EventId logged = hand_.add(EventKind::LogAppend, 1, sent, 0, 0);
    return hand_.add(EventKind::SourceEmit, HandMadeRun::kSource, logged, 0, 0);
  }
  EventId reports(std::int64_t watermark) {
    const std::uint64_t word = HandMadeRun::word(watermark);
    const EventId report = hand_.add(EventKind::WatermarkReport, HandMadeRun::kSource, {}, word, 0);
    return hand_.add(EventKind::WatermarkCollect, kCoordinator, report, word, 0);
  }
  EventId announces(EventId report, std::int64_t allowed, std::int64_t least) {
    return hand_.add(EventKind::WatermarkAnnounce, kCoordinator, report, HandMadeRun::word(allowed),
                     HandMadeRun::word(least));
  }
  EventId hears(EventId announcement) {
    return hand_.add(EventKind::WatermarkAllowed, HandMadeRun::kSource, announcement,
                     hand_.run.trace.at(announcement).a, 0);
  }
  EventId waits(EventId cause) { return hand_.add(EventKind::SourcePause, HandMadeRun::kSource, cause, 0, 0); }
  [[nodiscard]] std::string story() const { return hand_.story(wm_align_bound); }

  static constexpr std::uint16_t kCoordinator = 5;
  HandMadeRun hand_;
};

TEST_F(WmAlignBound, FindsASourceThatReadsOnBeyondWhatItHeard) {
  says(ControlKind::Watermark, 3);
  hears(announces(reports(3), 8, 3));
  reads(10);
  says(ControlKind::Watermark, 9);
  EXPECT_EQ(story(), "clean");  // by one record
  reads(11);
  EXPECT_EQ(story(), "wm-align-bound: source/0 does not wait at #12: compared is 9, allowed 8");
}

TEST_F(WmAlignBound, FindsASourceThatWaitsThoughItMayRead) {
  says(ControlKind::Watermark, 9);
  const EventId report = reports(9);
  hears(announces(report, 14, 9));
  EXPECT_EQ(story(), "clean");
  waits(hears(announces(report, 14, 9)));
  hears(announces(report, 14, 9));
  EXPECT_EQ(story(), "wm-align-bound: source/0 waits at #10: compared is 9, allowed 14");
}

TEST_F(WmAlignBound, FindsACoordinatorThatAllowsTooMuch) {
  says(ControlKind::Watermark, 3);
  announces(reports(3), 9, 3);
  EXPECT_EQ(story(),
            "wm-align-bound: coordinator/source allowed 9, but the least report of the group is 3 and that allows 8");
}

TEST_F(WmAlignBound, FindsAnIdleSourceThatHoldsItsGroupBack) {
  says(ControlKind::Watermark, 3);
  says(ControlKind::Idle);
  reports(3);
  EXPECT_EQ(story(), "wm-align-bound: source/0 reported 3, not MAX");
}

TEST_F(WmAlignBound, FindsACoordinatorThatFallsSilent) {
  says(ControlKind::Watermark, 3);
  reports(3);
  hand_.run.trace.events.back().time = sim::SimTime(0);
  reports(3);
  hand_.run.trace.events.back().time = sim::SimTime(1'000'000'001);
  EXPECT_EQ(story(), "wm-align-bound: coordinator/source has announced nothing for more than its interval");
}

}  // namespace
}  // namespace wavetank::properties::testing
