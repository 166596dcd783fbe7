// The watermark valve of one input: many channels in, one watermark and one status out (WM-21 to WM-26).
//
// A channel takes part in the minimum while it is *aligned*. One that returns from idleness behind the output is
// left out until it has caught up, so that it does not hold the others back; a combiner decides the opposite for
// the inputs of one operator (WM-27).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/base/ids.hpp"
#include "engine/base/mutant.hpp"
#include "engine/time/least_of.hpp"
#include "engine/time/status.hpp"

namespace wavetank::engine {

class Valve {
 public:
  explicit Valve(std::size_t channels, Mutants mutants = {});

  // A watermark from a channel. O(log channels), mostly O(1).
  TimeEvents on_watermark(ChannelIndex channel, EventTime watermark);

  // A status from a channel. O(channels) when the last active one goes idle, otherwise like a watermark.
  TimeEvents on_status(ChannelIndex channel, StreamStatus status);

  [[nodiscard]] std::size_t channels() const { return channels_.size(); }
  [[nodiscard]] EventTime last_output() const { return last_output_; }
  [[nodiscard]] StreamStatus status() const { return status_; }
  [[nodiscard]] EventTime watermark_of(ChannelIndex channel) const;
  [[nodiscard]] StreamStatus status_of(ChannelIndex channel) const;
  [[nodiscard]] bool is_aligned(ChannelIndex channel) const;

  // An audit over all channels, O(channels); throws when the counts and the minimum do not fit the channels.
  void check_invariants() const;

  friend bool operator==(const Valve&, const Valve&) = default;

 private:
  struct Channel {
    EventTime watermark = EventTime::min();
    StreamStatus status = StreamStatus::Active;
    bool aligned = true;
    friend bool operator==(const Channel&, const Channel&) = default;
  };

  TimeEvents turn_idle(std::size_t at);
  TimeEvents turn_active(std::size_t at);
  void align(std::size_t at);
  void unalign(std::size_t at);
  TimeEvents emit_minimum();
  TimeEvents emit_when_larger(EventTime watermark);
  [[nodiscard]] EventTime greatest() const;
  [[nodiscard]] EventTime greatest_aligned() const;
  [[nodiscard]] const Channel& at(ChannelIndex channel) const;

  std::vector<Channel> channels_;
  LeastOf aligned_;
  std::size_t aligned_count_;
  std::size_t active_count_;
  EventTime last_output_ = EventTime::min();
  StreamStatus status_ = StreamStatus::Active;
  Mutants mutants_;
};

}  // namespace wavetank::engine
