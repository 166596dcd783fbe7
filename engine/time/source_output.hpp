// The time side of one source's output: the splits behind their multiplexer, the main output beside them, and the
// emitter that both share (WM-15, WM-20).
#pragma once

#include "engine/time/emitter.hpp"
#include "engine/time/multiplexer.hpp"

namespace wavetank::engine {

class SourceOutput {
 public:
  explicit SourceOutput(Mutants mutants = {}) : splits_(mutants) {}

  void register_split(SplitSlot split) { splits_.register_split(split); }
  void unregister_split(SplitSlot split) { splits_.unregister_split(split); }

  // What the main output's own generator says.
  TimeEvents from_main(const TimeEvent& event);
  // What a split's generator says about a record.
  TimeEvents from_split_now(SplitSlot split, const TimeEvent& event);
  // What a split's generator says on a tick; `on_tick` sends it.
  void from_split_later(SplitSlot split, const TimeEvent& event) { splits_.emit_later(split, event); }
  TimeEvents on_tick();

  [[nodiscard]] const Multiplexer& splits() const { return splits_; }
  [[nodiscard]] const Emitter& emitter() const { return emitter_; }

  friend bool operator==(const SourceOutput&, const SourceOutput&) = default;

 private:
  TimeEvents forward(const TimeEvents& events, StreamStatus& origin);

  Multiplexer splits_;
  StreamStatus main_ = StreamStatus::Idle;    // WM-20: both start idle
  StreamStatus joined_ = StreamStatus::Idle;  // the multiplexer's output
  Emitter emitter_;
};

}  // namespace wavetank::engine
