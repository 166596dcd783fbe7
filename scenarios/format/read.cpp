// From a file to a valid scenario: the document, its parts, the rules.
#include "scenarios/format/read.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "scenarios/format/document.hpp"
#include "scenarios/format/lines.hpp"
#include "scenarios/format/parts/parts.hpp"
#include "scenarios/format/time_text.hpp"
#include "scenarios/format/validate.hpp"
#include "scenarios/format/values.hpp"

namespace wavetank::scenarios {
namespace {

// "0s", or what an ISO 8601 instant says.
std::optional<engine::ProcessingTime> as_clock(const Place& place, Errors& errors) {
  const std::optional<engine::EventTime> time = as_event_time(place, engine::EventTime(0), errors);
  return time ? std::optional(engine::ProcessingTime(time->ticks())) : std::nullopt;
}

void read_head(Members& members, Scenario& scenario) {
  members.read("name", scenario.name, as_text);
  members.read("about", scenario.about, as_text);
  members.read("teaches", scenario.teaches, as_text);
  members.read("semantics", scenario.semantics, as_text);
  members.read("execution", scenario.execution, as_word(kExecutionWords));
  members.read("seed", scenario.seed, as_natural);
  members.read("pinned_seeds", scenario.pinned_seeds, as_naturals);
  members.read("clock", scenario.clock_base, as_clock);
  members.read("until", scenario.until, as_sim_time);
  members.read("batch", scenario.batch_records, as_count);
  members.read("ties", scenario.ties, as_word(kTieWords));
}

template <typename Part, typename Read>
void read_each(const Members& members, std::string_view name, std::vector<Part>& parts, const Read& read,
               Errors& errors) {
  const std::optional<Place> place = members.find(name);
  if (!place || !is_array(*place, name, errors)) return;
  for (std::size_t i = 0; i < place->json->items.size(); ++i) parts.push_back(read(place->item(i)));
}

// All but the expectations, which need the pipeline's types.
void read_body(const Members& members, Scenario& scenario, Errors& errors) {
  const engine::EventTime base = base_of(scenario);
  const auto input = [&](const Place& place) { return read_input(place, base, errors); };
  const auto node = [&](const Place& place) {
    return read_node(place, scenario.pipeline.empty() ? nullptr : &scenario.pipeline.back(), errors);
  };
  read_each(members, "inputs", scenario.inputs, input, errors);
  read_each(members, "pipeline", scenario.pipeline, node, errors);
  if (const auto place = members.find("cluster")) scenario.cluster = read_cluster(*place, errors);
  read_each(members, "links", scenario.links, [&](const Place& place) { return read_link(place, errors); }, errors);
  read_each(members, "faults", scenario.faults, [&](const Place& place) { return read_fault(place, errors); }, errors);
}

std::vector<InputError> in_order(std::vector<InputError> errors) {
  std::vector<std::pair<std::size_t, std::size_t>> order;  // line, place
  for (std::size_t i = 0; i < errors.size(); ++i) order.emplace_back(errors[i].line, i);
  std::sort(order.begin(), order.end());
  std::vector<InputError> sorted;
  for (const auto& [line, place] : order) sorted.push_back(std::move(errors[place]));
  if (sorted.size() <= kErrorsMax) return sorted;
  sorted.resize(kErrorsMax);
  const InputError last = sorted.back();
  sorted.push_back(
      {last.file, last.line, "", "more than " + std::to_string(kErrorsMax) + " errors; the rest is not shown", ""});
  return sorted;
}

ReadResult refused(InputError error) { return {std::nullopt, {std::move(error)}, {}}; }

}  // namespace

engine::EventTime base_of(const Scenario& scenario) { return engine::EventTime(scenario.clock_base.ticks()); }

ReadResult read_scenario_text(std::string_view text, const std::string& file_name) {
  const Document document = parse_document(text, file_name);
  if (document.error) return refused(*document.error);
  Errors errors(file_name);
  Scenario scenario;
  scenario.file = file_name;
  Members members({&document.root, ""}, shape::kScenario, errors);
  if (!members.is_object()) return {std::nullopt, errors.all()};
  read_head(members, scenario);
  read_body(members, scenario, errors);
  if (const auto place = members.find("expect")) {
    const Validation types = validate(scenario, errors.all());
    scenario.expect = read_expectations(*place, scenario, types.resolved, errors);
  }
  std::vector<InputError> all = errors.all();
  Validation validation = validate(scenario, all);
  for (InputError& error : validation.errors) {
    error.line = line_of(document.root, error.pointer);
    all.push_back(std::move(error));
  }
  if (!all.empty()) return {std::nullopt, in_order(std::move(all)), {}};
  for (InputError& warning : validation.warnings) warning.line = line_of(document.root, warning.pointer);
  return {std::move(scenario), {}, in_order(std::move(validation.warnings))};
}

ReadResult read_scenario_file(const std::string& path) {
  std::error_code unknown;
  if (!std::filesystem::exists(path, unknown)) return refused({path, 0, "", "there is no such file", ""});
  if (std::filesystem::is_directory(path, unknown)) {
    return refused({path, 0, "", "expected a file; found a folder", ""});
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) return refused({path, 0, "", "the file cannot be opened for reading", ""});
  // One byte more than is allowed, so that what is too large shows itself.
  std::string text(kTextBytesMax + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (file.bad()) return refused({path, 0, "", "the file cannot be read", ""});
  text.resize(static_cast<std::size_t>(file.gcount()));
  return read_scenario_text(text, path);
}

}  // namespace wavetank::scenarios
