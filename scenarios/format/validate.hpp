// What a scenario must satisfy before it may run, whether it came from JSON or was written in C++.
//
// All rules are checked and everything wrong is said, but nothing twice: where a node is broken, what only follows
// from that is left out.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/ids.hpp"
#include "engine/facts/schema.hpp"
#include "scenarios/format/problem.hpp"
#include "scenarios/format/scenario.hpp"

namespace wavetank::scenarios {

inline constexpr std::uint32_t kParallelismMax = 128;   // key groups (KG-01)
inline constexpr std::uint32_t kPartitionsMax = 1'024;  // of one input
inline constexpr std::uint32_t kBatchRecordsMax = 4'096;
inline constexpr std::size_t kInputsMax = 64;
inline constexpr std::size_t kNodesMax = 256;
inline constexpr std::size_t kPanesPerRecordMax = 10'000;  // windows of one size that a record may be in

// One upstream of a node: the place of its node in the pipeline and which of its outputs.
struct Upstream {
  std::size_t node = 0;
  engine::OutputIndex output = engine::kMainOutput;
  engine::InputIndex input{};  // where it goes: 1 is a connect's rules, or a join's right side
  friend bool operator==(const Upstream&, const Upstream&) = default;
};

// The pipeline with its names looked up and its types worked out; all by the node's place in the pipeline.
struct Resolved {
  std::vector<std::vector<engine::Field>> schemas;  // of what a node sends; of a sink: of what it takes
  std::vector<std::vector<engine::Field>> takes;  // of what it receives, and sends to its late output; none of a source
  std::vector<std::vector<engine::Field>> rules;  // of a connect's rules, of a join's right side; none of others
  std::vector<std::vector<Upstream>> upstreams;   // in the order of `from`, then a connect's rules
  std::vector<std::size_t> inputs;                // of a source: the place of its input; of others 0
};

struct Validation {
  Resolved resolved;  // whole only if there are no errors
  std::vector<InputError> errors;
  std::vector<InputError> warnings{};  // what runs, but hardly does what was meant
};

// `known`: errors found by whoever read the scenario. What stands at their places is not judged again.
[[nodiscard]] Validation validate(const Scenario& scenario, const std::vector<InputError>& known = {});

}  // namespace wavetank::scenarios
