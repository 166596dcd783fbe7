// Telling the story.
#include "scenarios/story/narrate.hpp"

#include <array>

#include "engine/operators/join/joined_rows.hpp"
#include "engine/windows/assigner.hpp"
#include "scenarios/format/routing.hpp"
#include "scenarios/run/outcome.hpp"
#include "scenarios/story/jobs.hpp"
#include "scenarios/story/joins.hpp"

namespace wavetank::scenarios {

using sim::EventKind;
using sim::TraceEvent;

namespace {

constexpr std::size_t kWordWidth = 9;
constexpr std::size_t kTextWidth = 56;

bool is_late(const TraceEvent& firing) {
  const engine::FireReason reason = firing.kind == EventKind::JoinWindow
                                        ? engine::met_rows(firing.b).reason
                                        : static_cast<engine::FireReason>(engine::upper(firing.b));
  return reason == engine::FireReason::Late;
}

std::string column(std::string text, std::size_t width) {
  text += std::string(text.size() < width ? width - text.size() : 0, ' ');
  return text + " ";
}

}  // namespace

Narrator::Narrator(const Scenario& scenario, const Cast& cast, engine::ProcessingTime clock_base, Detail detail,
                   Line line)
    : scenario_(scenario), cast_(cast), words_(clock_base), detail_(detail), line_(std::move(line)) {}

void Narrator::on_events(sim::EventId first, std::span<const TraceEvent> events, const engine::Facts& facts) {
  auto id = static_cast<std::uint32_t>(first);
  for (const TraceEvent& event : events) {
    switch (event.kind) {
      case EventKind::RecordIn: take(id, event); break;
      case EventKind::WatermarkAdvance:
        watermarks_[event.actor] = engine::EventTime(static_cast<std::int64_t>(event.a));
        break;
      case EventKind::SourceEmit: emitted_ = {id, engine::RowId{engine::upper(event.b)}}; break;
      case EventKind::RecordLate: hear_late(event, facts); break;
      case EventKind::RecordSide:
        aside_ = id;
        tell(event, facts);
        break;
      case EventKind::EventTimer:
      case EventKind::ProcessingTimer: timer_ = {id, event.kind, static_cast<std::int64_t>(event.b)}; break;
      default: tell(event, facts); break;
    }
    hear_transaction(id, event, facts);
    ++id;
  }
}

void Narrator::hear_transaction(std::uint32_t id, const TraceEvent& event, const engine::Facts& facts) {
  if (const std::optional<Told> lost = tell_lost_call(event, facts)) return say(event, *lost);
  const std::string& actor = cast_.actors[static_cast<std::size_t>(event.actor)].name;
  const std::optional<Told> told = transactions_.hear(id, event, actor);
  const bool surprises = event.kind == EventKind::TransactionTimeout || event.kind == EventKind::TransactionFenced ||
                         event.kind == EventKind::TransactionLost;
  if (told && (surprises || detail_ == Detail::Decisions)) say(event, *told);
}

// The records of one message are taken together, so their numbers follow each other.
void Narrator::take(std::uint32_t id, const TraceEvent& event) {
  if (id != batch_first_ + batch_.size()) {
    batch_first_ = id;
    batch_.clear();
  }
  batch_.push_back({engine::EventTime(static_cast<std::int64_t>(event.a)), engine::KeyId{engine::lower(event.b)},
                    engine::RowId{engine::upper(event.b)}});
  if (scenario_.execution == Execution::Batch) kept_[id] = batch_.back();
}

// At a window of the stream API the firing that follows tells it.
void Narrator::hear_late(const TraceEvent& event, const engine::Facts& facts) {
  behind_ = static_cast<std::int64_t>(event.a);
  const Node* const node = node_of(event.actor);
  if (detail_ == Detail::Surprises || node == nullptr || !std::holds_alternative<SqlWindowNode>(node->op)) return;
  say(event, {"late", record(event, facts) + " counts in its windows that have not spoken",
              Words::length(behind_) + " behind, " + Words::length(static_cast<std::int64_t>(event.b)) +
                  " before the last of them speaks (AS-17)"});
}

void Narrator::tell(const TraceEvent& event, const engine::Facts& facts) {
  const std::string& actor = cast_.actors[static_cast<std::size_t>(event.actor)].name;
  switch (event.kind) {
    case EventKind::WindowFire:
    case EventKind::JoinWindow:
      if (is_late(event) || detail_ == Detail::Decisions) say(event, firing(event, facts));
      return;
    case EventKind::WindowMerge:
      if (detail_ == Detail::Decisions) say(event, merging(event, facts));
      return;
    case EventKind::RecordOut:
      if (detail_ == Detail::Decisions && takes_back(event, facts)) return say(event, retraction(event, facts));
      return decide(event, facts);
    case EventKind::RecordDrop:
    case EventKind::RecordSide: return say(event, refusal(event, facts));
    case EventKind::RecordUnassigned:
      return say(event, {"no window", record(event, facts) + " lies between two windows", "(AS-07, WO-15)"});
    case EventKind::RecordEvict:
      if (detail_ == Detail::Decisions) say(event, eviction(event, facts));
      return;
    case EventKind::KeyEnd:
      if (detail_ == Detail::Decisions) say(event, key_end(event, facts));
      return;
    case EventKind::SourceIdle:
      return say(event, {"idle", speaker(event) + " is idle", "nobody waits for it any longer"});
    case EventKind::SourcePause:
    case EventKind::SourceResume: return say(event, waiting(event));
    case EventKind::ClockAdvance:
      return say(event,
                 {"by clock", speaker(event) + " is silent",
                  "the clock moves its watermark to " + words_.time(static_cast<std::int64_t>(event.b)) + " and on"});
    case EventKind::WindowStagger:
      if (detail_ == Detail::Decisions) {
        say(event,
            {"moved", "the windows of " + actor + " are moved by " + Words::length(static_cast<std::int64_t>(event.a)),
             "(AS-05)"});
      }
      return;
    case EventKind::RecordFuture: return say(event, from_future(event, facts));
    case EventKind::SourceActive: return say(event, {"active", speaker(event) + " speaks again", ""});
    case EventKind::FaultBegin:
    case EventKind::FaultEnd: return say(event, fault(event, facts));
    case EventKind::HostCrash:
    case EventKind::HostStart:
    case EventKind::JobFailure:
    case EventKind::JobDecide:
    case EventKind::JobAttempt:
    case EventKind::JobLead:
    case EventKind::JobFail: return say(event, *tell_job(actor, event, facts));
    case EventKind::TaskBlocked:
    case EventKind::TaskFreed:
      if (detail_ == Detail::Decisions) say(event, *tell_job(actor, event, facts));
      return;
    case EventKind::CheckpointStored:
      if (detail_ == Detail::Decisions || event.b > 0) say(event, *tell_checkpoint(actor, event));
      return;
    case EventKind::CheckpointTrigger:
    case EventKind::CheckpointDone:
    case EventKind::CheckpointDecline:
    case EventKind::RestoreInFlight:
    case EventKind::CheckpointAbort: return say(event, *tell_checkpoint(actor, event));
    case EventKind::AlignBegin:
    case EventKind::AlignEnd:
      if (detail_ == Detail::Decisions) say(event, *tell_checkpoint(actor, event));
      return;
    default: return decide(event, facts);
  }
}

// What sorts, splits and functions decide.
void Narrator::decide(const TraceEvent& event, const engine::Facts& facts) const {
  const Node* const node = detail_ == Detail::Decisions ? node_of(event.actor) : nullptr;
  if (node == nullptr || (event.kind == EventKind::RecordOut && event.cause == aside_)) return;
  std::optional<Told> told = tell_decision(*node, event, facts, words_);
  if (!told) return;
  // Each subtask has rules of its own, and they may come to it in an order of its own (PF-08).
  const bool is_rule = event.kind == EventKind::RulePut || event.kind == EventKind::RuleRemove;
  if (is_rule && node->parallelism > 1)
    told->why = "at " + cast_.actors[static_cast<std::size_t>(event.actor)].name + " " + told->why;
  say(event, *told);
}

void Narrator::say(const TraceEvent& event, const Told& told) const {
  std::string text = column(words_.clock(event.time), words_.clock_width()) + column(told.what, kWordWidth);
  text += told.why.empty() ? told.text : column(told.text, kTextWidth) + told.why;
  line_(text);
}

const Narrator::Arrived& Narrator::arrived(const TraceEvent& event) const {
  if (const auto kept = kept_.find(event.cause); kept != kept_.end()) return kept->second;
  WT_ASSERT(is_by_record(event), event.cause, batch_first_);
  return batch_[event.cause - batch_first_];
}

bool Narrator::is_by_record(const TraceEvent& event) const {
  const bool just_taken = event.cause >= batch_first_ && event.cause < batch_first_ + batch_.size();
  return just_taken || kept_.contains(event.cause);
}

std::string Narrator::record(const TraceEvent& event, const engine::Facts& facts) const {
  const Arrived& taken = arrived(event);
  const std::string key = taken.key == engine::kNoKey ? "a record" : Words::value(value_of(facts, taken.key));
  return key + "@" + words_.time(taken.time);
}

// At a source, which has just read it, or at an operator that assigns timestamps.
Told Narrator::from_future(const TraceEvent& event, const engine::Facts& facts) const {
  static constexpr std::array kFates = {"does not move the watermark", "moves the watermark as far as is tolerated",
                                        "goes to the side output"};
  const engine::RowId row = event.cause == emitted_.first ? emitted_.second : arrived(event).row;
  return {"future", row_text(row, facts) + " " + kFates.at(static_cast<std::size_t>(event.b)),
          Words::length(static_cast<std::int64_t>(event.a)) + " beyond what is tolerated"};
}

Told Narrator::key_end(const TraceEvent& event, const engine::Facts& facts) const {
  const engine::KeyId key{engine::lower(event.a)};
  const std::string who = key == engine::kNoKey ? "" : " of " + Words::value(value_of(facts, key));
  const std::string what =
      event.b == 1 ? "the record" + who + " is" : "the " + std::to_string(event.b) + " records" + who + " are";
  return {"key", what + " in", "taken in the order of their times (BX-02)"};
}

// A source, or one partition of it.
std::string Narrator::speaker(const TraceEvent& event) const {
  const std::string& actor = cast_.actors[static_cast<std::size_t>(event.actor)].name;
  return event.a == 0 ? actor : "partition " + std::to_string(event.a - 1) + " of " + actor;
}

// WM-35 of a source, WM-36 of a partition.
Told Narrator::waiting(const TraceEvent& event) const {
  const engine::EventTime allowed(static_cast<std::int64_t>(event.b));
  const std::string rule = event.a == 0 ? " (WM-35)" : " (WM-36)";
  const std::string limit =
      allowed == engine::EventTime::max() ? "all is allowed" : words_.time(allowed) + " is allowed";
  if (event.kind == EventKind::SourceResume) return {"goes on", speaker(event) + " reads on", limit + rule};
  return {"waits", speaker(event) + " is too far ahead", limit + rule};
}

const Node* Narrator::node_of(sim::ActorId actor) const {
  const Actor& its = cast_.actors[static_cast<std::size_t>(actor)];
  return its.role == Role::Task ? &scenario_.pipeline[its.at] : nullptr;
}

const WindowNode* Narrator::window_node(sim::ActorId actor) const {
  const Node* const node = node_of(actor);
  if (node == nullptr) return nullptr;
  if (const auto* const join = std::get_if<WindowJoinNode>(&node->op)) return &join->windows;
  if (const auto* const group = std::get_if<CoGroupNode>(&node->op)) return &group->windows;
  return std::get_if<WindowNode>(&node->op);
}

Told Narrator::firing(const TraceEvent& event, const engine::Facts& facts) const {
  if (event.kind == EventKind::JoinWindow) return meeting(event, facts);
  const engine::Window window = facts.windows.window(engine::WindowId{engine::upper(event.a)});
  const engine::KeyId key{engine::lower(event.a)};
  std::string what = words_.window(window);
  if (key != engine::kNoKey) what += " " + Words::value(value_of(facts, key));
  what += ": " + result_text(facts, engine::RowId{engine::lower(event.b)});
  const auto reason = static_cast<engine::FireReason>(engine::upper(event.b));
  const bool by_record = is_by_record(event);
  if (reason == engine::FireReason::Late && by_record) {
    return {"late", what + ", with " + record(event, facts) + " after all", late_why(event)};
  }
  // A global window has no end to be early for.
  const char* const when = window == engine::kGlobalWindow        ? "fired"
                           : reason == engine::FireReason::Early  ? "early"
                           : reason == engine::FireReason::OnTime ? "on time"
                                                                  : "late";
  if (by_record) return {when, what, record(event, facts) + " makes its trigger fire"};
  if (scenario_.execution == Execution::Batch) return {when, what, "all its records are in (BX-04)"};
  if (event.cause == timer_.id && timer_.kind == EventKind::ProcessingTimer) {
    return {when, what, "the clock has passed " + words_.time(timer_.time)};
  }
  const auto watermark = watermarks_.find(event.actor);
  WT_ASSERT(watermark != watermarks_.end());
  const bool ended = watermark->second == engine::EventTime::max();
  if (reason == engine::FireReason::Early && event.cause == timer_.id && window != engine::kGlobalWindow && !ended) {
    return {when, what, words_.watermark(watermark->second) + " has passed " + words_.time(timer_.time)};
  }
  return {when, what, ended ? "the input has ended" : words_.watermark(watermark->second)};
}

// A firing of a window over two streams. Only their times make such windows speak, so what comes late makes them at once.
Told Narrator::meeting(const TraceEvent& event, const engine::Facts& facts) const {
  const std::string what = met_text(event, facts, words_);
  if (!is_late(event) || !is_by_record(event)) return {"meet", what, ""};
  return {"late", what + ", with " + record(event, facts) + " after all", late_why(event)};
}

std::string Narrator::late_why(const TraceEvent& event) const {
  return (behind_ == 0 ? "just" : Words::length(behind_)) + " behind the window's end, " +
         Words::length(window_node(event.actor)->allowed_lateness.count) + " allowed";
}

Told Narrator::merging(const TraceEvent& event, const engine::Facts& facts) const {
  const engine::KeyId key{engine::lower(event.a)};
  std::string what = words_.window(facts.windows.window(engine::WindowId{engine::upper(event.b)}));
  if (key != engine::kNoKey) what += " " + Words::value(value_of(facts, key));
  const engine::Window larger = facts.windows.window(engine::WindowId{engine::upper(event.a)});
  return {"merged", what + " is part of " + words_.window(larger) + " now",
          record(event, facts) + " touches it (AS-10)"};
}

// Whether a window sends a record that takes back what it said before.
bool Narrator::takes_back(const TraceEvent& event, const engine::Facts& facts) const {
  return facts.rows.kind(engine::RowId{engine::upper(event.b)}) == engine::RowKind::UpdateBefore &&
         window_node(event.actor) != nullptr;
}

Told Narrator::retraction(const TraceEvent& event, const engine::Facts& facts) const {
  const engine::RowId row{engine::upper(event.b)};
  const engine::Schema& schema = facts.rows.schema(facts.rows.schema_of(row));
  engine::Window window = engine::kGlobalWindow;
  std::string key;
  for (std::uint32_t field = 0; field < schema.fields.size(); ++field) {
    const engine::FieldRole role = schema.fields[field].role;
    if (role == engine::FieldRole::Key) key = " " + Words::value(value_of(facts, row, field));
    if (facts.rows.is_null(row, field)) continue;
    if (role == engine::FieldRole::WindowStart) window.start = engine::EventTime(facts.rows.bits(row, field));
    if (role == engine::FieldRole::WindowEnd) window.end = engine::EventTime(facts.rows.bits(row, field));
  }
  return {"back", words_.window(window) + key + ": " + result_text(facts, row) + " is taken back", ""};
}

// Of an interval join each side has one.
std::string Narrator::late_output(const TraceEvent& event) const {
  if (!std::holds_alternative<IntervalJoinNode>(node_of(event.actor)->op)) return "the late output";
  return side_outputs(*node_of(event.actor)).at(engine::upper(event.b));
}

Told Narrator::refusal(const TraceEvent& event, const engine::Facts& facts) const {
  const auto missing = static_cast<std::int64_t>(event.a);
  const bool side = event.kind == EventKind::RecordSide;
  const bool is_sort = std::holds_alternative<SortNode>(node_of(event.actor)->op);
  const bool is_sql_window = std::holds_alternative<SqlWindowNode>(node_of(event.actor)->op);
  const bool is_join = std::holds_alternative<IntervalJoinNode>(node_of(event.actor)->op);
  const Arrived& taken = arrived(event);
  const std::string who = is_sort ? row_text(taken.row, facts) + "@" + words_.time(taken.time) : record(event, facts);
  const std::string what = who + (side ? " goes to " + late_output(event) : " is dropped");
  const WindowNode* const node = window_node(event.actor);
  if (node == nullptr) {
    return {side ? "side" : "dropped", what,
            Words::length(missing) + " too late for " +
                (is_sql_window ? "the last of its windows"
                 : is_join     ? "a join"
                               : "its place") +
                " (" + rule_text(event.b) + ")"};
  }
  const std::string enough = Words::length(engine::saturating_add(node->allowed_lateness.count, missing));
  const bool lost =
      node->assigner == engine::AssignerKind::Aligned && !engine::is_in_a_window(node->shape, arrived(event).time);
  return {side ? "side" : "dropped", what,
          lost ? "in no window, and late (AS-07, WO-14); no lateness would have kept it"
               : Words::length(missing) + " too late (WO-14); a lateness of " + enough + " would have kept it"};
}

Told Narrator::eviction(const TraceEvent& event, const engine::Facts& facts) const {
  const engine::KeyId key{engine::lower(event.b)};
  const std::string who = key == engine::kNoKey ? "a record" : Words::value(value_of(facts, key));
  const engine::EventTime time(static_cast<std::int64_t>(event.a));
  return {"evicted", who + "@" + words_.time(time) + " leaves its window",
          eviction_reason(window_node(event.actor)->evictor)};
}

Told Narrator::fault(const TraceEvent& event, const engine::Facts& facts) const {
  const bool begins = event.kind == EventKind::FaultBegin;
  const FaultSpec& spec = scenario_.faults[static_cast<std::size_t>(event.b)];
  const std::string id(facts.texts.bytes(engine::TextId{engine::lower(event.a)}));
  return {"fault", id + (begins ? " begins: " : " ends: ") + spec.target, ""};
}

std::string summary_text(const Counts& counts) {
  const auto counted = [](std::uint64_t count, const char* one, const char* many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
  };
  std::string text = counted(counts.records_in, "record", "records") + " in, " +
                     counted(counts.records_out, "result", "results") + ", " +
                     counted(counts.late_firings, "late firing", "late firings") + ", " +
                     std::to_string(counts.dropped) + " dropped";
  if (counts.side_output > 0) text += ", " + std::to_string(counts.side_output) + " to the late output";
  return text;
}

std::string eviction_reason(const engine::EvictorSpec& evictor) {
  switch (evictor.kind) {
    case engine::EvictorKind::None: break;
    case engine::EvictorKind::Count:
      return "only the last " + (evictor.count == 1 ? "one stays" : std::to_string(evictor.count) + " stay") +
             " (EV-04)";
    case engine::EvictorKind::Time:
      return Words::length(evictor.size.count) + " older than the newest, or more (EV-05)";
    case engine::EvictorKind::Delta:
      return "not less than " + std::to_string(evictor.threshold) + " away from the last one (EV-06)";
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(evictor.kind));
}

std::string result_text(const engine::Facts& facts, engine::RowId row) {
  const engine::Schema& schema = facts.rows.schema(facts.rows.schema_of(row));
  std::string text;
  for (std::uint32_t field = 0; field < schema.fields.size(); ++field) {
    if (schema.fields[field].role != engine::FieldRole::Plain) continue;
    text += (text.empty() ? "" : ", ") + schema.fields[field].name + " " + Words::value(value_of(facts, row, field));
  }
  return text;
}

}  // namespace wavetank::scenarios
