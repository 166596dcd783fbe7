// Greedy: big cuts first, then records by delta debugging, and from the top again until nothing changes.
#include "properties/shrink/shrink.hpp"

#include <algorithm>
#include <optional>

#include "engine/base/assert.hpp"
#include "properties/judge.hpp"
#include "properties/shrink/cuts.hpp"
#include "scenarios/run/run.hpp"

namespace wavetank::properties {
namespace {

using scenarios::Scenario;

class Shrinker {
 public:
  Shrinker(const Scenario& scenario, const StillFails& still_fails, const ShrinkBudget& budget)
      : still_fails_(still_fails), budget_(budget) {
    shrunk_.scenario = scenario;
  }

  Shrunk shrink() {
    std::size_t steps_before = 0;
    do {
      steps_before = shrunk_.path.size();
      take(coarse_cuts);
      take_records();
      take(fine_cuts);
    } while (shrunk_.path.size() > steps_before && !spent());
    shrunk_.minimal = !spent();
    return std::move(shrunk_);
  }

 private:
  [[nodiscard]] bool spent() const { return shrunk_.runs >= budget_.runs_max; }

  bool attempt(const std::string& name, Scenario candidate) {
    if (spent()) return false;
    ++shrunk_.runs;
    if (!still_fails_(candidate)) return false;
    shrunk_.scenario = std::move(candidate);
    shrunk_.path.push_back(name);
    return true;
  }

  void take(std::vector<Cut> (*cuts_of)(const Scenario&)) {
    std::vector<Cut> cuts = cuts_of(shrunk_.scenario);
    for (std::size_t next = 0; next < cuts.size() && !spent();) {
      if (attempt(cuts[next].name, cuts[next].scenario)) {
        cuts = cuts_of(shrunk_.scenario);  // what comes next has moved up
      } else {
        ++next;
      }
    }
  }

  // Delta debugging: halves, quarters, and so on down to single records.
  void take_records() {
    for (std::size_t chunk = records_in(shrunk_.scenario); chunk > 0; chunk /= 2) {
      for (std::size_t first = 0; first < records_in(shrunk_.scenario) && !spent();) {
        const std::size_t count = std::min(chunk, records_in(shrunk_.scenario) - first);
        const std::string name =
            "records " + std::to_string(first + 1) + " to " + std::to_string(first + count) + " away";
        if (!attempt(name, without_records(shrunk_.scenario, first, count))) first += count;
      }
    }
  }

  const StillFails& still_fails_;
  ShrinkBudget budget_;
  Shrunk shrunk_;
};

// A candidate that meets another bug of ours is not the one that is looked for.
std::optional<scenarios::Run> run_of(const scenarios::PreparedRun& prepared, const scenarios::RunOptions& options) {
  try {
    return scenarios::run(prepared, options);
  } catch (const engine::InvariantViolation&) {
    return std::nullopt;
  }
}

bool run_violates(const Scenario& scenario, std::string_view invariant) {
  const scenarios::RunOptions options;
  const scenarios::Prepared prepared = scenarios::prepare(scenario, options);
  if (!prepared.run) return false;
  const std::optional<scenarios::Run> run = run_of(*prepared.run, options);
  if (!run) return false;
  const auto is_it = [&](const Violation& violation) { return violation.id == invariant; };
  return std::ranges::any_of(judge(scenario, *run), is_it) ||
         std::ranges::any_of(judge_pipeline(scenario, *run), is_it);
}

}  // namespace

StillFails violates(std::string_view invariant) {
  return [id = std::string(invariant)](const Scenario& scenario) { return run_violates(scenario, id); };
}

Shrunk shrink(const Scenario& scenario, const StillFails& still_fails, const ShrinkBudget& budget) {
  WT_REQUIRE(still_fails(scenario));
  return Shrinker(scenario, still_fails, budget).shrink();
}

}  // namespace wavetank::properties
