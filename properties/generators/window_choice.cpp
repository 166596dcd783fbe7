// What each choice of windows means.
#include "properties/generators/window_choice.hpp"

#include <array>
#include <vector>

namespace wavetank::properties {
namespace {

engine::TriggerPart drawn_stages(engine::EarlyFirings early, engine::LateFirings late, std::int64_t number) {
  engine::TriggerPart part{.kind = engine::TriggerKind::Staged, .count = number + 1, .interval = {number + 3}};
  part.early = early;
  part.late = late;
  part.late_interval = engine::Millis{number + 2};
  return part;
}

std::vector<engine::TriggerPart> drawn_parts(std::uint32_t choice, std::int64_t number) {
  using engine::EarlyFirings;
  using engine::LateFirings;
  using engine::TriggerKind;
  switch (choice % kWindowChoices.trigger) {
    case 1: return {{.kind = TriggerKind::Count, .count = number + 1}};
    case 2: return {{.kind = TriggerKind::ContinuousEvent, .interval = {number + 2}}};
    case 3: return {{.kind = TriggerKind::ContinuousProcessing, .interval = {number + 2}}};
    case 4: return {{.kind = TriggerKind::Processing}};
    case 5: return {{.kind = TriggerKind::Event}};
    case 6: return {{.kind = TriggerKind::Delta, .threshold = number}};
    case 7: return {{.kind = TriggerKind::EndOfStream}};
    case 8: return {{.kind = TriggerKind::Never}};
    case 9: return {drawn_stages(EarlyFirings::None, LateFirings::None, number)};
    case 10: return {drawn_stages(EarlyFirings::Count, LateFirings::EachRecord, number)};
    case 11: return {drawn_stages(EarlyFirings::EventInterval, LateFirings::ProcessingInterval, number)};
    case 12: return {drawn_stages(EarlyFirings::ProcessingInterval, LateFirings::ProcessingInterval, number)};
    case 13: return {drawn_stages(EarlyFirings::ProcessingInterval, LateFirings::EachRecord, number)};
    case 14: return {drawn_stages(EarlyFirings::Count, LateFirings::ProcessingInterval, number)};
    default: return {};
  }
}

void choose_assigner(const WindowChoice& choice, scenarios::WindowNode& node) {
  using engine::AssignerKind;
  static constexpr std::array<AssignerKind, 5> kKinds = {AssignerKind::Aligned, AssignerKind::Session,
                                                         AssignerKind::SessionByField, AssignerKind::Cumulate,
                                                         AssignerKind::Global};
  node.assigner = kKinds[choice.assigner % kKinds.size()];
  node.time = choice.domain % 2 == 0 ? engine::TimeDomain::Event : engine::TimeDomain::Processing;
  if (node.assigner == AssignerKind::Session) node.session_gap = engine::Millis{choice.number + 1};
  if (node.assigner == AssignerKind::SessionByField) node.session_gap_field = "value";
  if (node.assigner == AssignerKind::Cumulate)
    node.shape = {engine::Millis{12}, engine::Millis{choice.number % 2 + 3}, {}};
}

void choose_trigger(const WindowChoice& choice, scenarios::WindowNode& node) {
  using engine::TriggerKind;
  std::vector<engine::TriggerPart> parts = drawn_parts(choice.trigger, choice.number);
  const bool is_global = node.assigner == engine::AssignerKind::Global;
  // At the end of the stream it would fire for ever (TR-09).
  if (is_global && !parts.empty() && parts.back().kind == TriggerKind::ContinuousEvent) parts.clear();
  if (is_global && !parts.empty() && parts.back().early == engine::EarlyFirings::EventInterval) parts.clear();
  if (!parts.empty() && parts.back().kind == TriggerKind::Delta) node.trigger_field = "value";
  const engine::TriggerPart timeout{.kind = TriggerKind::ProcessingTimeout,
                                    .interval = {choice.number + 2},
                                    .resets_on_record = choice.number % 2 == 1,
                                    .clears_on_timeout = choice.number % 3 != 1};
  const engine::TriggerPart purging{.kind = TriggerKind::Purging};
  if (!parts.empty() && choice.wrapper % kWindowChoices.wrapper == 1) parts.insert(parts.begin(), purging);
  if (!parts.empty() && choice.wrapper % kWindowChoices.wrapper >= 2) parts.insert(parts.begin(), timeout);
  if (!parts.empty() && choice.wrapper % kWindowChoices.wrapper == 3)
    parts.insert(parts.begin() + choice.number % 2, purging);
  if (engine::merges({.kind = node.assigner}) && !engine::can_merge(engine::TriggerSpec{parts})) parts.clear();
  node.trigger.parts = parts;
}

}  // namespace

void choose_windows(const WindowChoice& choice, scenarios::WindowNode& node) {
  choose_assigner(choice, node);
  choose_trigger(choice, node);
  node.accumulation = static_cast<scenarios::Accumulation>(choice.accumulation % 3);
  for (const engine::TriggerPart& part : node.trigger.parts) {
    const bool purges = part.kind == engine::TriggerKind::Purging;
    if (purges && node.accumulation == scenarios::Accumulation::Retracting) node.accumulation = {};
  }
  node.evictor.kind = choice.evictor % 2 == 0 ? engine::EvictorKind::None
                                              : static_cast<engine::EvictorKind>(choice.evictor / 2 % 3 + 1);
  node.evictor.when = choice.evictor / 6 % 2 == 0 ? engine::EvictWhen::Before : engine::EvictWhen::After;
  node.evictor.count = choice.number;
  node.evictor.size = engine::Millis{choice.number};
  node.evictor.threshold = choice.number;
  if (node.evictor.kind == engine::EvictorKind::Delta) node.evictor_field = "value";
  const bool tumbles = node.assigner == engine::AssignerKind::Aligned && node.shape.slide == node.shape.size;
  if (!tumbles) node.stagger = engine::WindowStagger::Aligned;  // AS-05
}

}  // namespace wavetank::properties
