#include "tests/determinism/divergence.hpp"

#include <algorithm>
#include <stdexcept>

namespace wavetank::determinism {
namespace {

std::string at_block(std::size_t block, const sim::Fingerprint& first, const sim::Fingerprint& second) {
  const std::uint64_t begin = std::uint64_t{sim::kEventsPerDigest} * block + 1;
  return "block " + std::to_string(block) + ", events " + std::to_string(begin) + " to " +
         std::to_string(begin + sim::kEventsPerDigest - 1) + ": " + sim::to_hex(first) + " and " + sim::to_hex(second);
}

}  // namespace

scenarios::Run run_once(const scenarios::Scenario& scenario, std::uint64_t seed) {
  scenarios::RunOptions options;
  options.seed = seed;
  options.keep = scenarios::RunOptions::Keep::Nothing;
  const scenarios::Prepared prepared = scenarios::prepare(scenario, options);
  if (!prepared.run) throw std::runtime_error(scenario.name + ": " + scenarios::to_text(prepared.errors.front()));
  return scenarios::run(*prepared.run, options);
}

std::string divergence(const scenarios::Run& first, const scenarios::Run& second) {
  const std::size_t shared = std::min(first.digests.size(), second.digests.size());
  for (std::size_t block = 0; block < shared; ++block) {
    if (first.digests[block] == second.digests[block]) continue;
    return at_block(block, first.digests[block], second.digests[block]);
  }
  if (first.fingerprint != second.fingerprint) return at_block(shared, first.fingerprint, second.fingerprint);
  if (first.end != second.end) return "equal events, but the runs end at different times";
  if (first.stopped.has_value() != second.stopped.has_value()) return "equal events, but one run was stopped";
  return {};
}

}  // namespace wavetank::determinism
