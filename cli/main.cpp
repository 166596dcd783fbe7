// The command line of wavetank: reads it, calls one verb, and is the outer of the two places that catch.
#include <algorithm>
#include <charconv>
#include <exception>
#include <iostream>
#include <span>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/load.hpp"
#include "cli/verbs.hpp"
#include "engine/base/nearest.hpp"
#include "sim/trace/archive/format.hpp"

namespace {

using namespace wavetank::cli;  // NOLINT(google-build-using-namespace): one file, one purpose

std::string version_text() {
  return std::string("wavetank ") + WT_VERSION + ", compiled by " +
#if defined(__clang__)
         "clang " + __clang_version__ +
#else
         "g++ " + __VERSION__ +
#endif
         ", trace format " + std::to_string(wavetank::sim::kArchiveVersion);
}

// CLI11 lets "-1" and numbers beyond 64 bits pass as something else.
CLI::Validator whole_number() {
  const auto check = [](const std::string& text) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool good = error == std::errc{} && end == text.data() + text.size();
    return good ? std::string() : text + " is no number from 0 to 18446744073709551615";
  };
  return CLI::Validator(check, "", "whole number");
}

// Options of every verb that runs a scenario.
void add_selection(CLI::App& app, Selection& selection) {
  app.add_option("scenario", selection.scenario, "a scenario file, a name of the catalogue, or - for standard input")
      ->required();
  app.add_option("--seed", selection.seed, "the seed, instead of the scenario's")->check(whole_number());
  app.add_option("--set", selection.settings, "replace a value: /json/pointer=value")->type_name("POINTER=VALUE");
  app.add_option("--semantics", selection.semantics, "flink or flink-strict");
  app.add_option("--execution", selection.execution, "streaming or batch");
  app.add_option("--until", selection.until, "end at this simulated time, for example 90s");
}

struct Verbs {
  RunVerb run;
  CheckVerb check;
  ListVerb list;
  ExplainVerb explain;
  ConformVerb conform;
  ReplayVerb replay;
  LatenessVerb lateness;
  PictureVerb picture;
  bool json = false;
};

void add_json(CLI::App& app, Verbs& verbs) {
  app.add_flag("--json", verbs.json, "print one JSON document and nothing else");
}

void add_picture(CLI::App& app, Verbs& verbs) {
  add_selection(app, verbs.picture.selection);
  app.add_option("--at", verbs.picture.at, "where to look: an event such as '#41', a simulated time, or a link");
  app.add_option("--theme", verbs.picture.theme, "light or dark")->check(CLI::IsMember({"light", "dark"}));
  app.add_option("--size", verbs.picture.size, "width x height in pixels")->type_name("WxH");
}

void add_lateness(CLI::App& app, Verbs& verbs) {
  CLI::App* lateness = app.add_subcommand("lateness", "how late a recorded stream is: what each bound would drop");
  LatenessVerb& verb = verbs.lateness;
  lateness->add_option("file", verb.file, "CSV or JSON lines, plain, gzip or zstd; - for standard input")->required();
  lateness->add_option("--event", verb.event, "column of the event time");
  lateness->add_option("--arrival", verb.arrival, "column of the arrival; none: the order of the rows");
  lateness->add_option("--key", verb.key, "column of the key");
  lateness->add_option("--partition", verb.partition, "column of the partition");
  lateness->add_option("--offset", verb.offset, "column of the offset in its partition");
  lateness->add_option("--unit", verb.unit, "of times: s, ms, us, ns or iso")
      ->check(CLI::IsMember({"s", "ms", "us", "ns", "iso"}));
  lateness->add_option("--window", verb.window, "size of tumbling and sliding windows, for example 1h");
  lateness->add_option("--slide", verb.slide, "slide of the sliding windows");
  lateness->add_option("--session", verb.session, "gap of session windows");
  lateness->add_option("--bound", verb.bounds, "bound of out-of-orderness to try; may be given several times")
      ->delimiter(',');
  lateness->add_option("--lateness", verb.latenesses, "allowed lateness to try with each bound")->delimiter(',');
  lateness->add_option("--target", verb.target, "share of the rows that shall be on time [99.9%]");
  lateness->add_option("--keep", verb.keep, "instead: lose nothing that is delayed by at most this");
  lateness->add_option("--profile", verb.profile, "write a delay profile, which a scenario's generator can use");
  lateness->add_option("--zone", verb.zone, "local time zone for days and sessions, for example Europe/Berlin");
  lateness->add_option("--report", verb.report, "write all of it with charts as one page, .html");
  lateness->add_option("--pictures", verb.pictures, "write the charts as .png into this folder");
  lateness->add_flag("--strict", verb.strict, "stop at the first row that is broken");
  add_json(*lateness, verbs);
}

