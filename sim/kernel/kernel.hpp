// The kernel of the simulation: virtual time, and the one order in which things happen.
//
// It knows events only as plain values. Whoever runs it asks for the next event, acts on it, and schedules what
// follows; nothing is called back. Events are ordered by (time, sequence of scheduling); a tie policy may choose
// otherwise among those of one instant, never across instants. An event scheduled for the present instant comes
// after all that were scheduled for it before.
//
// The kernel is a value: a copy that is asked the same questions, with copies of the same streams, answers the
// same.
//
// Invariants:
//   (1) now() never moves backwards, and nothing is scheduled before it.
//   (2) every live event is in the queue or in the ready set, once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "engine/base/assert.hpp"
#include "sim/kernel/finding.hpp"
#include "sim/kernel/queue.hpp"
#include "sim/kernel/radix_heap_queue.hpp"
#include "sim/kernel/slab.hpp"
#include "sim/kernel/tie_policy.hpp"
#include "sim/kernel/time.hpp"
#include "sim/random/stream.hpp"
#include "sim/random/tape.hpp"

namespace wavetank::sim {

// Beyond these a run is stopped with a finding: it would not end, or its clock would not move.
struct Budgets {
  std::uint64_t steps_per_run_max = 1'000'000'000;
  std::uint64_t steps_per_instant_max = 1'000'000;
};

// An event whose time has come.
template <typename Event>
struct Ready {
  SimTime time;
  std::uint64_t step = 0;  // its number in the run, from 1
  Event event{};
};

template <typename Event, EventQueue Queue = RadixHeapQueue>
  requires std::is_trivially_copyable_v<Event>
class Kernel {
 public:
  Kernel(TieBreaker ties, Budgets budgets) : ties_(ties), budgets_(budgets) {}

  // REQUIRES: time >= now(); fewer than kPendingEventsMax events pending.
  EventHandle schedule(SimTime time, const Event& event) {
    WT_REQUIRE(time >= now_, time, now_);
    const EventHandle handle = events_.insert(event);
    queue_.push(time, handle.slot);
    return handle;
  }

  // True iff the event was still to come; it then never will.
  bool cancel(EventHandle handle) { return events_.cancel(handle); }

  // Takes the next event and moves now() to its time; empty when none is left.
  // Throws `Finding` when a budget is exceeded; the run is over then.
  std::optional<Ready<Event>> next(Streams& streams, Tape& tape) {
    if (ties_.policy() == TiePolicy::Fifo) [[likely]]
      return take_first(SimTime::max());
    return take_chosen(SimTime::max(), streams, tape);
  }

  // The same, but only up to `limit` inclusive. When nothing is left up to there, now() becomes `limit`.
  // REQUIRES: limit >= now().
  std::optional<Ready<Event>> next_until(SimTime limit, Streams& streams, Tape& tape) {
    WT_REQUIRE(limit >= now_, limit, now_);
    std::optional<Ready<Event>> taken =
        ties_.policy() == TiePolicy::Fifo ? take_first(limit) : take_chosen(limit, streams, tape);
    if (!taken) now_ = limit;
    return taken;
  }

  [[nodiscard]] SimTime now() const { return now_; }
  // Events taken so far.
  [[nodiscard]] std::uint64_t steps() const { return steps_; }
  // Live events to come.
  [[nodiscard]] std::size_t pending() const { return events_.live_count(); }
  // No event comes before it; the event that stood there may have been cancelled. Empty: none will come.
  [[nodiscard]] std::optional<SimTime> next_time_at_least() const {
    if (!ready_.empty()) return now_;
    return queue_.next_time();
  }
  // A hash over the order in which the queue gave out its nodes; equal for every kind of queue.
  [[nodiscard]] std::uint64_t order_digest() const { return queue_.order_digest(); }

