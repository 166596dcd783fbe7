// The contents of every window as a trace tells them: what was added to it, when it spoke, what it became part of, when
// its state went.
//
// Several invariants judge firings by these, and not by the oracle, so that a wrong decision about lateness is blamed
// once and not again for everything that follows from it.
#pragma once

#include <vector>

#include "properties/invariants/additions.hpp"
#include "properties/invariants/evidence.hpp"
#include "properties/oracle/evictors.hpp"

namespace wavetank::properties {

// A window that spoke, and what it held then: of an evictor's window, what was left of it.
struct Spoken {
  sim::EventId at{};           // win.fire
  std::vector<Member> before;  // the evictor looked
  std::vector<Member> held;
};

// One life of a window of one key: from its first record to the end of its state, or until it became part of another.
struct Lifetime {
  engine::KeyId key = engine::kNoKey;
  engine::Window window;
  sim::EventId begin{};
  std::vector<Addition> adds;  // to it, and to all that was merged into it
  std::vector<Spoken> fires;
  std::vector<sim::EventId> purges;
  std::optional<sim::EventId> merged;  // win.merge
  std::optional<sim::EventId> clear;   // win.clear
  bool has_parts = false;              // others were merged into it

  // After each change, how many records it held.
  struct Holding {
    sim::EventId since{};
    std::size_t records = 0;
  };
  std::vector<Holding> holdings;

  [[nodiscard]] bool is_over() const { return merged.has_value() || clear.has_value(); }
  // Whether it had begun and was not over before `position`.
  [[nodiscard]] bool lived_at(sim::EventId position) const;
  [[nodiscard]] std::size_t held_at(sim::EventId position) const;
};

// Whether a window may lose what it holds by a hole that the profile promises (WO-24); out-model knows when.
[[nodiscard]] bool may_lose_contents(const WindowTask& task, const Evidence& evidence);

// By key and window, then time. Judged positions only.
[[nodiscard]] std::vector<Lifetime> lifetimes_of(const WindowTask& task, const Evidence& evidence);

// The task's own advances, as the trace has them.
struct TracedAdvance {
  sim::EventId at{};
  engine::EventTime before;
  engine::EventTime to;
};
[[nodiscard]] std::vector<TracedAdvance> traced_advances(const WindowTask& task, const Evidence& evidence);

// The advance that lifts the watermark to `time` or beyond; none if there is none.
[[nodiscard]] std::optional<TracedAdvance> reaching(engine::EventTime time, const std::vector<TracedAdvance>& advances);

}  // namespace wavetank::properties
