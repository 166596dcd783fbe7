// One sentence per kind of event.
#include "scenarios/explain/describe.hpp"

#include <array>

#include "scenarios/run/outcome.hpp"
#include "scenarios/story/decisions.hpp"
#include "scenarios/story/jobs.hpp"
#include "scenarios/story/joins.hpp"
#include "scenarios/story/narrate.hpp"
#include "scenarios/story/sequences.hpp"
#include "scenarios/story/tables.hpp"
#include "scenarios/story/transactions.hpp"
#include "sim/trace/joined_windows.hpp"

namespace wavetank::scenarios {

using sim::EventKind;
using sim::TraceEvent;

namespace {

std::int64_t signed_word(std::uint64_t word) { return static_cast<std::int64_t>(word); }

engine::ControlKind control_kind(const TraceEvent& event) {
  return static_cast<engine::ControlKind>(engine::upper(event.b));
}

std::string control_text(const Recording& recording, const TraceEvent& event) {
  switch (control_kind(event)) {
    case engine::ControlKind::Watermark:
      return Words(recording.clock_base).watermark(engine::EventTime(signed_word(event.a)));
    case engine::ControlKind::Idle: return "idle";
    case engine::ControlKind::Active: return "active";
    case engine::ControlKind::End: return "the end of the stream";
    case engine::ControlKind::Barrier: return "the barrier of checkpoint " + std::to_string(event.a);
    case engine::ControlKind::Cancel: return "the word that checkpoint " + std::to_string(event.a) + " is off";
  }
  WT_UNREACHABLE(event.b);
}

// The row of a producer's or log's event, by the key field of its schema if it has one.
std::string row_text(const Recording& recording, engine::RowId row) {
  const engine::Schema& schema = recording.facts->rows.schema(recording.facts->rows.schema_of(row));
  std::string text;
  for (std::uint32_t field = 0; field < schema.fields.size(); ++field) {
    text += (text.empty() ? "" : ", ") + schema.fields[field].name + " " +
            Words::value(value_of(*recording.facts, row, field));
  }
  return text;
}

std::string fault_text(const Recording& recording, const TraceEvent& event) {
  return std::string(recording.facts->texts.bytes(engine::TextId{engine::lower(event.a)}));
}

// Of an interval join, which has two late outputs.
std::string of_side_text(const Recording& recording, const TraceEvent& event) {
  if (!std::holds_alternative<IntervalJoinNode>(recording.node(event).op)) return "";
  return engine::upper(event.b) == 0 ? " of the left side" : " of the right side";
}

std::string fate_text(const Recording& recording, const TraceEvent& event) {
  const Words words(recording.clock_base);
  switch (event.kind) {
    case EventKind::RecordDrop:
      return "dropped and counted, " + Words::length(signed_word(event.a)) + " too late (" + rule_text(event.b) + ")";
    case EventKind::RecordSide:
      return "sent to the late output" + of_side_text(recording, event) + ", " + Words::length(signed_word(event.a)) +
             " too late (" + rule_text(event.b) + ")";
    case EventKind::RecordLate:
      return "accepted " + Words::length(signed_word(event.a)) + " behind its window's end, " +
             Words::length(signed_word(event.b)) + " before it would be late";
    case EventKind::RecordUnassigned: return record_text(recording, event) + " belongs to no window (WO-15)";
    case EventKind::RecordFilter: return record_text(recording, event) + " is filtered out";
    case EventKind::RecordEvict:
      return record_text(recording, event) +
             " is evicted: " + eviction_reason(std::get<WindowNode>(recording.node(event).op).evictor);
    default: WT_UNREACHABLE(static_cast<std::uint32_t>(event.kind));
  }
}

// Windows of one record, newest first: all of them, or the ends of many.
std::string joined_text(const Recording& recording, const TraceEvent& event) {
  constexpr std::size_t kNamedMax = 3;
  const Words words(recording.clock_base);
  const std::vector<engine::Window> joined = sim::joined_windows(event, recording.facts->windows);
  const engine::KeyId key{engine::lower(event.a)};
  std::string text = words.window(joined.front());
  if (joined.size() > kNamedMax) {
    text = std::to_string(joined.size()) + " windows from " + words.window(joined.back()) + " to " + text;
  } else {
    for (std::size_t i = 1; i < joined.size(); ++i) {
      text += (i + 1 < joined.size() ? ", " : " and ") + words.window(joined[i]);
    }
  }
  return key == engine::kNoKey ? text : text + " of " + Words::value(value_of(*recording.facts, key));
}

std::string window_event_text(const Recording& recording, const TraceEvent& event) {
  const std::string window = window_text(recording, event);
  switch (event.kind) {
    case EventKind::WindowAdd: return "added to " + window;
    case EventKind::SliceAdd: return "added to " + joined_text(recording, event);
    case EventKind::WindowPurge: return window + " is purged";
    case EventKind::WindowClear: return window + " is cleared: its cleanup time has come (WO-16)";
    case EventKind::WindowMerge: {
      TraceEvent taken = event;
      taken.a = event.b;
      return window + " takes in " + window_text(recording, taken) + " (AS-10)";
    }
    case EventKind::WindowFire: break;
    default: WT_UNREACHABLE(static_cast<std::uint32_t>(event.kind));
  }
  const auto reason = static_cast<engine::FireReason>(engine::upper(event.b));
  const bool is_global =
      recording.facts->windows.window(engine::WindowId{engine::upper(event.a)}) == engine::kGlobalWindow;
  const std::string when = is_global                              ? " fires: "  // it has no end to be early for
                           : reason == engine::FireReason::Late   ? " fires late: "
                           : reason == engine::FireReason::OnTime ? " fires on time: "
                                                                  : " fires early: ";
  return window + when + result_text(*recording.facts, engine::RowId{engine::lower(event.b)});
}

std::string timer_text(const Recording& recording, const TraceEvent& event) {
  const std::string at =
      window_text(recording, event) + " at " + Words(recording.clock_base).time(signed_word(event.b));
  switch (event.kind) {
    case EventKind::EventTimer: return "the watermark has reached a timer of " + at;
    case EventKind::ProcessingTimer: return "the clock has reached a timer of " + at;
    case EventKind::EventTimerSet: return "an event timer is set for " + at;
    case EventKind::EventTimerDelete: return "an event timer is deleted: " + at;
    case EventKind::ProcessingTimerSet: return "a processing timer is set for " + at;
    case EventKind::ProcessingTimerDelete: return "a processing timer is deleted: " + at;
    default: WT_UNREACHABLE(static_cast<std::uint32_t>(event.kind));
  }
}

std::string function_text(const Recording& recording, const TraceEvent& event) {
  switch (event.kind) {
    case EventKind::RecordSplit: return "goes to output " + std::to_string(event.a);
    case EventKind::RecordIgnore: return record_text(recording, event) + " changes nothing";
    case EventKind::StatePut: return state_text(event, *recording.facts) + " = " + std::to_string(signed_word(event.b));
    case EventKind::StateExpire:
      return state_text(event, *recording.facts) + ", " + std::to_string(signed_word(event.b)) +
             ", has outlived its time to live (PF-04)";
    case EventKind::StateClear: return state_text(event, *recording.facts) + " is forgotten";
    case EventKind::RulePut: return "rule put: " + row_text(recording, engine::RowId{engine::upper(event.b)});
    case EventKind::RuleRemove: return "rule taken away: " + row_text(recording, engine::RowId{engine::upper(event.b)});
    default: WT_UNREACHABLE(static_cast<std::uint32_t>(event.kind));
  }
}

std::string key_end_text(const Recording& recording, const TraceEvent& event) {
  const std::string key = window_text(recording, event);
  const std::string records = event.b == 1 ? "1 record" : std::to_string(event.b) + " records";
  return "batch: the input" + (key.empty() ? "" : " of " + key) + " ends with " + records + " (BX-04)";
}

std::string told_text(const Told& told) {
  return told.what + ": " + told.text + (told.why.empty() ? "" : " (" + told.why + ")");
}

std::string input_text(const Recording& recording, const TraceEvent& event) {
  const engine::RowId row{engine::upper(event.b)};
  const std::string place =
      "partition " + std::to_string(event.a >> 48) + " offset " + std::to_string(event.a & 0xffffffffffffULL);
  switch (event.kind) {
    case EventKind::ProducerSend:
      return "sent: " + row_text(recording, row) + ", happened at " +
             Words(recording.clock_base).time(signed_word(event.a));
    case EventKind::LogAppend: return "in the log at " + place + ": " + row_text(recording, row);
    case EventKind::SourceEmit: return "read from " + place + ": " + row_text(recording, row);
    case EventKind::LogEnd: return "partition " + std::to_string(event.a) + " has ended";
    default: WT_UNREACHABLE(static_cast<std::uint32_t>(event.kind));
  }
}

// Of a status: the source itself, or one partition.
std::string speaker_text(const TraceEvent& event) {
  return event.a == 0 ? "" : "partition " + std::to_string(event.a - 1) + " ";
}

std::string alignment_text(const Recording& recording, const TraceEvent& event) {
  const Words words(recording.clock_base);
  const auto time = [&](std::uint64_t word) {
    const engine::EventTime shown(signed_word(word));
    return shown == engine::EventTime::max() ? std::string("no end") : words.time(shown);
  };
  const std::string watermark = words.watermark(engine::EventTime(signed_word(event.a)));
  switch (event.kind) {
    case EventKind::SourcePause:
      return speaker_text(event) + "too far ahead of its group, waits: allowed is " + time(event.b);
    case EventKind::SourceResume: return speaker_text(event) + "reads on: allowed is " + time(event.b);
    case EventKind::WatermarkReport: return "reports " + watermark + (event.b == 1 ? ", for the last time" : "");
    case EventKind::WatermarkCollect: return "has the report of subtask " + std::to_string(event.b) + ": " + watermark;
    case EventKind::WatermarkAnnounce:
      return "allows to read up to " + time(event.a) + "; the group's least watermark is " + time(event.b) + " (WM-34)";
    case EventKind::WatermarkAllowed: return "hears that it may read up to " + time(event.a);
    default: WT_UNREACHABLE(static_cast<std::uint32_t>(event.kind));
  }
}

std::string advance_text(const Recording& recording, const TraceEvent& event) {
  const Words words(recording.clock_base);
  const engine::EventTime before(signed_word(event.b));
  const engine::EventTime after(signed_word(event.a));
  const bool first = before == engine::EventTime::min();
  if (after == engine::EventTime::max()) return "final watermark" + (first ? "" : ", after " + words.time(before));
  if (first) return "first watermark: " + words.time(after);
  return "watermark moves from " + words.time(before) + " to " + words.time(after);
}

std::string future_text(const TraceEvent& event) {
  static constexpr std::array kFates = {"no watermark believes it", "the watermark goes only as far as is tolerated",
                                        "it leaves by the side output"};
  return "a record is " + Words::length(signed_word(event.a)) +
         " too far in the future: " + kFates.at(static_cast<std::size_t>(event.b));
}

std::string stagger_text(const TraceEvent& event) {
  return "its windows are moved by " + Words::length(signed_word(event.a)) + " (AS-05)";
}

std::string by_clock_text(const Recording& recording, const TraceEvent& event) {
  return speaker_text(event) + "silent: the clock moves the watermark to " +
         Words(recording.clock_base).time(signed_word(event.b)) + " and on";
}

// Of what goes from task to task, and out.
std::string travel_text(const Recording& recording, const TraceEvent& event) {
  if (event.kind == EventKind::RecordOut) return record_text(recording, event) + " leaves";
  if (event.kind == EventKind::RecordIn) return record_text(recording, event) + " arrives";
  if (event.kind == EventKind::ControlOut) return control_text(recording, event) + " leaves";
  if (event.kind == EventKind::OutVisible)
    return "visible: " + row_text(recording, engine::RowId{engine::upper(event.b)});
  return control_text(recording, event) + " arrives on channel " + std::to_string(engine::lower(event.b));
}

std::string fault_event_text(const Recording& recording, const TraceEvent& event) {
  const std::string fault = fault_text(recording, event);
  if (event.kind == EventKind::FaultBegin) return "fault " + fault + " begins";
  if (event.kind == EventKind::FaultEffect) return "fault " + fault + " acts";
  return "fault " + fault + " ends";
}

// Of joins, patterns and the job, which the story tells in the same words.
std::string told_elsewhere(const Recording& recording, const TraceEvent& event) {
  const Words words(recording.clock_base);
  const engine::Facts& facts = *recording.facts;
  if (event.kind == EventKind::JoinWindow) return met_text(event, facts, words);
  if (const std::optional<Told> told = tell_join(event, facts, words)) return told_text(*told);
  if (const std::optional<Told> told = tell_table(event, facts, words)) return told_text(*told);
  if (const std::optional<Told> told = tell_sequence("the pattern", event, facts, words)) return told_text(*told);
  if (const std::optional<Told> told = tell_job("it", event, facts)) return told_text(*told);
  if (const std::optional<Told> told = tell_checkpoint("it", event)) return told_text(*told);
  if (const std::optional<Told> told = tell_transaction("its", event)) return told_text(*told);
  WT_UNREACHABLE(static_cast<std::uint32_t>(event.kind));
}

std::string event_text(const Recording& recording, const TraceEvent& event) {
  switch (event.kind) {
    case EventKind::None: return "nothing";
    case EventKind::ProducerSend:
    case EventKind::LogAppend:
    case EventKind::LogEnd:
    case EventKind::SourceEmit: return input_text(recording, event);
    case EventKind::SourceIdle: return speaker_text(event) + "found idle: nobody waits for it any longer";
    case EventKind::SourceActive: return speaker_text(event) + "active again";
    case EventKind::SourcePause:
    case EventKind::SourceResume:
    case EventKind::WatermarkReport:
    case EventKind::WatermarkCollect:
    case EventKind::WatermarkAnnounce:
    case EventKind::WatermarkAllowed: return alignment_text(recording, event);
    case EventKind::ClockAdvance: return by_clock_text(recording, event);
    case EventKind::SourceEnd: return "has read its last record";
    case EventKind::WatermarkAdvance: return advance_text(recording, event);
    case EventKind::RecordDrop:
    case EventKind::RecordSide:
    case EventKind::RecordLate:
    case EventKind::RecordUnassigned:
    case EventKind::RecordFilter:
    case EventKind::RecordEvict: return fate_text(recording, event);
    case EventKind::WindowAdd:
    case EventKind::SliceAdd:
    case EventKind::WindowFire:
    case EventKind::WindowPurge:
    case EventKind::WindowClear:
    case EventKind::WindowMerge: return window_event_text(recording, event);
    case EventKind::EventTimer:
    case EventKind::ProcessingTimer:
    case EventKind::EventTimerSet:
    case EventKind::EventTimerDelete:
    case EventKind::ProcessingTimerSet:
    case EventKind::ProcessingTimerDelete: return timer_text(recording, event);
    case EventKind::RecordSplit:
    case EventKind::RecordIgnore:
    case EventKind::StatePut:
    case EventKind::StateExpire:
    case EventKind::StateClear:
    case EventKind::RulePut:
    case EventKind::RuleRemove: return function_text(recording, event);
    case EventKind::WindowStagger: return stagger_text(event);
    case EventKind::RecordFuture: return future_text(event);
    case EventKind::KeyEnd: return key_end_text(recording, event);
    case EventKind::RecordOut:
    case EventKind::RecordIn:
    case EventKind::ControlOut:
    case EventKind::ControlIn:
    case EventKind::OutVisible: return travel_text(recording, event);
    case EventKind::TimerFire: return "the periodic timer comes due";
    case EventKind::FaultBegin:
    case EventKind::FaultEffect:
    case EventKind::FaultEnd: return fault_event_text(recording, event);
    default: return told_elsewhere(recording, event);
  }
}

bool about_fault(EventKind kind) {
  return kind == EventKind::FaultBegin || kind == EventKind::FaultEffect || kind == EventKind::FaultEnd;
}

}  // namespace

std::string describe(const Recording& recording, sim::EventId id) {
  const TraceEvent& event = recording.at(id);
  const std::string text = event_text(recording, event);
  return about_fault(event.kind) ? text : recording.actor(event).name + ": " + text;
}

std::string record_text(const Recording& recording, const TraceEvent& event) {
  const engine::KeyId key{engine::lower(event.b)};
  const std::string name = key == engine::kNoKey ? "a record" : Words::value(value_of(*recording.facts, key));
  return name + "@" + Words(recording.clock_base).time(signed_word(event.a));
}

std::string window_text(const Recording& recording, const engine::Window& window, engine::KeyId key) {
  const std::string name = key == engine::kNoKey ? "" : Words::value(value_of(*recording.facts, key));
  const std::string text = Words(recording.clock_base).window(window);
  return name.empty() ? text : text + " of " + name;
}

std::string window_text(const Recording& recording, const TraceEvent& event) {
  const engine::KeyId key{engine::lower(event.a)};
  const engine::WindowId id{engine::upper(event.a)};
  if (id != engine::kNoWindow) return window_text(recording, recording.facts->windows.window(id), key);
  return key == engine::kNoKey ? "" : Words::value(value_of(*recording.facts, key));
}

Recording record(const Scenario& scenario, Run run) {
  return {scenario,
          std::move(run.facts),
          std::move(run.cast),
          std::move(run.trace),
          run.clock_base,
          run.seed,
          run.fingerprint,
          run.end};
}

}  // namespace wavetank::scenarios
