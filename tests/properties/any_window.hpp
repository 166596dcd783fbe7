// Windows of every kind, trigger, lateness, accumulation and evictor, by small numbers, for a drawn scenario's first
// window operator.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "scenarios/format/scenario.hpp"

namespace wavetank::properties::testing {

// Each counts from 0, and 0 is the simplest setting; taken modulo what there is.
struct WindowChoice {
  std::uint32_t assigner = 0;
  std::uint32_t domain = 0;
  std::uint32_t trigger = 0;
  std::uint32_t wrapper = 0;
  std::uint32_t accumulation = 0;
  std::uint32_t evictor = 0;
  std::uint32_t number = 0;  // of records, of milliseconds
};

inline engine::TriggerPart staged(engine::EarlyFirings early, engine::LateFirings late, std::int64_t number) {
  engine::TriggerPart part{.kind = engine::TriggerKind::Staged, .count = number + 1, .interval = {number + 3}};
  part.early = early;
  part.late = late;
  part.late_interval = engine::Millis{number + 2};
  return part;
}

inline std::vector<engine::TriggerPart> trigger_parts(std::uint32_t choice, std::int64_t number) {
  using engine::EarlyFirings;
  using engine::LateFirings;
  using engine::TriggerKind;
  switch (choice % 15) {
    case 1: return {{.kind = TriggerKind::Count, .count = number + 1}};
    case 2: return {{.kind = TriggerKind::ContinuousEvent, .interval = {number + 2}}};
    case 3: return {{.kind = TriggerKind::ContinuousProcessing, .interval = {number + 2}}};
    case 4: return {{.kind = TriggerKind::Processing}};
    case 5: return {{.kind = TriggerKind::Event}};
    case 6: return {{.kind = TriggerKind::Delta, .threshold = number}};
    case 7: return {{.kind = TriggerKind::EndOfStream}};
    case 8: return {{.kind = TriggerKind::Never}};
    case 9: return {staged(EarlyFirings::None, LateFirings::None, number)};
    case 10: return {staged(EarlyFirings::Count, LateFirings::EachRecord, number)};
    case 11: return {staged(EarlyFirings::EventInterval, LateFirings::ProcessingInterval, number)};
    case 12: return {staged(EarlyFirings::ProcessingInterval, LateFirings::ProcessingInterval, number)};
    case 13: return {staged(EarlyFirings::ProcessingInterval, LateFirings::EachRecord, number)};
    case 14: return {staged(EarlyFirings::Count, LateFirings::ProcessingInterval, number)};
    default: return {};
  }
}

inline void choose_assigner(const WindowChoice& choice, scenarios::WindowNode& node) {
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

inline void choose_trigger(const WindowChoice& choice, scenarios::WindowNode& node) {
  using engine::TriggerKind;
  std::vector<engine::TriggerPart> parts = trigger_parts(choice.trigger, choice.number);
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
  if (!parts.empty() && choice.wrapper % 4 == 1) parts.insert(parts.begin(), purging);
  if (!parts.empty() && choice.wrapper % 4 >= 2) parts.insert(parts.begin(), timeout);
  if (!parts.empty() && choice.wrapper % 4 == 3) parts.insert(parts.begin() + choice.number % 2, purging);
  if (engine::merges({.kind = node.assigner}) && !engine::can_merge(engine::TriggerSpec{parts})) parts.clear();
  node.trigger.parts = parts;
}

inline void choose(const WindowChoice& choice, scenarios::WindowNode& node) {
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
}

// A choice from a seed, each part of it at 0 half of the time.
inline WindowChoice window_choice_of(std::uint64_t seed) {
  WindowChoice choice;
  std::uint64_t state = seed;
  for (std::uint32_t* part : {&choice.assigner, &choice.domain, &choice.trigger, &choice.wrapper, &choice.accumulation,
                              &choice.evictor, &choice.number}) {
    state = engine::mix(state, 0x5eedULL);
    *part = state % 2 == 0 ? 0 : static_cast<std::uint32_t>(state >> 8) % 60;
    if (part == &choice.number) *part %= 7;
  }
  return choice;
}

}  // namespace wavetank::properties::testing
