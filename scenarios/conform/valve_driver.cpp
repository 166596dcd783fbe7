// Families valve, combine and two_input: several watermarks in, one out.
#include "engine/time/combiner.hpp"
#include "engine/time/valve.hpp"
#include "scenarios/conform/time_rows.hpp"

namespace wavetank::scenarios {
namespace {

using engine::EventTime;
using engine::StreamStatus;

// A step of all three families: ["w", part, t], ["idle", part] or ["active", part].
struct PartStep {
  std::uint32_t part = 0;
  std::optional<StreamStatus> status;  // else a watermark
  EventTime watermark;
};

PartStep part_step(VectorFields& fields, std::int64_t parts) {
  PartStep step;
  step.part = static_cast<std::uint32_t>(fields.integer(1, {0, parts - 1}));
  step.status = status_named(fields.name());
  if (step.status) return step;
  if (fields.name() == "w") {
    step.watermark = EventTime(fields.integer(2));
  } else {
    fields.refuse(0, "the family has no such step");
  }
  return step;
}

class ValveDriver final : public VectorDriver {
 public:
  explicit ValveDriver(std::int64_t channels) : channels_(channels), valve_(static_cast<std::size_t>(channels)) {}

  VectorRows step(VectorFields& fields) override {
    const PartStep step = part_step(fields, channels_);
    if (!fields.ok()) return {};
    const engine::ChannelIndex channel{step.part};
    const engine::TimeEvents events =
        step.status ? valve_.on_status(channel, *step.status) : valve_.on_watermark(channel, step.watermark);
    valve_.check_invariants();
    return time_rows(events);
  }

 private:
  std::int64_t channels_;
  engine::Valve valve_;
};

class CombineDriver final : public VectorDriver {
 public:
  explicit CombineDriver(std::int64_t inputs) : inputs_(inputs), combiner_(static_cast<std::size_t>(inputs)) {}

  VectorRows step(VectorFields& fields) override {
    const PartStep step = part_step(fields, inputs_);
    if (!fields.ok()) return {};
    const engine::InputIndex input{step.part};
    if (step.status) return time_rows(combiner_.on_status(input, *step.status));
    // The recording compares the status before and after; a watermark that wakes an input changes it silently.
    const StreamStatus before = combiner_.status();
    engine::TimeEvents events = combiner_.on_watermark(input, step.watermark);
    if (combiner_.status() != before) events.add(engine::TimeEvent::status(combiner_.status()));
    return time_rows(events);
  }

 private:
  std::int64_t inputs_;
  engine::Combiner combiner_;
};

class TwoInputDriver final : public VectorDriver {
 public:
  VectorRows step(VectorFields& fields) override {
    if (fields.name() == "e") {
      const std::int64_t time = fields.integer(2);
      const std::int64_t watermark = combiner_.watermark().ticks();
      return {JsonValue::array({JsonValue::text("e"), JsonValue::integer(time), JsonValue::integer(watermark)})};
    }
    const PartStep step = part_step(fields, 2);
    if (!fields.ok()) return {};
    const engine::InputIndex input{step.part};
    return time_rows(step.status ? combiner_.on_status(input, *step.status)
                                 : combiner_.on_watermark(input, step.watermark));
  }

 private:
  engine::Combiner combiner_{2};
};

}  // namespace

DriverOrSkip make_valve_driver(VectorFields& config) {
  const std::int64_t channels = config.integer("channels", {1, kVectorPartsMax});
  if (!config.ok()) return {};
  return {std::make_unique<ValveDriver>(channels), {}};
}

DriverOrSkip make_combine_driver(VectorFields& config) {
  const std::int64_t inputs = config.integer("inputs", {1, kVectorPartsMax});
  if (!config.ok()) return {};
  return {std::make_unique<CombineDriver>(inputs), {}};
}

DriverOrSkip make_two_input_driver(VectorFields& config) {
  [[maybe_unused]] const std::int64_t inputs = config.integer("inputs", {2, 2});
  if (!config.ok()) return {};
  return {std::make_unique<TwoInputDriver>(), {}};
}

}  // namespace wavetank::scenarios
