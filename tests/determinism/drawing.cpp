#include "tests/determinism/drawing.hpp"

namespace wavetank::determinism {
namespace {

using scenarios::Scenario;

constexpr std::int64_t kMillisecond = 1'000'000;

sim::Quantiles between(std::int64_t least_ms, std::int64_t most_ms) {
  return sim::Quantiles({least_ms * kMillisecond, most_ms * kMillisecond});
}

scenarios::Input drawn_input(const std::string& name) {
  scenarios::InputGenerator generator;
  generator.count = 400;
  generator.keys = 5;
  generator.gap = between(0, 300);
  generator.delay = between(0, 2'000);
  generator.late = {1, 20};
  generator.late_delay = between(5'000, 9'000);
  generator.value = sim::Quantiles({1, 100});
  scenarios::Input input;
  input.name = name;
  input.fields.resize(2);
  input.fields[0].name = "key";
  input.fields[0].type = engine::FieldType::Text;
  input.fields[1].name = "value";
  input.partitions = 3;
  input.events = generator;
  return input;
}

void add_node(Scenario& scenario, const std::string& id, const std::string& from, scenarios::SinkNode sink) {
  scenarios::Node node;
  node.id = id;
  node.from = {from};
  node.op = sink;
  node.parallelism = 2;
  scenario.pipeline.push_back(node);
}

scenarios::FaultSpec fault(scenarios::FaultKind kind, const std::string& target, sim::Ratio chance) {
  scenarios::FaultSpec spec;
  spec.kind = kind;
  spec.target = target;
  spec.at = sim::SimTime(10'000 * kMillisecond);
  spec.duration = sim::milliseconds(20'000);
  spec.chance = chance;
  spec.gap = sim::milliseconds(700);
  return spec;
}

}  // namespace

void add_pipeline(Scenario& scenario, const std::string& name) {
  scenario.inputs.push_back(drawn_input(name));
  scenarios::SourceNode source;
  source.input = name;
  source.watermark.kind = engine::GeneratorKind::Bounded;
  source.watermark.bound = engine::Millis{1'000};
  source.watermark.idle_timeout = engine::Millis{2'000};
  scenarios::Node node;
  node.id = "read-" + name;
  node.op = source;
  node.parallelism = 2;
  scenario.pipeline.push_back(node);

  scenarios::WindowNode window;
  window.key = "key";
  window.shape = engine::tumbling(engine::Millis{5'000});
  window.allowed_lateness = engine::Millis{2'000};
  scenarios::AggregateSpec count;
  count.name = "count";
  window.aggregates = {count};
  node.id = "per-key-" + name;
  node.from = {"read-" + name};
  node.op = window;
  scenario.pipeline.push_back(node);
  add_node(scenario, "out-" + name, "per-key-" + name, {});

  scenario.links.push_back({name, "log", between(1, 400), {}});
  scenario.links.push_back({"read-" + name, "per-key-" + name, between(1, 90), {}});
}

Scenario drawing_scenario() {
  Scenario scenario;
  scenario.name = "drawing";
  scenario.seed = 11;
  scenario.batch_records = 4;
  scenario.until = sim::SimTime(90'000 * kMillisecond);
  add_pipeline(scenario, "clicks");
  scenario.faults.push_back(fault(scenarios::FaultKind::LinkDuplicate, "clicks -> log", {1, 10}));
  scenario.faults.push_back(fault(scenarios::FaultKind::LinkLoss, "clicks -> log", {1, 5}));
  return scenario;
}

}  // namespace wavetank::determinism
