#include "tests/visualizer/recordings.hpp"

#include <stdexcept>

#include "scenarios/format/read.hpp"

namespace wavetank::visualizer {
namespace {

scenarios::Recording run_of(const scenarios::ReadResult& read, const std::string& name) {
  if (!read.scenario) throw std::runtime_error(name + ": " + read.errors.at(0).message);
  const scenarios::RunOptions options;
  const scenarios::Prepared prepared = scenarios::prepare(*read.scenario, options);
  if (!prepared.run) throw std::runtime_error(name + ": " + prepared.errors.at(0).message);
  return scenarios::record(*read.scenario, scenarios::run(*prepared.run, options));
}

}  // namespace

scenarios::Recording catalogue(const std::string& name) {
  const std::string path = std::string(WT_SOURCE_DIR) + "/scenarios/catalogue/" + name + ".json";
  return run_of(scenarios::read_scenario_file(path), path);
}

scenarios::Recording recorded(std::string_view json) {
  return run_of(scenarios::read_scenario_text(json, "test.json"), std::string(json));
}

scenarios::Recording clicks(std::string_view events, std::string_view lateness) {
  return recorded(R"json({ "name": "clicks", "about": "a test", "teaches": "nothing",
    "inputs": [ { "name": "clicks", "events": [)json" +
                  std::string(events) + R"json(] } ],
    "pipeline": [
      { "id": "events", "source": "clicks", "watermark": {"kind": "bounded", "bound": "2s", "emit": "each-record"} },
      { "id": "per-key", "key": "key", "window": {"tumbling": "10s"}, "allowed_lateness": ")json" +
                  std::string(lateness) + R"json(", "aggregate": {"count": "count()"} },
      { "id": "out", "sink": {} } ] })json");
}

scenarios::Recording crowd() {
  std::string events;
  for (int i = 0; i < 900; ++i) {
    const int late_ms = i % 11 == 0 ? 14'000 : i % 5 * 300;
    const int at_ms = 20'000 + i * 100;
    events += (events.empty() ? "\"k" : ", \"k") + std::to_string(i % 24) + "@" + std::to_string(at_ms - late_ms) +
              "ms at " + std::to_string(at_ms) + "ms\"";
  }
  return clicks(events, "5s");
}

sim::EventId first_of(const scenarios::Recording& recording, sim::EventKind kind) {
  for (std::uint32_t at = 1; at <= recording.size(); ++at) {
    if (recording.at(sim::EventId{at}).kind == kind) return sim::EventId{at};
  }
  throw std::runtime_error("there is no such event");
}

}  // namespace wavetank::visualizer
