// Family checkpoint_failures: failures and successes of checkpoints, and when the job fails for them.
#include "engine/coordinator/failure_counter.hpp"
#include "scenarios/conform/coordinator/coordinator_fields.hpp"
#include "scenarios/conform/time_rows.hpp"

namespace wavetank::scenarios {
namespace {

class CheckpointFailuresDriver final : public VectorDriver {
 public:
  explicit CheckpointFailuresDriver(std::uint32_t tolerable) : counter_(tolerable) {}

  VectorRows step(VectorFields& fields) override {
    const engine::CheckpointId checkpoint = checkpoint_field(fields, 1);
    if (fields.name() == "succeed") {
      if (fields.ok()) counter_.on_success(checkpoint);
      return {};
    }
    if (fields.name() != "fail") return refuse_step(fields);
    const engine::CheckpointFailure failure{
        .checkpoint = checkpoint, .kind = snapshot_kind_field(fields, 2), .reason = failure_reason_field(fields, 3)};
    if (!fields.ok() || !counter_.on_failure(failure)) return {};
    return {JsonValue::array({JsonValue::text("fail_job")})};
  }

 private:
  engine::CheckpointFailureCounter counter_;
};

}  // namespace

DriverOrSkip make_checkpoint_failures_driver(VectorFields& config) {
  const auto tolerable = static_cast<std::uint32_t>(config.integer("tolerable", {0, 1'000'000}));
  if (!config.ok()) return {};
  return {std::make_unique<CheckpointFailuresDriver>(tolerable), {}};
}

}  // namespace wavetank::scenarios
