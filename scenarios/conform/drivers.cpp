// The families that can be replayed.
#include <array>

#include "scenarios/conform/driver.hpp"

namespace wavetank::scenarios {
namespace {

struct FamilyDriver {
  std::string_view family;
  DriverOrSkip (*make)(VectorFields& config);
};

constexpr std::array kFamilyDrivers = {
    FamilyDriver{"valve", make_valve_driver},
    FamilyDriver{"combine", make_combine_driver},
    FamilyDriver{"two_input", make_two_input_driver},
    FamilyDriver{"multiplexer", make_multiplexer_driver},
    FamilyDriver{"generator", make_generator_driver},
    FamilyDriver{"assign_timestamps", make_assign_timestamps_driver},
    FamilyDriver{"alignment", make_alignment_driver},
    FamilyDriver{"source_operator", make_source_operator_driver},
    FamilyDriver{"key_group", make_key_group_driver},
    FamilyDriver{"window", make_window_driver},
    FamilyDriver{"count_window", make_window_driver},
    FamilyDriver{"sql_window", make_sql_window_driver},
    FamilyDriver{"timers", make_timers_driver},
    FamilyDriver{"ttl", make_ttl_driver},
    FamilyDriver{"broadcast", make_broadcast_driver},
    FamilyDriver{"sort", make_sort_driver},
    FamilyDriver{"operator_state", make_operator_state_driver},
    FamilyDriver{"async_wait", make_async_wait_driver},
    FamilyDriver{"group_agg", make_group_agg_driver},
    FamilyDriver{"over_agg", make_over_agg_driver},
    FamilyDriver{"dedup", make_dedup_driver},
    FamilyDriver{"top_n", make_top_n_driver},
    FamilyDriver{"upsert_materialize", make_upsert_materialize_driver},
    FamilyDriver{"interval_join", make_interval_join_driver},
    FamilyDriver{"window_join", make_window_join_driver},
    FamilyDriver{"regular_join", make_regular_join_driver},
    FamilyDriver{"temporal_join", make_temporal_join_driver},
    FamilyDriver{"cep", make_cep_driver},
    FamilyDriver{"restart", make_restart_driver},
    FamilyDriver{"checkpoint_requests", make_checkpoint_requests_driver},
    FamilyDriver{"checkpoint_failures", make_checkpoint_failures_driver},
    FamilyDriver{"coordinator", make_coordinator_driver},
    FamilyDriver{"two_phase_commit", make_two_phase_commit_driver},
    FamilyDriver{"barriers", make_barriers_driver},
    FamilyDriver{"channel_state", make_channel_state_driver},
};

}  // namespace

DriverOrSkip make_driver(std::string_view recorded_engine, std::string_view family, VectorFields& config) {
  if (recorded_engine != "Apache Flink") {
    return {nullptr, "engine " + std::string(recorded_engine) + " is not simulated yet"};
  }
  for (const FamilyDriver& candidate : kFamilyDrivers) {
    if (candidate.family == family) return candidate.make(config);
  }
  return {nullptr, "family " + std::string(family) + " is not simulated yet"};
}

}  // namespace wavetank::scenarios
