// Family ttl: state with a time to live, read and written by a keyed process function.
#include <algorithm>
#include <memory>
#include <utility>

#include "engine/operators/process/keyed_process.hpp"
#include "scenarios/conform/keyed/vector_tasks.hpp"
#include "scenarios/conform/time_rows.hpp"

namespace wavetank::scenarios {
namespace {

using engine::ProcessContext;
using engine::TextId;

enum class TtlState : std::uint8_t { Value, List, Map };

JsonValue or_null(std::optional<std::int64_t> value) { return value ? JsonValue::integer(*value) : JsonValue::null(); }

// Does what a step says to the state of its key. One of three states is looked at by all steps of a case.
class TtlScript final : public engine::ProcessFunction {
 public:
  TtlScript(TtlState kind, const engine::TimeToLive& ttl, engine::SchemaId answer)
      : kind_(kind), answer_(answer), options_{.schema = {}, .ttl = ttl} {}

  [[nodiscard]] const engine::StateLayout& layout() const override { return layout_; }
  // By its place in the layout.
  [[nodiscard]] std::size_t looked_at() const {
    switch (kind_) {
      case TtlState::Value: return value_.place;
      case TtlState::List: return list_.place;
      case TtlState::Map: return map_.place;
    }
    WT_UNREACHABLE(static_cast<std::uint32_t>(kind_));
  }

  void on_record(const engine::Record& record, ProcessContext& context) const override {
    const JsonValue script = script_of(record, context.facts());
    const JsonValue::Array& step = *script.if_array();
    const std::string_view verb = *step[0].if_text();
    switch (kind_) {
      case TtlState::Value: return on_value(verb, step, context);
      case TtlState::List: return on_list(verb, step, context);
      case TtlState::Map: return on_map(verb, step, context);
    }
  }

 private:
  void on_value(std::string_view verb, const JsonValue::Array& step, ProcessContext& context) const {
    engine::ValueState<std::int64_t> value = context.state(value_);
    if (verb == "put") value.put(*step[2].if_integer());
    if (verb == "clear") value.clear();
    if (verb == "get") tell("value", or_null(value.get()), context);
  }

  void on_list(std::string_view verb, const JsonValue::Array& step, ProcessContext& context) const {
    engine::ListState<std::int64_t> list = context.state(list_);
    if (verb == "add") list.add(*step[2].if_integer());
    if (verb == "clear") list.clear();
    if (verb == "put") {
      std::vector<std::int64_t> values;
      for (const JsonValue& value : *step[2].if_array()) values.push_back(*value.if_integer());
      list.put(values);
    }
    if (verb != "get") return;
    JsonValue::Array values;
    for (const std::int64_t value : list.get()) values.push_back(JsonValue::integer(value));
    tell("list", JsonValue::array(std::move(values)), context);
  }

  void on_map(std::string_view verb, const JsonValue::Array& step, ProcessContext& context) const {
    engine::MapState<TextId, std::int64_t> map = context.state(map_);
    if (verb == "clear") map.clear();
    if (verb == "is_empty") tell("is_empty", JsonValue::truth(map.is_empty()), context);
    if (verb == "entries") {
      JsonValue::Array entries;
      for (const auto& [key, value] : map.entries()) {
        entries.push_back(
            JsonValue::array({JsonValue::text(context.facts().texts.bytes(key)), JsonValue::integer(value)}));
      }
      tell("entries", JsonValue::array(std::move(entries)), context);
    }
    if (step.size() < 3) return;
    const TextId key = context.facts().texts.intern(*step[2].if_text());
    if (verb == "put") map.put(key, *step[3].if_integer());
    if (verb == "remove") map.remove(key);
    if (verb == "get") tell("value", or_null(map.get(key)), context);
    if (verb == "contains") tell("contains", JsonValue::truth(map.contains(key)), context);
  }

  void tell(std::string_view what, JsonValue value, ProcessContext& context) const {
    const JsonValue row = JsonValue::array({JsonValue::text(what), std::move(value)});
    context.emit(answer_of(row, std::nullopt, answer_, context.facts()));
  }

