// Family restart: failures, and what the restart strategy answers.
#include "engine/coordinator/restart_strategy.hpp"
#include "scenarios/conform/time_rows.hpp"

namespace wavetank::scenarios {
namespace {

using engine::Factor;
using engine::Millis;
using engine::ProcessingTime;

class RestartDriver final : public VectorDriver {
 public:
  explicit RestartDriver(engine::RestartSpec spec) : strategy_(spec) {}

  VectorRows step(VectorFields& fields) override {
    if (fields.name() == "clock") {
      now_ = saturating_add(now_, Millis{fields.integer(1, {.min = 0})});
      return {};
    }
    if (fields.name() != "failure") return refuse_step(fields);
    const engine::RestartAnswer answer = strategy_.on_failure(now_);
    return {JsonValue::array({JsonValue::text("failure"), JsonValue::truth(answer.new_attempt),
                              JsonValue::truth(answer.may_restart), JsonValue::integer(answer.delay.count)})};
  }

 private:
  engine::RestartStrategy strategy_;
  ProcessingTime now_{1'000};
};

// "2.3" as 23 / 10; empty for what is no such number.
std::optional<Factor> decimal_factor(std::string_view text) {
  constexpr std::uint32_t kTooGreat = 100'000'000;
  Factor factor{0, 1};
  bool behind_point = false;
  for (const char digit : text) {
    if (digit == '.' && !behind_point) {
      behind_point = true;
      continue;
    }
    if (digit < '0' || digit > '9' || factor.numerator >= kTooGreat || factor.denominator >= kTooGreat) return {};
    factor.numerator = factor.numerator * 10 + static_cast<std::uint32_t>(digit - '0');
    if (behind_point) factor.denominator *= 10;
  }
  return factor;
}

Factor multiplier_of(VectorFields& config) {
  const JsonValue* value = config.value().find("multiplier");
  const JsonFraction* fraction = value == nullptr ? nullptr : value->if_fraction();
  if (fraction == nullptr) return {static_cast<std::uint32_t>(config.integer("multiplier", {1, 1'000'000})), 1};
  const std::optional<Factor> factor = decimal_factor(fraction->text);
  if (factor && factor->numerator >= factor->denominator) return *factor;
  config.refuse("multiplier", "expected a decimal number of 1 or more");
  return {};
}

// A field of that many attempts or failures.
std::uint32_t limit_of(VectorFields& config, const char* member) {
  return static_cast<std::uint32_t>(config.integer(member, {0, 1'000'000}));
}

// Milliseconds, at least `min` of them.
Millis length_of(VectorFields& config, const char* member, std::int64_t min = 0) {
  return Millis{config.integer(member, {min, std::int64_t{1} << 40})};
}

engine::RestartSpec growing_delay(VectorFields& config) {
  const engine::ExponentialRestart spec{.initial = length_of(config, "initial", 1),
                                        .max = length_of(config, "max", 1),
                                        .multiplier = multiplier_of(config),
                                        .reset_threshold = length_of(config, "reset_threshold"),
                                        .attempts = limit_of(config, "attempts"),
                                        .jitter = {0, 1}};
  if (spec.max < spec.initial) config.refuse("max", "expected no less than initial");
  return spec;
}

engine::RestartSpec restart_spec(VectorFields& config) {
  const std::string_view strategy = config.text("strategy");
  if (strategy == "fixed_delay") {
    return engine::FixedDelayRestart{limit_of(config, "attempts"), length_of(config, "delay")};
  }
  if (strategy == "failure_rate") {
    return engine::FailureRateRestart{limit_of(config, "failures"), length_of(config, "interval"),
                                      length_of(config, "delay")};
  }
  if (strategy == "exponential") return growing_delay(config);
  config.refuse("strategy", "expected fixed_delay, failure_rate or exponential");
  return engine::NoRestart{};
}

}  // namespace

DriverOrSkip make_restart_driver(VectorFields& config) {
  const engine::RestartSpec spec = restart_spec(config);
  if (!config.ok()) return {};
  return {std::make_unique<RestartDriver>(spec), {}};
}

}  // namespace wavetank::scenarios
