// Writing JSON.
#include "scenarios/report/report.hpp"

#include <nlohmann/json.hpp>

#include "scenarios/explain/describe.hpp"
#include "scenarios/format/words.hpp"

namespace wavetank::scenarios {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(const Value& value) {
  if (std::holds_alternative<std::monostate>(value)) return nullptr;
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  if (const auto* flag = std::get_if<bool>(&value)) return *flag;
  return std::get<std::string>(value);
}

Json to_json(const std::optional<engine::FireReason>& firing) {
  if (!firing) return nullptr;
  switch (*firing) {
    case engine::FireReason::Early: return "early";
    case engine::FireReason::OnTime: return "on-time";
    case engine::FireReason::Late: return "late";
  }
  WT_UNREACHABLE();
}

Json to_json(const PublishedResult& result) {
  Json json;
  json["sink"] = result.sink;
  json["key"] = result.key ? to_json(*result.key) : Json(nullptr);
  json["window"] = nullptr;
  if (result.window) {
    json["window"] = {{"start", result.window->start.ticks()}, {"end", result.window->end.ticks()}};
  }
  json["value"] = Json::object();
  for (const auto& [name, value] : result.values) json["value"][name] = to_json(value);
  json["timestamp"] = result.time == engine::EventTime::min() ? Json(nullptr) : Json(result.time.ticks());
  json["firing"] = to_json(result.firing);
  json["kind"] = word_of(kRowKindWords, result.kind);
  return json;
}

Json to_json(const TableRow& row) {
  Json json = Json::object();
  for (const auto& [name, value] : row) json[name] = to_json(value);
  return json;
}

Json to_json(const std::vector<FoldedTable>& tables) {
  Json json = Json::object();
  for (const FoldedTable& table : tables) {
    json[table.sink] = Json::array();
    for (const TableRow& row : table.rows) json[table.sink].push_back(to_json(row));
  }
  return json;
}

Json to_json(const std::vector<InputError>& errors) {
  Json json = Json::array();
  for (const InputError& error : errors) {
    json.push_back({{"file", error.file},
                    {"line", error.line},
                    {"pointer", error.pointer},
                    {"message", error.message},
                    {"hint", error.hint}});
  }
  return json;
}

Json to_json(const Finding& finding) {
  Json at = Json::array();
  for (const sim::EventId id : finding.at) at.push_back(static_cast<std::uint32_t>(id));
  return {{"invariant", finding.invariant}, {"message", finding.message}, {"at", at}, {"capsule", nullptr}};
}

// Bytes that are not UTF-8, as a file may hold, are written with replacement characters: the document stays valid.
std::string write(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

}  // namespace

std::string run_to_json(const Scenario& scenario, const Run& run, const Outcome& outcome, const Verdict& verdict) {
  const Counts& counts = outcome.counts();
  Json json;
  json["scenario"] = scenario.name;
  json["seed"] = run.seed;
  json["semantics"] = scenario.semantics;
  json["execution"] = word_of(kExecutionWords, scenario.execution);
  json["fingerprint"] = sim::to_hex(run.fingerprint);
  json["simulated_ms"] = run.end.ticks() / sim::kNanosecondsPerMillisecond;
  json["events"] = run.events;
  json["records"] = {{"in", counts.records_in},
                     {"out", counts.records_out},
                     {"late_dropped", counts.dropped},
                     {"late_side_output", counts.side_output}};
  json["results"] = Json::array();
  for (const PublishedResult& result : outcome.results()) json["results"].push_back(to_json(result));
  json["tables"] = to_json(outcome.tables());
  json["checkpoints"] = {{"completed", counts.checkpoints}, {"failed", counts.aborted_checkpoints}};
  json["restarts"] = counts.restarts;
  json["faults"] = Json::object();
  for (const auto& [id, effects] : outcome.fault_effects()) json["faults"][id] = effects;
  json["judged"] = verdict.judged == Judged::Yes;
  json["unjudged"] = verdict.unjudged;
  if (verdict.judged_until) json["judged_until"] = static_cast<std::uint32_t>(*verdict.judged_until);
  json["violations"] = Json::array();
  for (const Finding& finding : verdict.findings) json["violations"].push_back(to_json(finding));
  return write(json);
}

std::string replay_to_json(const Recording& recorded, const Run& again, Reproduced reproduced) {
  return write({{"scenario", recorded.scenario.name},
                {"seed", recorded.seed},
                {"reproduced", reproduced == Reproduced::Yes},
                {"recorded", {{"fingerprint", sim::to_hex(recorded.fingerprint)}, {"events", recorded.size()}}},
                {"replayed", {{"fingerprint", sim::to_hex(again.fingerprint)}, {"events", again.events}}}});
}

std::string errors_to_json(const std::vector<InputError>& errors) { return write({{"errors", to_json(errors)}}); }

std::string checked_to_json(const std::vector<Checked>& checked) {
  Json json = {{"errors", Json::array()}, {"scenarios", Json::array()}};
  for (const Checked& each : checked) {
    Json operators = Json::array();
    for (const OperatorReplay& op : each.replay.operators) {
      operators.push_back({{"id", op.id}, {"replay", word_of(kReplayWords, op.own)}, {"why", op.why}});
    }
    json["scenarios"].push_back({{"scenario", each.scenario},
                                 {"replay", word_of(kReplayWords, each.replay.replay)},
                                 {"operators", operators},
                                 {"warnings", to_json(each.warnings)}});
  }
  return write(json);
}

std::string catalogue_to_json(const std::vector<Scenario>& scenarios) {
  Json json;
  json["scenarios"] = Json::array();
  for (const Scenario& scenario : scenarios) {
    json["scenarios"].push_back({{"name", scenario.name},
                                 {"about", scenario.about},
                                 {"teaches", scenario.teaches},
                                 {"seed", scenario.seed},
                                 {"pinned_seeds", scenario.pinned_seeds},
                                 {"file", scenario.file}});
  }
  return write(json);
}

std::string explanations_to_json(const Recording& recording, const std::vector<Explanation>& explanations) {
  Json json;
  json["explanations"] = Json::array();
  for (const Explanation& explanation : explanations) {
    Json reasons = Json::array();
    for (const Reason& reason : explanation.reasons) {
      const Json event = reason.event ? Json(static_cast<std::uint32_t>(*reason.event)) : Json(nullptr);
      reasons.push_back({{"text", reason.text}, {"event", event}});
    }
    Json chain = Json::array();
    for (const sim::EventId id : explanation.chain) {
      chain.push_back({{"event", static_cast<std::uint32_t>(id)}, {"text", describe(recording, id)}});
    }
    json["explanations"].push_back({{"title", explanation.title}, {"reasons", reasons}, {"chain", chain}});
  }
  return write(json);
}

engine::Result<std::string> set_value(const std::string& text, const std::string& setting) {
  const std::size_t equals = setting.find('=');
  if (equals == std::string::npos) {
    return engine::Problem{"\"" + setting + "\" has no \"=\"", "write --set /json/pointer=value", 0};
  }
  Json document = Json::parse(text, nullptr, false);
  // A text that is not JSON keeps its own errors, with their places, for the reader.
  if (document.is_discarded()) return text;
  Json value = Json::parse(setting.substr(equals + 1), nullptr, false);
  if (value.is_discarded()) value = setting.substr(equals + 1);
  try {
    const Json::json_pointer pointer(setting.substr(0, equals));
    if (!document.contains(pointer.parent_pointer())) {
      return engine::Problem{"nothing stands at " + pointer.parent_pointer().to_string(),
                             "the parent of the place that --set writes to must exist", 0};
    }
    const Json& parent = document.at(pointer.parent_pointer());
    const bool numbered = parent.is_array() && pointer.back().find_first_not_of("0123456789") == std::string::npos;
    if (numbered && !document.contains(pointer)) {  // else the list would be filled up with nulls
      return engine::Problem{
          "the list at " + pointer.parent_pointer().to_string() + " ends before place " + pointer.back(),
          "places count from 0; \"-\" appends", 0};
    }
    document[pointer] = value;
  } catch (const Json::exception&) {
    return engine::Problem{"\"" + setting.substr(0, equals) + "\" is no place in the scenario",
                           "a JSON pointer such as /pipeline/1/allowed_lateness", 0};
  }
  return document.dump(1);
}

}  // namespace wavetank::scenarios