  TtlState kind_;
  engine::SchemaId answer_;
  engine::StateOptions options_;
  engine::StateLayout layout_;
  engine::ValueHandle<std::int64_t> value_ = layout_.value<std::int64_t>("value", options_);
  engine::ListHandle<std::int64_t> list_ = layout_.list<std::int64_t>("list", options_);
  engine::MapHandle<TextId, std::int64_t> map_ = layout_.map<TextId, std::int64_t>("map", options_);
};

class TtlDriver final : public VectorDriver {
 public:
  TtlDriver(TtlState kind, const engine::TimeToLive& ttl)
      : kind_(kind),
        schemas_(facts_),
        looked_at_(TtlScript(kind, ttl, schemas_.answer).looked_at()),
        op_(std::make_unique<TtlScript>(kind, ttl, schemas_.answer)),
        tasks_(op_, 1, facts_) {}

  VectorRows step(VectorFields& fields) override {
    const auto show = [](const VectorAnswer& answer) { return answer.row; };
    if (!is_verb(fields)) return shown(tasks_.shared_step(fields), show);
    const std::string_view key = fields.text(1);
    if (!fields.ok()) return {};
    return shown(tasks_.send({.key = key, .script = fields.value(), .time = {}}, schemas_.input), show);
  }
  [[nodiscard]] std::optional<JsonValue> counts() const override {
    std::size_t entries = 0;
    for (const engine::TaskState& state : tasks_.states()) {
      entries += engine::KeyedProcessOperator::store(state.state).state.size(looked_at_);
    }
    return JsonValue::array({JsonValue::integer(static_cast<std::int64_t>(entries))});
  }

 private:
  // Whether this step is one of the state's, its fields checked.
  [[nodiscard]] bool is_verb(VectorFields& fields) const {
    const std::string_view name = fields.name();
    if (name == "clear") return true;
    switch (kind_) {
      case TtlState::Value:
        if (name == "put") static_cast<void>(fields.integer(2));
        return name == "put" || name == "get";
      case TtlState::List:
        if (name == "add") static_cast<void>(fields.integer(2));
        if (name == "put") check_integers(fields);
        return name == "add" || name == "put" || name == "get";
      case TtlState::Map:
        if (name == "entries" || name == "is_empty") return true;
        if (name != "put" && name != "get" && name != "contains" && name != "remove") return false;
        static_cast<void>(fields.text(2));
        if (name == "put") static_cast<void>(fields.integer(3));
        return true;
    }
    WT_UNREACHABLE(static_cast<std::uint32_t>(kind_));
  }
  static void check_integers(VectorFields& fields) {
    const JsonValue::Array& step = *fields.value().if_array();
    const JsonValue::Array* values = step.size() > 2 ? step[2].if_array() : nullptr;
    const auto is_integer = [](const JsonValue& value) { return value.if_integer() != nullptr; };
    if (values == nullptr || !std::ranges::all_of(*values, is_integer)) fields.refuse(2, "expected integers");
  }

  TtlState kind_;
  engine::Facts facts_;
  VectorSchemas schemas_;
  std::size_t looked_at_;
  engine::KeyedProcessOperator op_;
  VectorTasks tasks_;
};

// Which of two words a field has; any other is refused.
bool is_second(VectorFields& config, const char* field, std::string_view first, std::string_view second) {
  const std::string_view word = config.text(field);
  if (word != first && word != second)
    config.refuse(field, "expected " + std::string(first) + " or " + std::string(second));
  return word == second;
}

}  // namespace

DriverOrSkip make_ttl_driver(VectorFields& config) {
  const std::string_view state = config.text("state");
  if (state != "value" && state != "list" && state != "map") config.refuse("state", "expected value, list or map");
  const engine::TimeToLive ttl{
      .length = engine::Millis{config.integer("ttl", {.min = 1})},
      .stamp_on = is_second(config, "update", "on_create_and_write", "on_read_and_write")
                      ? engine::StampOn::ReadAndWrite
                      : engine::StampOn::CreateAndWrite,
      .expired_read = is_second(config, "visibility", "never_return_expired", "return_expired_if_not_cleaned_up")
                          ? engine::ExpiredRead::LastValue
                          : engine::ExpiredRead::Nothing};
  if (!config.ok()) return {};
  const TtlState kind = state == "value" ? TtlState::Value : state == "list" ? TtlState::List : TtlState::Map;
  return {std::make_unique<TtlDriver>(kind, ttl), {}};
}

}  // namespace wavetank::scenarios
