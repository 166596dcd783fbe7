// Connects a keyed stream (input 0) with a broadcast one (input 1) and runs a user function over both (PF-07, PF-08).
//
// Its task has combined the watermarks of both inputs (WM-27); timers fire as in a keyed process operator. Each
// subtask writes its broadcast state into its snapshot; after a rescale a new one takes an old one's (KG-10).
#pragma once

#include <memory>

#include "engine/operators/process/broadcast_function.hpp"

namespace wavetank::engine {

class BroadcastProcessOperator final : public Operator {
 public:
  static constexpr InputIndex kKeyedInput{0};
  static constexpr InputIndex kBroadcastInput{1};

  // REQUIRES: not null.
  explicit BroadcastProcessOperator(std::unique_ptr<const BroadcastFunction> function);

  [[nodiscard]] ReplayClass replay_class() const override { return ReplayClass::OrderDependent; }
  [[nodiscard]] State open(const Subtask& subtask, const Snapshot& snapshot, Moment moment,
                           Effects& effects) const override;
  // REQUIRES: each record of the keyed input has a key.
  void on_batch(InputIndex input, std::span<const Record> records, Moment moment, State& state,
                Effects& effects) const override;
  void on_control(const Control& control, Moment moment, State& state, Effects& effects) const override;
  void on_timer(TimerTag tag, Moment moment, State& state, Effects& effects) const override;
  [[nodiscard]] Snapshot snapshot(const State& state, const Facts& facts) const override;

 private:
  struct Contents {
    KeyedStore keyed;
    BroadcastState broadcast;
  };

  std::unique_ptr<const BroadcastFunction> function_;
};

}  // namespace wavetank::engine
