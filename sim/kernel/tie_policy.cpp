#include "sim/kernel/tie_policy.hpp"

#include "engine/base/assert.hpp"

namespace wavetank::sim {

std::size_t TieBreaker::choose(std::size_t ready, Streams& streams, Tape& tape) const {
  WT_REQUIRE(ready > 0 && ready <= kReadyEventsMax, ready);
  switch (policy_) {
    case TiePolicy::Fifo: return 0;
    case TiePolicy::Random: return ready == 1 ? 0 : streams.below(stream_, ready, tape);
    case TiePolicy::Adversarial: return ready - 1;
  }
  WT_UNREACHABLE(static_cast<unsigned>(policy_));
}

}  // namespace wavetank::sim
