// Making patterns.
#include <algorithm>

#include "engine/operators/process/keyed_process.hpp"
#include "engine/operators/sequence/sequence.hpp"
#include "scenarios/format/words.hpp"
#include "scenarios/run/operators/making.hpp"

namespace wavetank::scenarios {
namespace {

engine::Contiguity contiguity_of(const PatternStageSpec& stage) {
  if (!stage.follows) return engine::Contiguity::Strict;
  switch (*stage.follows) {
    case StageFollows::Next:
    case StageFollows::NotNext: return engine::Contiguity::Strict;
    case StageFollows::FollowedBy:
    case StageFollows::NotFollowedBy: return engine::Contiguity::Relaxed;
    case StageFollows::FollowedByAny: return engine::Contiguity::Any;
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(*stage.follows));
}

std::optional<engine::StageTimes> times_of(const PatternStageSpec& stage, const Making& making) {
  if (!stage.is_loop()) return std::nullopt;
  engine::StageTimes times{.most = std::nullopt, .inner = stage.between};
  if (stage.at_least) times.least = *stage.at_least;
  if (stage.at_most) times.most = *stage.at_most;
  if (stage.times) {
    times.least = *stage.times;
    times.most = *stage.times;
  }
  if (stage.is_greedy) times.greed = engine::LoopGreed::Greedy;
  times.until = if_any(stage.until, making.input(), making.facts);
  return times;
}

engine::SequenceStage stage_of(const PatternStageSpec& stage, const Making& making) {
  engine::SequenceStage made{.name = making.facts.texts.intern(stage.name),
                             .condition = row_expression(stage.condition, making.input(), making.facts)};
  if (!stage.rising.empty()) made.rising = field_index(making.input(), stage.rising);
  made.contiguity = contiguity_of(stage);
  if (stage.is_optional) made.presence = engine::StagePresence::Optional;
  if (stage.is_forbidden()) made.presence = engine::StagePresence::Forbidden;
  made.times = times_of(stage, making);
  return made;
}

std::uint32_t stage_index(const PatternNode& node, const std::string& name) {
  const auto stage = std::ranges::find(node.stages, name, &PatternStageSpec::name);
  return stage == node.stages.end() ? 0 : static_cast<std::uint32_t>(stage - node.stages.begin());
}

}  // namespace

Made make(const PatternNode& node, const Making& making) {
  engine::SequenceSpec spec;
  for (const PatternStageSpec& stage : node.stages) spec.stages.push_back(stage_of(stage, making));
  if (node.within) spec.within = engine::SequenceWithin{.length = *node.within, .from = node.within_from};
  spec.after_match = {node.after_match.kind, stage_index(node, node.after_match.stage)};
  for (const MeasureSpec& measure : node.measures) {
    const std::uint32_t field = measure.field.empty() ? 0 : field_index(making.input(), measure.field);
    spec.measures.push_back({measure.kind, stage_index(node, measure.stage), field});
  }
  spec.schema = add_schema(making.input(), making, ".record");
  spec.result = add_schema(making.output(), making);
  return std::make_unique<engine::KeyedProcessOperator>(
      std::make_unique<engine::SequenceFunction>(std::move(spec), node.late), making.scenario.mutants);
}

}  // namespace wavetank::scenarios
