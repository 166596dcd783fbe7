// A join on two inputs of rows (key, id, value), told step by step.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "engine/core/operator.hpp"
#include "engine/operators/join/interval_join.hpp"
#include "engine/operators/join/latest_join.hpp"
#include "engine/operators/join/regular_join.hpp"
#include "engine/operators/join/temporal_join.hpp"

namespace wavetank::engine::testing {

struct JoinFacts {
  JoinFacts() {
    const std::vector<Field> left = {{.name = "k"}, {.name = "id"}, {.name = "v"}};
    const std::vector<Field> right = {{.name = "rk"}, {.name = "rid"}, {.name = "rv"}};
    std::vector<Field> both = left;
    both.insert(both.end(), right.begin(), right.end());
    schemas = {facts.rows.add_schema({"left", left}), facts.rows.add_schema({"right", right}),
               facts.rows.add_schema({"both", both})};
  }
  Facts facts;
  JoinSchemas schemas;
};

struct JoinRow {
  RowKind kind = RowKind::Insert;
  std::int64_t key = 0;
  std::int64_t id = 0;
  std::int64_t value = 0;
  bool has_null_key = false;
};

class JoinRig {
 public:
  JoinRig(const Operator& op, JoinFacts& on) : op_(op), on_(on) {
    Effects effects;
    state_ = op_.open({}, {}, moment(), effects);
  }

  // What it says, in order: "+I 1,2,3,1,4,5", and of a side output "1: +I 1,2,3".
  std::vector<std::string> send(JoinSide side, const JoinRow& row, std::int64_t time = 0) {
    const std::array cells{Cell{row.key, row.has_null_key}, Cell{row.id, false}, Cell{row.value, false}};
    Record record{.time = EventTime(time)};
    record.row = on_.facts.row(on_.schemas.of(side), row.kind, cells);
    if (!row.has_null_key) record.key = on_.facts.key(FieldType::Int64, cells[0]);
    Effects effects;
    op_.on_batch(side == JoinSide::Left ? kLeftInput : kRightInput, std::span(&record, 1), moment(), state_, effects);
    return said(effects);
  }
  std::vector<std::string> watermark(std::int64_t time) {
    Effects effects;
    op_.on_control({ControlKind::Watermark, EventTime(time)}, moment(), state_, effects);
    return said(effects);
  }
  // The alarm of all its timers of the clock.
  std::vector<std::string> alarm() {
    Effects effects;
    op_.on_timer(ProcessingAlarm::kTag, moment(), state_, effects);
    return said(effects);
  }
  void clock(std::int64_t now) { now_ = ProcessingTime(now); }
  void restore() {
    Effects effects;
    state_ = op_.open({}, op_.snapshot(state_, on_.facts), moment(), effects);
  }
  [[nodiscard]] const State& state() const { return state_; }
  // What the last step noted to have forgotten.
  [[nodiscard]] const std::vector<KeptRows>& forgotten() const { return forgotten_; }

 private:
  [[nodiscard]] Moment moment() { return {now_, kNoCause, on_.facts}; }

  [[nodiscard]] std::string text_of(RowId row) const {
    constexpr std::array<const char*, 4> kKinds = {"+I", "-U", "+U", "-D"};
    std::string text = kKinds[static_cast<std::size_t>(on_.facts.rows.kind(row))];
    const std::size_t width = on_.facts.rows.schema(on_.facts.rows.schema_of(row)).fields.size();
    for (std::uint32_t i = 0; i < width; ++i) {
      const Cell cell = on_.facts.rows.cell(row, i);
      text += (i == 0 ? " " : ",") + (cell.null ? "null" : std::to_string(cell.bits));
    }
    return text;
  }
  std::vector<std::string> said(Effects& effects) {
    std::vector<std::string> all;
    forgotten_.clear();
    for (const Effects::Item& item : effects.order()) {
      if (item.kind != EffectKind::Notes) continue;
      for (const Note& note : effects.notes(item)) {
        if (note.kind == NoteKind::JoinForget) forgotten_.push_back(kept_rows(note.b));
      }
    }
    for (const Effects::Item& item : effects.order()) {
      if (item.kind != EffectKind::Records) continue;
      const std::string to = item.output == kMainOutput ? "" : std::to_string(index_of(item.output)) + ": ";
      for (const Record& record : effects.records(item)) all.push_back(to + text_of(record.row));
    }
    return all;
  }

  const Operator& op_;
  JoinFacts& on_;
  State state_;
  ProcessingTime now_{0};
  std::vector<KeptRows> forgotten_;
};

// The table that changes come to: each row as often as it is there.
class Folded {
 public:
  void take(const std::vector<std::string>& changes) {
    for (const std::string& change : changes) {
      const std::string row = change.substr(3);
      const bool adds = change.starts_with("+");
      rows_[row] += adds ? 1 : -1;
      if (rows_[row] == 0) rows_.erase(row);
    }
  }
  [[nodiscard]] const std::map<std::string, int>& rows() const { return rows_; }

 private:
  std::map<std::string, int> rows_;
};

}  // namespace wavetank::engine::testing
