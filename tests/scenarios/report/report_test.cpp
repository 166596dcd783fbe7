#include "scenarios/report/report.hpp"

#include "scenarios/conform/vectors.hpp"
#include "tests/scenarios/recordings.hpp"

namespace wavetank::scenarios::testing {
namespace {

JsonValue parsed(const std::string& document) {
  engine::Result<JsonValue> json = parse_json(document);
  if (!json.ok()) ADD_FAILURE() << json.problem().message << " in " << document;
  return json.ok() ? std::move(json).value() : JsonValue::null();
}

// What stands at a path of member names and places, such as "results 0 value", in compact JSON.
std::string at(const JsonValue& json, const std::string& path) {
  const JsonValue* found = &json;
  std::size_t from = 0;
  while (found != nullptr && from < path.size()) {
    const std::size_t end = std::min(path.find(' ', from), path.size());
    const std::string word = path.substr(from, end - from);
    const JsonValue::Array* array = found->if_array();
    found = array == nullptr ? found->find(word) : &array->at(std::stoul(word));
    from = end + 1;
  }
  return found == nullptr ? "nothing" : found->compact();
}

// The document of a run, read back, beside the run.
struct Reported {
  scenarios::Run done;
  JsonValue json;
};

Reported report_of(const std::string& text, const Verdict& verdict = {}) {
  const Scenario scenario = valid(text);
  RunOptions options;
  const Prepared prepared = prepare(scenario, options);
  Outcome outcome(scenario, *prepared.run, KeepResults::All);
  options.sinks = {&outcome};
  scenarios::Run done = run(*prepared.run, options);
  JsonValue json = parsed(run_to_json(scenario, done, outcome, verdict));
  return {std::move(done), std::move(json)};
}

TEST(RunReport, HasTheKeysOfTheContract) {
  const JsonValue json = report_of(clicks_text(R"("a@1s")", kTumbling)).json;
  for (const char* key : {"scenario", "seed", "semantics", "fingerprint", "simulated_ms", "events", "records",
                          "results", "tables", "checkpoints", "restarts", "faults", "judged", "violations"}) {
    EXPECT_NE(json.find(key), nullptr) << key;
  }
}

TEST(RunReport, SaysWhatRunItWas) {
  const Reported reported = report_of(clicks_text(R"("a@1s", "a@14s")", kTumbling));
  EXPECT_EQ(at(reported.json, "scenario"), R"("clicks")");
  EXPECT_EQ(at(reported.json, "seed"), "7");
  EXPECT_EQ(at(reported.json, "semantics"), R"("flink")");
  EXPECT_EQ(at(reported.json, "fingerprint"), '"' + sim::to_hex(reported.done.fingerprint) + '"');
  EXPECT_EQ(at(reported.json, "simulated_ms"), "14000");
  EXPECT_EQ(at(reported.json, "events"), std::to_string(reported.done.trace.events.size()));
}

TEST(RunReport, CountsTheFatesOfRecords) {
  const char* events = R"("a@1s", "a@14s", "a@7s at 15s")";
  EXPECT_EQ(at(report_of(clicks_text(events, kTumbling)).json, "records"),
            R"({"in":3,"out":2,"late_dropped":1,"late_side_output":0})");
  EXPECT_EQ(at(report_of(clicks_text(events, std::string(kTumbling) + R"(, "late": "side-output")")).json, "records"),
            R"({"in":3,"out":2,"late_dropped":0,"late_side_output":1})");
}

TEST(RunReport, ListsResultsInTheOrderOfTheirPublication) {
  const std::string window = R"("window": {"tumbling": "10s"}, "allowed_lateness": "5s")";
  const JsonValue json = report_of(clicks_text(R"("a@1s", "a@14s", "a@7s at 15s")", window)).json;
  EXPECT_EQ(at(json, "results 0"),
            R"({"sink":"out","key":"a","window":{"start":0,"end":10000},"value":{"count":1},"timestamp":9999,)"
            R"("firing":"on-time","kind":"insert"})");
  EXPECT_EQ(at(json, "results 1 firing"), R"("late")");
  EXPECT_EQ(at(json, "results 1 value"), R"({"count":2})");
  EXPECT_EQ(at(json, "results 2 window start"), "10000");
}

// A record that went through no window has neither window nor firing, and perhaps no time.
TEST(RunReport, WhatARowDoesNotHaveIsNull) {
  const JsonValue json = report_of(R"json({ "name": "plain", "about": "a test", "teaches": "nothing",
    "inputs": [ { "name": "clicks", "events": ["a=3@1s", "b@none at 2s"] } ],
    "pipeline": [ { "id": "in", "source": "clicks" }, { "id": "out", "sink": {} } ] })json")
                             .json;
  EXPECT_EQ(
      at(json, "results 0"),
      R"({"sink":"out","key":"a","window":null,"value":{"value":3},"timestamp":1000,"firing":null,"kind":"insert"})");
  EXPECT_EQ(at(json, "results 1 timestamp"), "null");
}

TEST(RunReport, FindingsNameTheirEventsAndSayWhetherAnybodyLooked) {
  const std::string text = clicks_text(R"("a@1s")", kTumbling);
  const JsonValue found =
      report_of(text, {Judged::Yes, {{"win-fate", "lost", {sim::EventId{4}, sim::EventId{9}}}}}).json;
  EXPECT_EQ(at(found, "judged"), "true");
  EXPECT_EQ(at(found, "violations"), R"([{"invariant":"win-fate","message":"lost","at":[4,9],"capsule":null}])");
  EXPECT_EQ(at(report_of(text, {Judged::No, {}}).json, "judged"), "false");
}

TEST(RunReport, CountsWhatFaultsDid) {
  const std::string fault = R"(, "faults": [ { "fault": "link-duplicate", "at": "0s", "target": "clicks -> log",
    "copies": 1, "gap": "1ms" } ])";
  EXPECT_EQ(at(report_of(clicks_text(R"("a@1s", "a@2s")", kTumbling, fault)).json, "faults"),
            R"({"link-duplicate":2})");
}

