// The watermark multiplexer of one source: a watermark per split in, one out (WM-15 to WM-19).
//
// Each split has two outputs. What a record says goes out *now*, what a tick says waits (*later*) until all splits
// had their tick, so that one tick makes one combined watermark.
#pragma once

#include <cstdint>

#include "engine/base/ids.hpp"
#include "engine/time/partials.hpp"

namespace wavetank::engine {

// A split's place in its source's multiplexer: dense, free again once the split was unregistered.
enum class SplitSlot : std::uint32_t {};

class Multiplexer {
 public:
  explicit Multiplexer(Mutants mutants = {}) : splits_(0, mutants), mutants_(mutants) {}

  void register_split(SplitSlot split);
  // Recomputes nothing; the next tick does (WM-19).
  void unregister_split(SplitSlot split);
  [[nodiscard]] bool has(SplitSlot split) const { return splits_.has(index_of(split)); }

  // The immediate output of a split (WM-18).
  TimeEvents emit_now(SplitSlot split, const TimeEvent& event);
  // The deferred output of a split.
  void emit_later(SplitSlot split, const TimeEvent& event);
  // Recomputes, after all splits had their tick.
  TimeEvents on_tick();

  [[nodiscard]] EventTime combined() const { return splits_.combined(); }
  [[nodiscard]] StreamStatus status() const { return splits_.status(); }
  [[nodiscard]] EventTime watermark_of(SplitSlot split) const { return splits_.watermark_of(index_of(split)); }
  [[nodiscard]] StreamStatus status_of(SplitSlot split) const { return splits_.status_of(index_of(split)); }

  friend bool operator==(const Multiplexer&, const Multiplexer&) = default;

 private:
  Growth apply(SplitSlot split, const TimeEvent& event);

  PartialWatermarks splits_;
  Mutants mutants_;
};

}  // namespace wavetank::engine
