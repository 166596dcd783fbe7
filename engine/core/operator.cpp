// Defaults for operators that arm no timers, ask nothing, commit nothing and keep nothing.
#include "engine/core/operator.hpp"

namespace wavetank::engine {

void Operator::on_timer(TimerTag tag, Moment /*moment*/, State& /*state*/, Effects& /*effects*/) const {
  WT_UNREACHABLE(static_cast<std::uint32_t>(tag));
}

void Operator::on_reply(const Reply& reply, Moment /*moment*/, State& /*state*/, Effects& /*effects*/) const {
  WT_UNREACHABLE(reply.partition);
}

void Operator::on_allowed(EventTime max, Moment /*moment*/, State& /*state*/, Effects& /*effects*/) const {
  WT_UNREACHABLE(max);
}

void Operator::on_barrier(CheckpointId /*checkpoint*/, Moment /*moment*/, State& /*state*/,
                          Effects& /*effects*/) const {}

void Operator::on_complete(CheckpointId /*checkpoint*/, Moment /*moment*/, State& /*state*/,
                           Effects& /*effects*/) const {}

void Operator::on_broker(const BrokerReply& reply, Moment /*moment*/, State& /*state*/, Effects& /*effects*/) const {
  WT_UNREACHABLE(static_cast<std::uint32_t>(reply.verb));
}

bool Operator::is_awaiting(const State& /*state*/) const { return false; }

Snapshot Operator::snapshot(const State& /*state*/, const Facts& /*facts*/) const { return {}; }

}  // namespace wavetank::engine
