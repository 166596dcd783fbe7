// Family broadcast: sums by key, looked at with thresholds that a broadcast stream brings.
#include <algorithm>
#include <memory>
#include <utility>

#include "engine/operators/process/broadcast_process.hpp"
#include "scenarios/conform/keyed/vector_tasks.hpp"
#include "scenarios/conform/time_rows.hpp"

namespace wavetank::scenarios {
namespace {

using engine::EventTime;
using engine::KeyId;
using engine::TextId;

using SumState = engine::ValueState<std::int64_t>;

class ThresholdScript final : public engine::BroadcastFunction {
 public:
  ThresholdScript(engine::Millis delay, engine::SchemaId answer) : delay_(delay), answer_(answer) {}

  [[nodiscard]] const engine::StateLayout& layout() const override { return layout_; }

  // ["e", key, value, timestamp]
  void on_record(const engine::Record& record, engine::RuledContext& context) const override {
    const JsonValue script = script_of(record, context.facts());
    SumState sum = context.state(sum_);
    sum.put(engine::wrapping_add(sum.get().value_or(0), *(*script.if_array())[2].if_integer()));
    context.set_timer(saturating_add(record.time, delay_));
    apply_rules(*sum.get(), std::nullopt, context);
  }

  // ["rule", name, threshold or null], ["show"], ["take", n]
  void on_broadcast(const engine::Record& record, engine::BroadcastContext& context) const override {
    const JsonValue script = script_of(record, context.facts());
    const JsonValue::Array& step = *script.if_array();
    const std::string_view verb = *step[0].if_text();
    if (verb == "rule") {
      const TextId name = context.facts().texts.intern(*step[1].if_text());
      if (const std::int64_t* threshold = step[2].if_integer()) {
        context.rules(thresholds_).put(name, *threshold);
      } else {
        context.rules(thresholds_).remove(name);
      }
      return;
    }
    context.each_key(sum_, [&](KeyId key, SumState sum) {
      const std::int64_t so_far = sum.get().value_or(0);
      if (verb == "show") {
        context.emit(row({JsonValue::text("state"), key_text(key, context.facts()), JsonValue::integer(so_far)},
                         std::nullopt, context.facts()));
      } else if (so_far < *step[1].if_integer()) {
        sum.clear();
      } else {
        sum.put(engine::wrapping_subtract(so_far, *step[1].if_integer()));
      }
    });
  }

  void on_timer(EventTime time, engine::RuledContext& context) const override {
    SumState sum = context.state(sum_);
    const std::optional<std::int64_t> so_far = sum.get();
    context.emit(row({JsonValue::text("timer"), key_text(context.key(), context.facts()),
                      JsonValue::integer(time.ticks()), so_far ? JsonValue::integer(*so_far) : JsonValue::null()},
                     time.ticks(), context.facts()));
    if (!so_far) return;
    apply_rules(*so_far, time.ticks(), context);
    sum.clear();
  }

 private:
  void apply_rules(std::int64_t sum, std::optional<std::int64_t> at, engine::RuledContext& context) const {
    engine::Facts& facts = context.facts();
    for (const auto& [name, threshold] : context.rules(thresholds_).entries()) {
      if (sum < threshold) continue;
      context.emit(row({JsonValue::text("rule"), key_text(context.key(), facts),
                        JsonValue::text(facts.texts.bytes(name)), JsonValue::integer(sum)},
                       at, facts));
    }
  }
  [[nodiscard]] engine::RowId row(JsonValue::Array fields, std::optional<std::int64_t> at, engine::Facts& facts) const {
    return answer_of(JsonValue::array(std::move(fields)), at, answer_, facts);
  }
  [[nodiscard]] static JsonValue key_text(KeyId key, const engine::Facts& facts) {
    return JsonValue::text(facts.keys.value(key, facts.texts).text);
  }

  engine::Millis delay_;
  engine::SchemaId answer_;
  engine::StateLayout layout_;
  engine::ValueHandle<std::int64_t> sum_ = layout_.value<std::int64_t>("sum");
  engine::BroadcastHandle<TextId, std::int64_t> thresholds_ = layout_.broadcast<TextId, std::int64_t>("thresholds");
};

class BroadcastDriver final : public VectorDriver {
 public:
  explicit BroadcastDriver(engine::Millis delay)
      : schemas_(facts_), op_(std::make_unique<ThresholdScript>(delay, schemas_.answer)), tasks_(op_, 2, facts_) {}

  VectorRows step(VectorFields& fields) override {
    VectorAnswers answers = take(fields);
    if (!fields.ok()) return {};
    // Between keys the order is open; within one it is not.
    std::ranges::stable_sort(answers, {}, [](const VectorAnswer& answer) {
      return std::pair(answer.is_watermark, answer.is_watermark ? "" : (*answer.row.if_array())[1].compact());
    });
    return shown(answers, [](const VectorAnswer& answer) { return answer.row; });
  }

 private:
  VectorAnswers take(VectorFields& fields) {
    const std::string_view name = fields.name();
    if (name == "e") return element(fields);
    if (name == "w") {
      const engine::ChannelIndex channel{static_cast<std::uint32_t>(fields.integer(1, {0, 1}))};
      const EventTime time(fields.integer(2));
      return fields.ok() ? tasks_.watermark(channel, time) : VectorAnswers();
    }
    if (name == "r") {
      tasks_.restore(VectorTasks::From::Now, 1);
      return {};
    }
    if (name == "rule") {
      static_cast<void>(fields.text(1));
      if (!fields.is_null(2)) static_cast<void>(fields.integer(2));
    } else if (name == "take") {
      static_cast<void>(fields.integer(1));
    } else if (name != "show") {
      static_cast<void>(refuse_step(fields));
    }
    if (!fields.ok()) return {};
    return tasks_.send({.channel = engine::ChannelIndex{1}, .key = {}, .script = fields.value(), .time = {}},
                       schemas_.input);
  }

  VectorAnswers element(VectorFields& fields) {
    const std::string_view key = fields.text(1);
    static_cast<void>(fields.integer(2));
    const EventTime time(fields.integer(3));
    if (!fields.ok()) return {};
    return tasks_.send({.key = key, .script = fields.value(), .time = time}, schemas_.input);
  }

  engine::Facts facts_;
  VectorSchemas schemas_;
  engine::BroadcastProcessOperator op_;
  VectorTasks tasks_;
};

}  // namespace

DriverOrSkip make_broadcast_driver(VectorFields& config) {
  const engine::Millis delay{config.integer("delay", {.min = 0})};
  if (!config.ok()) return {};
  return {std::make_unique<BroadcastDriver>(delay), {}};
}

}  // namespace wavetank::scenarios
