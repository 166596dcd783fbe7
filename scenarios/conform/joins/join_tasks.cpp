// Driving the subtasks of a join, and its rows as JSON.
#include "scenarios/conform/joins/join_tasks.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <variant>

#include "scenarios/conform/keyed/vector_tasks.hpp"
#include "scenarios/conform/row_kinds.hpp"
#include "scenarios/conform/time_rows.hpp"

namespace wavetank::scenarios {
namespace {

// The timer that a row goes back to; none if a record made it.
std::optional<std::int64_t> timer_behind(engine::Cause cause, const engine::Effects& effects) {
  const engine::Note* note = effects.note_behind(cause);
  while (note != nullptr) {
    const bool is_timer = note->kind == engine::NoteKind::EventTimer || note->kind == engine::NoteKind::ProcessingTimer;
    if (is_timer) return static_cast<std::int64_t>(note->b);
    note = effects.note_behind(note->cause);
  }
  return std::nullopt;
}

// The watermark comes last, once; rows of several subtasks stand by the time of their timers.
JoinAnswers merge_answers(std::vector<JoinAnswers> told) {
  JoinAnswers all;
  std::optional<JoinAnswer> watermark;
  for (JoinAnswers& answers : told) {
    for (JoinAnswer& answer : answers) {
      if (answer.watermark) {
        watermark = answer;
      } else {
        all.push_back(std::move(answer));
      }
    }
  }
  std::ranges::stable_sort(
      all, {}, [](const JoinAnswer& answer) { return answer.at.value_or(std::numeric_limits<std::int64_t>::min()); });
  if (watermark) all.push_back(*watermark);
  return all;
}

}  // namespace

JoinTasks::JoinTasks(const engine::Operator& op, engine::Facts& facts) : op_(op), facts_(facts) { open({}, 1); }

void JoinTasks::open(const std::vector<engine::Snapshot>& from, std::uint32_t parallelism) {
  tasks_.clear();
  states_.clear();
  alarms_.assign(parallelism, std::nullopt);
  for (std::uint32_t index = 0; index < parallelism; ++index) {
    const engine::Subtask subtask{index, parallelism, kVectorGroups};
    tasks_.emplace_back(engine::TaskSpec{&op_, subtask, {1, 1}, {}});
    engine::Effects effects;
    states_.push_back(tasks_.back().open(assign(from, subtask), moment(), effects));
    const JoinAnswers answers = perform(index, effects);
    WT_ASSERT(answers.empty());  // opening says nothing
  }
}

std::vector<engine::Snapshot> JoinTasks::snapshots() const {
  std::vector<engine::Snapshot> all;
  for (const engine::TaskState& state : states_) all.push_back(op_.snapshot(state.state, facts_));
  return all;
}

void JoinTasks::restore(From from, std::uint32_t parallelism) {
  open(from == From::Now ? snapshots() : kept_, parallelism);
}

JoinAnswers JoinTasks::send(engine::JoinSide side, const engine::Record& record) {
  std::size_t subtask = 0;
  if (record.key != engine::kNoKey) {
    const engine::KeyGroup group = engine::key_group(facts_.keys.hash(record.key), kVectorGroups);
    subtask = engine::owner(group, static_cast<std::uint32_t>(tasks_.size()), kVectorGroups);
  }
  engine::Effects effects;
  const engine::ChannelIndex channel{static_cast<std::uint32_t>(engine::index_of(side))};
  tasks_[subtask].on_records(channel, std::span(&record, 1), moment(), states_[subtask], effects);
  return perform(subtask, effects);
}

JoinAnswers JoinTasks::watermark(engine::EventTime watermark) {
  std::vector<JoinAnswers> told;
  for (std::size_t subtask = 0; subtask < tasks_.size(); ++subtask) {
    engine::Effects effects;
    const engine::Control control{engine::ControlKind::Watermark, watermark, engine::kNoCause};
    for (const std::uint32_t channel : {0u, 1u}) {
      tasks_[subtask].on_control(engine::ChannelIndex{channel}, control, moment(), states_[subtask], effects);
    }
    told.push_back(perform(subtask, effects));
  }
  return merge_answers(std::move(told));
}

// The recorded clock rings at a timer's time, the real one a millisecond later (TM-07).
JoinAnswers JoinTasks::ring() {
  std::vector<JoinAnswers> told(tasks_.size());
  for (std::size_t subtask = 0; subtask < tasks_.size(); ++subtask) {
    while (alarms_[subtask] && *alarms_[subtask] <= saturating_add(now_, engine::Millis{1})) {
      alarms_[subtask].reset();
      engine::Effects effects;
      tasks_[subtask].on_timer(engine::TimerTag{0}, moment(), states_[subtask], effects);
      append_answers(told[subtask], perform(subtask, effects));
    }
  }
  return merge_answers(std::move(told));
}

JoinAnswers JoinTasks::shared_step(VectorFields& fields) {
  const std::string_view name = fields.name();
  JoinAnswers answers;
  if (name == "w") {
    const engine::EventTime time(fields.integer(1));
    if (fields.ok()) answers = watermark(time);
  } else if (name == "p") {
    set_clock(engine::ProcessingTime(fields.integer(1)));
  } else if (name == "s") {
    keep_checkpoint();
  } else if (name == "r" || name == "f") {
    const bool told = fields.has(1);
    const auto parallelism = told ? static_cast<std::uint32_t>(fields.integer(1, {1, kVectorGroups})) : 1;
    if (fields.has(2)) set_clock(engine::ProcessingTime(fields.integer(2)));
    if (fields.ok()) restore(name == "r" ? From::Now : From::Checkpoint, parallelism);
  } else {
    static_cast<void>(refuse_step(fields));
  }
  append_answers(answers, ring());
  return answers;
}

JoinAnswers JoinTasks::perform(std::size_t subtask, engine::Effects& effects) {
  JoinAnswers answers;
  for (const engine::Effects::Item& item : effects.order()) {
    if (item.kind == engine::EffectKind::Records) {
      for (const engine::Record& record : effects.records(item)) {
        answers.push_back({item.output, record, timer_behind(record.cause, effects), {}});
      }
    } else if (item.kind == engine::EffectKind::Controls && item.output == engine::kMainOutput) {
      answers.push_back({item.output, {}, {}, effects.control(item).value});
    } else if (item.kind == engine::EffectKind::Asks) {
      const engine::Ask& ask = effects.ask_of(item);
      WT_ASSERT(!std::holds_alternative<engine::Fail>(ask));
      const auto* alarm = std::get_if<engine::ArmTimer>(&ask);
      alarms_[subtask] = alarm == nullptr ? std::nullopt : std::optional(alarm->at);
    }
  }
  return answers;
}

std::optional<engine::JoinSide> join_side_named(std::string_view name) {
  if (name == "left") return engine::JoinSide::Left;
  if (name == "right") return engine::JoinSide::Right;
  return std::nullopt;
}

void append_answers(JoinAnswers& answers, JoinAnswers later) {
  answers.insert(answers.end(), std::make_move_iterator(later.begin()), std::make_move_iterator(later.end()));
}

engine::JoinSchemas join_schemas(const JoinColumns& columns, engine::Facts& facts) {
  const auto fields_of = [&](const std::string& prefix) {
    return std::vector<engine::Field>{{.name = prefix + "key", .type = engine::FieldType::Text},
                                      {.name = prefix + columns.second},
                                      {.name = prefix + columns.third}};
  };
  std::vector<engine::Field> left = fields_of("left_");
  const std::vector<engine::Field> right = fields_of("right_");
  engine::JoinSchemas schemas{facts.rows.add_schema({"left", left}), facts.rows.add_schema({"right", right}), {}};
  left.insert(left.end(), right.begin(), right.end());
  schemas.result = facts.rows.add_schema({"pair", left});
  return schemas;
}

engine::Record changelog_record(VectorFields& fields, engine::SchemaId schema, engine::Facts& facts) {
  const engine::RowKind kind = row_kind_at(fields, 1);
  VectorFields row = fields.array(2);
  std::array<engine::Cell, 3> cells{};
  cells[0] = row.is_null(0) ? engine::Cell{0, true}
                            : engine::Cell{static_cast<std::int64_t>(facts.texts.intern(row.text(0))), false};
  for (const std::size_t field : {1u, 2u}) {
    cells[field] = row.is_null(field) ? engine::Cell{0, true} : engine::Cell{row.integer(field), false};
  }
  if (!fields.ok()) return {};
  engine::Record record;
  record.row = facts.row(schema, kind, cells);
  if (!cells[0].null) record.key = facts.key(engine::FieldType::Text, cells[0]);
  return record;
}

JsonValue field_value(engine::RowId row, std::uint32_t field, const engine::Facts& facts) {
  const engine::Cell cell = facts.rows.cell(row, field);
  if (cell.null) return JsonValue::null();
  const engine::FieldType type = facts.rows.schema(facts.rows.schema_of(row)).fields[field].type;
  if (type != engine::FieldType::Text) return JsonValue::integer(cell.bits);
  return JsonValue::text(facts.texts.bytes(engine::TextId{static_cast<std::uint32_t>(cell.bits)}));
}

JsonValue changelog_row(engine::RowId row, const engine::Facts& facts) {
  JsonValue::Array fields;
  const std::size_t width = facts.rows.schema(facts.rows.schema_of(row)).fields.size();
  for (std::uint32_t i = 0; i < width; ++i) fields.push_back(field_value(row, i, facts));
  return JsonValue::array({row_kind_text(facts.rows.kind(row)), JsonValue::array(std::move(fields))});
}

std::optional<engine::JoinCondition> join_condition(VectorFields& config, const engine::JoinSchemas& schemas,
                                                    engine::Facts& facts) {
  if (config.is_null("condition")) return std::nullopt;
  const std::string_view text = config.text("condition");
  if (text != "left_value<=right_value") {
    config.refuse("condition", "expected null or left_value<=right_value");
    return std::nullopt;
  }
  std::vector<engine::Variable> variables;
  for (const engine::Field& field : facts.rows.schema(schemas.result).fields) {
    variables.push_back({field.name, field.type, field.scale});
  }
  engine::Result<engine::Expression> condition = engine::Expression::compile(text, variables, facts.texts);
  WT_ASSERT(condition.ok());
  return engine::JoinCondition(std::move(condition).value(), 3, 3);
}

}  // namespace wavetank::scenarios
