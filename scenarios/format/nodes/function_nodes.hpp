// Functions over a keyed stream, with state and timers of their keys.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/state/time_to_live.hpp"
#include "engine/windows/window_assigner_spec.hpp"
#include "scenarios/format/nodes/aggregate_spec.hpp"

namespace wavetank::scenarios {

// How many of the steps, one after the other, a key reaches in time. What is said of a key: steps, last_step, outcome
// ("completed", "timed out"), started, ended.
struct FunnelNode {
  std::string key;
  std::vector<std::pair<std::string, std::string>> steps;  // name, condition
  engine::Millis within{};                                 // from the first step
  engine::TimeDomain time = engine::TimeDomain::Event;
};

// Says when a key has not been heard of for a while: last_heard, silent_at.
struct SilenceNode {
  std::string key;
  engine::Millis after{};
  engine::TimeDomain time = engine::TimeDomain::Event;
};

// After each record what its key has come to.
struct RollingNode {
  std::string key;
  std::vector<AggregateSpec> aggregates;
  std::string condition;  // which records are added, the others only ask; empty: all
  std::optional<engine::TimeToLive> ttl;
};

// A record beside the latest row of a broadcast stream: what its fields are called in expressions begins with "rule_".
struct ConnectNode {
  std::string key;
  std::string rules;                                        // the broadcast stream: "id" or "id.output"
  std::string rule_key;                                     // its field: the latest row of each is kept
  std::string look_up;                                      // the record's field that is looked up
  std::string condition;                                    // which records go on; empty: all
  std::vector<std::pair<std::string, std::string>> fields;  // name, expression; none: the record as it is
};

inline constexpr std::size_t kFunnelStepsMax = 32;

}  // namespace wavetank::scenarios
