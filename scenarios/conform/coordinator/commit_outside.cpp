// It outlives failures of the job: so does its count of answers.
#include "scenarios/conform/coordinator/commit_outside.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <utility>

#include "engine/base/assert.hpp"

namespace wavetank::scenarios {
namespace {

using engine::CommitOutcome;

struct NamedOutcome {
  std::string_view name;
  CommitOutcome outcome;
};

constexpr std::array kNamedOutcomes = {
    NamedOutcome{"ok", CommitOutcome::Committed},          NamedOutcome{"already", CommitOutcome::AlreadyCommitted},
    NamedOutcome{"retry", CommitOutcome::Retry},           NamedOutcome{"known", CommitOutcome::FailedKnown},
    NamedOutcome{"unknown", CommitOutcome::FailedUnknown},
};

// The digits of a member's name; empty for all else.
std::optional<engine::CommittableId> committable_named(std::string_view name) {
  std::uint64_t value = 0;
  for (const char digit : name) {
    if (digit < '0' || digit > '9' || value > 1'000'000'000) return std::nullopt;
    value = value * 10 + static_cast<std::uint64_t>(digit - '0');
  }
  if (name.empty()) return std::nullopt;
  return engine::CommittableId{value};
}

}  // namespace

void CommitOutside::add_fate(engine::CommittableId value, CommitOutcome outcome, std::int64_t times) {
  fates_[value] = {outcome, times};
}

std::vector<engine::CommitAnswer> CommitOutside::commit(std::span<const engine::CommittableId> values, Memory memory) {
  std::vector<engine::CommittableId> sorted(values.begin(), values.end());
  std::ranges::sort(sorted);
  std::vector<engine::CommitAnswer> answers;
  for (const engine::CommittableId value : sorted) {
    answers.push_back({value, outcome_of(value, memory)});
    if (answers.back().outcome == CommitOutcome::FailedUnknown) break;
  }
  return answers;
}

CommitOutcome CommitOutside::outcome_of(engine::CommittableId value, Memory memory) {
  const auto fate = fates_.find(value);
  if (fate != fates_.end() && fate->second.left > 0) {
    --fate->second.left;
    return fate->second.outcome;
  }
  const bool is_new = committed_.insert(value).second;
  return is_new || memory == Memory::Unasked ? CommitOutcome::Committed : CommitOutcome::AlreadyCommitted;
}

CommitOutside commit_outside(VectorFields& config) {
  CommitOutside outside;
  VectorFields fates = config.object("fates");
  const JsonValue::Object* members = fates.value().if_object();
  if (!config.ok() || members == nullptr) return outside;
  for (const auto& [name, unused] : *members) {
    VectorFields fate = fates.array(name);
    const std::optional<engine::CommittableId> value = committable_named(name);
    const std::string_view answer = fate.text(0);
    const auto* const outcome = std::ranges::find(kNamedOutcomes, answer, &NamedOutcome::name);
    const std::int64_t times = fate.integer(1, {.min = 0});
    if (!value) fates.refuse(name, "expected a committable's number as the name");
    if (outcome == kNamedOutcomes.end()) fate.refuse(0, "expected ok, already, retry, known or unknown");
    if (!config.ok()) return outside;
    outside.add_fate(*value, outcome->outcome, times);
  }
  return outside;
}

JsonValue committable_value(engine::CommittableId value) {
  return JsonValue::integer(static_cast<std::int64_t>(value));
}

JsonValue answers_value(std::span<const engine::CommitAnswer> answers) {
  JsonValue::Array values;
  for (const engine::CommitAnswer& answer : answers) {
    const auto* const named = std::ranges::find(kNamedOutcomes, answer.outcome, &NamedOutcome::outcome);
    WT_ASSERT(named != kNamedOutcomes.end());
    values.push_back(JsonValue::array({committable_value(answer.committable), JsonValue::text(named->name)}));
  }
  return JsonValue::array(std::move(values));
}

}  // namespace wavetank::scenarios