TEST(CatalogueReport, BytesThatAreNoTextLeaveTheDocumentValid) {
  Scenario scenario = valid(clicks_text(R"("a@1s")", kTumbling));
  scenario.about = "\xff!";
  EXPECT_EQ(at(parsed(catalogue_to_json({scenario})), "scenarios 0 about"), "\"\xef\xbf\xbd!\"");
}

TEST(ReplayReport, SetsBothRunsSideBySide) {
  const Scenario scenario = valid(clicks_text(R"("a@1s")", kTumbling));
  const Recording recorded = record_of(scenario);
  const RunOptions options;
  const auto again = run(*prepare(scenario, options).run, options);
  const JsonValue json = parsed(replay_to_json(recorded, again, Reproduced::Yes));
  EXPECT_EQ(at(json, "reproduced"), "true");
  EXPECT_EQ(at(json, "recorded"), at(json, "replayed"));
  EXPECT_EQ(at(json, "recorded events"), std::to_string(recorded.size()));
  EXPECT_EQ(at(parsed(replay_to_json(recorded, again, Reproduced::No)), "reproduced"), "false");
}

TEST(ErrorReport, GivesPlaceAndHintOfEach) {
  const JsonValue json = parsed(errors_to_json({{"a.json", 3, "/seed", "not a number", "say 7"}}));
  EXPECT_EQ(at(json, "errors 0 file"), R"("a.json")");
  EXPECT_EQ(at(json, "errors 0 line"), "3");
  EXPECT_EQ(at(json, "errors 0 pointer"), R"("/seed")");
  EXPECT_EQ(at(json, "errors 0 message"), R"("not a number")");
  EXPECT_EQ(at(json, "errors 0 hint"), R"("say 7")");
  EXPECT_EQ(parsed(errors_to_json({})).compact(), R"({"errors":[]})");
}

TEST(ExplanationReport, GivesReasonsWithTheirEvents) {
  const Recording recording = clicks(R"("a@14s", "a@7s at 15s")", kTumbling);
  const sim::EventId drop = first_of(recording, sim::EventKind::RecordDrop);
  const JsonValue json = parsed(explanations_to_json(recording, {explain_event(recording, drop)}));
  EXPECT_EQ(at(json, "explanations 0 title"), R"("a@00:07 at w/0")");
  EXPECT_EQ(at(json, "explanations 0 reasons 1"), R"json({"text":"it belongs to [00:00,00:10)","event":null})json");
  EXPECT_EQ(at(json, "explanations 0 chain 0 event"), std::to_string(static_cast<std::uint32_t>(drop)));
}

std::string setting(const std::string& text, const std::string& change) {
  const engine::Result<std::string> changed = set_value(text, change);
  return changed.ok() ? parsed(changed.value()).compact() : changed.problem().message;
}

TEST(SetValue, TakesJsonAndElseText) {
  EXPECT_EQ(setting(R"({"a": [1, {"b": 2}]})", "/a/1/b=3"), R"({"a":[1,{"b":3}]})");
  EXPECT_EQ(setting(R"({"a": 1})", "/a=10s"), R"({"a":"10s"})");
  EXPECT_EQ(setting(R"({"a": 1})", R"(/a={"x": "y=z"})"), R"({"a":{"x":"y=z"}})");
  EXPECT_EQ(setting(R"({"a": 1})", "/b=true"), R"({"a":1,"b":true})");
  EXPECT_EQ(setting(R"({"a": [1]})", "/a/-=2"), R"({"a":[1,2]})");
}

TEST(SetValue, RefusesAPlaceThatDoesNotExist) {
  EXPECT_EQ(setting(R"({"a": 1})", "/a"), R"("/a" has no "=")");
  EXPECT_EQ(setting(R"({"a": 1})", "/b/c=1"), "nothing stands at /b");
  EXPECT_EQ(setting(R"({"a": 1})", "a=1"), R"("a" is no place in the scenario)");
  EXPECT_EQ(setting(R"({"a": [1]})", "/a/x=1"), R"("/a/x" is no place in the scenario)");
  EXPECT_EQ(setting(R"({"a": 1})", "/a/b=2"), R"("/a/b" is no place in the scenario)");
}

// A list is not filled up with nulls: the reader would only complain about those.
TEST(SetValue, RefusesToWriteBeyondTheEndOfAList) {
  EXPECT_EQ(setting(R"({"a": [1]})", "/a/3=2"), "the list at /a ends before place 3");
  EXPECT_EQ(setting(R"({"a": [1]})", "/a/0=2"), R"({"a":[2]})");
}

TEST(SetValue, LeavesATextThatIsNoJsonToTheReader) { EXPECT_EQ(set_value("{", "/a=1").value(), "{"); }

}  // namespace
}  // namespace wavetank::scenarios::testing
