// What makes a window specification whole.
#include "engine/windows/window_spec.hpp"

namespace wavetank::engine {

TriggerSpec default_trigger(const WindowAssignerSpec& assigner) {
  if (assigner.kind == AssignerKind::Global) return {{{.kind = TriggerKind::Never}}};
  return {{{.kind = is_event_time(assigner) ? TriggerKind::Event : TriggerKind::Processing}}};
}

bool is_valid(const WindowSpec& spec) {
  if (spec.aggregates.empty() || spec.aggregates.size() > kAggregatesMax) return false;
  if (!is_valid(spec.assigner) || !is_valid(spec.trigger) || spec.allowed_lateness.count < 0) return false;
  for (const TriggerPart& part : spec.trigger.parts) {  // what was purged cannot be taken back
    if (part.kind == TriggerKind::Purging && spec.refiring == Refiring::Retracts) return false;
  }
  if (spec.evictor.count < 0 || spec.evictor.threshold < 0) return false;
  return !merges(spec.assigner) || can_merge(spec.trigger);
}

bool is_aligned(const WindowSpec& spec) {
  return spec.assigner.kind == AssignerKind::Aligned && is_event_time(spec.assigner) &&
         spec.assigner.stagger == WindowStagger::Aligned && spec.trigger.parts.size() == 1 &&
         spec.trigger.parts[0].kind == TriggerKind::Event && !keeps_records(spec) && spec.refiring == Refiring::Repeats;
}

}  // namespace wavetank::engine
