// Looking upstream.
#include "scenarios/format/rules/cascades.hpp"

#include <algorithm>

#include "scenarios/format/rules/changelogs.hpp"
#include "scenarios/format/windowing.hpp"

namespace wavetank::scenarios {

using engine::TriggerKind;

bool passes_rows(const Node& node) {
  return std::holds_alternative<MapNode>(node.op) || std::holds_alternative<FilterNode>(node.op) ||
         std::holds_alternative<TimestampsNode>(node.op) || std::holds_alternative<ProjectNode>(node.op) ||
         std::holds_alternative<FlatMapNode>(node.op) || std::holds_alternative<SplitNode>(node.op) ||
         std::holds_alternative<SortNode>(node.op);
}

std::vector<std::size_t> windows_before(const Scenario& scenario, const Resolved& resolved, std::size_t node) {
  std::vector<std::size_t> found;
  std::vector<Upstream> open = resolved.upstreams.at(node);
  while (!open.empty()) {  // ends: an operator stands below what it takes from
    const Upstream from = open.back();
    open.pop_back();
    const Node& upstream = scenario.pipeline.at(from.node);
    const bool is_window = std::holds_alternative<WindowNode>(upstream.op);
    if (is_window && from.output == engine::kMainOutput) {
      if (std::ranges::find(found, from.node) == found.end()) found.push_back(from.node);
    } else if (is_window || passes_rows(upstream)) {
      const std::vector<Upstream>& more = resolved.upstreams.at(from.node);
      open.insert(open.end(), more.begin(), more.end());
    }
  }
  return found;
}

bool takes_changes(const Scenario& scenario, const Resolved& resolved, std::size_t node) {
  return rows_before(scenario, resolved, node) == RowsSent::Changes;
}

bool repeats_itself(const WindowNode& window, Execution execution) {
  const engine::TriggerSpec trigger = trigger_of(window);
  if (window.accumulation != Accumulation::Accumulating || purges(trigger)) return false;
  if (window.evictor.kind != engine::EvictorKind::None) return false;  // says another part of its records each time
  const bool is_kept = execution == Execution::Streaming && knows_lateness(window) && window.allowed_lateness.count > 0;
  switch (trigger.parts.back().kind) {
    case TriggerKind::Event: return is_kept;
    case TriggerKind::Staged: {
      const engine::TriggerPart& part = trigger.parts.back();
      return part.early != engine::EarlyFirings::None || (is_kept && part.late != engine::LateFirings::None);
    }
    case TriggerKind::ContinuousEvent:
    case TriggerKind::ContinuousProcessing:
    case TriggerKind::Count:
    case TriggerKind::Delta: return true;
    case TriggerKind::Processing:
    case TriggerKind::EndOfStream:
    case TriggerKind::Never:
    case TriggerKind::Purging:
    case TriggerKind::ProcessingTimeout: return false;
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(trigger.parts.back().kind));
}

bool adds_up(const WindowNode& window) {
  return std::ranges::any_of(window.aggregates, [](const AggregateSpec& each) {
    return each.kind == engine::AggregateKind::Count || each.kind == engine::AggregateKind::Sum;
  });
}

}  // namespace wavetank::scenarios
