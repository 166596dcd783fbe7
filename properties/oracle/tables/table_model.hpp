// The oracle of one operator whose results are a table: what its changes, folded, must have come to after each step.
//
// Joins, group-by, OVER, deduplication, rankings, upsert materialisation. A model keeps all rows that came and works out
// from them what is there now, by the rules of docs/SEMANTICS.md; how the operator says it is the invariants' affair.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/base/ids.hpp"
#include "engine/base/semantics.hpp"
#include "properties/oracle/arrivals.hpp"
#include "properties/oracle/tables/folded_rows.hpp"
#include "scenarios/format/scenario.hpp"

namespace wavetank::properties {

// What a model knows of its operator.
struct TableContext {
  const engine::Facts& facts;
  engine::Semantics semantics;
  std::vector<engine::Field> takes;  // the fields of what it takes, of a join on the left
  std::vector<engine::Field> right;  // of a join
};

// What becomes of one step: the arrival of a message, or of a control.
struct TableStep {
  FoldedRows& table;                  // changed by the model
  std::vector<sim::EventId> refused;  // the records that come too late
  std::vector<Fields> repeated;       // rows that are said once more though nothing changed (CL-04)
  bool known = true;                  // false: from here on, nothing is expected of this task any more
};

class TableModel {
 public:
  TableModel() = default;
  TableModel(const TableModel&) = delete;
  TableModel& operator=(const TableModel&) = delete;
  virtual ~TableModel() = default;

  // `input`: 1 is a join's right side.
  virtual void take(const Arrival& record, engine::InputIndex input, TableStep& step) = 0;
  // The watermark grows because of `control`.
  virtual void advance(engine::EventTime /*to*/, const Arrival& /*control*/, TableStep& /*step*/) {}
};

// How the rows that an operator sends are folded.
[[nodiscard]] FoldRule fold_rule(const scenarios::AnyNode& op, const std::vector<engine::Field>& takes);
// REQUIRES: is_modelled(op).
[[nodiscard]] std::unique_ptr<TableModel> make_table_model(const scenarios::AnyNode& op, const TableContext& context);

[[nodiscard]] bool has_table(const scenarios::AnyNode& op);
// Not: times to live of joins and rankings, or of mini-batches; conditions about texts; rows that replace each other though
// nothing names them; batches.
[[nodiscard]] bool is_modelled(const scenarios::AnyNode& op);

// A task is judged until a key has had this many rows: the models look at all of them again and again.
inline constexpr std::size_t kJudgedRowsOfKey = 3'000;

// One step of a task.
struct ExpectedStep {
  sim::EventId first{};               // what arrived, the first of a message
  Net changes;                        // of the table
  std::vector<sim::EventId> refused;  // in the order of arrival
  std::vector<Fields> repeated;
};
// Ends before the first step of which nothing is known.
struct ExpectedTable {
  FoldRule rule;
  std::vector<ExpectedStep> steps;
  sim::EventId closed{};  // from here on nothing is expected
};

struct TableTask {
  const TaskArrivals& arrivals;
  std::vector<engine::InputIndex> inputs;  // by arrival: where a record came to
  std::vector<std::uint32_t> channels;     // by input
};
// REQUIRES: is_modelled(op).
[[nodiscard]] ExpectedTable expect_table(const scenarios::AnyNode& op, const TableContext& context,
                                         const TableTask& task);

}  // namespace wavetank::properties
