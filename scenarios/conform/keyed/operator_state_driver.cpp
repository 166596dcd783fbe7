// Family operator_state: how list and broadcast state of all old subtasks is dealt out to the new ones.
//
// Items and entries stay what they are, JSON texts: redistribution does not look into them.
#include <algorithm>
#include <memory>
#include <utility>

#include "engine/core/snapshot.hpp"
#include "scenarios/conform/time_rows.hpp"
#include "scenarios/conform/vectors.hpp"

namespace wavetank::scenarios {
namespace {

constexpr const char* kRules = "rules";

struct StateNames {
  std::vector<std::string> split;
  std::vector<std::string> united;
};

JsonValue parsed(std::string_view text) {
  engine::Result<JsonValue> value = parse_json(text);
  WT_ASSERT(value.ok());
  return std::move(value).value();
}

// Sorted: the order of parts is open. The items are integers or arrays, which sort as texts do.
JsonValue sorted_array(JsonValue::Array values) {
  std::ranges::sort(values, [](const JsonValue& a, const JsonValue& b) {
    if (a.if_integer() != nullptr && b.if_integer() != nullptr) return *a.if_integer() < *b.if_integer();
    return a.compact() < b.compact();
  });
  return JsonValue::array(std::move(values));
}

JsonValue items_row(const engine::ListItems& lists, const std::string& name) {
  JsonValue::Array items;
  for (const std::string& item : engine::items_of(lists, name)) items.push_back(parsed(item));
  return sorted_array(std::move(items));
}

class OperatorStateDriver final : public VectorDriver {
 public:
  OperatorStateDriver(StateNames names, std::vector<engine::Snapshot> snapshots)
      : names_(std::move(names)), snapshots_(std::move(snapshots)) {}

  VectorRows step(VectorFields& fields) override {
    if (fields.name() != "r") return refuse_step(fields);
    const auto parallelism = static_cast<std::uint32_t>(fields.integer(1, {1, kVectorPartsMax}));
    if (!fields.ok()) return {};
    VectorRows rows;
    for (std::uint32_t index = 0; index < parallelism; ++index) {
      const engine::Snapshot share = assign(snapshots_, {index, parallelism, engine::kMaxParallelismLimit});
      JsonValue::Array row;
      for (const std::string& name : names_.split) row.push_back(items_row(share.split, name));
      for (const std::string& name : names_.united) row.push_back(items_row(share.united, name));
      row.push_back(sorted_array(*parsed(share.broadcast.at(kRules)).if_array()));
      rows.push_back(JsonValue::array(std::move(row)));
    }
    return rows;
  }

 private:
  StateNames names_;
  std::vector<engine::Snapshot> snapshots_;
};

std::vector<std::string> texts_of(VectorFields& states, const char* member) {
  std::vector<std::string> texts;
  VectorFields names = states.array(member);
  for (std::size_t i = 0; names.has(i); ++i) texts.emplace_back(names.text(i));
  return texts;
}

void add_items(VectorFields& lists, std::size_t at, const std::string& name, engine::ListItems& into) {
  VectorFields items = lists.array(at);
  for (std::size_t i = 0; items.has(i); ++i) into[name].push_back(std::to_string(items.integer(i)));
}

engine::Snapshot old_subtask(VectorFields& subtask, const StateNames& names) {
  engine::Snapshot snapshot;
  VectorFields lists = subtask.array("lists");
  std::size_t at = 0;
  for (const std::string& name : names.split) add_items(lists, at++, name, snapshot.split);
  for (const std::string& name : names.united) add_items(lists, at++, name, snapshot.united);
  snapshot.broadcast.emplace(kRules, subtask.array("broadcast").value().compact());
  return snapshot;
}

}  // namespace

DriverOrSkip make_operator_state_driver(VectorFields& config) {
  VectorFields states = config.object("states");
  const StateNames names{texts_of(states, "split"), texts_of(states, "union")};
  std::vector<engine::Snapshot> snapshots;
  VectorFields subtasks = config.array("subtasks");
  for (std::size_t i = 0; subtasks.has(i); ++i) {
    VectorFields subtask = subtasks.object(i);
    snapshots.push_back(old_subtask(subtask, names));
  }
  if (snapshots.empty()) config.refuse("subtasks", "expected at least one");
  if (!config.ok()) return {};
  return {std::make_unique<OperatorStateDriver>(names, std::move(snapshots)), {}};
}

}  // namespace wavetank::scenarios
