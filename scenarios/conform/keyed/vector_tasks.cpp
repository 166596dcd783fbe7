// Driving the subtasks and reading their answers.
#include "scenarios/conform/keyed/vector_tasks.hpp"

#include <algorithm>
#include <iterator>
#include <utility>
#include <variant>

#include "scenarios/conform/time_rows.hpp"
#include "scenarios/conform/vectors.hpp"

namespace wavetank::scenarios {
namespace {

constexpr std::uint32_t kTextField = 1;  // of both schemas
constexpr std::uint32_t kAtField = 0;    // of an answer

engine::Cell text_cell(std::string_view text, engine::Facts& facts) {
  return {static_cast<std::int64_t>(facts.texts.intern(text)), false};
}

std::int64_t place_of(const VectorAnswer& answer) {
  return answer.at.value_or(std::numeric_limits<std::int64_t>::min());
}

// When the recorded clock rings: at a timer's time, not a millisecond later as the real clock does (TM-07).
std::optional<engine::ProcessingTime> alarm_after(const engine::Ask& ask) {
  if (std::holds_alternative<engine::CancelTimer>(ask)) return std::nullopt;
  WT_ASSERT(std::holds_alternative<engine::ArmTimer>(ask));  // a keyed operator asks for nothing else
  return saturating_add(std::get<engine::ArmTimer>(ask).at, engine::Millis{-1});
}

// A true merge: it keeps each subtask's order, also a wrong one. The watermark comes last, once.
VectorAnswers merged(std::vector<VectorAnswers> told) {
  VectorAnswers all;
  std::optional<VectorAnswer> watermark;
  std::vector<std::size_t> next(told.size(), 0);
  for (;;) {
    std::optional<std::size_t> least;
    for (std::size_t i = 0; i < told.size(); ++i) {
      if (next[i] == told[i].size()) continue;
      if (told[i][next[i]].is_watermark) {
        watermark = told[i][next[i]++];
        if (next[i] == told[i].size()) continue;
      }
      if (!least || place_of(told[i][next[i]]) < place_of(told[*least][next[*least]])) least = i;
    }
    if (!least) break;
    all.push_back(std::move(told[*least][next[*least]++]));
  }
  if (watermark) all.push_back(std::move(*watermark));
  return all;
}

}  // namespace

VectorSchemas::VectorSchemas(engine::Facts& facts)
    : input(facts.rows.add_schema(
          {"input",
           {{.name = "key", .type = engine::FieldType::Text}, {.name = "script", .type = engine::FieldType::Text}}})),
      answer(facts.rows.add_schema({"answer", {{.name = "at"}, {.name = "row", .type = engine::FieldType::Text}}})) {}

engine::RowId answer_of(const JsonValue& row, std::optional<std::int64_t> at, engine::SchemaId schema,
                        engine::Facts& facts) {
  const engine::Cell cells[] = {{at.value_or(0), !at.has_value()}, text_cell(row.compact(), facts)};
  return facts.row(schema, engine::RowKind::Insert, cells);
}

JsonValue script_of(const engine::Record& record, const engine::Facts& facts) {
  const auto text = static_cast<std::uint32_t>(facts.rows.bits(record.row, kTextField));
  engine::Result<JsonValue> script = parse_json(facts.texts.bytes(engine::TextId{text}));
  WT_ASSERT(script.ok());
  return std::move(script).value();
}

void append_answers(VectorAnswers& answers, VectorAnswers later) {
  answers.insert(answers.end(), std::make_move_iterator(later.begin()), std::make_move_iterator(later.end()));
}

VectorTasks::VectorTasks(const engine::Operator& op, std::uint32_t inputs, engine::Facts& facts)
    : op_(op), inputs_(inputs), facts_(facts) {
  open({}, 1);
}

void VectorTasks::open(const std::vector<engine::Snapshot>& from, std::uint32_t parallelism) {
  tasks_.clear();
  states_.clear();
  alarms_.assign(parallelism, std::nullopt);
  for (std::uint32_t index = 0; index < parallelism; ++index) {
    const engine::Subtask subtask{index, parallelism, kVectorGroups};
    tasks_.emplace_back(engine::TaskSpec{&op_, subtask, std::vector<std::uint32_t>(inputs_, 1), {}});
    engine::Effects effects;
    states_.push_back(tasks_.back().open(assign(from, subtask), moment(), effects));
    const VectorAnswers answers = perform(index, effects);
    WT_ASSERT(answers.empty());  // opening says nothing
  }
}

std::vector<engine::Snapshot> VectorTasks::snapshots() const {
  std::vector<engine::Snapshot> all;
  for (const engine::TaskState& state : states_) all.push_back(op_.snapshot(state.state, facts_));
  return all;
}

void VectorTasks::restore(From from, std::uint32_t parallelism) {
  open(from == From::Now ? snapshots() : kept_, parallelism);
}

VectorAnswers VectorTasks::send(const Sent& sent, engine::SchemaId schema) {
  const engine::Cell cells[] = {text_cell(sent.key.value_or(""), facts_), text_cell(sent.script.compact(), facts_)};
  engine::Record record{.time = sent.time, .row = facts_.row(schema, engine::RowKind::Insert, cells)};
  std::size_t first = 0;
  std::size_t last = tasks_.size();
  if (sent.key) {
    record.key = facts_.key(engine::FieldType::Text, cells[0]);
    const engine::KeyGroup group = engine::key_group(facts_.keys.hash(record.key), kVectorGroups);
    first = engine::owner(group, static_cast<std::uint32_t>(tasks_.size()), kVectorGroups);
    last = first + 1;
  }
  VectorAnswers answers;
  for (std::size_t subtask = first; subtask < last; ++subtask) {
    engine::Effects effects;
    tasks_[subtask].on_records(sent.channel, std::span(&record, 1), moment(), states_[subtask], effects);
    append_answers(answers, perform(subtask, effects));
  }
  return answers;
}

VectorAnswers VectorTasks::watermark(engine::ChannelIndex channel, engine::EventTime watermark) {
  std::vector<VectorAnswers> told;
  for (std::size_t subtask = 0; subtask < tasks_.size(); ++subtask) {
    engine::Effects effects;
    const engine::Control control{engine::ControlKind::Watermark, watermark, engine::kNoCause};
    tasks_[subtask].on_control(channel, control, moment(), states_[subtask], effects);
    told.push_back(perform(subtask, effects));
  }
  return merged(std::move(told));
}

VectorAnswers VectorTasks::ring() {
  std::vector<VectorAnswers> told(tasks_.size());
  for (std::size_t subtask = 0; subtask < tasks_.size(); ++subtask) {
    while (alarms_[subtask] && *alarms_[subtask] <= now_) {
      alarms_[subtask].reset();
      engine::Effects effects;
      tasks_[subtask].on_timer(engine::TimerTag{0}, moment(), states_[subtask], effects);
      append_answers(told[subtask], perform(subtask, effects));
    }
  }
  return merged(std::move(told));
}

VectorAnswers VectorTasks::shared_step(VectorFields& fields) {
  const std::string_view name = fields.name();
  VectorAnswers answers;
  if (name == "w") {
    const engine::EventTime time(fields.integer(1));
    if (fields.ok()) answers = watermark(engine::ChannelIndex{0}, time);
  } else if (name == "p") {
    set_clock(engine::ProcessingTime(fields.integer(1)));
  } else if (name == "s") {
    keep_checkpoint();
  } else if (name == "r" || name == "f") {
    const auto parallelism = static_cast<std::uint32_t>(fields.integer(1, {1, kVectorGroups}));
    if (fields.has(2)) set_clock(engine::ProcessingTime(fields.integer(2)));
    if (fields.ok()) restore(name == "r" ? From::Now : From::Checkpoint, parallelism);
  } else {
    static_cast<void>(refuse_step(fields));
  }
  append_answers(answers, ring());
  return answers;
}

VectorAnswers VectorTasks::perform(std::size_t subtask, engine::Effects& effects) {
  VectorAnswers answers;
  for (const engine::Effects::Item& item : effects.order()) {
    if (item.kind == engine::EffectKind::Records) {
      for (const engine::Record& record : effects.records(item)) answers.push_back(answer(record));
    } else if (item.kind == engine::EffectKind::Controls) {
      const engine::EventTime watermark = effects.control(item).value;
      answers.push_back({watermark_row(watermark), std::nullopt, watermark, true});
    } else if (item.kind == engine::EffectKind::Asks) {
      alarms_[subtask] = alarm_after(effects.ask_of(item));
    }
  }
  return answers;
}

VectorAnswer VectorTasks::answer(const engine::Record& record) const {
  const engine::Cell at = facts_.rows.cell(record.row, kAtField);
  return {script_of(record, facts_), at.null ? std::nullopt : std::optional(at.bits), record.time};
}

}  // namespace wavetank::scenarios
