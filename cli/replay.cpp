// `wavetank replay`: runs a recorded run again and says whether it came out the same.
#include <algorithm>
#include <iostream>

#include "cli/load.hpp"
#include "scenarios/report/report.hpp"
#include "scenarios/run/trace_file.hpp"

namespace wavetank::cli {
namespace {

// The first event in which two traces differ; none if one is the beginning of the other.
std::optional<std::uint32_t> first_difference(const scenarios::Trace& recorded, const scenarios::Trace& again) {
  const std::size_t common = std::min(recorded.events.size(), again.events.size());
  for (std::size_t i = 0; i < common; ++i) {
    const sim::TraceEvent& a = recorded.events[i];
    const sim::TraceEvent& b = again.events[i];
    const bool same =
        a.time == b.time && a.cause == b.cause && a.kind == b.kind && a.actor == b.actor && a.a == b.a && a.b == b.b;
    if (!same) return static_cast<std::uint32_t>(i + 1);
  }
  return std::nullopt;
}

}  // namespace

ExitCode replay(const ReplayVerb& verb) {
  const scenarios::TraceFile file = scenarios::read_trace_file(verb.trace_file);
  if (!file.recording) return report(file.errors, verb.output);
  if (!file.whole) {
    report(file.errors, verb.output);
    if (file.errors.empty()) {
      return report({{verb.trace_file, 0, "", "the trace has no end: the run that wrote it was cut off",
                      "its " + std::to_string(file.recording->size()) + " events can be viewed and explained"}},
                    verb.output);
    }
    return ExitCode::BadInput;
  }
  scenarios::RunOptions options;
  const scenarios::Prepared prepared = scenarios::prepare(file.recording->scenario, options);
  if (!prepared.run) return report(prepared.errors, verb.output);
  const scenarios::Run again = scenarios::run(*prepared.run, options);
  const bool same = again.fingerprint == file.recording->fingerprint;
  if (verb.output == Output::Json) {
    const auto reproduced = same ? scenarios::Reproduced::Yes : scenarios::Reproduced::No;
    std::cout << scenarios::replay_to_json(*file.recording, again, reproduced);
    return same ? ExitCode::Clean : ExitCode::Nondeterminism;
  }
  std::cout << "recorded  " << sim::to_hex(file.recording->fingerprint) << "  " << file.recording->size()
            << " events, by version " << file.version << "\n"
            << "replayed  " << sim::to_hex(again.fingerprint) << "  " << again.events << " events\n";
  if (same) {
    std::cout << "reproduced\n";
    return ExitCode::Clean;
  }
  const auto difference = first_difference(file.recording->trace, again.trace);
  std::cout << "not reproduced: ";
  if (difference) {
    std::cout << "this build differs from event " << *difference << "\n";
  } else {
    std::cout << "one run is longer than the other\n";
  }
  return ExitCode::Nondeterminism;
}

}  // namespace wavetank::cli
