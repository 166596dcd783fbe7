// The input of a keyed task in batch execution: kept until it has ended, then taken key by key.
//
// Records are sorted by key, then by time, then by arrival (BX-02), so that a task has one key in its hands at a time.
// All records of the key come first, under a watermark that has not begun, so nothing is late (BX-03); then the timers
// of the key fire, those of event time before those of the clock, and a timer that one of them sets is ignored (BX-04).
// Each key finds the operator as it was before the first key, and what it leaves goes with it (BX-05).
//
// Cost: n records kept, n log n comparisons, and one copy of the operator's empty state a key.
#pragma once

#include <span>
#include <vector>

#include "engine/core/operator.hpp"

namespace wavetank::engine {

// In which order an input's records are taken.
enum class InputOrder : std::uint8_t {
  AsItComes,
  KeyByKey,  // at the end of the input
  ByTime,    // the same, and whatever keys records still carry from upstream, they are all of one key (AS-14)
};

class KeyedInput {
 public:
  void keep(InputIndex input, InputOrder order, std::span<const Record> records);
  [[nodiscard]] std::size_t size() const { return kept_.size(); }

  // Who takes what was kept. `moment`: of the final watermark, which is the cause of all that now happens.
  struct Taker {
    const Operator& op;
    const State& before;  // what every key finds
    Moment moment;
    Effects& effects;
  };
  // Gives everything away; nothing is kept afterwards.
  void drain(const Taker& taker);

 private:
  struct Kept {
    Record record;
    InputIndex input{};
    KeyId key = kNoKey;  // that it is sorted by
  };
  void sort(const Facts& facts);
  static void take_key(std::span<const Kept> records, const Taker& taker);
  struct Taken {
    KeyId key;
    std::size_t records;
    std::size_t from;  // among the effects, where the key begins
  };
  static void end_key(const Taken& taken, const Taker& taker, State& state);

  std::vector<Kept> kept_;
};

}  // namespace wavetank::engine
