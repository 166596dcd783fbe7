// A sink that makes every row visible outside as it comes. It keeps nothing and promises nothing about crashes;
// exactly-once sinks arrive with checkpoints.
#pragma once

#include "engine/core/operator.hpp"

namespace wavetank::engine {

class SinkOperator final : public Operator {
 public:
  [[nodiscard]] ReplayClass replay_class() const override { return ReplayClass::Deterministic; }
  [[nodiscard]] State open(const Subtask&, const Snapshot&, Moment, Effects&) const override { return {}; }
  void on_batch(InputIndex, std::span<const Record> records, Moment, State&, Effects& effects) const override {
    for (const Record& record : records) effects.ask(Publish{record});
  }
  void on_control(const Control&, Moment, State&, Effects&) const override {}
};

}  // namespace wavetank::engine
