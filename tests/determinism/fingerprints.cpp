// fingerprints [--seeds FROM:TO] [SCENARIO.json...]
//
// Prints "scenario seed fingerprint" for every scenario of the catalogue (or those named) and every seed from FROM to
// before TO. Builds by different compilers, at different levels and with sanitizers must print the same lines;
// `./dev fingerprints` compares them. Before a line is printed, the run is repeated in this process: at once, and once
// more after a run of another scenario (A, A, B, A), which finds state that outlives a run. When two runs differ it
// says where, and the exit code is 1. Bad usage or nothing to run: 2.
#include <charconv>
#include <iostream>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "tests/determinism/catalogue.hpp"
#include "tests/determinism/divergence.hpp"

namespace {

using wavetank::determinism::divergence;
using wavetank::determinism::run_once;
using wavetank::scenarios::Run;
using wavetank::scenarios::Scenario;

struct Arguments {
  std::uint64_t from = 0;
  std::uint64_t to = 1;
  std::vector<std::string> files;
};

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool read_seeds(std::string_view text, Arguments& arguments) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return false;
  const auto from = number(text.substr(0, colon));
  const auto to = number(text.substr(colon + 1));
  if (!from || !to || *from >= *to) return false;
  arguments.from = *from;
  arguments.to = *to;
  return true;
}

std::optional<Arguments> read_arguments(const std::vector<std::string>& words) {
  Arguments arguments;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--seeds") {
      if (i + 1 == words.size() || !read_seeds(words[i + 1], arguments)) return std::nullopt;
      ++i;
    } else if (words[i].starts_with("-")) {
      return std::nullopt;
    } else {
      arguments.files.push_back(words[i]);
    }
  }
  return arguments;
}

// Says where two runs of one scenario and seed part. True if they do not.
bool same(const std::string& what, const Run& first, const Run& second) {
  const std::string where = divergence(first, second);
  if (!where.empty()) std::cerr << what << ": " << where << "\n";
  return where.empty();
}

bool fingerprint(const Scenario& scenario, const Scenario& other, std::uint64_t seed) {
  const std::string name = scenario.name + " " + std::to_string(seed);
  const Run first = run_once(scenario, seed);
  const bool at_once = same(name + " differs when it is run twice", first, run_once(scenario, seed));
  (void)run_once(other, seed);
  const bool later = same(name + " differs after a run of " + other.name, first, run_once(scenario, seed));
  std::cout << name << " " << wavetank::sim::to_hex(first.fingerprint) << "\n";
  return at_once && later;
}

int run(Arguments arguments) {
  if (arguments.files.empty()) arguments.files = wavetank::determinism::scenario_files(WT_CATALOGUE);
  std::vector<Scenario> scenarios;
  for (const std::string& file : arguments.files) {
    scenarios.push_back(wavetank::determinism::read_or_throw(file));
  }
  if (scenarios.empty()) throw std::runtime_error("there is no scenario in " WT_CATALOGUE);
  bool repeatable = true;
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    const Scenario& other = scenarios[(i + 1) % scenarios.size()];
    for (std::uint64_t seed = arguments.from; seed < arguments.to; ++seed) {
      if (!fingerprint(scenarios[i], other, seed)) repeatable = false;
    }
  }
  return repeatable ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  const std::optional<Arguments> arguments = read_arguments(std::vector<std::string>(argv + 1, argv + argc));
  if (!arguments) {
    std::cerr << "usage: fingerprints [--seeds FROM:TO] [SCENARIO.json...]\n";
    return 2;
  }
  try {
    return run(*arguments);
  } catch (const std::exception& error) {
    std::cerr << "fingerprints: " << error.what() << "\n";
    return 2;
  }
}
