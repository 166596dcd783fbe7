// Filling in what a window node leaves unsaid.
#include "scenarios/format/windowing.hpp"

#include <algorithm>

namespace wavetank::scenarios {

using engine::TriggerKind;
using engine::TriggerPart;

engine::WindowAssignerSpec assigner_of(const WindowNode& node) {
  return {.kind = node.assigner,
          .domain = node.time,
          .shape = node.shape,
          .gap = node.session_gap,
          .stagger = node.stagger};
}

engine::TriggerSpec trigger_of(const WindowNode& node) {
  engine::TriggerSpec trigger = node.trigger.parts.empty() ? engine::default_trigger(assigner_of(node)) : node.trigger;
  if (node.accumulation == Accumulation::Discarding && !purges(trigger)) {
    trigger.parts.insert(trigger.parts.begin(), TriggerPart{.kind = TriggerKind::Purging});
  }
  return trigger;
}

bool purges(const engine::TriggerSpec& trigger) {
  return std::ranges::any_of(trigger.parts, [](const TriggerPart& part) { return part.kind == TriggerKind::Purging; });
}

bool asks_no_clock(const WindowNode& node) { return knows_lateness(node) && !engine::asks_clock(node.trigger); }

bool is_plain(const WindowNode& node) {
  engine::WindowSpec spec;
  spec.assigner = assigner_of(node);
  spec.trigger = trigger_of(node);
  spec.evictor = node.evictor;
  if (node.accumulation == Accumulation::Retracting) spec.refiring = engine::Refiring::Retracts;
  return engine::is_aligned(spec);
}

}  // namespace wavetank::scenarios
