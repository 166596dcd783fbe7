// What a choice costs, against the bare function behind it: the same two rounds of multiply-mix in a loop that knows
// its key and counter, without names, ranges checked or a tape asked.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "sim/random/stream.hpp"
#include "tests/bench/paired.hpp"

namespace wavetank::bench {
namespace {

enum class Choice { Draw, Below, Chance, Sample };

struct Loop {
  explicit Loop(std::size_t draws) : count(draws) {}

  std::size_t count;
  sim::Streams streams{sim::RootSeed{1}};
  sim::StreamId stream = streams.stream("bench/choice");
  std::shared_ptr<const sim::Quantiles> table = std::make_shared<const sim::Quantiles>(
      std::vector<std::int64_t>{200'000, 400'000, 600'000, 1'000'000, 5'000'000});
  sim::Tape tape;
};

template <Choice kChoice>
struct Chosen : Loop {
  using Loop::Loop;
  std::uint64_t run() {
    std::uint64_t digest = 0;
    for (std::size_t i = 0; i < count; ++i) digest = digest * 0x9e3779b97f4a7c15u + one();
    benchmark::DoNotOptimize(digest);
    return streams.draws(stream);
  }
  std::uint64_t one() {
    if constexpr (kChoice == Choice::Draw) return streams.draw(stream, tape);
    if constexpr (kChoice == Choice::Below) return streams.below(stream, 1'000, tape);
    if constexpr (kChoice == Choice::Chance) return streams.chance(stream, sim::Ratio{1, 1'000}, tape) ? 1 : 0;
    if constexpr (kChoice == Choice::Sample) {
      return static_cast<std::uint64_t>(streams.sample(stream, *table, tape));
    }
  }
};

// The function alone. Its values differ from the product's, its number of draws does not.
struct BareMix {
  std::size_t count;
  std::uint64_t run() {
    std::uint64_t digest = 0;
    std::uint64_t key = 0x243f6a8885a308d3u;
    benchmark::DoNotOptimize(key);
    std::uint64_t counter = 0;
    for (; counter < count; ++counter) {
      const std::uint64_t spread = engine::mix(key + counter * 0x9fb21c651e98df25u, ~key);
      digest = digest * 0x9e3779b97f4a7c15u + engine::mix(spread ^ counter, key);
    }
    benchmark::DoNotOptimize(digest);
    return counter;
  }
};

template <Choice kChoice>
void choice(benchmark::State& state, std::size_t count) {
  compare(state, BareMix{count}, Chosen<kChoice>(count), count);
}

template <Choice kChoice>
void add_choice(const std::string& name) {
  benchmark::RegisterBenchmark(("choice/" + name).c_str(), choice<kChoice>, std::size_t{4'000'000})
      ->Iterations(kPairs)
      ->UseManualTime()
      ->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark(("tiny/choice/" + name).c_str(), choice<kChoice>, std::size_t{1'000})
      ->Iterations(1)
      ->UseManualTime();
}

}  // namespace
}  // namespace wavetank::bench

int main(int argc, char** argv) {
  using wavetank::bench::Choice;
  wavetank::bench::add_choice<Choice::Draw>("draw");
  wavetank::bench::add_choice<Choice::Below>("below");
  wavetank::bench::add_choice<Choice::Chance>("chance");
  wavetank::bench::add_choice<Choice::Sample>("sample");
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
