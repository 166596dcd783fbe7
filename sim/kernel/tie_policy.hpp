// Who goes first among events of one instant: a named policy, FIFO unless a scenario says otherwise.
//
// FIFO is the queue's own order and costs nothing. The others choose by rank among the ready events: those of the
// present instant that are live and already scheduled, in their FIFO order. An event scheduled at that instant
// by one of them joins the ready ones before the next choice.
//
// A policy reorders events of one instant whatever they mean. Where order within an instant has to hold, as on a
// FIFO channel, the order must be kept by the channel (an event then says "the channel has something", and the
// receiver takes the head), never by two events being scheduled one after the other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "sim/random/stream.hpp"
#include "sim/random/tape.hpp"

namespace wavetank::sim {

enum class TiePolicy : std::uint8_t {
  Fifo,         // in the order of scheduling
  Random,       // any of the ready ones, drawn from the stream kTieStream
  Adversarial,  // the newest of the ready ones: FIFO turned round, so what was scheduled first starves longest
};

inline constexpr std::string_view kTieStream = "kernel/ties";

// Ready events that a policy considers at once. The rest of the instant waits in the queue and moves up one by
// one, so a choice costs at most this many steps and ranks on a tape stay small.
inline constexpr std::size_t kReadyEventsMax = 256;

class TieBreaker {
 public:
  TieBreaker(TiePolicy policy, Streams& streams) : policy_(policy), stream_(streams.stream(kTieStream)) {}

  // The rank of the one to go first among `ready` events. Draws only under Random and only if there is a choice.
  // REQUIRES: ready > 0.
  [[nodiscard]] std::size_t choose(std::size_t ready, Streams& streams, Tape& tape) const;

  [[nodiscard]] TiePolicy policy() const { return policy_; }

 private:
  TiePolicy policy_;
  StreamId stream_;
};

}  // namespace wavetank::sim
