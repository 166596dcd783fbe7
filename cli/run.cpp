// `wavetank run`: runs a scenario once, tells its story, judges it.
#include <algorithm>
#include <filesystem>
#include <iostream>

#include "cli/load.hpp"
#include "properties/judge.hpp"
#include "properties/prefix.hpp"
#include "scenarios/input/events.hpp"
#include "scenarios/report/report.hpp"
#include "scenarios/run/outcome.hpp"
#include "scenarios/run/trace_file.hpp"
#include "scenarios/story/narrate.hpp"
#include "scenarios/story/tables.hpp"

namespace wavetank::cli {
namespace {

// The oracle recomputes every window from scratch; beyond this many events a run is not judged, and says so.
constexpr std::uint64_t kJudgedEventsMax = 2'000'000;
constexpr std::uint64_t kEventsPerRecord = 8;  // about

// The file that the run reads and that stands at `path`, or nothing.
std::string input_at(const std::string& path, const scenarios::Scenario& scenario) {
  std::vector<std::filesystem::path> inputs{scenario.file};
  for (const scenarios::Input& input : scenario.inputs) {
    const auto* file = std::get_if<scenarios::InputFile>(&input.events);
    if (file != nullptr) inputs.push_back(std::filesystem::path(scenarios::folder_of(scenario)) / file->path);
  }
  for (const std::filesystem::path& input : inputs) {
    std::error_code absent;
    if (std::filesystem::equivalent(path, input, absent)) return input.string();
  }
  return {};
}

// What the scenario shows on purpose is no finding; that it does not come is one.
void judge_as_expected(const scenarios::Scenario& scenario, const std::vector<properties::Violation>& violations,
                       std::vector<scenarios::Finding>& findings) {
  const std::vector<std::string>& expected = scenario.expect.findings;
  for (const properties::Violation& violation : violations) {
    if (std::ranges::find(expected, violation.id) != expected.end()) continue;
    findings.push_back({violation.id, violation.text, {violation.first, violation.second}});
  }
  for (const std::string& id : expected) {
    const auto is_it = [&](const properties::Violation& violation) { return violation.id == id; };
    if (std::ranges::any_of(violations, is_it)) continue;
    findings.push_back({"expectation", "the finding " + id + " was expected, and did not come", {}});
  }
}

std::vector<scenarios::Finding> findings_of(const scenarios::Scenario& scenario, const scenarios::Run& run,
                                            const scenarios::Outcome& outcome) {
  std::vector<scenarios::Finding> findings;
  if (run.stopped) {
    const bool live = run.stopped->kind == sim::FindingKind::LiveProgress;
    findings.push_back({live ? "live-progress" : "nondeterminism", run.stopped->message, {}});
  }
  if (run.job_failed) findings.push_back({"err-loud", "the job failed; the story says where", {}});
  if (!run.trace.events.empty()) {
    for (const properties::Violation& violation : properties::judge(scenario, run)) {
      findings.push_back({violation.id, violation.text, {violation.first, violation.second}});
    }
    judge_as_expected(scenario, properties::judge_pipeline(scenario, run), findings);
  }
  for (const scenarios::Mismatch& mismatch : scenarios::compare(scenario.expect, outcome)) {
    scenarios::Finding finding{"expectation", mismatch.message, {}};
    if (mismatch.at) finding.at.push_back(*mismatch.at);
    findings.push_back(std::move(finding));
  }
  return findings;
}

void print_summary(const RunVerb& verb, const scenarios::Run& run, const scenarios::Outcome& outcome) {
  std::cout << scenarios::summary_text(outcome.counts()) << " · " << run.events << " events · seed " << run.seed
            << " · fingerprint " << sim::to_hex(run.fingerprint) << "\n";
  if (!verb.trace_file.empty()) std::cout << "trace: " << verb.trace_file << "\n";
}

void print_findings(const std::vector<scenarios::Finding>& findings) {
  for (const scenarios::Finding& finding : findings) {
    std::cout << "finding  " << finding.invariant << ": " << finding.message;
    for (const sim::EventId id : finding.at) std::cout << "  #" << static_cast<std::uint32_t>(id);
    std::cout << "\n";
  }
}

// Prints the first lines and counts the rest.
class StoryPrinter {
 public:
  explicit StoryPrinter(std::uint64_t lines) : lines_(lines) {}
  void operator()(const std::string& line) {
    if (++told_ <= lines_) std::cout << line << "\n";
  }
  void finish() const {
    if (told_ > lines_) {
      std::cout << "… and " << told_ - lines_ << " lines more; --lines N shows N of them\n";
    }
  }

