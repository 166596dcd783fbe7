// One source subtask's side of watermark alignment: whether it, or some of its splits, must wait for the rest of the
// group (WM-33 to WM-37).
//
// It decides; what a decision means for clocks and reading is its owner's, SplitSource.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/mutant.hpp"
#include "engine/base/semantics.hpp"
#include "engine/source/source_event.hpp"
#include "engine/source/watermark_samples.hpp"

namespace wavetank::engine {

// What happens when a split is to be paused.
enum class SplitPausing : std::uint8_t {
  Supported,  // the reader holds it back
  Refused,    // the reader cannot: an error
  Unaligned,  // the reader cannot, and goes on (`allow-unaligned-source-splits`)
};

struct AlignmentSpec {
  std::optional<Millis> update_interval;  // from sample to sample; none: nothing is sampled or reported
  std::uint32_t samples = 3;              // `buffer-size`, see WatermarkSamples
  SplitPausing pausing = SplitPausing::Supported;
  IdlePausedSplit idle_paused = IdlePausedSplit::StaysPaused;
  Mutants mutants{};
  friend bool operator==(const AlignmentSpec&, const AlignmentSpec&) = default;
};

// Splits to hold back and to let go, each in the order of their slots.
struct SplitVerdict {
  std::vector<SplitSlot> pause;
  std::vector<SplitSlot> resume;
};

class ReadAlignment {
 public:
  explicit ReadAlignment(const AlignmentSpec& spec);

  void add_split(SplitSlot split);
  void remove_split(SplitSlot split);

  // The coordinator's announcement. Then ask `is_ahead` and `check_splits`.
  void allow(EventTime max) { max_allowed_ = max; }
  // The source's own watermark grew, or MAX at its end.
  void set_watermark(EventTime watermark) { own_.set_latest(watermark); }
  // A split's watermark grew: whether it must be held back now.
  SplitVerdict set_split_watermark(SplitSlot split, EventTime watermark);
  void set_split_status(SplitSlot split, StreamStatus status);
  // Once per update interval. Then ask as after `allow`.
  void sample();

  // WM-35: strictly ahead of what is allowed.
  [[nodiscard]] bool is_ahead() const { return max_allowed_ < own_.oldest(); }
  // WM-36, of all splits that are not idle: an idle one is not paused, and is resumed only if the specification says so.
  // What it names counts as done.
  SplitVerdict check_splits();

  [[nodiscard]] EventTime latest() const { return own_.latest(); }
  [[nodiscard]] EventTime max_allowed() const { return max_allowed_; }
  [[nodiscard]] bool is_paused(SplitSlot split) const;

  friend bool operator==(const ReadAlignment&, const ReadAlignment&) = default;

 private:
  enum class Hold : std::uint8_t { Free, Paused };
  struct Split {
    WatermarkSamples samples;
    StreamStatus status = StreamStatus::Active;
    Hold hold = Hold::Free;
    friend bool operator==(const Split&, const Split&) = default;
  };
  [[nodiscard]] Split& split_of(SplitSlot split);

  std::uint32_t samples_;
  IdlePausedSplit idle_paused_;
  EventTime max_allowed_ = EventTime::max();
  WatermarkSamples own_;
  std::vector<std::optional<Split>> splits_;  // by slot; empty once removed
};

}  // namespace wavetank::engine
