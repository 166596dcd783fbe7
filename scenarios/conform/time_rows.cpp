// Shared by valve_driver.cpp, multiplexer_driver.cpp and generator_driver.cpp.
#include "scenarios/conform/time_rows.hpp"

namespace wavetank::scenarios {

using engine::StreamStatus;
using engine::TimeEvent;
using engine::TimeEventKind;

JsonValue watermark_row(engine::EventTime watermark) {
  return JsonValue::array({JsonValue::text("w"), JsonValue::integer(watermark.ticks())});
}

void append_time_rows(VectorRows& rows, const engine::TimeEvents& events) {
  for (const TimeEvent& event : events) {
    switch (event.kind) {
      case TimeEventKind::Watermark: rows.push_back(watermark_row(event.time)); break;
      case TimeEventKind::Idle: rows.push_back(JsonValue::array({JsonValue::text("idle")})); break;
      case TimeEventKind::Active: rows.push_back(JsonValue::array({JsonValue::text("active")})); break;
    }
  }
}

VectorRows time_rows(const engine::TimeEvents& events) {
  VectorRows rows;
  append_time_rows(rows, events);
  return rows;
}

VectorRows refuse_step(VectorFields& fields) {
  fields.refuse(0, "the family has no such step");
  return {};
}

std::optional<StreamStatus> status_named(std::string_view name) {
  if (name == "idle") return StreamStatus::Idle;
  if (name == "active") return StreamStatus::Active;
  return std::nullopt;
}

engine::WatermarkStrategy watermark_strategy(VectorFields& config) {
  engine::WatermarkStrategy strategy;
  const std::string_view type = config.text("type");
  if (type == "bounded") {
    strategy.kind = engine::GeneratorKind::Bounded;
  } else if (type == "monotonous") {
    strategy.kind = engine::GeneratorKind::Monotonous;
  } else if (type == "punctuated") {
    strategy.kind = engine::GeneratorKind::Punctuated;
  } else if (type != "none") {
    config.refuse("type", "expected bounded, monotonous, punctuated or none");
  }
  strategy.bound = engine::Millis{config.integer("bound", {.min = 0})};
  if (!config.is_null("idle_timeout"))
    strategy.idle_timeout = engine::Millis{config.integer("idle_timeout", {.min = 1})};
  if (config.has("interval")) strategy.interval = engine::Millis{config.integer("interval", {.min = 0})};
  return strategy;
}

engine::Mark record_mark(VectorFields& step, std::size_t element) {
  return step.integer(element, {0, 1}) == 1 ? engine::Mark::Marked : engine::Mark::Unmarked;
}

}  // namespace wavetank::scenarios
