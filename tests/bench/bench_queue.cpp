// Case S2a, the HOLD model: a queue of constant size; take the first event, put it back some delay later.
//
// Laws of delay, at 100, 10 thousand and a million pending. Baseline: a bare 4-ary heap. The growth cases hold the
// queue against itself: target P2, and the rows of docs/performance.md for pending events and equal timestamps.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "sim/kernel/heap_queue.hpp"
#include "sim/kernel/radix_heap_queue.hpp"
#include "sim/random/stream.hpp"
#include "tests/bench/bare_heap.hpp"
#include "tests/bench/paired.hpp"

namespace wavetank::bench {
namespace {

enum class DelayLaw {
  Exponential,  // mean 1 ms
  FiveTies,     // one of five values, 0 among them
  Bimodal,      // 90 % short, 10 % long
  Tens,         // exponential on a grid: of ten thousand pending events, ten at an instant
  Thousands,    // the same with a thousand
};

// Quantiles of the exponential law with a mean of 1 ms, in ns, at steps of 1/16; the last knot closes the tail.
const std::vector<std::int64_t> kExponential = {0,       64539,   133531,  207639,  287682, 374693,
                                                470004,  575364,  693147,  826679,  980829, 1163151,
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
    switch (law) {
      case DelayLaw::FiveTies: delay = kTies[streams.below(stream, 5, tape)]; break;
      case DelayLaw::Bimodal: {
        const bool is_short = streams.chance(stream, sim::Ratio{9, 10}, tape);
        delay = streams.below(stream, 100'000, tape) + (is_short ? 0 : 10'000'000);
        break;
      }
      default: delay = static_cast<std::uint64_t>(streams.sample(stream, exponential, tape));
    }
    if (law == DelayLaw::Tens) delay = (delay / 1'000 + 1) * 1'000;
    if (law == DelayLaw::Thousands) delay = (delay / 100'000 + 1) * 100'000;
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

constexpr std::size_t kHolds = 1'000'000;
constexpr std::size_t kTinyHolds = 2'000;

template <typename Queue>
void add_hold(const std::string& queue, DelayLaw law, const std::string& law_name) {
  for (const std::size_t pending : {std::size_t{100}, std::size_t{10'000}, std::size_t{1'000'000}}) {
    benchmark::RegisterBenchmark(("hold/" + queue + "/" + law_name + "/" + std::to_string(pending)).c_str(),
                                 [law, pending](benchmark::State& state) {
                                   compare(state, Hold<BareHeap>(law, pending, kHolds),
                                           Hold<Queue>(law, pending, kHolds), kHolds);
                                 })
        ->Iterations(kPairs)
        ->UseManualTime()
        ->Unit(benchmark::kMillisecond);
  }
  benchmark::RegisterBenchmark(("tiny/hold/" + queue + "/" + law_name).c_str(),
                               [law](benchmark::State& state) {
                                 compare(state, Hold<BareHeap>(law, 100, kTinyHolds), Hold<Queue>(law, 100, kTinyHolds),
                                         kTinyHolds);
                               })
      ->Iterations(1)
      ->UseManualTime();
}

struct Load {
  DelayLaw law;
  std::size_t pending;
};

void add_growth(const std::string& name, Load smaller, Load larger, Target target) {
  benchmark::RegisterBenchmark(("growth/" + name).c_str(),
                               [=](benchmark::State& state) {
                                 using Side = Hold<sim::RadixHeapQueue>;
                                 const Unchecked<Side> base{Side(smaller.law, smaller.pending, kHolds)};
                                 compare(state, base, Unchecked<Side>{Side(larger.law, larger.pending, kHolds)}, kHolds,
                                         target);
                               })
      ->Iterations(kPairs)
      ->UseManualTime()
      ->Unit(benchmark::kMillisecond);
}

void add_growths() {
  using enum DelayLaw;
  constexpr Load kUsual{Exponential, 10'000};
  add_growth("million", kUsual, {Exponential, 1'000'000}, {2, 2.0, 1.3});
  add_growth("ties", kUsual, {FiveTies, 10'000}, {2, 1.5, 1.0});
  add_growth("bimodal", kUsual, {Bimodal, 10'000}, {2, 1.5, 1.0});
  constexpr Target kPerTenfold{0, 1.3, 1.3};
  add_growth("pending 10000", {Exponential, 1'000}, kUsual, kPerTenfold);
  add_growth("pending 100000", kUsual, {Exponential, 100'000}, kPerTenfold);
  add_growth("pending 1000000", {Exponential, 100'000}, {Exponential, 1'000'000}, kPerTenfold);
  add_growth("instant 10", kUsual, {Tens, 10'000}, {0, 1.0, 1.0});
  add_growth("instant 1000", {Tens, 10'000}, {Thousands, 10'000}, {0, 1.0, 1.0});
}

template <typename Queue>
void add_all(const std::string& queue) {
  add_hold<Queue>(queue, DelayLaw::Exponential, "exponential");
  add_hold<Queue>(queue, DelayLaw::FiveTies, "ties");
  add_hold<Queue>(queue, DelayLaw::Bimodal, "bimodal");
}

}  // namespace
}  // namespace wavetank::bench

int main(int argc, char** argv) {
  wavetank::bench::add_all<wavetank::sim::HeapQueue>("heap");
  wavetank::bench::add_all<wavetank::sim::RadixHeapQueue>("radix");
  wavetank::bench::add_growths();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
