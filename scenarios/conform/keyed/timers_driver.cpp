// Family timers: a keyed process function that does what records tell it.
#include <memory>
#include <utility>

#include "engine/operators/process/keyed_process.hpp"
#include "scenarios/conform/keyed/vector_tasks.hpp"
#include "scenarios/conform/time_rows.hpp"
#include "scenarios/conform/vectors.hpp"

namespace wavetank::scenarios {
namespace {

using engine::EventTime;
using engine::ProcessContext;
using engine::ProcessingTime;

constexpr std::size_t kAtOfFiring = 6;  // ["fire", domain, key, watermark, now, timestamp, at]
constexpr std::size_t kAtOfOutput = 2;  // ["o", timestamp, at]

// Operations for later are kept as their text, by the time of the timer that will run them.
using LaterOperations = engine::MapHandle<std::int64_t, engine::TextId>;

class TimerScript final : public engine::ProcessFunction {
 public:
  explicit TimerScript(engine::SchemaId answer) : answer_(answer) {}

  [[nodiscard]] const engine::StateLayout& layout() const override { return layout_; }
  void on_record(const engine::Record& record, ProcessContext& context) const override {
    run(script_of(record, context.facts()), std::nullopt, context);
  }
  void on_timer(EventTime time, ProcessContext& context) const override {
    fire("event", time.ticks(), when_event_, context);
  }
  void on_timer(ProcessingTime time, ProcessContext& context) const override {
    fire("processing", time.ticks(), when_processing_, context);
  }

 private:
  void fire(std::string_view domain, std::int64_t at, const LaterOperations& when, ProcessContext& context) const {
    engine::Facts& facts = context.facts();
    const std::string_view key = facts.keys.value(context.key(), facts.texts).text;
    const JsonValue row =
        JsonValue::array({JsonValue::text("fire"), JsonValue::text(domain), JsonValue::text(key),
                          JsonValue::integer(context.watermark().ticks()), JsonValue::integer(context.now().ticks())});
    context.emit(answer_of(row, at, answer_, facts));
    const std::optional<engine::TextId> later = context.state(when).get(at);
    if (!later) return;
    context.state(when).remove(at);
    const engine::Result<JsonValue> operations = parse_json(facts.texts.bytes(*later));
    WT_ASSERT(operations.ok());
    run(operations.value(), at, context);
  }

  void run(const JsonValue& operations, std::optional<std::int64_t> at, ProcessContext& context) const {
    for (const JsonValue& operation : *operations.if_array()) {
      const JsonValue::Array& parts = *operation.if_array();
      run_one(*parts[0].if_text(), *parts[1].if_integer(), at, context);
      if (parts.size() < 3) continue;
      const LaterOperations& when = *parts[0].if_text() == "when_event" ? when_event_ : when_processing_;
      context.state(when).put(*parts[1].if_integer(), context.facts().texts.intern(parts[2].compact()));
    }
  }
  void run_one(std::string_view name, std::int64_t time, std::optional<std::int64_t> at,
               ProcessContext& context) const {
    if (name == "set_event") context.set_timer(EventTime(time));
    if (name == "delete_event") context.delete_timer(EventTime(time));
    if (name == "set_processing") context.set_timer(ProcessingTime(time));
    if (name == "delete_processing") context.delete_timer(ProcessingTime(time));
    if (name != "emit") return;
    context.emit(answer_of(JsonValue::array({JsonValue::text("o")}), at, answer_, context.facts()));
  }

  engine::SchemaId answer_;
  engine::StateLayout layout_;
  LaterOperations when_event_ = layout_.map<std::int64_t, engine::TextId>("when_event");
  LaterOperations when_processing_ = layout_.map<std::int64_t, engine::TextId>("when_processing");
};

// Names with an integer; those that begin with "when" have operations, too.
bool is_operation(const JsonValue& value, std::vector<const JsonValue*>& inner) {
  const JsonValue::Array* parts = value.if_array();
  if (parts == nullptr || parts->size() < 2) return false;
  const std::string* name = parts->front().if_text();
  if (name == nullptr || (*parts)[1].if_integer() == nullptr) return false;
  if (*name == "when_event" || *name == "when_processing") {
    if (parts->size() != 3) return false;
    inner.push_back(&(*parts)[2]);
    return true;
  }
  return parts->size() == 2 && (*name == "set_event" || *name == "delete_event" || *name == "set_processing" ||
                                *name == "delete_processing" || *name == "emit");
}

bool are_operations(const JsonValue& value) {
  std::vector<const JsonValue*> left = {&value};
  while (!left.empty()) {
    const JsonValue::Array* operations = left.back()->if_array();
    left.pop_back();
    if (operations == nullptr) return false;
    for (const JsonValue& operation : *operations) {
      if (!is_operation(operation, left)) return false;
    }
  }
  return true;
}

class TimersDriver final : public VectorDriver {
 public:
  TimersDriver() : schemas_(facts_), op_(std::make_unique<TimerScript>(schemas_.answer)), tasks_(op_, 1, facts_) {}

  VectorRows step(VectorFields& fields) override {
    return shown(fields.name() == "e" ? element(fields) : tasks_.shared_step(fields), show);
  }
  [[nodiscard]] std::optional<JsonValue> counts() const override {
    std::size_t event = 0;
    std::size_t processing = 0;
    for (const engine::TaskState& state : tasks_.states()) {
      event += engine::KeyedProcessOperator::store(state.state).timers.event.size();
      processing += engine::KeyedProcessOperator::store(state.state).timers.processing.size();
    }
    const auto integer = [](std::size_t value) { return JsonValue::integer(static_cast<std::int64_t>(value)); };
    return JsonValue::array({integer(event), integer(processing)});
  }
  [[nodiscard]] std::optional<std::size_t> at_element(std::string_view row) const override {
    if (row == "fire") return kAtOfFiring;
    return row == "o" ? std::optional(kAtOfOutput) : std::nullopt;
  }

 private:
  // ["e", key, timestamp or null, [operation, …]]
  VectorAnswers element(VectorFields& fields) {
    const std::string_view key = fields.text(1);
    const EventTime time = fields.is_null(2) ? EventTime::min() : EventTime(fields.integer(2));
    const JsonValue::Array* parts = fields.value().if_array();
    if (parts == nullptr || parts->size() != 4 || !are_operations(parts->back())) {
      fields.refuse(3, "expected operations");
    }
    if (!fields.ok()) return {};
    VectorAnswers answers = tasks_.send({.key = key, .script = parts->back(), .time = time}, schemas_.input);
    append_answers(answers, tasks_.ring());
    return answers;
  }

  static JsonValue show(const VectorAnswer& answer) {
    if (answer.is_watermark) return answer.row;
    JsonValue row = answer.row;
    const bool timeless = answer.timestamp == EventTime::min();
    row.if_array()->push_back(timeless ? JsonValue::null() : JsonValue::integer(answer.timestamp.ticks()));
    row.if_array()->push_back(answer.at ? JsonValue::integer(*answer.at) : JsonValue::null());
    return row;
  }

  engine::Facts facts_;
  VectorSchemas schemas_;
  engine::KeyedProcessOperator op_;
  VectorTasks tasks_;
};

}  // namespace

DriverOrSkip make_timers_driver(VectorFields& config) {
  [[maybe_unused]] const std::int64_t parallelism = config.integer("parallelism", {1, 1});
  if (!config.ok()) return {};
  return {std::make_unique<TimersDriver>(), {}};
}

}  // namespace wavetank::scenarios
