// Which operators have a table, and handing a model what arrived, step by step.
#include "properties/oracle/tables/table_model.hpp"

#include <algorithm>
#include <map>

#include "engine/base/assert.hpp"
#include "properties/oracle/tables/models.hpp"
#include "properties/oracle/watermark.hpp"

namespace wavetank::properties {
namespace {

using scenarios::Updates;

template <typename Op>
constexpr bool kHasModel = requires(const Op& op, const TableContext& context) { model_of(op, context); };

std::size_t place_of(const std::string& field, const std::vector<engine::Field>& fields) {
  const auto found = std::ranges::find(fields, field, &engine::Field::name);
  WT_REQUIRE(found != fields.end(), field);
  return static_cast<std::size_t>(found - fields.begin());
}

std::vector<std::size_t> places_of(const std::vector<std::string>& names, const std::vector<engine::Field>& fields) {
  std::vector<std::size_t> places;
  places.reserve(names.size());
  for (const std::string& name : names) places.push_back(place_of(name, fields));
  return places;
}

template <typename Op>
FoldRule rule_of(const Op& /*op*/, const std::vector<engine::Field>& /*takes*/) {
  return {};
}
FoldRule rule_of(const scenarios::IntervalJoinNode& /*op*/, const std::vector<engine::Field>& /*takes*/) {
  return {.timed = true};
}
FoldRule rule_of(const scenarios::TemporalJoinNode& /*op*/, const std::vector<engine::Field>& /*takes*/) {
  return {.timed = true};
}
FoldRule rule_of(const scenarios::OverNode& /*op*/, const std::vector<engine::Field>& /*takes*/) {
  return {.timed = true};
}
// A row that was forgotten stays where it was said, and the next one of its key comes beside it.
FoldRule rule_of(const scenarios::GroupByNode& op, const std::vector<engine::Field>& /*takes*/) {
  if (op.updates == Updates::Upsert) return {.name = {0}, .replaces = true, .forgets = op.ttl.has_value()};
  return op.ttl ? FoldRule{} : FoldRule{.name = {0}};
}
FoldRule rule_of(const scenarios::DeduplicateNode& op, const std::vector<engine::Field>& takes) {
  const bool final = op.keep == engine::KeptRow::FirstArrived || op.keep == engine::KeptRow::EarliestWaited;
  const std::vector<std::size_t> name{place_of(op.key, takes)};
  if (op.updates == Updates::Upsert && !final) return {.name = name, .replaces = true, .forgets = op.ttl.has_value()};
  return op.ttl ? FoldRule{} : FoldRule{.name = name};
}
FoldRule rule_of(const scenarios::TopNNode& op, const std::vector<engine::Field>& takes) {
  std::vector<std::string> name = op.identity;
  name.push_back(op.key);
  FoldRule rule{.replaces = op.updates == Updates::Upsert};
  if (!op.number.empty()) {
    rule.name = {place_of(op.key, takes), takes.size()};
  } else if (!op.identity.empty() && op.skip == 0) {
    rule.name = places_of(name, takes);
  }
  if (rule.name.empty()) rule.replaces = false;
  return rule;
}
FoldRule rule_of(const scenarios::UpsertMaterializeNode& op, const std::vector<engine::Field>& takes) {
  return {.name = {place_of(op.key, takes)}, .replaces = true, .forgets = op.ttl.has_value()};
}

bool asks_for_texts(const scenarios::JoinInputs& inputs) {
  return inputs.condition.find_first_of("\"'") != std::string::npos;
}

template <typename Op>
constexpr bool known(const Op& /*op*/) {
  return kHasModel<Op>;
}
bool known(const scenarios::IntervalJoinNode& op) { return !asks_for_texts(op.inputs); }
bool known(const scenarios::RegularJoinNode& op) {
  return op.left.time_to_live.count == 0 && op.right.time_to_live.count == 0 && !asks_for_texts(op.inputs);
}
bool known(const scenarios::TemporalJoinNode& op) { return op.retention.count == 0 && !asks_for_texts(op.inputs); }
bool known(const scenarios::GroupByNode& op) { return !op.ttl || !op.mini_batch; }
bool known(const scenarios::TopNNode& op) {
  const bool has_name = !op.number.empty() || op.skip == 0;
  return !op.ttl && (op.updates == Updates::Retract || has_name);
}

// Records of one message follow each other without a gap.
bool joins_step(const Arrival& arrival, const Arrival& before) {
  return arrival.kind == ArrivalKind::Record && before.kind == ArrivalKind::Record &&
         static_cast<std::uint32_t>(before.at) + 1 == static_cast<std::uint32_t>(arrival.at);
}

}  // namespace

FoldRule fold_rule(const scenarios::AnyNode& op, const std::vector<engine::Field>& takes) {
  return std::visit([&](const auto& each) { return rule_of(each, takes); }, op);
}

bool has_table(const scenarios::AnyNode& op) {
  return std::visit([](const auto& each) { return kHasModel<std::decay_t<decltype(each)>>; }, op);
}

bool is_modelled(const scenarios::AnyNode& op) {
  return std::visit([](const auto& each) { return known(each); }, op);
}

AnyTableModel make_table_model(const scenarios::AnyNode& op, const TableContext& context) {
  WT_REQUIRE(is_modelled(op));
  return std::visit(
      [&](const auto& each) -> AnyTableModel {
        if constexpr (kHasModel<std::decay_t<decltype(each)>>) return model_of(each, context);
        WT_UNREACHABLE(0);
      },
      op);
}

ExpectedTable expect_table(const scenarios::AnyNode& op, const TableContext& context, const TableTask& task) {
  const std::vector<Arrival>& arrivals = task.arrivals.arrivals;
  WT_REQUIRE(task.inputs.size() == arrivals.size(), task.inputs.size(), arrivals.size());
  const std::vector<Advance> advances = advances_of(task.arrivals, task.channels);
  auto advance = advances.cbegin();
  ExpectedTable expected{fold_rule(op, context.takes), {}, task.arrivals.closed};
  FoldedRows table(expected.rule);
  const AnyTableModel model = make_table_model(op, context);
  std::map<engine::KeyId, std::size_t> rows_of_key;
  for (std::size_t i = 0; i < arrivals.size(); ++i) {
    if (i == 0 || !joins_step(arrivals[i], arrivals[i - 1])) expected.steps.push_back({.first = arrivals[i].at});
    ExpectedStep& now = expected.steps.back();
    TableStep step{.table = table};
    if (arrivals[i].kind == ArrivalKind::Record) {
      step.known = ++rows_of_key[arrivals[i].key] <= kJudgedRowsOfKey;
      model->take(arrivals[i], task.inputs[i], step);
    }
    for (; advance != advances.cend() && advance->at == arrivals[i].at; ++advance) {
      model->advance(advance->to, arrivals[i], step);
    }
    if (!step.known) {
      expected.closed = now.first;
      expected.steps.pop_back();
      break;
    }
    for (const auto& [row, change] : table.take_changes()) now.changes[row] += change;
    std::erase_if(now.changes, [](const auto& row) { return row.second == 0; });
    now.refused.insert(now.refused.end(), step.refused.begin(), step.refused.end());
    now.repeated.insert(now.repeated.end(), step.repeated.begin(), step.repeated.end());
  }
  return expected;
}

}  // namespace wavetank::properties
