// One sentence per decision.
#include "scenarios/story/decisions.hpp"

#include "scenarios/format/routing.hpp"
#include "scenarios/run/outcome.hpp"
#include "scenarios/story/joins.hpp"
#include "scenarios/story/narrate.hpp"
#include "scenarios/story/sequences.hpp"
#include "scenarios/story/tables.hpp"

namespace wavetank::scenarios {

using sim::EventKind;
using sim::TraceEvent;

namespace {

std::int64_t as_signed(std::uint64_t word) { return static_cast<std::int64_t>(word); }

std::string key_text(std::uint64_t word, const engine::Facts& facts) {
  const engine::KeyId key{engine::lower(word)};
  return key == engine::kNoKey ? "a record" : Words::value(value_of(facts, key));
}

// Of an event that has the event time in `a` and the key in `b`.
std::string timed_text(const TraceEvent& event, const engine::Facts& facts, const Words& words) {
  return key_text(event.b, facts) + "@" + words.time(as_signed(event.a));
}

// Operators whose results change; their stories are the changes.
bool sends_changes(const Node& node) {
  return std::holds_alternative<GroupByNode>(node.op) || std::holds_alternative<OverNode>(node.op) ||
         std::holds_alternative<DeduplicateNode>(node.op) || std::holds_alternative<TopNNode>(node.op) ||
         std::holds_alternative<UpsertMaterializeNode>(node.op);
}

std::string unchanged_why(const Node& node) {
  if (std::holds_alternative<GroupByNode>(node.op)) return "there is no group to take it back from (CL-05)";
  if (std::holds_alternative<UpsertMaterializeNode>(node.op)) return "the row that it takes back is not there (UM-01)";
  if (const auto* const top_n = std::get_if<TopNNode>(&node.op)) {
    const bool keeps_all = top_n->takes == engine::RankedRows::Retract;
    return keeps_all ? "the row that it takes back is not there (TN-05)" : "it is outside of the ranking (TN-04)";
  }
  switch (std::get<DeduplicateNode>(node.op).keep) {
    case engine::KeptRow::FirstArrived: return "its key has its first row (PF-20)";
    case engine::KeptRow::LastArrived: return "it is equal to the row that is kept (PF-20)";
    case engine::KeptRow::LastOfChanges: return "it is equal to the row that is kept, or none is (PF-20)";
    case engine::KeptRow::Earliest: return "the row that is kept is not younger (DD-01)";
    case engine::KeptRow::Latest: return "the row that is kept is younger (DD-01)";
    case engine::KeptRow::EarliestWaited: return "its key has an earlier row (DD-02)";
  }
  WT_UNREACHABLE(node.id);
}

// How a change is told: by its kind.
std::string_view change_word(engine::RowKind kind) {
  switch (kind) {
    case engine::RowKind::Insert: return "+I";
    case engine::RowKind::UpdateBefore: return "-U";
    case engine::RowKind::UpdateAfter: return "+U";
    case engine::RowKind::Delete: return "-D";
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(kind));
}

// Without a key its fields say who it is.
std::string ignored_who(const TraceEvent& event, const engine::Facts& facts, const Words& words) {
  if (engine::KeyId{engine::lower(event.b)} != engine::kNoKey) return timed_text(event, facts, words);
  return row_text(engine::RowId{engine::upper(event.b)}, facts) + "@" + words.time(as_signed(event.a));
}

std::string ignored_why(const Node& node, const TraceEvent& event) {
  if (takes_null_keys(node) && engine::KeyId{engine::lower(event.b)} == engine::kNoKey) {
    return "a null key matches nothing (RJ-06)";
  }
  if (std::holds_alternative<FunnelNode>(node.op)) return "it is not the next step";
  if (std::holds_alternative<SilenceNode>(node.op)) return "it is not newer than the last one";
  if (sends_changes(node)) return unchanged_why(node);
  if (const auto* const join = std::get_if<TemporalJoinNode>(&node.op)) {
    return join->time == engine::TimeDomain::Event ? "there is no version of its time" : "there is no version yet";
  }
  return "its rule key is null";
}

Told put(const Node& node, const TraceEvent& event, const engine::Facts& facts, const Words& words) {
  const auto value = as_signed(event.b);
  const std::string key = key_text(event.a, facts);
  if (const auto* const funnel = std::get_if<FunnelNode>(&node.op)) {
    const std::string& step = funnel->steps[static_cast<std::size_t>(value - 1)].first;
    return {"step", key + " has reached " + step,
            "step " + std::to_string(value) + " of " + std::to_string(funnel->steps.size())};
  }
  if (std::holds_alternative<SilenceNode>(node.op)) return {"heard", key + " is heard at " + words.time(value), ""};
  return {"state", state_text(event, facts) + " = " + std::to_string(value), ""};
}

Told timer(const TraceEvent& event, const engine::Facts& facts, const Words& words) {
  const bool by_clock = event.kind == EventKind::ProcessingTimerSet || event.kind == EventKind::ProcessingTimerDelete;
  const bool is_set = event.kind == EventKind::EventTimerSet || event.kind == EventKind::ProcessingTimerSet;
  return {"timer",
          std::string(by_clock ? "a processing" : "an event") + " timer of " + key_text(event.a, facts) + " for " +
              words.time(as_signed(event.b)) + (is_set ? " is set" : " is deleted"),
          is_set ? "" : "(TM-01)"};
}

template <typename Op>
std::optional<engine::TimeToLive> ttl_in(const Op& op) {
  if constexpr (requires { op.ttl->count; }) {
    if (op.ttl) return engine::TimeToLive{.length = *op.ttl};
  } else if constexpr (requires { op.ttl; }) {
    return op.ttl;
  }
  return std::nullopt;
}

// REQUIRES: its state has one.
engine::TimeToLive time_to_live_of(const Node& node) {
  const std::optional<engine::TimeToLive> ttl = std::visit([](const auto& op) { return ttl_in(op); }, node.op);
  WT_REQUIRE(ttl.has_value(), node.id);
  return *ttl;
}

Told expired(const Node& node, const TraceEvent& event, const engine::Facts& facts) {
  const engine::TimeToLive ttl = time_to_live_of(node);
  const bool returned = ttl.expired_read == engine::ExpiredRead::LastValue;
  return {"expired", state_text(event, facts) + " (" + std::to_string(as_signed(event.b)) + ") has outlived its time",
          "more than " + Words::length(ttl.length.count) + " old (PF-04)" +
              (returned ? "; returned once more (PF-05)" : "; not seen any more (PF-05)")};
}

// Results of functions; records that a sort sends on.
std::optional<Told> sent(const Node& node, const TraceEvent& event, const engine::Facts& facts, const Words& words) {
  if (std::holds_alternative<SortNode>(node.op)) {
    return Told{
        "sorted",
        row_text(engine::RowId{engine::upper(event.b)}, facts) + "@" + words.time(as_signed(event.a)) + " goes on", ""};
  }
  if (sends_changes(node)) {
    const engine::RowId row{engine::upper(event.b)};
    return Told{std::string(change_word(facts.rows.kind(row))), fields_text(row, KeyField::Shown, facts, words),
                "by " + node.id};
  }
  if (std::holds_alternative<CoGroupNode>(node.op)) {
    return Told{"group", key_text(event.b, facts) + ": " + result_text(facts, engine::RowId{engine::upper(event.b)}),
                ""};
  }
  const bool by_function = std::holds_alternative<FunnelNode>(node.op) ||
                           std::holds_alternative<SilenceNode>(node.op) ||
                           std::holds_alternative<RollingNode>(node.op) || std::holds_alternative<ConnectNode>(node.op);
  if (!by_function) return std::nullopt;
  const engine::RowId row{engine::upper(event.b)};
  return Told{"result", key_text(event.b, facts) + ": " + fields_text(row, KeyField::Left, facts, words), ""};
}

// Whether its timers are nobody's business.
bool is_timed_inside(const Node& node) { return sends_changes(node) || std::holds_alternative<PatternNode>(node.op); }

std::optional<Told> refused(const Node& node, const TraceEvent& event, const engine::Facts& facts, const Words& words) {
  const auto* const connect = std::get_if<ConnectNode>(&node.op);
  if (connect == nullptr) return std::nullopt;
  return Told{"refused", timed_text(event, facts, words) + " goes no further", "not: " + connect->condition};
}

}  // namespace

std::optional<Told> tell_decision(const Node& node, const TraceEvent& event, const engine::Facts& facts,
                                  const Words& words) {
  switch (event.kind) {
    case EventKind::RecordOut: return sent(node, event, facts, words);
    case EventKind::RecordFilter: return refused(node, event, facts, words);
    case EventKind::RecordSplit: {
      const std::string& output = std::get<SplitNode>(node.op).outputs[static_cast<std::size_t>(event.a) - 1].first;
      const engine::RowId row{engine::upper(event.b)};
      return Told{"split",
                  "{" + fields_text(row, KeyField::Shown, facts, words) + "} goes to " + node.id + "." + output, ""};
    }
    case EventKind::RecordIgnore:
      return Told{"ignored", ignored_who(event, facts, words) + " changes nothing", ignored_why(node, event)};
    case EventKind::StatePut:
      if (sends_changes(node)) return std::nullopt;
      return put(node, event, facts, words);
    case EventKind::StateExpire: return expired(node, event, facts);
    case EventKind::RulePut:
    case EventKind::RuleRemove: {
      const bool is_put = event.kind == EventKind::RulePut;
      const std::string rule = fields_text(engine::RowId{engine::upper(event.b)}, KeyField::Shown, facts, words);
      return Told{"rule", "{" + rule + "} is " + (is_put ? "the rule from now on" : "no rule any more"), "(PF-07)"};
    }
    case EventKind::EventTimerSet:
    case EventKind::EventTimerDelete:
    case EventKind::ProcessingTimerSet:
    case EventKind::ProcessingTimerDelete:
      return is_timed_inside(node) ? std::nullopt : std::optional(timer(event, facts, words));
    case EventKind::SequenceMatch:
    case EventKind::SequenceTimeout:
    case EventKind::SequenceSkip: return tell_sequence(node.id, event, facts, words);
    case EventKind::TablePut: return std::nullopt;
    case EventKind::TableRemove:
    case EventKind::TableMiss: return tell_surprise(event, facts, words);
    default: return tell_join(event, facts, words);
  }
}

std::string fields_text(engine::RowId row, KeyField key, const engine::Facts& facts, const Words& words) {
  const engine::Schema& schema = facts.rows.schema(facts.rows.schema_of(row));
  std::string text;
  for (std::uint32_t field = 0; field < schema.fields.size(); ++field) {
    const engine::Field& its = schema.fields[field];
    if (its.role == engine::FieldRole::Key && key == KeyField::Left) continue;
    const bool is_time = its.type == engine::FieldType::Timestamp && !facts.rows.is_null(row, field);
    text += (text.empty() ? "" : ", ") + its.name + " " +
            (is_time ? words.time(facts.rows.bits(row, field)) : Words::value(value_of(facts, row, field)));
  }
  return text;
}

std::string row_text(engine::RowId row, const engine::Facts& facts) {
  const engine::Schema& schema = facts.rows.schema(facts.rows.schema_of(row));
  std::string text;
  for (std::uint32_t field = 0; field < schema.fields.size(); ++field) {
    const std::string value = Words::value(value_of(facts, row, field));
    if (schema.fields[field].name == "key") return value;
    text += (text.empty() ? "" : ", ") + schema.fields[field].name + " " + value;
  }
  return "{" + text + "}";
}

std::string rule_text(std::uint64_t rule) {
  switch (static_cast<engine::Rule>(engine::lower(rule))) {
    case engine::Rule::None: break;
    case engine::Rule::WO03: return "WO-03";
    case engine::Rule::WO14: return "WO-14";
    case engine::Rule::WO15: return "WO-15";
    case engine::Rule::AS17: return "AS-17";
    case engine::Rule::SO02: return "SO-02";
    case engine::Rule::DD02: return "DD-02";
    case engine::Rule::OV02: return "OV-02";
    case engine::Rule::OV03: return "OV-03";
    case engine::Rule::SQ02: return "SQ-02";
    case engine::Rule::PF10: return "PF-10";
  }
  WT_UNREACHABLE(rule);
}

std::string state_text(const TraceEvent& event, const engine::Facts& facts) {
  const engine::KeyId key{engine::lower(event.a)};
  const std::string name(facts.texts.bytes(engine::TextId{engine::upper(event.a)}));
  return key == engine::kNoKey ? name : name + " of " + Words::value(value_of(facts, key));
}

}  // namespace wavetank::scenarios
