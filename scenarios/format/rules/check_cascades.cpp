// Rules of windows over the results of windows.
#include "scenarios/format/members.hpp"
#include "scenarios/format/quote.hpp"
#include "scenarios/format/rules/cascades.hpp"
#include "scenarios/format/rules/rules.hpp"

namespace wavetank::scenarios {
namespace {

// CA-01.
void warn_of_repeats(const Scenario& scenario, const Resolved& resolved, std::size_t node, Findings& findings) {
  const auto& window = std::get<WindowNode>(scenario.pipeline[node].op);
  if (!adds_up(window)) return;
  for (const std::size_t at : windows_before(scenario, resolved, node)) {
    const Node& first = scenario.pipeline[at];
    if (!repeats_itself(std::get<WindowNode>(first.op), scenario.execution)) continue;
    findings.warn(part("/pipeline", node),
                  "it adds up results that " + quote(first.id) +
                      " may say more than once, and a whole result that is said again counts again (CA-01)",
                  "make " + quote(first.id) +
                      " discarding or retracting; cascade-counts-twice of the catalogue shows what happens");
  }
}

// CA-03.
void refuse_what_cannot_be_taken_back(const Scenario& scenario, const Resolved& resolved, std::size_t node,
                                      Findings& findings) {
  if (!takes_changes(scenario, resolved, node)) return;
  for (const AggregateSpec& each : std::get<WindowNode>(scenario.pipeline[node].op).aggregates) {
    if (each.kind == engine::AggregateKind::Count || each.kind == engine::AggregateKind::Sum) continue;
    findings.add(part("/pipeline", node) + "/aggregate/" + escaped(each.name),
                 "it cannot take back what an operator above has said before (CA-03)",
                 "count and sum can; or make a window above discarding");
  }
}

}  // namespace

void check_cascades(const Scenario& scenario, const Resolved& resolved, Findings& findings) {
  if (resolved.upstreams.size() != scenario.pipeline.size()) return;
  for (std::size_t node = 0; node < scenario.pipeline.size(); ++node) {
    if (!std::holds_alternative<WindowNode>(scenario.pipeline[node].op)) continue;
    warn_of_repeats(scenario, resolved, node, findings);
    refuse_what_cannot_be_taken_back(scenario, resolved, node, findings);
  }
}

}  // namespace wavetank::scenarios
