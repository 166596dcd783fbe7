// What every event queue is: 16-byte nodes in the total order (time, sequence), FIFO at an instant.
//
// A queue is a copyable value and a template parameter of the kernel, held to the concept below. A virtual
// interface would cost an indirect call twice per event and a pointer to clone on every fork; a variant would
// cost a branch twice per event; nobody needs to swap queues within a run. `RadixHeapQueue` is the default,
// `HeapQueue` the obvious one that it is held equal to.
#pragma once

#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "engine/base/assert.hpp"
#include "engine/base/mix.hpp"
#include "sim/kernel/time.hpp"

namespace wavetank::sim {

// Where the payload of a pending event lies; 24 bits of it fit into a node.
enum class Slot : std::uint32_t {};

inline constexpr unsigned kSlotBits = 24;
inline constexpr unsigned kSequenceBits = 40;
// Events pending at once, cancelled ones included until their instant has come.
inline constexpr std::size_t kPendingEventsMax = std::size_t{1} << kSlotBits;
// Events scheduled in one run.
inline constexpr std::uint64_t kSequenceMax = (std::uint64_t{1} << kSequenceBits) - 1;

struct QueuedEvent {
  SimTime time;
  Slot slot{};
  friend constexpr bool operator==(const QueuedEvent&, const QueuedEvent&) = default;
};

// One pending event. Compared as one 128-bit integer: the time above the sequence above the slot.
struct QueueNode {
  std::uint64_t time = 0;
  std::uint64_t order = 0;  // sequence << kSlotBits | slot

  // REQUIRES: time and sequence are not negative and in range, the slot fits.
  [[nodiscard]] static QueueNode of(SimTime time, std::uint64_t sequence, Slot slot) {
    WT_REQUIRE(time.ticks() >= 0, time);
    WT_REQUIRE(sequence <= kSequenceMax, sequence);
    WT_REQUIRE(static_cast<std::size_t>(slot) < kPendingEventsMax, static_cast<std::uint32_t>(slot));
    return {static_cast<std::uint64_t>(time.ticks()), (sequence << kSlotBits) | static_cast<std::uint64_t>(slot)};
  }
  [[nodiscard]] constexpr engine::Wide whole() const { return (static_cast<engine::Wide>(time) << 64) | order; }
  [[nodiscard]] constexpr QueuedEvent event() const {
    return {SimTime(static_cast<std::int64_t>(time)),
            Slot{static_cast<std::uint32_t>(order & (kPendingEventsMax - 1))}};
  }
  [[nodiscard]] friend constexpr bool operator<(const QueueNode& a, const QueueNode& b) {
    return a.whole() < b.whole();
  }
};
static_assert(sizeof(QueueNode) == 16);

// push(time, slot)   adds an event behind all earlier ones of its instant.
//                    REQUIRES: time >= the time of the last pop; fewer than kPendingEventsMax pending.
// pop()              takes the first in the order. REQUIRES: size() > 0.
// next_time()        the time of the first, empty when there is none. Changes nothing: a push before that
//                    time stays legal.
// rewind(time)       allows pushes from `time` on again. REQUIRES: size() == 0.
// order_digest()     a hash over everything popped so far, in order.
template <typename Q>
concept EventQueue = std::copyable<Q> && requires(Q queue, const Q& constant, SimTime time, Slot slot) {
  queue.push(time, slot);
  { queue.pop() } -> std::same_as<QueuedEvent>;
  { constant.next_time() } -> std::same_as<std::optional<SimTime>>;
  { constant.size() } -> std::same_as<std::size_t>;
  { constant.order_digest() } -> std::same_as<std::uint64_t>;
  queue.rewind(time);
};

}  // namespace wavetank::sim