void add_verbs(CLI::App& app, Verbs& verbs) {
  CLI::App* run = app.add_subcommand("run", "run a scenario once, tell its story, judge it");
  add_selection(*run, verbs.run.selection);
  run->add_option("--trace", verbs.run.trace_file, "write the trace to this file");
  run->add_option("--lines", verbs.run.lines, "how many lines of the story to print")
      ->capture_default_str()
      ->check(whole_number());
  add_json(*run, verbs);

  CLI::App* check = app.add_subcommand("check", "validate scenarios: every error with its place and a hint");
  check->add_option("scenarios", verbs.check.scenarios, "scenario files or names")->required();
  add_json(*check, verbs);

  add_json(*app.add_subcommand("list", "the catalogue: what each scenario shows and teaches"), verbs);

  CLI::App* explain = app.add_subcommand("explain", "why an event, a result or a window came about, or did not");
  add_selection(*explain, verbs.explain.selection);
  explain->add_option("--event", verbs.explain.event, "number of a trace event");
  explain->add_option("--result", verbs.explain.result, "number of a published result, from 1");
  explain->add_option("--key", verbs.explain.key, "a key, as the story writes it");
  explain->add_option("--window", verbs.explain.window, "start of a window of that key");
  add_json(*explain, verbs);

  CLI::App* conform = app.add_subcommand("conform", "compare with recorded answers of a real engine");
  conform->add_option("files", verbs.conform.files, "vector files (.jsonl), or - for standard input")->required();
  add_json(*conform, verbs);

  CLI::App* replay = app.add_subcommand("replay", "run a recorded run again and compare");
  replay->add_option("trace", verbs.replay.trace_file, "a trace file")->required();
  add_json(*replay, verbs);

  add_lateness(app, verbs);

  add_picture(*app.add_subcommand("view", "open the window"), verbs);
  CLI::App* render = app.add_subcommand("render", "the window's picture without a display");
  add_picture(*render, verbs);
  render->add_option("--out", verbs.picture.out, "the picture to write, .png")->required();
  render->add_option("--panels", verbs.picture.panels, "all, or the plane alone")
      ->check(CLI::IsMember({"all", "plane"}));
}

ExitCode call(const CLI::App& app, Verbs& verbs) {
  const Output output = verbs.json ? Output::Json : Output::Text;
  verbs.run.output = verbs.check.output = verbs.list.output = output;
  verbs.explain.output = verbs.conform.output = verbs.replay.output = verbs.lateness.output = output;
  if (app.got_subcommand("run")) return run(verbs.run);
  if (app.got_subcommand("check")) return check(verbs.check);
  if (app.got_subcommand("list")) return list(verbs.list);
  if (app.got_subcommand("explain")) return explain(verbs.explain);
  if (app.got_subcommand("conform")) return conform(verbs.conform);
  if (app.got_subcommand("replay")) return replay(verbs.replay);
  if (app.got_subcommand("lateness")) return lateness(verbs.lateness);
  if (app.got_subcommand("view")) return view(verbs.picture);
  return render(verbs.picture);
}

// CLI11 only says that some command is missing; a user wants to hear which word was wrong.
bool is_unknown_command(const CLI::App& app, const std::string& word) {
  if (word.empty() || word.front() == '-') return false;
  std::vector<std::string> names;
  for (const CLI::App* verb : app.get_subcommands({})) names.push_back(verb->get_name());
  if (std::find(names.begin(), names.end(), word) != names.end()) return false;
  const auto close = wavetank::engine::nearest(word, std::span<const std::string>(names));
  std::cerr << "wavetank: no such command: " << word
            << (close ? "; hint: did you mean " + *close + "?" : "; hint: wavetank --help") << "\n";
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  CLI::App app("wavetank: a wave tank for streaming pipelines");
  app.set_version_flag("--version", version_text());
  app.require_subcommand(1);
  Verbs verbs;
  add_verbs(app, verbs);
  if (argc > 1 && is_unknown_command(app, argv[1])) return static_cast<int>(ExitCode::BadInput);
  try {
    app.parse(argc, argv);
    const ExitCode code = call(app, verbs);
    std::cout.flush();
    if (std::cout) return static_cast<int>(code);
    std::cerr << "wavetank: the output could not be written; is the disk full?\n";
    return static_cast<int>(ExitCode::BadInput);
  } catch (const CLI::ParseError& error) {
    const bool json = std::find(argv, argv + argc, std::string_view("--json")) != argv + argc;
    if (json && error.get_exit_code() != 0) {
      return static_cast<int>(report({usage_error(error.what(), "wavetank --help")}, Output::Json));
    }
    const int asked = app.exit(error);
    return asked == 0 ? 0 : static_cast<int>(ExitCode::BadInput);
  } catch (const std::exception& error) {
    std::cerr << "wavetank: internal error: " << error.what() << "\n"
              << "this is a bug in wavetank, not in your scenario\n";
    return static_cast<int>(ExitCode::InternalError);
  }
}
