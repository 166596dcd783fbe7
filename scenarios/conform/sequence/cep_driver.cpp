// Patterns over the events of a key, by one task.
#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "engine/core/task.hpp"
#include "engine/operators/process/keyed_process.hpp"
#include "engine/operators/sequence/sequence.hpp"
#include "scenarios/conform/driver.hpp"
#include "scenarios/conform/time_rows.hpp"

namespace wavetank::scenarios {
namespace {

using engine::Cell;
using engine::Effects;
using engine::EventTime;

// Fields of an event.
constexpr std::uint32_t kEventId = 1;
constexpr std::uint32_t kEventValue = 3;

struct CepVectors {
  // The facts stay where they are while the driver moves.
  std::unique_ptr<engine::Facts> facts = std::make_unique<engine::Facts>();
  std::vector<engine::Field> fields = {{.name = "key", .type = engine::FieldType::Text},
                                       {.name = "id"},
                                       {.name = "type", .type = engine::FieldType::Text},
                                       {.name = "value"}};
  std::vector<std::string> stages{};
  engine::SequenceSpec spec{};
  engine::LateRecords late = engine::LateRecords::Count;
};

// Of letters: `type == "a" || type == "b"`; of none: false.
engine::RowExpression one_of(std::string_view letters, const CepVectors& vectors) {
  std::string text = "false";
  for (const char letter : letters) text += std::string(" || type == \"") + letter + "\"";
  std::vector<engine::Variable> variables;
  for (const engine::Field& field : vectors.fields) variables.push_back({.name = field.name, .type = field.type});
  return {engine::Expression::compile(text, variables, vectors.facts->texts).value(), vectors.fields.size()};
}

// Letters, which need no escapes.
std::string_view letters_at(VectorFields& fields, std::string_view member) {
  const std::string_view letters = fields.text(member);
  const bool plain = std::ranges::all_of(letters, [](char c) { return c >= 'a' && c <= 'z'; });
  if (!plain) fields.refuse(member, "expected letters from a to z");
  return plain ? letters : std::string_view{};
}

engine::Contiguity inner_contiguity(VectorFields& fields) {
  const std::string_view name = fields.text("inner");
  if (name == "relaxed") return engine::Contiguity::Relaxed;
  if (name == "consecutive") return engine::Contiguity::Strict;
  if (name != "combinations") fields.refuse("inner", "expected relaxed, consecutive or combinations");
  return engine::Contiguity::Any;
}

// "times": [n, m] or [n, null].
void read_times(VectorFields& fields, const CepVectors& vectors, engine::SequenceStage& stage) {
  constexpr std::int64_t kMost = 1'000;
  VectorFields bounds = fields.array("times");
  const std::int64_t least = bounds.integer(0, {.min = 0, .max = kMost});
  if (least == 0) stage.presence = engine::StagePresence::Optional;
  engine::StageTimes times{.least = static_cast<std::uint32_t>(std::max<std::int64_t>(least, 1)), .most = std::nullopt};
  if (!bounds.is_null(1)) {
    times.most = static_cast<std::uint32_t>(bounds.integer(1, {.min = times.least, .max = kMost}));
  }
  times.inner = inner_contiguity(fields);
  if (fields.truth("greedy")) times.greed = engine::LoopGreed::Greedy;
  if (!fields.is_null("until")) times.until = one_of(letters_at(fields, "until"), vectors);
  stage.times = std::move(times);
}

void read_contiguity(VectorFields& fields, engine::SequenceStage& stage) {
  struct Named {
    std::string_view name;
    engine::Contiguity contiguity;
    engine::StagePresence presence;
  };
  using engine::Contiguity;
  using engine::StagePresence;
  static constexpr std::array kNamed = {Named{"begin", Contiguity::Strict, StagePresence::Required},
                                        Named{"next", Contiguity::Strict, StagePresence::Required},
                                        Named{"followed_by", Contiguity::Relaxed, StagePresence::Required},
                                        Named{"followed_by_any", Contiguity::Any, StagePresence::Required},
                                        Named{"not_next", Contiguity::Strict, StagePresence::Forbidden},
                                        Named{"not_followed_by", Contiguity::Relaxed, StagePresence::Forbidden}};
  const auto named = std::ranges::find(kNamed, fields.text("contiguity"), &Named::name);
  if (named == kNamed.end()) return fields.refuse("contiguity", "is not known");
  stage.contiguity = named->contiguity;
  stage.presence = named->presence;
}

void read_stage(VectorFields& fields, CepVectors& vectors) {
  const std::string name(fields.text("name"));
  engine::SequenceStage stage{.name = vectors.facts->texts.intern(name),
                              .condition = one_of(letters_at(fields, "types"), vectors)};
  read_contiguity(fields, stage);
  if (fields.truth("rising")) stage.rising = kEventValue;
  if (fields.truth("optional")) stage.presence = engine::StagePresence::Optional;
  if (!fields.is_null("times")) read_times(fields, vectors, stage);
  vectors.stages.push_back(name);
  vectors.spec.stages.push_back(std::move(stage));
}

std::optional<engine::SequenceWithin> read_within(VectorFields& config) {
  if (config.is_null("within")) return std::nullopt;
  engine::SequenceWithin within{.length = engine::Millis{config.integer("within", {.min = 1})}};
  const std::string_view type = config.text("within_type");
  if (type == "previous_and_current") {
    within.from = engine::WithinFrom::Previous;
  } else if (type != "first_and_last") {
    config.refuse("within_type", "expected first_and_last or previous_and_current");
  }
  return within;
}

engine::AfterMatch read_skip(VectorFields& config, const std::vector<std::string>& stages) {
  using engine::SkipKind;
  VectorFields skip = config.object("skip");
  const std::string_view type = skip.text("type");
  if (type == "no_skip") return {};
  if (type == "to_next") return {.skip = SkipKind::ToNext};
  if (type == "past_last") return {.skip = SkipKind::PastLast};
  if (type != "to_first" && type != "to_last") skip.refuse("type", "is not known");
  const auto stage = std::ranges::find(stages, skip.text("stage"));
  if (stage == stages.end()) skip.refuse("stage", "is no stage of the pattern");
  return {.skip = type == "to_first" ? SkipKind::ToFirst : SkipKind::ToLast,
          .stage = static_cast<std::uint32_t>(stage - stages.begin())};
}

// "[1,2]" as numbers.
JsonValue::Array numbers_of(std::string_view list) {
  JsonValue::Array numbers;
  const char* const end = list.data() + list.size();
  for (const char* at = list.data() + 1; at < end && *at != ']';) {
    std::int64_t number = 0;
    at = std::from_chars(at, end, number).ptr + 1;
    numbers.push_back(JsonValue::integer(number));
  }
  return numbers;
}

// A row, and where it is put among those of its step.
struct CepRow {
  std::string key;
  std::int64_t kind;  // 0: match, 1: timeout, 2: late
  std::int64_t time;
  JsonValue row;

