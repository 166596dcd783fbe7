// Family checkpoint_requests: the decider alone. This driver keeps what a coordinator would know.
#include "engine/coordinator/request_decider.hpp"
#include "scenarios/conform/coordinator/coordinator_fields.hpp"
#include "scenarios/conform/time_rows.hpp"

namespace wavetank::scenarios {
namespace {

using engine::Millis;
using engine::ProcessingTime;

JsonValue request_number(const engine::CheckpointRequest& request) {
  return JsonValue::integer(static_cast<std::int64_t>(request.id));
}

VectorRows decision_rows(const engine::RequestDecision& decision) {
  VectorRows rows;
  for (const engine::RefusedRequest& refused : decision.refused) {
    rows.push_back(JsonValue::array(
        {JsonValue::text("reject"), request_number(refused.request), JsonValue::text(name_of(refused.reason))}));
  }
  if (decision.reschedule) {
    rows.push_back(JsonValue::array({JsonValue::text("reschedule"), JsonValue::integer(decision.reschedule->count)}));
  }
  if (decision.run) rows.push_back(JsonValue::array({JsonValue::text("run"), request_number(*decision.run)}));
  return rows;
}

class CheckpointRequestsDriver final : public VectorDriver {
 public:
  CheckpointRequestsDriver(engine::RequestLimits limits, ProcessingTime last_completion) : decider_(limits) {
    situation_.now = ProcessingTime{1'000};
    situation_.last_completion = last_completion;
  }

  VectorRows step(VectorFields& fields) override {
    const std::string_view name = fields.name();
    if (name == "request") return request(fields);
    if (name == "poll") return decided(decider_.choose(situation_));
    if (name == "complete" || name == "abort") {
      if (situation_.pending > 0) --situation_.pending;
      if (name == "complete") situation_.last_completion = situation_.now;
      return decided(decider_.choose(situation_));
    }
    if (name == "clock") {
      situation_.now = saturating_add(situation_.now, Millis{fields.integer(1, {.min = 0})});
    } else if (name == "triggering") {
      situation_.triggering = fields.truth(1);
    } else if (name == "cleaning") {
      situation_.cleaning = static_cast<std::size_t>(fields.integer(1, {0, kVectorPartsMax}));
    } else {
      return refuse_step(fields);
    }
    return {};
  }

  std::optional<JsonValue> counts() const override {
    return JsonValue::array({JsonValue::integer(static_cast<std::int64_t>(decider_.queued())),
                             JsonValue::integer(static_cast<std::int64_t>(situation_.pending))});
  }

 private:
  // ["request", id, kind, periodic]
  VectorRows request(VectorFields& fields) {
    engine::CheckpointRequest request;
    request.id = engine::RequestId{static_cast<std::uint64_t>(fields.integer(1, {.min = 0}))};
    request.forced = fields.text(2) == "forced_savepoint";
    request.kind = request.forced ? engine::SnapshotKind::Savepoint : snapshot_kind_field(fields, 2);
    request.periodic = fields.truth(3);
    if (!fields.ok()) return {};
    return decided(decider_.add(request, situation_));
  }

  VectorRows decided(const engine::RequestDecision& decision) {
    if (decision.run) ++situation_.pending;
    return decision_rows(decision);
  }

  engine::CheckpointRequestDecider decider_;
  engine::RequestSituation situation_;
};

}  // namespace

DriverOrSkip make_checkpoint_requests_driver(VectorFields& config) {
  const engine::RequestLimits limits{
      .max_concurrent = static_cast<std::uint32_t>(config.integer("max_concurrent", {1, kVectorPartsMax})),
      .min_pause = Millis{config.integer("min_pause", {.min = 0})},
      .max_queued = static_cast<std::size_t>(config.integer("max_queued", {0, kVectorPartsMax}))};
  const ProcessingTime last_completion{config.integer("last_completion")};
  if (!config.ok()) return {};
  return {std::make_unique<CheckpointRequestsDriver>(limits, last_completion), {}};
}

}  // namespace wavetank::scenarios