 private:
  std::optional<Ready<Event>> take_first(SimTime limit) {
    while (queue_.size() > 0) {
      if (*queue_.next_time() > limit) return std::nullopt;
      const QueuedEvent first = queue_.pop();
      const std::optional<Event> event = events_.release(first.slot);
      if (event) [[likely]]
        return step_to(first.time, *event);
    }
    // Only cancelled events were left; what the caller schedules next may come before them.
    queue_.rewind(now_);
    return std::nullopt;
  }

  std::optional<Ready<Event>> take_chosen(SimTime limit, Streams& streams, Tape& tape);
  void drop_cancelled();
  Ready<Event> step_to(SimTime time, const Event& event);
  [[nodiscard]] Place place_of(const Event& event) const;

  TieBreaker ties_;
  Budgets budgets_;
  Queue queue_;
  Slab<Event> events_;
  std::vector<Slot> ready_;  // under a policy other than FIFO: events of now_, taken from the queue, in FIFO order
  SimTime now_;
  std::uint64_t steps_ = 0;
  std::uint64_t steps_at_now_ = 0;
};

template <typename Event, EventQueue Queue>
  requires std::is_trivially_copyable_v<Event>
std::optional<Ready<Event>> Kernel<Event, Queue>::take_chosen(SimTime limit, Streams& streams, Tape& tape) {
  drop_cancelled();
  SimTime instant = now_;
  while (queue_.size() > 0 && ready_.size() < kReadyEventsMax) {
    const SimTime time = *queue_.next_time();
    if (time > limit || (!ready_.empty() && time != instant)) break;
    const QueuedEvent first = queue_.pop();
    instant = first.time;
    if (events_.is_live(first.slot)) {
      ready_.push_back(first.slot);
    } else {
      (void)events_.release(first.slot);
    }
  }
  if (ready_.empty()) {
    if (queue_.size() == 0) queue_.rewind(now_);
    return std::nullopt;
  }
  const std::size_t rank = ties_.choose(ready_.size(), streams, tape);
  WT_ASSERT(rank < ready_.size(), rank, ready_.size());
  const Slot chosen = ready_[rank];
  ready_.erase(ready_.begin() + static_cast<std::ptrdiff_t>(rank));
  const std::optional<Event> event = events_.release(chosen);
  WT_ASSERT(event.has_value());
  return step_to(instant, *event);
}

// An event may be cancelled after it became ready: it must not count among those to choose from.
template <typename Event, EventQueue Queue>
  requires std::is_trivially_copyable_v<Event>
void Kernel<Event, Queue>::drop_cancelled() {
  std::size_t kept = 0;
  for (const Slot slot : ready_) {
    if (events_.is_live(slot)) {
      ready_[kept++] = slot;
    } else {
      (void)events_.release(slot);
    }
  }
  ready_.resize(kept);
}

template <typename Event, EventQueue Queue>
  requires std::is_trivially_copyable_v<Event>
Ready<Event> Kernel<Event, Queue>::step_to(SimTime time, const Event& event) {
  WT_ASSERT(time >= now_, time, now_);
  if (time != now_) {
    now_ = time;
    steps_at_now_ = 0;
  }
  steps_ += 1;
  steps_at_now_ += 1;
  if (steps_at_now_ > budgets_.steps_per_instant_max) [[unlikely]] {
    throw too_many_at_one_instant(steps_at_now_, place_of(event));
  }
  if (steps_ > budgets_.steps_per_run_max) [[unlikely]] {
    throw too_many_steps(budgets_.steps_per_run_max, place_of(event));
  }
  return {time, steps_, event};
}

// Says whom the event is for: by its own function `addressee`, else by a member `actor`, an id or a number.
template <typename Event, EventQueue Queue>
  requires std::is_trivially_copyable_v<Event>
Place Kernel<Event, Queue>::place_of(const Event& event) const {
  std::string actor;
  if constexpr (requires { std::string(addressee(event)); }) {
    actor = addressee(event);
  } else if constexpr (requires { static_cast<std::uint64_t>(event.actor); }) {
    actor = "actor " + std::to_string(static_cast<std::uint64_t>(event.actor));
  }
  return {now_, steps_, actor};
}

}  // namespace wavetank::sim
