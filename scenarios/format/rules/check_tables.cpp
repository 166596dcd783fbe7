// Rules of the tables behind sinks: what they are kept by, and what is expected of them.
#include <algorithm>
#include <set>

#include "scenarios/format/members.hpp"
#include "scenarios/format/quote.hpp"
#include "scenarios/format/rules/rules.hpp"
#include "scenarios/format/time_text.hpp"
#include "scenarios/format/values.hpp"

namespace wavetank::scenarios {
namespace {

using engine::Field;

void check_table_key(const SinkNode& sink, const std::string& pointer, const NodeCheck& check) {
  std::set<std::string_view> names;
  for (std::size_t i = 0; check.takes && i < sink.key.size(); ++i) {
    const std::string at = part(pointer + "/key", i);
    const Field* const field = check_field(sink.key[i], *check.takes, at, check.findings);
    if (field != nullptr && field->type == engine::FieldType::Opaque) {
      check.findings.add(at, "a field of type opaque names no row", "equal must mean equal everywhere; use a decimal");
    }
    if (!names.insert(sink.key[i]).second) check.findings.add(at, "the field " + quote(sink.key[i]) + " stands twice");
  }
}

// All fields of a row are said; one that is left out is null.
void check_table_row(const ExpectedRow& row, const std::vector<Field>& fields, const std::string& pointer,
                     Findings& findings) {
  for (const auto& [name, value] : row.values) {
    const std::string at = pointer + "/" + escaped(name);
    const Field* const field = check_field(name, fields, at, findings);
    if (field != nullptr && !fits(value, *field)) findings.add(at, "expected a value of type " + type_text(*field));
  }
}

void check_delivery(const SinkNode& sink, const std::string& pointer, const NodeCheck& check) {
  Findings& findings = check.findings;
  if (sink.delivery == Delivery::ExactlyOnce && sink.folds) {
    findings.add(pointer + "/delivery", "a table is not written in transactions yet",
                 "leave out \"folds\", or the delivery: upserts come to the same table when they come again");
  }
  if (!sink.transaction) return;
  const std::string at = pointer + "/transaction";
  if (sink.delivery != Delivery::ExactlyOnce) {
    findings.add(at, "only exactly-once delivery has transactions", R"(write "delivery": "exactly-once")");
  }
  if (sink.transaction->timeout.count <= 0) {
    findings.add(at + "/timeout", "it must be longer than no time; found " + to_text(sink.transaction->timeout));
  }
  if (sink.transaction->partitions < 1 || sink.transaction->partitions > kOutputPartitionsMax) {
    findings.add(at + "/partitions", "expected from 1 to " + std::to_string(kOutputPartitionsMax) +
                                         " partitions; found " + std::to_string(sink.transaction->partitions));
  }
  if (sink.transaction->call.min() < 0) findings.add(at + "/call", "expected delays that are not negative");
}

}  // namespace

Fields check_sink(const SinkNode& sink, const NodeCheck& check) {
  const std::string pointer = check.pointer + "/sink";
  check_delivery(sink, pointer, check);
  if (sink.folds == engine::Folding::Upserts && sink.key.empty()) {
    check.findings.add(pointer + "/key", "what names a row of the table is missing", R"(for example ["key"])");
  }
  if (sink.folds != engine::Folding::Upserts && !sink.key.empty()) {
    check.findings.add(pointer + "/key", "only a table of upserts goes by a key", R"(write "folds": "upserts")");
    return check.takes;
  }
  check_table_key(sink, pointer, check);
  return check.takes;
}

void check_expected_tables(const Scenario& scenario, const Resolved& resolved, Findings& findings) {
  std::vector<std::string_view> names;
  for (const Node& node : scenario.pipeline) {
    const auto* const sink = std::get_if<SinkNode>(&node.op);
    if (sink != nullptr && sink->folds) names.push_back(node.id);
  }
  for (const ExpectedTable& table : scenario.expect.tables) {
    const std::string pointer = "/expect/table/" + escaped(table.sink);
    if (std::ranges::find(names, table.sink) == names.end()) {
      if (!findings.are_named("/pipeline", scenario.pipeline.size(), "id")) continue;
      findings.add(pointer, quote(table.sink) + " is no sink with a table",
                   names.empty() ? R"(write for example "sink": {"folds": "retractions"})" : meant(table.sink, names));
      continue;
    }
    const auto at = std::ranges::find(scenario.pipeline, table.sink, &Node::id) - scenario.pipeline.begin();
    const std::vector<Field>& fields = resolved.schemas[static_cast<std::size_t>(at)];
    if (fields.empty()) continue;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      check_table_row(table.rows[i], fields, part(pointer, i), findings);
    }
  }
}

}  // namespace wavetank::scenarios
