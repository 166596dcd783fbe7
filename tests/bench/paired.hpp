// Ratios of pairs: product and baseline run one after the other, in an order drawn for each pair, and the ratio is
// taken pair by pair.
//
// A ratio of two medians from different minutes says more about the machine than about the code. Both sides
// get the same input and must return the same digest; a case whose digests differ measured something else and
// fails. Input is made before the clock starts. CPU time, because wall time moves with the neighbours.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <time.h>

#include "engine/base/mix.hpp"

namespace wavetank::bench {

inline double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

// `values` at that fraction of their sorted order.
inline double quantile_of(std::vector<double> values, double fraction) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(fraction * static_cast<double>(values.size() - 1) + 0.5)];
}

struct Timed {
  double seconds = 0;
  std::uint64_t digest = 0;
};

// One run of `side`, set up outside the clock. A side is a value with `std::uint64_t run()`.
template <typename Side>
Timed timed(const Side& side) {
  Side fresh = side;
  const double start = cpu_seconds();
  const std::uint64_t digest = fresh.run();
  return {cpu_seconds() - start, digest};
}

// What docs/performance.md promises of a case's ratio. Without a `must` the case only informs.
struct Target {
  unsigned number = 0;  // 1 for P1; 0: a growth
  double must = 0;
  double stretch = 0;
};

// How many operations a run of each side does; ratios are of the costs of one.
struct Operations {
  Operations(std::size_t both) : product(both), bare(both) {}  // NOLINT: mostly they do as many
  Operations(std::size_t of_product, std::size_t of_bare) : product(of_product), bare(of_bare) {}
  std::size_t product;
  std::size_t bare;
};

// Which side of a pair goes first: even bits, the same in every run.
inline bool bare_goes_first(std::size_t pair) { return (engine::mix(pair, 0x6a09e667f3bcc908u) & 1) != 0; }

// Runs pairs until the framework has enough of them. Reports the median of
// product ÷ bare with its quartiles, and both costs in nanoseconds an operation (medians, for orientation).
template <typename Bare, typename Product>
void compare(benchmark::State& state, const Bare& bare, const Product& product, Operations operations,
             Target target = {}) {
  std::vector<double> ratios;
  std::vector<double> bare_ns;
  std::vector<double> product_ns;
  const double per_bare = 1e9 / static_cast<double>(operations.bare);
  const double per_product = 1e9 / static_cast<double>(operations.product);
  for (auto _ : state) {
    const bool bare_first = bare_goes_first(ratios.size());
    Timed first;
    if (bare_first) first = timed(bare);
    const Timed mine = timed(product);
    const Timed other = bare_first ? first : timed(bare);
    if (mine.digest != other.digest) {
      state.SkipWithError("the digests differ: the two sides did not do the same");
      return;
    }
    state.SetIterationTime(mine.seconds);
    bare_ns.push_back(other.seconds * per_bare);
    product_ns.push_back(mine.seconds * per_product);
    ratios.push_back(product_ns.back() / bare_ns.back());
  }
  state.counters["ratio"] = quantile_of(ratios, 0.5);
  state.counters["q1"] = quantile_of(ratios, 0.25);
  state.counters["q3"] = quantile_of(ratios, 0.75);
  state.counters["bare_ns"] = quantile_of(bare_ns, 0.5);
  state.counters["ns"] = quantile_of(product_ns, 0.5);
  if (target.must == 0) return;
  state.counters["target"] = target.number;
  state.counters["must"] = target.must;
  state.counters["stretch"] = target.stretch;
}

// For a case of growth: its two sides do different work, and their results are checked by other cases.
template <typename Side>
struct Unchecked {
  Side side;
  std::uint64_t run() {
    benchmark::DoNotOptimize(side.run());
    return 0;
  }
};

// `larger` ÷ `smaller`, an operation each.
template <typename Side>
void compare_growth(benchmark::State& state, const Side& smaller, const Side& larger, Operations operations,
                    Target target) {
  compare(state, Unchecked<Side>{smaller}, Unchecked<Side>{larger}, operations, target);
}

inline constexpr int kPairs = 9;

// Registers a case of so many pairs.
template <typename... Arguments>
void add(const std::string& name, int pairs, const Arguments&... arguments) {
  benchmark::RegisterBenchmark(name.c_str(), arguments...)
      ->Iterations(pairs)
      ->UseManualTime()
      ->Unit(benchmark::kMillisecond);
}

}  // namespace wavetank::bench
