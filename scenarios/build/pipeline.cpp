// The pipeline's own part: nodes with ids, and errors with steps.
#include "scenarios/build/pipeline.hpp"

#include <algorithm>
#include <charconv>

namespace wavetank::build {
namespace {

engine::Field field(std::string name, engine::FieldType type, std::uint8_t scale = 0) {
  const bool key = name == "key" && (type == engine::FieldType::Text || type == engine::FieldType::Int64);
  return {std::move(name), type, key ? engine::FieldRole::Key : engine::FieldRole::Plain, scale};
}

// "/pipeline/3/window" as "step 4, window-1: /window".
std::string step_text(const std::string& pointer, const scenarios::Scenario& scenario) {
  constexpr std::string_view kPrefix = "/pipeline/";
  if (!pointer.starts_with(kPrefix)) return pointer;
  std::size_t step = 0;
  const char* const end = pointer.data() + pointer.size();
  const auto [rest, error] = std::from_chars(pointer.data() + kPrefix.size(), end, step);
  if (error != std::errc{} || step >= scenario.pipeline.size()) return pointer;
  std::string text = "step " + std::to_string(step + 1) + ", " + scenario.pipeline[step].id;
  if (rest != end) text += ": " + std::string(rest, end);
  return text;
}

}  // namespace

engine::Field text(std::string name) { return field(std::move(name), engine::FieldType::Text); }
engine::Field int64(std::string name) { return field(std::move(name), engine::FieldType::Int64); }
engine::Field decimal(std::string name, std::uint8_t scale) {
  return field(std::move(name), engine::FieldType::Decimal, scale);
}
engine::Field boolean(std::string name) { return field(std::move(name), engine::FieldType::Boolean); }
engine::Field timestamp(std::string name) { return field(std::move(name), engine::FieldType::Timestamp); }

Event at(Length time, std::vector<Value> values) { return {time, std::move(values), std::nullopt}; }
Event late(Length time, Length sent, std::vector<Value> values) { return {time, std::move(values), sent}; }

Pipeline::Pipeline(std::string name) {
  scenario_.name = std::move(name);
  scenario_.about = "made in C++";
}

SourceStream Pipeline::source(std::string input, std::vector<engine::Field> fields) {
  scenarios::Input made;
  made.name = input;
  made.fields = std::move(fields);
  scenario_.inputs.push_back(std::move(made));
  scenarios::SourceNode node;
  node.input = std::move(input);
  const std::string id = add("source", {}, std::move(node));
  return {*this, id, scenario_.inputs.size() - 1};
}

Pipeline& Pipeline::seed(std::uint64_t seed) {
  scenario_.seed = seed;
  return *this;
}

Pipeline& Pipeline::semantics(std::string profile) {
  scenario_.semantics = std::move(profile);
  return *this;
}

Pipeline& Pipeline::as_batch() {
  scenario_.execution = scenarios::Execution::Batch;
  return *this;
}

Pipeline& Pipeline::link(std::string from, std::string to, sim::Quantiles delay) {
  scenario_.links.push_back({std::move(from), std::move(to), std::move(delay), {}});
  return *this;
}

Pipeline& Pipeline::link(std::string from, std::string to, Length delay) {
  return link(std::move(from), std::move(to), sim::Quantiles({sim::milliseconds(delay.count()).count}));
}

Pipeline& Pipeline::fault(const Fault& fault) {
  scenario_.faults.push_back(fault.spec);
  return *this;
}

std::vector<scenarios::InputError> Pipeline::check() const { return by_step(scenarios::validate(scenario_).errors); }

std::vector<scenarios::InputError> Pipeline::warnings() const {
  return by_step(scenarios::validate(scenario_).warnings);
}

std::vector<scenarios::InputError> Pipeline::by_step(std::vector<scenarios::InputError> found) const {
  for (scenarios::InputError& error : found) {
    error.file = scenario_.name;
    error.pointer = step_text(error.pointer, scenario_);
  }
  return found;
}

std::string Pipeline::add(std::string_view kind, std::vector<std::string> from, scenarios::AnyNode op) {
  std::size_t number = 1;
  std::string id;
  do id = std::string(kind) + "-" + std::to_string(number++);
  while (find(id) != nullptr);
  scenarios::Node node;
  node.id = id;
  node.from = std::move(from);
  node.op = std::move(op);
  node.origin.pointer = "/pipeline/" + std::to_string(scenario_.pipeline.size());
  scenario_.pipeline.push_back(std::move(node));
  return id;
}

scenarios::Node* Pipeline::find(std::string_view id) {
  const auto found = std::ranges::find(scenario_.pipeline, id, &scenarios::Node::id);
  return found == scenario_.pipeline.end() ? nullptr : &*found;
}

}  // namespace wavetank::build
