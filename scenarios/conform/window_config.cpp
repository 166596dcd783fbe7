// Reading assigners, triggers and evictors as vectors spell them.
#include "scenarios/conform/window_config.hpp"

#include <string>
#include <vector>

namespace wavetank::scenarios {
namespace {

using engine::AssignerKind;
using engine::EvictorKind;
using engine::EvictorSpec;
using engine::Millis;
using engine::TimeDomain;
using engine::TriggerKind;
using engine::TriggerPart;
using engine::TriggerSpec;
using engine::WindowAssignerSpec;

// A record in more windows than this would stand for a broken file.
constexpr std::int64_t kWindowsOfARecordMax = 100'000;
constexpr std::string_view kProcessing = "_processing";
constexpr std::size_t kVectorTriggerDepthMax = 8;

engine::WindowShape aligned_shape(VectorFields& assigner, std::string_view type) {
  const Millis size{assigner.integer("size", {.min = 1})};
  const Millis offset{assigner.integer("offset")};
  const engine::WindowShape shape{size, type == "tumbling" ? size : Millis{assigner.integer("slide", {.min = 1})},
                                  offset};
  if (!assigner.ok()) return shape;
  if (!is_valid(shape)) assigner.refuse("offset", "expected less than the slide, either way");
  if (shape.size.count / shape.slide.count > kWindowsOfARecordMax) assigner.refuse("slide", "too many windows");
  return shape;
}

WindowAssignerSpec read_assigner(VectorFields& assigner, std::uint32_t value_field) {
  WindowAssignerSpec spec;
  std::string_view type = assigner.text("type");
  if (type.ends_with(kProcessing)) {
    spec.domain = TimeDomain::Processing;
    type.remove_suffix(kProcessing.size());
  }
  if (type == "tumbling" || type == "sliding") {
    spec.shape = aligned_shape(assigner, type);
  } else if (type == "session") {
    spec.kind = AssignerKind::Session;
    spec.gap = Millis{assigner.integer("gap", {.min = 1})};
  } else if (type == "session_dynamic") {
    spec.kind = AssignerKind::SessionByField;
    spec.gap_field = value_field;
  } else if (type == "global" || type == "global_end_of_stream") {
    spec.kind = AssignerKind::Global;
  } else if (assigner.ok()) {
    assigner.refuse("type", "no such assigner");
  }
  return spec;
}

// The kind of one part and its numbers. `fields` is the trigger's object.
TriggerPart read_trigger_part(VectorFields& fields, std::uint32_t value_field) {
  const std::string_view type = fields.text("type");
  TriggerPart part;
  if (type == "event_time") {
    part.kind = TriggerKind::Event;
  } else if (type == "processing_time") {
    part.kind = TriggerKind::Processing;
  } else if (type == "count") {
    part.kind = TriggerKind::Count;
    part.count = fields.integer("n", {.min = 1});
  } else if (type == "continuous_event" || type == "continuous_processing") {
    part.kind = type == "continuous_event" ? TriggerKind::ContinuousEvent : TriggerKind::ContinuousProcessing;
    part.interval = Millis{fields.integer("interval", {.min = 1})};
  } else if (type == "delta") {
    part.kind = TriggerKind::Delta;
    part.threshold = fields.integer("threshold", {.min = 0});
    part.field = value_field;
  } else if (type == "purging") {
    part.kind = TriggerKind::Purging;
  } else if (type == "processing_timeout") {
    part.kind = TriggerKind::ProcessingTimeout;
    part.interval = Millis{fields.integer("timeout", {.min = 1})};
    part.resets_on_record = fields.truth("reset_on_element");
    part.clears_on_timeout = fields.truth("clear_on_timeout");
  } else if (type == "never") {
    part.kind = TriggerKind::Never;
  } else if (fields.ok()) {
    fields.refuse("type", "no such trigger");
  }
  return part;
}

TriggerSpec default_of(const WindowAssignerSpec& assigner, std::string_view assigner_type) {
  if (assigner_type == "global_end_of_stream") return {{{.kind = TriggerKind::EndOfStream}}};
  return default_trigger(assigner);
}

// A trigger is its name, or an object; what it wraps is in `of`.
TriggerSpec read_trigger(VectorFields& config, const WindowAssignerSpec& assigner, std::uint32_t value_field) {
  const std::string assigner_type(config.object("assigner").text("type"));
  TriggerSpec spec;
  std::vector<VectorFields> nested;
  nested.reserve(kVectorTriggerDepthMax + 1);
  nested.push_back(config.object("trigger"));
  while (nested.size() <= kVectorTriggerDepthMax && config.ok()) {
    VectorFields& trigger = nested.back();
    if (trigger.text("type") == "default") {
      const TriggerSpec last = default_of(assigner, assigner_type);
      spec.parts.insert(spec.parts.end(), last.parts.begin(), last.parts.end());
      return spec;
    }
    spec.parts.push_back(read_trigger_part(trigger, value_field));
    if (!wraps(spec.parts.back().kind)) return spec;
    nested.push_back(trigger.object("of"));
  }
  if (config.ok()) config.refuse("trigger", "wraps too deeply");
  return spec;
}

EvictorSpec read_evictor(VectorFields& config, std::uint32_t value_field) {
  EvictorSpec spec;
  if (config.is_null("evictor")) return spec;
  VectorFields evictor = config.object("evictor");
  const std::string_view type = evictor.text("type");
  if (type == "count") {
    spec.kind = EvictorKind::Count;
    spec.count = evictor.integer("n", {.min = 0});
  } else if (type == "time") {
    spec.kind = EvictorKind::Time;
    spec.size = Millis{evictor.integer("size")};
  } else if (type == "delta") {
    spec.kind = EvictorKind::Delta;
    spec.threshold = evictor.integer("threshold", {.min = 0});
    spec.field = value_field;
  } else if (evictor.ok()) {
    evictor.refuse("type", "no such evictor");
  }
  if (evictor.truth("after")) spec.when = engine::EvictWhen::After;
  return spec;
}

}  // namespace

engine::WindowSpec read_joined_window_config(VectorFields& config, std::uint32_t value_field) {
  engine::WindowSpec spec;
  VectorFields assigner = config.object("assigner");
  spec.assigner = read_assigner(assigner, value_field);
  spec.trigger = read_trigger(config, spec.assigner, value_field);
  spec.allowed_lateness = Millis{config.integer("allowed_lateness", {.min = 0})};
  [[maybe_unused]] const std::int64_t parallelism = config.integer("parallelism", {1, 1});
  engine::WindowSpec whole = spec;
  whole.aggregates.resize(1);  // what becomes of the records is the driver's
  if (config.ok() && !is_valid(whole)) config.refuse("trigger", "cannot be used with this assigner");
  return spec;
}

WindowConfig read_window_config(VectorFields& config, std::uint32_t value_field) {
  WindowConfig window;
  window.spec = read_joined_window_config(config, value_field);
  window.spec.evictor = read_evictor(config, value_field);
  window.spec.late = config.truth("late_output") ? engine::LateRecords::SideOutput : engine::LateRecords::Count;
  const std::string_view function = config.text("function");
  if (config.ok() && function != "sum" && function != "list") config.refuse("function", "expected sum or list");
  window.function = function == "list" ? WindowFunction::List : WindowFunction::Sum;
  return window;
}

}  // namespace wavetank::scenarios
