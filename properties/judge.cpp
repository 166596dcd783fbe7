// All invariants, one after the other.
#include "properties/judge.hpp"

#include <algorithm>

#include "properties/invariants/all.hpp"
#include "properties/invariants/commits/transactions.hpp"
#include "properties/invariants/win_cascade.hpp"
#include "properties/prefix.hpp"

namespace wavetank::properties {
namespace {

// What the oracle knows, and what has nothing to remember.
template <typename Op>
constexpr bool is_known(const Op& /*op*/) {
  return true;
}
constexpr bool is_known(const scenarios::SqlWindowNode& /*op*/) { return false; }
constexpr bool is_known(const scenarios::FunnelNode& /*op*/) { return false; }
constexpr bool is_known(const scenarios::SilenceNode& /*op*/) { return false; }
constexpr bool is_known(const scenarios::RollingNode& /*op*/) { return false; }
constexpr bool is_known(const scenarios::ConnectNode& /*op*/) { return false; }
constexpr bool is_known(const scenarios::ProcessFunctionNode& /*op*/) { return false; }
constexpr bool is_known(const scenarios::PatternNode& /*op*/) { return false; }
constexpr bool is_known(const scenarios::WindowJoinNode& /*op*/) { return false; }
constexpr bool is_known(const scenarios::CoGroupNode& /*op*/) { return false; }

// Over all attempts: what became of sinks' transactions.
Violations judge_commits(const scenarios::Scenario& scenario, const scenarios::Run& run) {
  const Committing committing(scenario, run);
  Violations violations;
  if (committing.transactions().empty()) return violations;
  for (const CommitInvariant& invariant : commit_invariants()) {
    const Violations found = invariant.judge(committing);
    violations.insert(violations.end(), found.begin(), found.end());
  }
  return violations;
}

Violations judge_attempt(const scenarios::Scenario& scenario, const scenarios::Run& run) {
  const Evidence evidence(scenario, run);
  Violations violations;
  for (const Invariant& invariant : all_invariants()) {
    const Violations found = invariant.judge(evidence);
    violations.insert(violations.end(), found.begin(), found.end());
  }
  return violations;
}

}  // namespace

std::vector<Violation> judge(const scenarios::Scenario& scenario, const scenarios::Run& run) {
  std::vector<Violation> violations = judge_commits(scenario, run);
  if (const std::optional<sim::EventId> failure = first_failure(run)) {
    const Violations before = judge_attempt(scenario, prefix_before(run, *failure));
    violations.insert(violations.end(), before.begin(), before.end());
  } else {
    const Violations found = judge_attempt(scenario, run);
    violations.insert(violations.end(), found.begin(), found.end());
  }
  std::sort(violations.begin(), violations.end());
  return violations;
}

std::vector<Violation> judge_pipeline(const scenarios::Scenario& scenario, const scenarios::Run& run) {
  if (const std::optional<sim::EventId> failure = first_failure(run)) {
    return judge_pipeline(scenario, prefix_before(run, *failure));
  }
  std::vector<Violation> violations = win_cascade(Evidence(scenario, run));
  std::sort(violations.begin(), violations.end());
  return violations;
}

std::vector<std::string> unjudged_operators(const scenarios::Scenario& scenario) {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < scenario.pipeline.size(); ++i) {
    const scenarios::Node& node = scenario.pipeline[i];
    const bool known = has_table(node.op) ? is_judged_table(scenario, i)
                                          : std::visit([](const auto& op) { return is_known(op); }, node.op);
    if (!known) ids.push_back(node.id);
  }
  return ids;
}

}  // namespace wavetank::properties
