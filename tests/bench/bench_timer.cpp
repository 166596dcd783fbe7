// Event timers of user functions: so many pending, each that comes due sets the next one of its key (HOLD model), and
// every other one is set once more, which changes nothing (TM-01).
//
// Baseline: an ordered set of (time, key), which is what one would write without an engine.
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <utility>

#include <benchmark/benchmark.h>

#include "engine/base/mix.hpp"
#include "engine/state/timer_queue.hpp"
#include "tests/bench/paired.hpp"

namespace wavetank::bench {
namespace {

constexpr std::size_t kHolds = 1'000'000;
constexpr std::size_t kTinyHolds = 10'000;

// When the timer that follows comes due: up to `pending` milliseconds later, so about one a millisecond.
std::int64_t next_time(std::int64_t time, std::size_t step, std::size_t pending) {
  return time + 1 + static_cast<std::int64_t>(engine::mix(step, 0x71) % (2 * pending));
}

class BareTimers {
 public:
  BareTimers(std::size_t pending, std::size_t holds) : pending_(pending), holds_(holds) {
    for (std::uint32_t key = 0; key < pending; ++key) timers_.emplace(next_time(0, key, pending), key);
  }
  std::uint64_t run() {
    std::uint64_t digest = 0;
    for (std::size_t step = 0; step < holds_; ++step) {
      const auto [time, key] = *timers_.begin();
      timers_.erase(timers_.begin());
      digest += static_cast<std::uint64_t>(time);
      const std::int64_t next = next_time(time, step, pending_);
      timers_.emplace(next, key);
      if (step % 2 == 0) timers_.emplace(next, key);
    }
    return digest;
  }

 private:
  std::size_t pending_;
  std::size_t holds_;
  std::set<std::pair<std::int64_t, std::uint32_t>> timers_;
};

class Timers {
 public:
  Timers(std::size_t pending, std::size_t holds) : pending_(pending), holds_(holds) {
    for (std::uint32_t key = 0; key < pending; ++key) {
      const engine::KeyId id = facts_.key(engine::FieldType::Int64, {key, false});
      timers_.set({next_time(0, key, pending), id, engine::kNoWindow}, order());
    }
  }
  std::uint64_t run() {
    std::uint64_t digest = 0;
    for (std::size_t step = 0; step < holds_; ++step) {
      const auto due = timers_.take_due(INT64_MAX);
      digest += static_cast<std::uint64_t>(due->time);
      const engine::Timer next{next_time(due->time, step, pending_), due->key, engine::kNoWindow};
      timers_.set(next, order());
      if (step % 2 == 0) timers_.set(next, order());
    }
    return digest;
  }

 private:
  [[nodiscard]] engine::TimerOrder order() const { return {facts_, engine::kMaxParallelismDefault}; }

  std::size_t pending_;
  std::size_t holds_;
  engine::Facts facts_;
  engine::TimerQueue timers_;
};

void hold(benchmark::State& state, std::size_t pending, std::size_t holds) {
  compare(state, BareTimers(pending, holds), Timers(pending, holds), holds);
}

void growth(benchmark::State& state, std::size_t pending) {
  compare_growth(state, Timers(pending / 10, kHolds), Timers(pending, kHolds), kHolds, Target{0, 1.5, 1.5});
}

void add_all() {
  for (const std::size_t pending : {1'000u, 10'000u, 100'000u}) {
    add("pending/" + std::to_string(pending), kPairs, hold, pending, kHolds);
  }
  for (const std::size_t pending : {10'000u, 100'000u}) {
    add("growth/pending " + std::to_string(pending), kPairs, growth, pending);
  }
  add("tiny/pending", 1, hold, std::size_t{1'000}, kTinyHolds);
}

}  // namespace
}  // namespace wavetank::bench

int main(int argc, char** argv) {
  wavetank::bench::add_all();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