  // Whether the recorded rows have them in no order of their own.
  [[nodiscard]] bool same_run(const CepRow& other) const {
    return key == other.key && kind == other.kind && (kind == 1 || (kind == 0 && time == other.time));
  }
};

class CepDriver final : public VectorDriver {
 public:
  explicit CepDriver(CepVectors vectors)
      : vectors_(std::move(vectors)),
        op_(std::make_unique<engine::SequenceFunction>(vectors_.spec, vectors_.late)),
        task_(engine::TaskSpec{&op_, {}, {1}, {}}),
        state_(open({})) {}

  VectorRows step(VectorFields& fields) override {
    const std::string_view name = fields.name();
    Effects effects;
    if (name == "e") {
      take(fields, effects);
    } else if (name == "w") {
      const EventTime watermark(fields.integer(1));
      if (fields.ok()) advance(watermark, effects);
    } else if (name == "r") {
      state_ = open(op_.snapshot(state_.state, *vectors_.facts));
      watermark_ = EventTime::min();
    } else {
      return refuse_step(fields);
    }
    return rows_of(effects);
  }

 private:
  [[nodiscard]] engine::Moment moment() { return {engine::ProcessingTime(0), engine::kNoCause, *vectors_.facts}; }
  [[nodiscard]] engine::TaskState open(const engine::Snapshot& snapshot) {
    Effects effects;
    return task_.open(assign(std::span(&snapshot, 1), {}), moment(), effects);
  }
  // Those that do not grow are forwarded by the real operator; ours never sees them (TM-05).
  void advance(EventTime watermark, Effects& effects) {
    const engine::Control control{engine::ControlKind::Watermark, watermark, engine::kNoCause};
    if (watermark <= watermark_) return effects.emit(engine::kMainOutput, control);
    watermark_ = watermark;
    task_.on_control(engine::ChannelIndex{0}, control, moment(), state_, effects);
  }

  // ["e", key, id, type, value, timestamp]
  void take(VectorFields& fields, Effects& effects) {
    engine::Facts& facts = *vectors_.facts;
    const auto text = [&](std::size_t at) {
      return Cell{static_cast<std::int64_t>(facts.texts.intern(fields.text(at))), false};
    };
    const std::array cells = {text(1), Cell{fields.integer(2), false}, text(3), Cell{fields.integer(4), false}};
    const EventTime time(fields.integer(5));
    if (!fields.ok()) return;
    engine::Record record{.time = time, .row = facts.row(vectors_.spec.schema, engine::RowKind::Insert, cells)};
    record.key = facts.key(engine::FieldType::Text, cells[0]);
    task_.on_records(engine::ChannelIndex{0}, std::span(&record, 1), moment(), state_, effects);
  }

