// The watermark of a task, worked out once more from what its channels said (WM-21 to WM-28).
//
// Slow and obvious: every answer is searched for anew over all channels. Shares no code with engine/time.
//   gate      the channels of one input: only channels that are aligned count (WM-22 to WM-25)
//   operator  several inputs: every input that is not idle counts, also one that lags (WM-27, WM-28)
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "properties/oracle/arrivals.hpp"

namespace wavetank::properties {

// A growth of a task's watermark: taking the control at `at` lifts it from `before` to `to`.
struct Advance {
  sim::EventId at{};
  engine::EventTime before;
  engine::EventTime to;
  friend bool operator==(const Advance&, const Advance&) = default;
};

class CombinedWatermark {
 public:
  // `channels[i]`: how many channels input i has; they are numbered through, input by input.
  // REQUIRES: every input has at least one.
  explicit CombinedWatermark(const std::vector<std::uint32_t>& channels);

  // The growths that a control brings: none, one, or two when a gate flushes and its going idle flushes all inputs.
  // REQUIRES: it is a control of one of the channels.
  std::vector<Advance> take(const Arrival& control);

  [[nodiscard]] engine::EventTime value() const { return value_; }

  // The channel that holds the watermark back, and where it said so; for findings.
  struct Slowest {
    std::uint32_t channel = 0;
    engine::EventTime watermark;
    std::optional<sim::EventId> said;  // none: it has said nothing yet
  };
  [[nodiscard]] std::optional<Slowest> slowest() const;

 private:
  struct Channel {
    engine::EventTime watermark = engine::EventTime::min();
    bool idle = false;
    bool aligned = true;
    std::optional<sim::EventId> said;
  };
  struct Input {
    std::vector<Channel> channels;
    engine::EventTime output = engine::EventTime::min();     // the last watermark of the gate
    engine::EventTime watermark = engine::EventTime::min();  // what the operator took from it
    bool idle = false;                                       // what the operator knows of it
  };
  struct Said {  // by a gate
    engine::ControlKind kind = engine::ControlKind::Watermark;
    engine::EventTime time;
  };

  static std::vector<Said> take_watermark(Input& input, Channel& from, engine::EventTime watermark);
  static std::vector<Said> take_idle(Input& input, Channel& from);
  static std::vector<Said> take_active(Input& input, Channel& from);
  static std::vector<Said> raise_to_least_aligned(Input& input);
  static std::vector<Said> raise(Input& input, engine::EventTime to);
  [[nodiscard]] engine::EventTime combined() const;

  std::vector<Input> inputs_;
  engine::EventTime value_ = engine::EventTime::min();
};

// All growths of a task's watermark, in order.
[[nodiscard]] std::vector<Advance> advances_of(const TaskArrivals& task, const std::vector<std::uint32_t>& channels);

}  // namespace wavetank::properties
