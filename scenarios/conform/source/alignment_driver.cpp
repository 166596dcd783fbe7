// Family alignment: the group of two sources, x and y, as their coordinators share it.
#include "engine/source/alignment_group.hpp"
#include "scenarios/conform/driver.hpp"
#include "scenarios/conform/time_rows.hpp"

namespace wavetank::scenarios {
namespace {

using engine::EventTime;

class AlignmentDriver final : public VectorDriver {
 public:
  explicit AlignmentDriver(engine::Millis drift) : drift_(drift) {}

  VectorRows step(VectorFields& fields) override {
    const std::string_view source_name = fields.text(1);
    if (source_name != "x" && source_name != "y") fields.refuse(1, "expected x or y");
    const engine::AlignedSource source{source_name == "y" ? 1u : 0u};
    if (fields.name() == "report") return report(fields, source);
    if (fields.name() != "announce") return refuse_step(fields);
    const std::optional<EventTime> allowed = group_.max_allowed(source, drift_);
    if (!allowed) return {};
    return {JsonValue::array({JsonValue::text("max_allowed"), JsonValue::integer(allowed->ticks())})};
  }

 private:
  // ["report", source, subtask, watermark]
  VectorRows report(VectorFields& fields, engine::AlignedSource source) {
    const std::int64_t subtask = fields.integer(2, {0, kVectorPartsMax});
    const EventTime watermark(fields.integer(3));
    if (!fields.ok()) return {};
    group_.report(source, engine::AlignedSubtask{static_cast<std::uint32_t>(subtask)}, watermark);
    return {};
  }

  engine::Millis drift_;
  engine::AlignmentGroup group_;
};

}  // namespace

DriverOrSkip make_alignment_driver(VectorFields& config) {
  const engine::Millis drift{config.integer("drift", {.min = 0})};
  if (!config.ok()) return {};
  return {std::make_unique<AlignmentDriver>(drift), {}};
}

}  // namespace wavetank::scenarios
