// Families generator and assign_timestamps: watermarks made from records.
#include "engine/time/assigner.hpp"
#include "engine/time/emitter.hpp"
#include "engine/time/generator.hpp"
#include "scenarios/conform/time_rows.hpp"

namespace wavetank::scenarios {
namespace {

using engine::EventTime;
using engine::ProcessingTime;

class GeneratorDriver final : public VectorDriver {
 public:
  explicit GeneratorDriver(const engine::WatermarkStrategy& strategy) : generator_(strategy) {}

  VectorRows step(VectorFields& fields) override {
    if (fields.name() == "clock") {
      clock_ = saturating_add(clock_, engine::Millis{fields.integer(1, {.min = 0})});
      return {};
    }
    if (fields.name() == "tick") {
      const std::optional<engine::TimeEvent> event = generator_.on_tick(engine::IdleInstant::of(clock_), clock_);
      return event ? time_rows(emitter_.on_event(*event)) : VectorRows{};
    }
    if (fields.name() != "e") return refuse_step(fields);
    const EventTime time(fields.integer(1));
    const engine::Mark mark = record_mark(fields, 2);
    if (!fields.ok()) return {};
    const std::optional<EventTime> watermark = generator_.on_record({time, mark, clock_});
    return watermark ? time_rows(emitter_.on_watermark(*watermark)) : VectorRows{};
  }

 private:
  engine::Generator generator_;
  engine::Emitter emitter_;
  ProcessingTime clock_{1};  // anything but 0: only differences mean something
};

inline constexpr ProcessingTime kAssignerOpened{1000};

class AssignTimestampsDriver final : public VectorDriver {
 public:
  explicit AssignTimestampsDriver(const engine::AssignerSpec& spec) : assigner_(spec, kAssignerOpened) {}

  VectorRows step(VectorFields& fields) override {
    const std::string_view name = fields.name();
    if (name == "p") {
      const ProcessingTime now(fields.integer(1, {.min = now_.ticks()}));
      if (!fields.ok()) return {};
      now_ = now;
      return time_rows(assigner_.on_clock(now_));
    }
    if (name == "w") return time_rows(assigner_.on_watermark(EventTime(fields.integer(1))));
    if (name == "finish") return time_rows(assigner_.finish(now_));
    if (name == "e") return record(fields);
    const std::optional<engine::StreamStatus> status = status_named(name);
    return status ? time_rows(assigner_.on_status(*status)) : refuse_step(fields);
  }

 private:
  // ["e", value, own time, previous timestamp or null, mark]
  VectorRows record(VectorFields& fields) {
    const std::int64_t value = fields.integer(1);
    engine::IncomingRecord record{EventTime(fields.integer(2)), {}, record_mark(fields, 4)};
    if (!fields.is_null(3)) record.previous = EventTime(fields.integer(3));
    if (!fields.ok()) return {};
    const engine::AssignedRecord assigned = assigner_.on_record(record, now_);
    const JsonValue time = JsonValue::integer(assigned.time.ticks());
    VectorRows rows = {JsonValue::array({JsonValue::text("e"), JsonValue::integer(value), time})};
    append_time_rows(rows, assigned.after);
    return rows;
  }

  ProcessingTime now_ = kAssignerOpened;
  engine::Assigner assigner_;
};

}  // namespace

DriverOrSkip make_generator_driver(VectorFields& config) {
  const engine::WatermarkStrategy strategy = watermark_strategy(config);
  if (!config.ok()) return {};
  return {std::make_unique<GeneratorDriver>(strategy), {}};
}

DriverOrSkip make_assign_timestamps_driver(VectorFields& config) {
  engine::AssignerSpec spec;
  spec.strategy = watermark_strategy(config);
  const std::string_view timestamps = config.text("assigner");
  if (timestamps == "keep") {
    spec.timestamps = engine::TimestampRule::Keep;
  } else if (timestamps == "previous_plus_one") {
    spec.timestamps = engine::TimestampRule::PreviousPlusOne;
  } else if (timestamps != "extract") {
    config.refuse("assigner", "expected extract, keep or previous_plus_one");
  }
  spec.progress =
      config.truth("progressive") ? engine::WatermarkProgress::Progressive : engine::WatermarkProgress::OnlyEnd;
  if (!config.ok()) return {};
  return {std::make_unique<AssignTimestampsDriver>(spec), {}};
}

}  // namespace wavetank::scenarios
