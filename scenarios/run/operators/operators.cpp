// Choosing how a node's operator is made, and what all of them need.
#include "scenarios/run/operators/operators.hpp"

#include "scenarios/run/operators/making.hpp"

namespace wavetank::scenarios {

engine::RowExpression row_expression(const std::string& text, const std::vector<engine::Field>& fields,
                                     engine::Facts& facts) {
  std::vector<engine::Variable> variables;
  for (const engine::Field& field : fields) variables.push_back({field.name, field.type, field.scale});
  return {engine::Expression::compile(text, variables, facts.texts).value(), fields.size()};
}

std::optional<engine::RowExpression> if_any(const std::string& text, const std::vector<engine::Field>& fields,
                                            engine::Facts& facts) {
  if (text.empty()) return std::nullopt;
  return row_expression(text, fields, facts);
}

engine::SchemaId add_schema(const std::vector<engine::Field>& fields, const Making& making, const std::string& part) {
  return making.facts.rows.add_schema({making.id() + part, fields});
}

engine::Aggregate aggregate(const AggregateSpec& spec, const Making& making) {
  return aggregate(spec, making.input(), making.facts);
}

engine::Aggregate aggregate(const AggregateSpec& spec, const std::vector<engine::Field>& fields, engine::Facts& facts) {
  engine::Aggregate made;
  made.kind = spec.kind;
  made.name = spec.name;
  if (spec.kind == engine::AggregateKind::Count) return made;
  made.field = field_index(fields, spec.field);
  if (spec.kind != engine::AggregateKind::Reduce) return made;
  made.fold = spec.fold;
  if (made.fold) return made;
  const engine::Field& field = fields[made.field];
  const std::vector<engine::Variable> variables = {{"acc", field.type, field.scale},
                                                   {"value", field.type, field.scale}};
  made.reduce = engine::Expression::compile(spec.reduce, variables, facts.texts).value();
  return made;
}

std::uint32_t field_index(const std::vector<engine::Field>& fields, std::string_view name) {
  for (std::uint32_t i = 0; i < fields.size(); ++i) {
    if (fields[i].name == name) return i;
  }
  WT_UNREACHABLE(name);
}

std::unique_ptr<engine::Operator> build_operator(const Scenario& scenario, std::size_t node, const Resolved& resolved,
                                                 engine::Facts& facts) {
  const Making making{scenario, node, resolved, facts};
  return std::visit([&](const auto& spec) { return make(spec, making); }, scenario.pipeline[node].op);
}

}  // namespace wavetank::scenarios
