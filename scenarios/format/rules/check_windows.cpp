// Rules of windows: their shape, their trigger, their evictor, and what goes together.
#include <algorithm>

#include "scenarios/format/quote.hpp"
#include "scenarios/format/rules/rules.hpp"
#include "scenarios/format/time_text.hpp"
#include "scenarios/format/values.hpp"
#include "scenarios/format/windowing.hpp"
#include "scenarios/format/words.hpp"

namespace wavetank::scenarios {
namespace {

using engine::AssignerKind;
using engine::EvictorKind;
using engine::FieldType;
using engine::TriggerKind;
using engine::TriggerPart;

// The integer field that a gap or a delta is measured in.
void check_measure(const std::string& name, const std::string& pointer, const NodeCheck& check) {
  if (!check.takes) return;
  const engine::Field* const field = check_field(name, *check.takes, pointer, check.findings);
  if (field == nullptr || field->type == FieldType::Int64 || field->type == FieldType::Timestamp) return;
  check.findings.add(pointer,
                     "expected a field of type int64 or timestamp; " + quote(name) + " is " + type_text(*field));
}

void check_cycle(const engine::WindowShape& shape, const std::string& pointer, Findings& findings) {
  check_shape(shape, {"/cumulate", "/step"}, pointer, findings);
  if (shape.size.count <= 0 || shape.slide.count <= 0 || shape.size.count % shape.slide.count == 0) return;
  findings.add(pointer + "/step",
               "the steps must fill the cycle of " + to_text(shape.size) + "; found " + to_text(shape.slide));
}

void check_assigner(const WindowNode& window, const NodeCheck& check) {
  const std::string pointer = check.pointer + "/window";
  switch (window.assigner) {
    case AssignerKind::Aligned:
      return check_shape(window.shape, {window.shape.slide != window.shape.size ? "/sliding" : "/tumbling", "/slide"},
                         pointer, check.findings);
    case AssignerKind::Cumulate: return check_cycle(window.shape, pointer, check.findings);
    case AssignerKind::Session:
      if (window.session_gap.count > 0) return;
      check.findings.add(pointer + "/session",
                         "a session's gap must be longer than no time; found " + to_text(window.session_gap));
      return;
    case AssignerKind::SessionByField:
      return check_measure(window.session_gap_field, pointer + "/session_gap_field", check);
    case AssignerKind::Global: return;
  }
}

// What JSON calls the innermost part of a trigger.
std::string name_of(const TriggerPart& part) {
  switch (part.kind) {
    case TriggerKind::Event:
    case TriggerKind::Processing:
    case TriggerKind::EndOfStream:
    case TriggerKind::Never: return std::string(word_of(kTriggerWords, part.kind));
    case TriggerKind::ContinuousEvent:
    case TriggerKind::ContinuousProcessing: return "continuous";
    case TriggerKind::Count: return "count";
    case TriggerKind::Delta: return "delta";
    case TriggerKind::Staged: return "early";
    case TriggerKind::Purging: return "purging";
    case TriggerKind::ProcessingTimeout: return "timeout";
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(part.kind));
}

void check_stages(const TriggerPart& part, const std::string& pointer, Findings& findings) {
  const bool by_count = part.early == engine::EarlyFirings::Count;
  if (by_count && part.count <= 0) {
    findings.add(pointer + "/early/count", "expected a number of records above 0; found " + std::to_string(part.count));
  }
  if (!by_count && part.early != engine::EarlyFirings::None && part.interval.count <= 0) {
    findings.add(pointer + "/early/every", "expected an interval longer than no time; found " + to_text(part.interval));
  }
  if (part.late == engine::LateFirings::ProcessingInterval && part.late_interval.count <= 0) {
    findings.add(pointer + "/late/every",
                 "expected an interval longer than no time; found " + to_text(part.late_interval));
  }
}

void check_part(const TriggerPart& part, const std::string& pointer, const WindowNode& window, const NodeCheck& check) {
  const std::string at = pointer + "/" + name_of(part);
  switch (part.kind) {
    case TriggerKind::Count:
      if (part.count > 0) return;
      check.findings.add(at, "expected a number of records above 0; found " + std::to_string(part.count));
      return;
    case TriggerKind::ContinuousEvent:
    case TriggerKind::ContinuousProcessing:
    case TriggerKind::ProcessingTimeout:
      if (part.interval.count > 0) return;
      check.findings.add(at, "expected an interval longer than no time; found " + to_text(part.interval));
      return;
    case TriggerKind::Delta:
      if (part.threshold < 0) {
        check.findings.add(at + "/threshold",
                           "a threshold cannot be negative; found " + std::to_string(part.threshold));
      }
      return check_measure(window.trigger_field, at + "/field", check);
    case TriggerKind::Staged: return check_stages(part, pointer, check.findings);
    case TriggerKind::Event:
    case TriggerKind::Processing:
    case TriggerKind::EndOfStream:
    case TriggerKind::Never:
    case TriggerKind::Purging: return;
  }
}

// TR-03: a session that grows takes the triggers of the sessions in it along, which not all triggers can.
void check_merging(const WindowNode& window, const NodeCheck& check) {
  if (!engine::merges(assigner_of(window)) || engine::can_merge(window.trigger)) return;
  std::string pointer = check.pointer + "/trigger";
  for (const TriggerPart& part : window.trigger.parts) {
    if (!engine::can_merge(part.kind)) {
      check.findings.add(pointer,
                         quote(name_of(part)) +
                             " cannot be the trigger of sessions: when two of them become one, what "
                             "it remembers of each has no sum (TR-03)",
                         "event-time, processing-time, count, continuous and early can; sessions end by themselves");
      return;
    }
    pointer += part.kind == TriggerKind::Purging ? "/purging" : "/of";
  }
}

void check_trigger(const WindowNode& window, const NodeCheck& check) {
  std::string pointer = check.pointer + "/trigger";
  std::size_t timeouts = 0;
  for (const TriggerPart& part : window.trigger.parts) {
    check_part(part, pointer, window, check);
    if (part.kind == TriggerKind::ProcessingTimeout && ++timeouts > 1) {
      check.findings.add(pointer + "/timeout", "a second timeout around one trigger", "keep the shorter one");
    }
    if (engine::wraps(part.kind)) pointer += part.kind == TriggerKind::Purging ? "/purging" : "/of";
  }
  if (!window.trigger.parts.empty() && engine::wraps(window.trigger.parts.back().kind)) {
    check.findings.add(pointer, "a trigger around no other");
  }
  check_merging(window, check);
  if (window.accumulation == Accumulation::Retracting && purges(window.trigger)) {
    check.findings.add(check.pointer + "/accumulation",
                       "what a purging trigger has dropped cannot be taken back (TR-12)",
                       "leave \"purging\" out, or write \"discarding\"");
  }
}

void check_evictor(const WindowNode& window, const NodeCheck& check) {
  const engine::EvictorSpec& evictor = window.evictor;
  const std::string pointer = check.pointer + "/evictor";
  if (evictor.count < 0) {
    check.findings.add(pointer + "/count", "expected a number of records; found " + std::to_string(evictor.count));
  }
  if (evictor.size.count < 0) {
    check.findings.add(pointer + "/time", "expected a length of time; found " + to_text(evictor.size));
  }
  if (evictor.threshold < 0) {
    check.findings.add(pointer + "/delta/threshold",
                       "a threshold cannot be negative; found " + std::to_string(evictor.threshold));
  }
  if (evictor.kind == EvictorKind::Delta) check_measure(window.evictor_field, pointer + "/delta/field", check);
}

// What is allowed and means nothing.
void warn_of_what_is_ignored(const WindowNode& window, const NodeCheck& check) {
  const bool is_global = window.assigner == AssignerKind::Global;
  const std::string kind = is_global ? "a global window has no end" : "windows of processing time know no late records";
  if (!knows_lateness(window) && window.allowed_lateness.count > 0) {
    check.findings.warn(check.pointer + "/allowed_lateness", "it is ignored: " + kind + " (WO-02, WO-03)",
                        "leave it out");
  }
  if (!knows_lateness(window) && window.late == engine::LateRecords::SideOutput) {
    check.findings.warn(check.pointer + "/late", "the late output stays empty: " + kind + " (WO-03)", "leave it out");
  }
  const engine::TriggerSpec trigger = trigger_of(window);
  const TriggerKind last = trigger.parts.back().kind;
  const bool waits = last == TriggerKind::Event || last == TriggerKind::ContinuousEvent || last == TriggerKind::Staged;
  if (waits && window.time == engine::TimeDomain::Processing) {
    check.findings.warn(
        check.pointer + "/trigger",
        "it waits for the watermark, but the windows end with the clock and take along what was not said",
        "write a trigger of processing time");
  }
  if (last == TriggerKind::Never && trigger.parts.size() <= (purges(trigger) ? 2U : 1U)) {
    check.findings.warn(check.pointer + (window.trigger.parts.empty() ? "/window" : "/trigger"),
                        "these windows never speak (AS-12)", "name a trigger, for example {\"count\": 100}");
  }
}

// The global window has no end: what fires there at intervals fires until something else stops it (TR-09).
void check_it_ends(const WindowNode& window, const NodeCheck& check) {
  if (window.assigner != AssignerKind::Global || window.trigger.parts.empty()) return;
  const TriggerPart& last = window.trigger.parts.back();
  const auto ends_by = [&](InputEnd end) {
    return std::ranges::any_of(check.scenario.inputs, [&](const Input& input) { return input.end == end; });
  };
  const bool by_event = last.kind == TriggerKind::ContinuousEvent ||
                        (last.kind == TriggerKind::Staged && last.early == engine::EarlyFirings::EventInterval);
  if (by_event && ends_by(InputEnd::Infinity)) {
    check.findings.add(check.pointer + "/trigger",
                       "with the final watermark it would fire for ever: a global window has no end (TR-09)",
                       "let the inputs \"end\" with \"hold\", or name windows that end");
  }
  const bool by_clock = last.kind == TriggerKind::ContinuousProcessing;
  if (by_clock && ends_by(InputEnd::Hold) && !check.scenario.until) {
    check.findings.add(check.pointer + "/trigger",
                       "it would fire for ever: neither the input nor the window ends (TR-10)",
                       "say when the run ends, for example \"until\": \"1m\"");
  }
}

}  // namespace

void check_windows(const WindowNode& window, const NodeCheck& check) {
  check_assigner(window, check);
  const bool tumbles = window.assigner == engine::AssignerKind::Aligned && window.shape.slide == window.shape.size;
  if (window.stagger != engine::WindowStagger::Aligned && !tumbles) {
    check.findings.add(check.pointer + "/window/stagger", "only tumbling windows are staggered (AS-05)");
  }
  check_trigger(window, check);
  check_evictor(window, check);
  check_it_ends(window, check);
  if (window.allowed_lateness.count < 0) {
    check.findings.add(check.pointer + "/allowed_lateness",
                       "an allowed lateness cannot be negative; found " + to_text(window.allowed_lateness));
  }
  warn_of_what_is_ignored(window, check);
}

void check_shape(const engine::WindowShape& shape, const ShapeWords& words, const std::string& pointer,
                 Findings& findings) {
  const bool slides = shape.slide != shape.size;
  const std::string slide = pointer + std::string(words.slide);
  if (shape.size.count <= 0) {
    findings.add(pointer + std::string(words.size),
                 "a window must be longer than no time; found " + to_text(shape.size));
  }
  if (slides && shape.slide.count <= 0) {
    findings.add(slide, "windows must be further apart than no time; found " + to_text(shape.slide));
  }
  if (shape.size.count <= 0 || shape.slide.count <= 0) return;
  if (!engine::is_valid(shape)) {
    findings.add(pointer + "/offset",
                 "an offset must be shorter than " + to_text(shape.slide) + "; found " + to_text(shape.offset),
                 "windows begin every " + to_text(shape.slide) + ", so a larger offset means a smaller one");
  }
  if (static_cast<std::uint64_t>(shape.size.count / shape.slide.count) > kPanesPerRecordMax) {
    findings.add(slide, "a record would be in more than " + std::to_string(kPanesPerRecordMax) + " windows");
  }
}

}  // namespace wavetank::scenarios
