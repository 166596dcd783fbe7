// Case S2a, the HOLD model: a queue of constant size; take the first event, put it back some delay later.
//
// Three laws of delay, at 100, 10 thousand and a million pending. Baseline: a bare 4-ary heap. The growth cases
// hold a queue against itself: a million pending ÷ ten thousand, and ties and bimodal ÷ exponential.
#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "sim/kernel/heap_queue.hpp"
#include "sim/kernel/radix_heap_queue.hpp"
#include "sim/random/stream.hpp"
#include "tests/bench/bare_heap.hpp"
#include "tests/bench/paired.hpp"

namespace wavetank::bench {
namespace {

enum class DelayLaw { Exponential, FiveTies, Bimodal };

// Quantiles of the exponential law with a mean of 1 ms, in ns, at steps of 1/16; the last knot closes the tail.
const std::vector<std::int64_t> kExponential = {0,       64539,   133531,  207639,  287682,  374693,
                                                470004,  575364,  693147,  826679,  980829,  1163151,
                                                1386294, 1673976, 2079442, 2772589, 5545177};

std::vector<std::uint32_t> delays(DelayLaw law, std::size_t count) {
  sim::Streams streams{sim::RootSeed{1}};
  sim::Tape tape;
  const sim::StreamId stream = streams.stream("bench/delay");
  const sim::Quantiles exponential(kExponential);
  constexpr std::uint32_t kTies[] = {0, 250'000, 500'000, 1'000'000, 2'000'000};
  std::vector<std::uint32_t> drawn;
  for (std::size_t i = 0; i < count; ++i) {
    std::uint64_t delay = 0;
    if (law == DelayLaw::Exponential) {
      delay = static_cast<std::uint64_t>(streams.sample(stream, exponential, tape));
    } else if (law == DelayLaw::FiveTies) {
      delay = kTies[streams.below(stream, 5, tape)];
    } else {
      const bool is_short = streams.chance(stream, sim::Ratio{9, 10}, tape);
      delay = streams.below(stream, 100'000, tape) + (is_short ? 0 : 10'000'000);
    }
    drawn.push_back(static_cast<std::uint32_t>(delay));
  }
  return drawn;
}

// The queue under test behind the two verbs of the model, inlined: words in, words out.
template <typename Queue>
struct Adapter {
  Queue queue;
  void push(std::uint64_t time, std::uint64_t slot) {
    queue.push(sim::SimTime(static_cast<std::int64_t>(time)), sim::Slot{static_cast<std::uint32_t>(slot)});
  }
  BareHeap::Node pop() {
    const sim::QueuedEvent event = queue.pop();
    return {static_cast<std::uint64_t>(event.time.ticks()), static_cast<std::uint64_t>(event.slot)};
  }
};
template <>
struct Adapter<BareHeap> {
  BareHeap queue;
  void push(std::uint64_t time, std::uint64_t slot) { queue.push(time, slot); }
  BareHeap::Node pop() {
    const BareHeap::Node node = queue.pop();
    return {node.time, node.order & 0xffffff};
  }
};

// A queue in its steady state and the delays of the holds to come. Copies share the delays.
template <typename Queue>
class Hold {
 public:
  Hold(DelayLaw law, std::size_t pending, std::size_t holds)
      : delays_(std::make_shared<const std::vector<std::uint32_t>>(delays(law, holds))) {
    for (std::size_t slot = 0; slot < pending; ++slot) queue_.push((*delays_)[slot % holds], slot);
    for (std::size_t warm = 0; warm < pending; ++warm) hold((*delays_)[warm % holds]);
    digest_ = 0;
  }

  std::uint64_t run() {
    for (const std::uint32_t delay : *delays_) hold(delay);
    return digest_;
  }

 private:
  void hold(std::uint32_t delay) {
    const BareHeap::Node event = queue_.pop();
    digest_ = digest_ * 0x9e3779b97f4a7c15u + (event.time ^ event.order);
    queue_.push(event.time + delay, event.order);
  }

  Adapter<Queue> queue_;
  std::shared_ptr<const std::vector<std::uint32_t>> delays_;
  std::uint64_t digest_ = 0;
};

// Two sides of a growth case do different work; their order is checked by the other cases.
template <typename Queue>
struct Unchecked {
  Hold<Queue> hold;
  std::uint64_t run() {
    benchmark::DoNotOptimize(hold.run());
    return 0;
  }
};

constexpr std::size_t kHolds = 1'000'000;
constexpr std::size_t kTinyHolds = 2'000;

template <typename Queue>
void add_hold(const std::string& queue, DelayLaw law, const std::string& law_name) {
  for (const std::size_t pending : {std::size_t{100}, std::size_t{10'000}, std::size_t{1'000'000}}) {
    benchmark::RegisterBenchmark(
        ("hold/" + queue + "/" + law_name + "/" + std::to_string(pending)).c_str(),
        [law, pending](benchmark::State& state) {
          compare(state, Hold<BareHeap>(law, pending, kHolds), Hold<Queue>(law, pending, kHolds), kHolds);
        })
        ->Iterations(kPairs)
        ->UseManualTime()
        ->Unit(benchmark::kMillisecond);
  }
  benchmark::RegisterBenchmark(
      ("tiny/hold/" + queue + "/" + law_name).c_str(),
      [law](benchmark::State& state) {
        compare(state, Hold<BareHeap>(law, 100, kTinyHolds), Hold<Queue>(law, 100, kTinyHolds), kTinyHolds);
      })
      ->Iterations(1)
      ->UseManualTime();
}

template <typename Queue>
void add_growth(const std::string& queue) {
  struct Growth {
    const char* name;
    DelayLaw law;
    std::size_t pending;
  };
  constexpr Growth kGrowths[] = {{"million", DelayLaw::Exponential, 1'000'000},
                                 {"ties", DelayLaw::FiveTies, 10'000},
                                 {"bimodal", DelayLaw::Bimodal, 10'000}};
  for (const Growth& growth : kGrowths) {
    benchmark::RegisterBenchmark(
        ("growth/" + queue + "/" + growth.name).c_str(),
        [growth](benchmark::State& state) {
          const Unchecked<Queue> base{Hold<Queue>(DelayLaw::Exponential, 10'000, kHolds)};
          compare(state, base, Unchecked<Queue>{Hold<Queue>(growth.law, growth.pending, kHolds)}, kHolds);
        })
        ->Iterations(kPairs)
        ->UseManualTime()
        ->Unit(benchmark::kMillisecond);
  }
}

template <typename Queue>
void add_all(const std::string& queue) {
  add_hold<Queue>(queue, DelayLaw::Exponential, "exponential");
  add_hold<Queue>(queue, DelayLaw::FiveTies, "ties");
  add_hold<Queue>(queue, DelayLaw::Bimodal, "bimodal");
  add_growth<Queue>(queue);
}

}  // namespace
}  // namespace wavetank::bench

int main(int argc, char** argv) {
  wavetank::bench::add_all<wavetank::sim::HeapQueue>("heap");
  wavetank::bench::add_all<wavetank::sim::RadixHeapQueue>("radix");
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
