// `wavetank explain`: why an event, a result, or a window of a key came about, or did not.
#include "scenarios/explain/explain.hpp"

#include <iostream>

#include "cli/load.hpp"
#include "scenarios/format/time_text.hpp"
#include "scenarios/report/report.hpp"

namespace wavetank::cli {
namespace {

using scenarios::Explanation;
using scenarios::Recording;

std::optional<sim::EventId> find_result(const Recording& recording, std::uint32_t number) {
  for (std::uint32_t at = 1; at <= recording.size(); ++at) {
    const bool visible = recording.at(sim::EventId{at}).kind == sim::EventKind::OutVisible;
    if (visible && --number == 0) return sim::EventId{at};
  }
  return std::nullopt;
}

// A window's start: an instant, or a length of time since simulated zero as clocks show it.
std::optional<engine::EventTime> window_start(const Recording& recording, const std::string& text) {
  if (scenarios::looks_like_instant(text)) {
    const auto instant = scenarios::parse_instant(text);
    if (instant.ok()) return engine::EventTime(instant.value());
    return std::nullopt;
  }
  const auto length = scenarios::parse_milliseconds(text);
  if (!length.ok()) return std::nullopt;
  return engine::EventTime(engine::saturating_add(recording.clock_base.ticks(), length.value().count));
}

struct Found {
  std::vector<Explanation> explanations;
  std::vector<scenarios::InputError> errors;
};

Found by_event(const Recording& recording, std::uint32_t event) {
  if (event >= 1 && event <= recording.size()) {
    return {{scenarios::explain_event(recording, sim::EventId{event})}, {}};
  }
  return {{},
          {usage_error("there is no event " + std::to_string(event),
                       "events are numbered 1 to " + std::to_string(recording.size()))}};
}

Found find(const ExplainVerb& verb, const Recording& recording) {
  if (verb.event) return by_event(recording, *verb.event);
  if (verb.result) {
    const std::optional<sim::EventId> event = *verb.result > 0 ? find_result(recording, *verb.result) : std::nullopt;
    if (event) return by_event(recording, static_cast<std::uint32_t>(*event));
    return {{}, {usage_error("there is no result " + std::to_string(*verb.result), "results are numbered from 1")}};
  }
  std::optional<engine::EventTime> start;
  if (!verb.window.empty()) {
    start = window_start(recording, verb.window);
    if (!start) return {{}, {usage_error("--window is no time: " + verb.window, "its start, for example 10s")}};
  }
  Found found{scenarios::explain_key(recording, verb.key.value_or(""), start), {}};
  if (found.explanations.empty()) {
    found.errors.push_back(usage_error("no window operator saw key " + verb.key.value_or("") + " there",
                                       "`wavetank run` shows keys and windows"));
  }
  return found;
}

}  // namespace

ExitCode explain(const ExplainVerb& verb) {
  if (!verb.event && !verb.result && !verb.key) {
    return report({usage_error("nothing to explain", "give --event, --result or --key")}, verb.output);
  }
  const LoadedRecording loaded = load_recording(verb.selection);
  if (!loaded.recording) return report(loaded.errors, verb.output);
  if (verb.output == Output::Text && !loaded.errors.empty()) report(loaded.errors, verb.output);
  const Found found = find(verb, *loaded.recording);
  if (!found.errors.empty()) return report(found.errors, verb.output);
  if (verb.output == Output::Json) {
    std::cout << scenarios::explanations_to_json(*loaded.recording, found.explanations);
    return ExitCode::Clean;
  }
  for (const Explanation& explanation : found.explanations) {
    std::cout << scenarios::to_text(*loaded.recording, explanation) << "\n";
  }
  return ExitCode::Clean;
}

}  // namespace wavetank::cli
