// The command line as its users call it: a process, its exit code, what it prints where.
#include <gtest/gtest.h>

#include "tests/cli/cli_process.hpp"

namespace wavetank::cli {
namespace {

using RunVerb = Cli;

TEST_F(RunVerb, TellsTheStoryAndExitsClean) {
  const Ended ended = wavetank("run late-firing");
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_NE(ended.out.find("late      [00:00,00:10) a: count 3"), std::string::npos) << ended.out;
  EXPECT_NE(ended.out.find("7 records in, 4 results, 1 late firing, 1 dropped"), std::string::npos);
}

TEST_F(RunVerb, GivesOneFingerprintForOneSeed) {
  EXPECT_EQ(wavetank("run overtaken --seed 3").out, wavetank("run overtaken --seed 3").out);
  EXPECT_NE(wavetank("run overtaken --seed 3").out, wavetank("run overtaken --seed 4").out);
}

TEST_F(RunVerb, PrintsTheKeysOfTheContractAsJson) {
  const Ended ended = wavetank("run late-firing --json");
  EXPECT_EQ(ended.code, 0);
  for (const char* key :
       {"scenario",  "seed",         "semantics",        "fingerprint", "simulated_ms", "events",    "records", "in",
        "out",       "late_dropped", "late_side_output", "results",     "sink",         "key",       "window",  "value",
        "timestamp", "firing",       "checkpoints",      "restarts",    "faults",       "violations"}) {
    EXPECT_NE(ended.out.find("\"" + std::string(key) + "\""), std::string::npos) << key;
  }
}

TEST_F(RunVerb, SaysWhatWasNotJudged) {
  const Ended ended = wavetank("run notification-funnel");
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_NE(ended.out.find("unjudged  the oracle does not know yet what funnel should do"), std::string::npos)
      << ended.out;
  EXPECT_EQ(wavetank("run session-grows").out.find("unjudged"), std::string::npos);
}

TEST_F(RunVerb, WarnsOfWhatIsIgnored) {
  const Ended ended = wavetank("run late-firing --set /pipeline/1/window/time=processing --set /expect={}");
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_NE(ended.err.find("warning: it is ignored"), std::string::npos) << ended.err;
}

TEST_F(RunVerb, AnUnmetExpectationIsAFinding) {
  const Ended ended = wavetank("run late-firing --set /expect/dropped=0");
  EXPECT_EQ(ended.code, 1);
  EXPECT_NE(ended.out.find("dropped records: expected 0, got 1"), std::string::npos) << ended.out;
}

TEST_F(RunVerb, ASettingChangesTheRun) {
  const Ended ended = wavetank("run late-dropped --set /pipeline/1/allowed_lateness=10s --set /expect={}");
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_NE(ended.out.find("1 late firing, 0 dropped"), std::string::npos) << ended.out;
}

TEST_F(RunVerb, EndsWhenItIsTold) {
  const Ended ended = wavetank("run in-order --until 13s --set /expect={}");
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_NE(ended.out.find("4 records in"), std::string::npos) << ended.out;
}

TEST_F(RunVerb, ReadsAScenarioFromStandardInput) {
  input_ = fs::path(WT_SOURCE_DIR) / "scenarios/catalogue/lateness/late-firing.json";
  EXPECT_EQ(wavetank("run -").out, wavetank("run late-firing").out);
}

TEST_F(RunVerb, DoesNotCallALostOutputAGoodRun) {
  const std::string command = std::string(WT_BINARY) + " run late-firing >/dev/full 2>" + path("err").string();
  const int status = std::system(command.c_str());
  EXPECT_EQ(WEXITSTATUS(status), 2);
  EXPECT_NE(read(path("err")).find("could not be written"), std::string::npos);
}

TEST_F(RunVerb, DoesNotWriteItsTraceOverItsScenario) {
  const fs::path scenario = path("mine.json");
  fs::copy_file(fs::path(WT_SOURCE_DIR) / "scenarios/catalogue/lateness/in-order.json", scenario);
  const std::string before = read(scenario);
  expect_refused("run " + scenario.string() + " --trace " + scenario.string(), "would overwrite");
  EXPECT_EQ(read(scenario), before);
}

using BadInput = Cli;

TEST_F(BadInput, IsNamedWithAHint) {
  expect_refused("run no-such-scenario", "no such file");
  expect_refused("run late-firin", "did you mean late-firing?");
  expect_refused("run late-firing --semantics spork", "no such profile");
  expect_refused("run late-firing --until soon", "--until is no time");
  expect_refused("run late-firing --set nonsense", "has no \"=\"");
  expect_refused("run " + write("empty.json", "").string(), "empty.json");
  expect_refused("run --seed", "--seed");
  expect_refused("fly", "fly");
  expect_refused("run late-firing --seed -1", "-1 is no number");
  expect_refused("run late-firing --seed 99999999999999999999", "is no number");
}

TEST_F(BadInput, ManyLevelsOfJsonAreRefused) {
  expect_refused("check " + write("deep.json", std::string(10'000, '[')).string(), "deep.json");
}

TEST_F(BadInput, NegativeWindowsAndUnknownFieldsAreRefusedTogether) {
  const Ended ended = wavetank(
      "run late-firing --set '/pipeline/1/window={\"tumbling\":\"-10s\"}' --set /pipeline/1/alowed_lateness=5s");
  EXPECT_EQ(ended.code, 2);
  EXPECT_NE(ended.err.find("/pipeline/1/window"), std::string::npos) << ended.err;
  EXPECT_NE(ended.err.find("allowed_lateness"), std::string::npos) << ended.err;
}

TEST_F(BadInput, ABrokenRowOfAFileLeavesNoHalfResult) {
  write("rows.csv", "arrival_ms,event_ms,key,value\n1,1,a,1\n2,2,a\n");
  const std::string scenario = R"({"name":"rows","about":"x","inputs":[{"name":"rows",
    "file":{"path":"rows.csv","arrival":"arrival_ms","time":"event_ms"}}],
    "pipeline":[{"id":"s","source":"rows","watermark":{"kind":"monotonous"}},{"id":"out","sink":{}}]})";
  expect_refused("run " + write("rows.json", scenario).string(), "rows.csv:3");
}

TEST_F(BadInput, IsOneJsonDocumentOnRequest) {
  const Ended ended = wavetank("check no-such-scenario --json");
  EXPECT_EQ(ended.code, 2);
  EXPECT_EQ(ended.err, "");
  for (const char* key : {"errors", "file", "line", "pointer", "message", "hint"}) {
    EXPECT_NE(ended.out.find("\"" + std::string(key) + "\""), std::string::npos) << key;
  }
}

using CheckVerb = Cli;

TEST_F(CheckVerb, SaysWhatASecondRunMayAnswerDifferently) {
  const Ended ended = wavetank("check ttl-meets-retraction");
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_EQ(ended.out,
            "ttl-meets-retraction: ok\n  clock-dependent by people: what it keeps is forgotten by the clock (PF-04)\n");
  const Ended json = wavetank("check outer-row-taken-back --json");
  EXPECT_NE(json.out.find("\"replay\": \"deterministic\""), std::string::npos) << json.out;
}

using ReplayVerb = Cli;

TEST_F(ReplayVerb, ReproducesARecordedRun) {
  const std::string trace = path("run.wtr").string();
  ASSERT_EQ(wavetank("run overtaken --seed 5 --trace " + trace).code, 0);
  const Ended ended = wavetank("replay " + trace);
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_NE(ended.out.find("reproduced"), std::string::npos);
}

TEST_F(ReplayVerb, NamesThePlaceOfADamageAndStillExplainsWhatIsBeforeIt) {
  const fs::path trace = path("run.wtr");
  ASSERT_EQ(wavetank("run overtaken --trace " + trace.string()).code, 0);
  fs::resize_file(trace, fs::file_size(trace) - 10);
  expect_refused("replay " + trace.string(), "byte");
  EXPECT_EQ(wavetank("explain " + trace.string() + " --event 3").code, 0);
}

using ExplainVerb = Cli;

TEST_F(ExplainVerb, NamesRuleAndMarginOfADroppedRecord) {
  const Ended ended = wavetank("explain late-firing --key a --window 0s");
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_NE(ended.out.find("WO-14"), std::string::npos) << ended.out;
  EXPECT_NE(ended.out.find("an allowed lateness of 9.001 s would have kept it"), std::string::npos) << ended.out;
}

// The gap of a slide longer than its window: more lateness would not help there, and nobody may say so.
TEST_F(ExplainVerb, PromisesNoHelpToALateRecordBetweenTwoWindows) {
  const std::string settings =
      "late-dropped --set '/pipeline/1/window={\"sliding\":\"10s\",\"slide\":\"20s\"}' --set /expect={} "
      "--set '/inputs/0/events=[\"b@1s\",\"b@50s\",\"a@15s at 51s\"]'";
  const Ended story = wavetank("run " + settings);
  EXPECT_NE(story.out.find("no lateness would have kept it"), std::string::npos) << story.out;
  const Ended reasons = wavetank("explain " + settings + " --key a");
  EXPECT_NE(reasons.out.find("no window contains it"), std::string::npos) << reasons.out;
  EXPECT_EQ(reasons.out.find("all its windows were late"), std::string::npos) << reasons.out;
}

TEST_F(ExplainVerb, SaysWhyNothingHasFired) {
  const Ended ended = wavetank("explain nothing-has-fired --key a --window 0s");
  EXPECT_NE(ended.out.find("has not fired"), std::string::npos) << ended.out;
  EXPECT_NE(ended.out.find("it fires when the watermark reaches 00:09.999"), std::string::npos) << ended.out;
}

TEST_F(ExplainVerb, RefusesWhatIsNotThere) {
  expect_refused("explain late-firing", "nothing to explain");
  expect_refused("explain late-firing --event 0", "there is no event 0");
  expect_refused("explain late-firing --result 99", "there is no result 99");
  expect_refused("explain late-firing --key nobody", "no window operator saw key nobody");
}

using Other = Cli;

TEST_F(Other, TheCatalogueIsListed) {
  const Ended ended = wavetank("list");
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_NE(ended.out.find("\n# watermarks\n"), std::string::npos);
  EXPECT_LT(ended.out.find("# watermarks"), ended.out.find("phone-from-tomorrow"));
}

TEST_F(Other, TheVersionNamesCompilerAndTraceFormat) {
  const Ended ended = wavetank("--version");
  EXPECT_EQ(ended.code, 0);
  EXPECT_NE(ended.out.find("trace format 8"), std::string::npos) << ended.out;
}

TEST_F(Other, ConformSelectsSomethingOrSaysSo) {
  expect_refused("conform " + path("none.jsonl").string(), "none.jsonl");
}

// The viewport of a link is drawn, not only its playhead.
TEST_F(Other, APictureFollowsALink) {
  const auto picture = [&](const std::string& at) {
    const Ended ended = wavetank("render late-firing --at '" + at + "' --out " + path("at.png").string());
    EXPECT_EQ(ended.code, 0) << ended.err;
    std::ifstream in(path("at.png"), std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  const std::string whole = picture("late-firing?seed=7&at=58");
  EXPECT_NE(picture("late-firing?seed=7&at=58&event=0..5000&clock=0..9000000000"), whole);
  EXPECT_EQ(picture("late-firing?at=58"), whole);
}

TEST_F(Other, ALinkOfAnotherRunIsRefused) {
  const std::string rest = " --out " + path("link.png").string();
  expect_refused("render late-firing --at 'late-dropped?at=3'" + rest, "the link is of late-dropped");
  expect_refused("render late-firing --at 'late-firing?seed=8&at=3'" + rest, "--seed 8");
  expect_refused("render late-firing --at 'late-firing?at=9999'" + rest, "there is no event #9999");
  expect_refused("render late-firing --at 'late-firing?when=3'" + rest, "'when=3' makes no sense");
  expect_refused("render late-firing --at nowhere" + rest, "no event, no time and no link");
}

TEST_F(Other, APictureHasAFormatThatExists) {
  expect_refused("render late-firing --out late.gif", "late.gif");
  expect_refused("render late-firing --out late.png --size big", "--size");
  expect_refused("render late-firing --out late.png --panels some", "--panels");
}

}  // namespace
}  // namespace wavetank::cli
