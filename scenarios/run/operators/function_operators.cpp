// Making operators that run a function over a keyed stream.
#include "engine/operators/functions/funnel.hpp"
#include "engine/operators/functions/look_up.hpp"
#include "engine/operators/functions/rolling.hpp"
#include "engine/operators/functions/silence.hpp"
#include "engine/operators/process/broadcast_process.hpp"
#include "engine/operators/process/keyed_process.hpp"
#include "scenarios/format/words.hpp"
#include "scenarios/run/operators/making.hpp"

namespace wavetank::scenarios {
namespace {

template <typename Function, typename Spec>
Made run(Spec spec, const Making& making) {
  return std::make_unique<engine::KeyedProcessOperator>(std::make_unique<Function>(std::move(spec), making.facts.texts),
                                                        making.scenario.mutants);
}

template <typename Key>
Made look_up(engine::LookUpSpec spec) {
  return std::make_unique<engine::BroadcastProcessOperator>(
      std::make_unique<engine::LookUpFunction<Key>>(std::move(spec)));
}

// Expressions over the fields of a record and those of its rule.
class RuledExpressions {
 public:
  explicit RuledExpressions(const Making& making) : making_(making), rules_(making.resolved.rules[making.node]) {
    for (const engine::Field& field : making.input()) add(field.name, field);
    for (const engine::Field& field : rules_) add(std::string(kRulePrefix) + field.name, field);
  }

  [[nodiscard]] engine::RuledExpression compile(const std::string& text) const {
    return {engine::Expression::compile(text, variables_, making_.facts.texts).value(), making_.input().size(),
            rules_.size()};
  }

 private:
  void add(const std::string& name, const engine::Field& field) {
    variables_.push_back({name, field.type, field.scale});
  }

  const Making& making_;
  const std::vector<engine::Field>& rules_;
  std::vector<engine::Variable> variables_;
};

}  // namespace

Made make(const FunnelNode& node, const Making& making) {
  engine::FunnelSpec spec{
      .steps = {}, .within = node.within, .time = node.time, .result = add_schema(making.output(), making)};
  for (const auto& [name, condition] : node.steps) {
    spec.steps.push_back({making.facts.texts.intern(name), row_expression(condition, making.input(), making.facts)});
  }
  return run<engine::FunnelFunction>(std::move(spec), making);
}

Made make(const SilenceNode& node, const Making& making) {
  return run<engine::SilenceFunction>(
      engine::SilenceSpec{.after = node.after, .time = node.time, .result = add_schema(making.output(), making)},
      making);
}

Made make(const RollingNode& node, const Making& making) {
  engine::RollingSpec spec{.aggregates = {},
                           .condition = if_any(node.condition, making.input(), making.facts),
                           .ttl = node.ttl,
                           .result = add_schema(making.output(), making)};
  for (const AggregateSpec& each : node.aggregates) spec.aggregates.push_back(aggregate(each, making));
  return run<engine::RollingFunction>(std::move(spec), making);
}

Made make(const ConnectNode& node, const Making& making) {
  const std::vector<engine::Field>& rules = making.resolved.rules[making.node];
  const RuledExpressions expressions(making);
  engine::LookUpSpec spec;
  spec.rule_key = field_index(rules, node.rule_key);
  spec.key_type = rules[spec.rule_key].type;
  spec.look_up = field_index(making.input(), node.look_up);
  spec.rule = add_schema(rules, making, ".rule");
  if (!node.fields.empty()) spec.result = add_schema(making.output(), making);
  if (!node.condition.empty()) spec.condition = expressions.compile(node.condition);
  for (const auto& [name, text] : node.fields) spec.fields.push_back(expressions.compile(text));
  const bool is_text = spec.key_type == engine::FieldType::Text || spec.key_type == engine::FieldType::Bytes;
  return is_text ? look_up<engine::TextId>(std::move(spec)) : look_up<std::int64_t>(std::move(spec));
}

}  // namespace wavetank::scenarios