  [[nodiscard]] VectorRows rows_of(Effects& effects) {
    std::vector<CepRow> found;
    VectorRows watermarks;
    for (const Effects::Item& item : effects.order()) {
      const bool control = item.kind == engine::EffectKind::Controls && item.output == engine::kMainOutput;
      if (control) watermarks.push_back(watermark_row(effects.control(item).value));
      if (item.kind != engine::EffectKind::Records) continue;
      for (const engine::Record& record : effects.records(item)) found.push_back(row_of(item.output, record));
    }
    sort(found);
    VectorRows rows;
    for (CepRow& row : found) rows.push_back(std::move(row.row));
    rows.insert(rows.end(), watermarks.begin(), watermarks.end());
    return rows;
  }
  static void sort(std::vector<CepRow>& rows) {
    std::ranges::stable_sort(rows, {}, &CepRow::key);
    for (auto begin = rows.begin(); begin != rows.end();) {
      const auto end = std::find_if(begin, rows.end(), [&](const CepRow& row) { return !row.same_run(*begin); });
      if (end == begin) {  // a late row
        ++begin;
        continue;
      }
      std::ranges::stable_sort(begin, end, {},
                               [](const CepRow& row) { return std::pair(row.time, row.row.compact()); });
      begin = end;
    }
  }

  [[nodiscard]] std::string_view text_of(engine::RowId row, std::uint32_t field) const {
    const engine::Facts& facts = *vectors_.facts;
    return facts.texts.bytes(engine::TextId{static_cast<std::uint32_t>(facts.rows.cell(row, field).bits)});
  }
  [[nodiscard]] CepRow row_of(engine::OutputIndex output, const engine::Record& record) const {
    JsonValue key = JsonValue::text(text_of(record.row, 0));
    if (output == engine::SequenceFunction::kLateRecords) {
      const JsonValue id = JsonValue::integer(vectors_.facts->rows.cell(record.row, kEventId).bits);
      std::string sorted = key.compact();
      return {std::move(sorted), 2, 0, JsonValue::array({JsonValue::text("late"), std::move(key), id})};
    }
    const bool timed_out = output == engine::SequenceFunction::kTimedOut;
    JsonValue::Array stages;
    for (std::uint32_t i = 0; i < vectors_.stages.size(); ++i) {
      JsonValue::Array ids = numbers_of(text_of(record.row, i + kFieldsBeforeMeasures));
      if (ids.empty()) continue;
      stages.push_back(JsonValue::array({JsonValue::text(vectors_.stages[i]), JsonValue::array(std::move(ids))}));
    }
    const std::int64_t time = record.time.ticks();
    std::string sorted = key.compact();
    return {std::move(sorted), timed_out ? 1 : 0, time,
            JsonValue::array({JsonValue::text(timed_out ? "timeout" : "match"), std::move(key),
                              JsonValue::array(std::move(stages)), JsonValue::integer(time)})};
  }

  static constexpr std::uint32_t kFieldsBeforeMeasures = 3;  // key, started, ended

  CepVectors vectors_;
  engine::KeyedProcessOperator op_;
  engine::Task task_;
  EventTime watermark_ = EventTime::min();
  engine::TaskState state_;
};

// For each stage the list of the ids that it took.
void finish_spec(CepVectors& vectors) {
  std::vector<engine::Field> result = {{.name = "key", .type = engine::FieldType::Text},
                                       {.name = "started", .type = engine::FieldType::Timestamp},
                                       {.name = "ended", .type = engine::FieldType::Timestamp}};
  for (std::uint32_t i = 0; i < vectors.stages.size(); ++i) {
    vectors.spec.measures.push_back({.kind = engine::MeasureKind::List, .stage = i, .field = kEventId});
    result.push_back({.name = vectors.stages[i], .type = engine::FieldType::Text});
  }
  vectors.spec.schema = vectors.facts->rows.add_schema({"event", vectors.fields});
  vectors.spec.result = vectors.facts->rows.add_schema({"match", result});
}

}  // namespace

DriverOrSkip make_cep_driver(VectorFields& config) {
  CepVectors vectors;
  VectorFields pattern = config.array("pattern");
  for (std::size_t i = 0; pattern.has(i); ++i) {
    VectorFields stage = pattern.object(i);
    read_stage(stage, vectors);
  }
  vectors.spec.within = read_within(config);
  vectors.spec.after_match = read_skip(config, vectors.stages);
  if (config.truth("late_output")) vectors.late = engine::LateRecords::SideOutput;
  if (!config.ok()) return {nullptr, {}};
  finish_spec(vectors);
  return {std::make_unique<CepDriver>(std::move(vectors)), {}};
}

}  // namespace wavetank::scenarios
