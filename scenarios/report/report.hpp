// The JSON documents of `--json` (the contract of the command line), and edits of a scenario's JSON text.
//
// Together with the format's reader and the conformance vectors, the only places that know JSON.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/result.hpp"
#include "scenarios/explain/explain.hpp"
#include "scenarios/format/problem.hpp"
#include "scenarios/run/outcome.hpp"
#include "scenarios/run/replay.hpp"
#include "scenarios/run/run.hpp"

namespace wavetank::scenarios {

// A finding about a run, as reports name it. The judge's violations become these.
struct Finding {
  std::string invariant;
  std::string message;
  std::vector<sim::EventId> at;
};

// Whether the oracle and the invariants have looked at a run; expectations are compared in either case.
enum class Judged : std::uint8_t { Yes, No };
struct Verdict {
  Judged judged = Judged::Yes;
  std::vector<Finding> findings;
  std::optional<sim::EventId> judged_until{};  // the first failure, after which nothing was judged
  std::vector<std::string> unjudged{};         // operators that were not looked at, though the others were
};

[[nodiscard]] std::string run_to_json(const Scenario& scenario, const Run& run, const Outcome& outcome,
                                      const Verdict& verdict);
enum class Reproduced : std::uint8_t { Yes, No };
[[nodiscard]] std::string replay_to_json(const Recording& recorded, const Run& again, Reproduced reproduced);
// A scenario that may run.
struct Checked {
  std::string scenario;  // as it was asked for
  PipelineReplay replay;
  std::vector<InputError> warnings;
};
[[nodiscard]] std::string checked_to_json(const std::vector<Checked>& checked);
[[nodiscard]] std::string errors_to_json(const std::vector<InputError>& errors);
[[nodiscard]] std::string catalogue_to_json(const std::vector<Scenario>& scenarios);
[[nodiscard]] std::string explanations_to_json(const Recording& recording,
                                               const std::vector<Explanation>& explanations);

// Replaces the value at a JSON pointer of `text`: "/pipeline/1/allowed_lateness=10s". The value is JSON if it reads as
// such, else a text. The pointer's parent must exist.
[[nodiscard]] engine::Result<std::string> set_value(const std::string& text, const std::string& setting);

}  // namespace wavetank::scenarios
