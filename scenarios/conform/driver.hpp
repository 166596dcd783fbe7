// What replays the cases of one family: it builds the component that the family names and feeds it step by step.
//
// Registry: drivers.cpp. To add a family: one file *_driver.cpp, one line there.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/conform/fields.hpp"
#include "scenarios/conform/json_value.hpp"

namespace wavetank::scenarios {

using VectorRows = std::vector<JsonValue>;

class VectorDriver {
 public:
  VectorDriver() = default;
  VectorDriver(const VectorDriver&) = delete;
  VectorDriver& operator=(const VectorDriver&) = delete;
  virtual ~VectorDriver() = default;

  // What was recorded for the next step, for families in which the recording decides what semantics leaves open.
  virtual void follow(const VectorRows& /*recorded*/) {}
  // The rows of one step, in the order in which the engine made them. An error of the engine is one row,
  // ["error", what]. What it returns when a field was wrong is not looked at.
  [[nodiscard]] virtual VectorRows step(VectorFields& fields) = 0;
  // The state's sizes after the last step, in the families that record them.
  [[nodiscard]] virtual std::optional<JsonValue> counts() const { return std::nullopt; }
  // Which element of rows of this name is `at`, the time of the timer behind it.
  [[nodiscard]] virtual std::optional<std::size_t> at_element(std::string_view /*row*/) const { return std::nullopt; }
};

// Either a driver, or why there is none.
struct DriverOrSkip {
  std::unique_ptr<VectorDriver> driver;
  std::string skip;
};

// A driver for one case. Wrong fields of the config are remembered by `config`; the driver is then not to be used.
[[nodiscard]] DriverOrSkip make_driver(std::string_view recorded_engine, std::string_view family, VectorFields& config);

// One for each family, defined in the family's file.
[[nodiscard]] DriverOrSkip make_valve_driver(VectorFields& config);
[[nodiscard]] DriverOrSkip make_combine_driver(VectorFields& config);
[[nodiscard]] DriverOrSkip make_two_input_driver(VectorFields& config);
[[nodiscard]] DriverOrSkip make_multiplexer_driver(VectorFields& config);
[[nodiscard]] DriverOrSkip make_generator_driver(VectorFields& config);
[[nodiscard]] DriverOrSkip make_assign_timestamps_driver(VectorFields& config);
[[nodiscard]] DriverOrSkip make_alignment_driver(VectorFields& config);
[[nodiscard]] DriverOrSkip make_source_operator_driver(VectorFields& config);
[[nodiscard]] DriverOrSkip make_key_group_driver(VectorFields& config);
[[nodiscard]] DriverOrSkip make_window_driver(VectorFields& config);
[[nodiscard]] DriverOrSkip make_sql_window_driver(VectorFields& config);
[[nodiscard]] DriverOrSkip make_timers_driver(VectorFields& config);
[[nodiscard]] DriverOrSkip make_ttl_driver(VectorFields& config);
[[nodiscard]] DriverOrSkip make_broadcast_driver(VectorFields& config);
[[nodiscard]] DriverOrSkip make_sort_driver(VectorFields& config);
[[nodiscard]] DriverOrSkip make_operator_state_driver(VectorFields& config);
[[nodiscard]] DriverOrSkip make_async_wait_driver(VectorFields& config);
[[nodiscard]] DriverOrSkip make_group_agg_driver(VectorFields& config);
[[nodiscard]] DriverOrSkip make_over_agg_driver(VectorFields& config);
[[nodiscard]] DriverOrSkip make_dedup_driver(VectorFields& config);
[[nodiscard]] DriverOrSkip make_top_n_driver(VectorFields& config);
[[nodiscard]] DriverOrSkip make_upsert_materialize_driver(VectorFields& config);
[[nodiscard]] DriverOrSkip make_interval_join_driver(VectorFields& config);
[[nodiscard]] DriverOrSkip make_window_join_driver(VectorFields& config);
[[nodiscard]] DriverOrSkip make_regular_join_driver(VectorFields& config);
[[nodiscard]] DriverOrSkip make_temporal_join_driver(VectorFields& config);
[[nodiscard]] DriverOrSkip make_cep_driver(VectorFields& config);
[[nodiscard]] DriverOrSkip make_restart_driver(VectorFields& config);
[[nodiscard]] DriverOrSkip make_checkpoint_requests_driver(VectorFields& config);
[[nodiscard]] DriverOrSkip make_checkpoint_failures_driver(VectorFields& config);
[[nodiscard]] DriverOrSkip make_coordinator_driver(VectorFields& config);
[[nodiscard]] DriverOrSkip make_two_phase_commit_driver(VectorFields& config);
[[nodiscard]] DriverOrSkip make_barriers_driver(VectorFields& config);
[[nodiscard]] DriverOrSkip make_channel_state_driver(VectorFields& config);

}  // namespace wavetank::scenarios