 private:
  std::uint64_t lines_;
  std::uint64_t told_ = 0;
};

ExitCode exit_code(const scenarios::Run& run, const std::vector<scenarios::Finding>& findings) {
  if (run.stopped && run.stopped->kind == sim::FindingKind::Nondeterminism) return ExitCode::Nondeterminism;
  return findings.empty() ? ExitCode::Clean : ExitCode::Finding;
}

}  // namespace

ExitCode run(const RunVerb& verb) {
  const Loaded loaded = load_scenario(verb.selection);
  if (!loaded.errors.empty()) return report(loaded.errors, verb.output);
  warn(loaded.warnings);
  const scenarios::Scenario& scenario = *loaded.scenario;
  scenarios::RunOptions options;
  const scenarios::Prepared prepared = scenarios::prepare(scenario, options);
  if (!prepared.run) return report(prepared.errors, verb.output);

  const bool json = verb.output == Output::Json;
  scenarios::Outcome outcome(
      scenario, *prepared.run,
      json || scenario.expect.results ? scenarios::KeepResults::All : scenarios::KeepResults::None);
  StoryPrinter printer(verb.lines);
  scenarios::Narrator narrator(scenario, prepared.run->cast, prepared.run->plan->clock_base,
                               scenarios::Detail::Decisions, [&](const std::string& line) { printer(line); });
  options.sinks.push_back(&outcome);
  if (!json) options.sinks.push_back(&narrator);
  std::unique_ptr<scenarios::TraceFileWriter> writer;
  if (!verb.trace_file.empty()) {
    if (const std::string input = input_at(verb.trace_file, scenario); !input.empty()) {
      return report({usage_error("--trace would overwrite " + input, "give the trace a name of its own")}, verb.output);
    }
    auto opened = scenarios::TraceFileWriter::open(verb.trace_file, scenario, loaded.text, *prepared.run);
    if (!opened.ok()) return report({usage_error(opened.problem().message, opened.problem().hint)}, verb.output);
    writer = std::move(opened).value();
    options.sinks.push_back(&writer->sink());
  }
  if (scripted_events(*prepared.run) * kEventsPerRecord > kJudgedEventsMax)
    options.keep = scenarios::RunOptions::Keep::Nothing;

  const scenarios::Run run = scenarios::run(*prepared.run, options);
  if (writer) {
    if (const auto problem = writer->finish(run)) {
      return report({usage_error(problem->message, problem->hint)}, verb.output);
    }
  }
  const bool judged = options.keep == scenarios::RunOptions::Keep::Trace;
  const scenarios::Verdict verdict{judged ? scenarios::Judged::Yes : scenarios::Judged::No,
                                   findings_of(scenario, run, outcome), properties::first_failure(run),
                                   properties::unjudged_operators(scenario)};
  if (!judged) {
    std::cerr << "this run is too large for the oracle (about " << kJudgedEventsMax / kEventsPerRecord
              << " records); only its expectations were judged\n";
  }
  if (json) {
    std::cout << scenarios::run_to_json(scenario, run, outcome, verdict);
  } else {
    printer.finish();
    for (const std::string& line : scenarios::table_lines(outcome.tables(), scenarios::kTableLinesMax)) {
      std::cout << line << "\n";
    }
    print_findings(verdict.findings);
    if (verdict.judged_until) {
      std::cout << "unjudged  what came after #" << static_cast<std::uint32_t>(*verdict.judged_until)
                << ", the first failure: what a restored job owes is not modelled yet\n";
    }
    for (const std::string& id : verdict.unjudged) {
      std::cout << "unjudged  the oracle does not know yet what " << id
                << " should do: what it takes and says is not judged\n";
    }
    print_summary(verb, run, outcome);
  }
  return exit_code(run, verdict.findings);
}

}  // namespace wavetank::cli
