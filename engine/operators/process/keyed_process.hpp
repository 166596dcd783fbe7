// The keyed process operator: runs a user function over a keyed stream, with state and timers by key.
//
// A watermark W: the operator's clock is set, all event timers at or before W fire in order (DT-01), then W is
// forwarded (TM-03). Processing timers fire when the host rings the operator's alarm (TM-06). At the end of input
// those that still wait never fire (TM-11).
#pragma once

#include <memory>

#include "engine/base/mutant.hpp"
#include "engine/operators/process/process_function.hpp"

namespace wavetank::engine {

class KeyedProcessOperator final : public Operator {
 public:
  // REQUIRES: not null.
  explicit KeyedProcessOperator(std::unique_ptr<const ProcessFunction> function, Mutants mutants = {});

  [[nodiscard]] ReplayClass replay_class() const override { return function_->replay_class(); }
  [[nodiscard]] State open(const Subtask& subtask, const Snapshot& snapshot, Moment moment,
                           Effects& effects) const override;
  // REQUIRES: each record has a key.
  void on_batch(InputIndex input, std::span<const Record> records, Moment moment, State& state,
                Effects& effects) const override;
  void on_control(const Control& control, Moment moment, State& state, Effects& effects) const override;
  void on_timer(TimerTag tag, Moment moment, State& state, Effects& effects) const override;
  [[nodiscard]] Snapshot snapshot(const State& state, const Facts& facts) const override;

  // What a state of this operator holds.
  [[nodiscard]] static const KeyedStore& store(const State& state) { return state.as<KeyedStore>(); }

 private:
  void arm(KeyedStore& store, Effects& effects) const;

  std::unique_ptr<const ProcessFunction> function_;
  Mutants mutants_;
};

}  // namespace wavetank::engine
