// The rules of a scenario as a whole, and of its expectations.
#include "scenarios/format/validate.hpp"

#include <algorithm>
#include <set>

#include "engine/base/semantics.hpp"
#include "scenarios/format/members.hpp"
#include "scenarios/format/rules/rules.hpp"
#include "scenarios/format/time_text.hpp"
#include "scenarios/format/values.hpp"

namespace wavetank::scenarios {
namespace {

void check_one_line(const std::string& text, const std::string& pointer, Findings& findings) {
  if (text.find('\n') != std::string::npos) findings.add(pointer, "expected one line; found several");
}

void check_head(const Scenario& scenario, Findings& findings) {
  if (!is_name(scenario.name)) {
    findings.add("/name", "not a name; found " + quote(scenario.name), "letters, digits, '_' and '-', at most 64");
  }
  check_one_line(scenario.about, "/about", findings);
  check_one_line(scenario.teaches, "/teaches", findings);
  if (!engine::profile(scenario.semantics)) {
    findings.add("/semantics", "unknown semantics " + quote(scenario.semantics),
                 meant(scenario.semantics, kSemanticsWords));
  }
  if (scenario.batch_records < 1 || scenario.batch_records > kBatchRecordsMax) {
    findings.add("/batch", "expected from 1 to " + std::to_string(kBatchRecordsMax) + " records; found " +
                               std::to_string(scenario.batch_records));
  }
  if (scenario.execution == Execution::Batch && scenario.until) {
    findings.add("/until", "a batch ends with its inputs", "leave until out, or run it as streaming");
  }
  if (scenario.until && scenario.until->ticks() <= 0) findings.add("/until", "a run must last longer than no time");
  std::set<std::uint64_t> seeds;
  for (std::size_t i = 0; i < scenario.pinned_seeds.size(); ++i) {
    const std::uint64_t seed = scenario.pinned_seeds[i];
    if (!seeds.insert(seed).second)
      findings.add(part("/pinned_seeds", i), "the seed " + std::to_string(seed) + " is pinned twice");
  }
}

// The place of the sink; nothing if the pipeline has several and none is named.
std::optional<std::size_t> find_sink(const ExpectedResult& result, const std::string& pointer, const Scenario& scenario,
                                     Findings& findings) {
  std::vector<std::string_view> names;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < scenario.pipeline.size(); ++i) {
    if (!std::holds_alternative<SinkNode>(scenario.pipeline[i].op)) continue;
    names.push_back(scenario.pipeline[i].id);
    places.push_back(i);
    if (names.back() == result.sink) return i;
  }
  if (!result.sink.empty() && findings.are_named("/pipeline", scenario.pipeline.size(), "id")) {
    findings.add(pointer + "/sink", "unknown sink " + quote(result.sink), meant(result.sink, names));
  }
  return result.sink.empty() && places.size() == 1 ? std::optional(places.front()) : std::nullopt;
}

void check_values(const ExpectedResult& result, const std::vector<engine::Field>& fields, const std::string& pointer,
                  Findings& findings) {
  for (const engine::Field& field : fields) {
    if (field.role != engine::FieldRole::Key || fits(result.key, field)) continue;
    findings.add(pointer + "/key", quote(field.name) + " needs a value of type " + type_text(field));
  }
  for (const auto& [name, value] : result.values) {
    const std::string at = pointer + "/value/" + escaped(name);
    const engine::Field* const field = check_field(name, fields, at, findings);
    if (field != nullptr && !fits(value, *field)) findings.add(at, "expected a value of type " + type_text(*field));
  }
}

}  // namespace

void check_expectations(const Scenario& scenario, const Resolved& resolved, Findings& findings) {
  for (std::size_t i = 0; i < scenario.expect.findings.size(); ++i) {
    const std::string& id = scenario.expect.findings[i];
    if (std::ranges::find(kFindingWords, id) != kFindingWords.end()) continue;
    findings.add(part("/expect/findings", i), "not a finding that can be expected: " + quote(id),
                 meant(id, kFindingWords));
  }
  check_expected_tables(scenario, resolved, findings);
  if (!scenario.expect.results) return;
  const std::vector<ExpectedResult>& results = *scenario.expect.results;
  for (std::size_t i = 0; i < results.size(); ++i) {
    const std::string pointer = part("/expect/results", i);
    if (results[i].window && results[i].window->start >= results[i].window->end) {
      findings.add(pointer + "/window", "a window ends after its start");
    }
    const std::optional<std::size_t> sink = find_sink(results[i], pointer, scenario, findings);
    if (!sink || resolved.schemas[*sink].empty()) continue;
    check_values(results[i], resolved.schemas[*sink], pointer, findings);
  }
}

Validation validate(const Scenario& scenario, const std::vector<InputError>& known) {
  Findings findings(scenario, known);
  check_head(scenario, findings);
  check_inputs(scenario, findings);
  Validation validation;
  validation.resolved = check_pipeline(scenario, findings);
  check_cascades(scenario, validation.resolved, findings);
  check_changelogs(scenario, validation.resolved, findings);
  check_surprises(scenario, validation.resolved, findings);
  check_links(scenario, validation.resolved, findings);
  check_cluster(scenario, findings);
  check_faults(scenario, validation.resolved, findings);
  check_expectations(scenario, validation.resolved, findings);
  validation.errors = findings.take();
  validation.warnings = findings.take_warnings();
  return validation;
}

}  // namespace wavetank::scenarios
