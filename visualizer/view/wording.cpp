// Words of the plane.
#include "visualizer/view/wording.hpp"

#include <algorithm>

#include "scenarios/run/outcome.hpp"
#include "scenarios/story/decisions.hpp"
#include "scenarios/story/narrate.hpp"

namespace wavetank::visualizer {
namespace {

using scenarios::Recording;
using scenarios::Value;
using scenarios::Words;

constexpr std::size_t kKeysNamed = 3;
constexpr std::size_t kLookBack = 512;  // records, for the latest value of each key

std::string rule_text(const Mark& mark) { return mark.rule == 0 ? "" : " (" + scenarios::rule_text(mark.rule) + ")"; }

std::string_view name_of(engine::FireReason reason) {
  switch (reason) {
    case engine::FireReason::Early: return "early";
    case engine::FireReason::OnTime: return "on time";
    case engine::FireReason::Late: return "late";
  }
  return "";
}

// A global window has no end to be early for.
std::string_view word_of(const Box& box, const Stamp& stamp) {
  return box.window == engine::kGlobalWindow ? "fired" : name_of(stamp.reason);
}

// The plain fields of a result, without names: what was counted is said by the scenario.
std::vector<Value> plain_values(const Recording& recording, engine::RowId row) {
  const engine::Rows& rows = recording.facts->rows;
  const engine::Schema& schema = rows.schema(rows.schema_of(row));
  std::vector<Value> values;
  for (std::uint32_t field = 0; field < schema.fields.size(); ++field) {
    if (schema.fields[field].role != engine::FieldRole::Plain) continue;
    values.push_back(scenarios::value_of(*recording.facts, row, field));
  }
  return values;
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : std::string(between)) + part;
  return text;
}

// One value stands for itself, several have names.
std::string result_words(const Recording& recording, engine::RowId row) {
  const std::vector<Value> values = plain_values(recording, row);
  return values.size() == 1 ? Words::value(values.front()) : scenarios::result_text(*recording.facts, row);
}

// One key that is the only one there is needs no name.
bool names_keys(const Plane& plane) { return plane.lane.keyed && !plane.only && plane.keys.size() > 1; }

std::string with_key(const Recording& recording, const Plane& plane, engine::KeyId key, const std::string& value) {
  return names_keys(plane) ? key_text(recording, key) + " " + value : value;
}

std::string of_keys(std::uint32_t keys) { return " of " + std::to_string(keys) + " keys"; }

// The values of a box's keys after `count` records, in the order of their last change.
std::vector<std::string> key_values(const Recording& recording, const Plane& plane, const Box& box, std::size_t count) {
  std::vector<engine::KeyId> seen;
  std::vector<std::string> parts;
  for (std::size_t back = 1; back <= count && back <= kLookBack && seen.size() < kKeysNamed; ++back) {
    const Growth& growth = box.growth[count - back];
    if (std::find(seen.begin(), seen.end(), growth.key) != seen.end()) continue;
    seen.push_back(growth.key);
    parts.push_back(with_key(recording, plane, growth.key, std::to_string(growth.value)));
  }
  std::sort(parts.begin(), parts.end());
  return parts;
}

}  // namespace

std::string_view name_of(Fate fate) {
  switch (fate) {
    case Fate::OnTime: return "on time";
    case Fate::Late: return "late";
    case Fate::Dropped: return "dropped";
    case Fate::Side: return "late output";
    case Fate::Unassigned: return "in no window";
    case Fate::Refused: return "refused";
    case Fate::Ignored: return "ignored";
  }
  return "";
}

std::string key_text(const Recording& recording, engine::KeyId key) {
  if (key == engine::kNoKey) return {};
  return Words::value(scenarios::value_of(*recording.facts, key));
}

std::string mark_text(const Recording& recording, const Mark& mark) {
  return key_text(recording, mark.key) + "@" + Words(recording.clock_base).time(mark.time);
}

std::string tag_text(const Mark& mark) {
  switch (mark.fate) {
    case Fate::OnTime: return {};
    case Fate::Late:
      return mark.margin_ms == 0 ? "just late, accepted" : "late by " + Words::length(mark.margin_ms) + ", accepted";
    case Fate::Dropped: return "dropped, " + Words::length(mark.margin_ms) + " too late" + rule_text(mark);
    case Fate::Side: return "to the late output, " + Words::length(mark.margin_ms) + " too late" + rule_text(mark);
    case Fate::Unassigned: return "in no window (WO-15)";
    case Fate::Refused:
    case Fate::Ignored: return std::string(name_of(mark.fate));
  }
  return {};
}

std::string said_text(const Recording& recording, engine::RowId row) {
  return scenarios::fields_text(row, scenarios::KeyField::Left, *recording.facts,
                                scenarios::Words(recording.clock_base));
}

std::string said_text(const Recording& recording, const Mark& mark) {
  const std::string text = said_text(recording, mark.said);
  if (mark.is_rule) return "rule: " + text;
  return mark.has_expired ? text + ", for it has expired (PF-04)" : text;
}

std::string eviction_text(const Plane& plane) {
  switch (plane.lane.evictor) {
    case engine::EvictorKind::None: break;
    case engine::EvictorKind::Count: return "evicted (EV-04)";
    case engine::EvictorKind::Time: return "evicted (EV-05)";
    case engine::EvictorKind::Delta: return "evicted (EV-06)";
  }
  return "evicted";
}

std::string stamp_text(const Recording& recording, const Plane& plane, const Box& box, const Stamp& stamp) {
  const std::string when(word_of(box, stamp));
  WT_REQUIRE(stamp.first_part + stamp.keys <= box.parts.size(), stamp.first_part, stamp.keys);
  if (stamp.keys <= kKeysNamed) {
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < stamp.keys; ++i) {
      const StampPart& part = box.parts[stamp.first_part + i];
      parts.push_back(with_key(recording, plane, part.key, result_words(recording, part.row)));
    }
    std::sort(parts.begin(), parts.end());
    const bool is_named = plain_values(recording, box.parts[stamp.first_part].row).size() > 1;
    return when + (is_named ? ": " : " ") + joined(parts, is_named ? "; " : ", ");
  }
  return brief_stamp_text(recording, plane, box, stamp) + of_keys(stamp.keys);
}

std::string brief_stamp_text(const Recording& recording, const Plane& plane, const Box& box, const Stamp& stamp) {
  const std::string when(word_of(box, stamp));
  if (plane.lane.total != Total::Sum) return when;
  std::int64_t total = 0;
  for (std::size_t i = 0; i < stamp.keys; ++i) {
    const std::vector<Value> values = plain_values(recording, box.parts[stamp.first_part + i].row);
    const auto* number = values.empty() ? nullptr : std::get_if<std::int64_t>(&values.front());
    total = engine::wrapping_add(total, number == nullptr ? 0 : *number);
  }
  return when + " " + std::to_string(total);
}

std::string joining_text(const Joining& joining) { return std::to_string(joining.sessions) + " sessions become one"; }

std::string retraction_text(const Recording& recording, const Plane& plane, const Retraction& retraction) {
  return with_key(recording, plane, retraction.key, result_words(recording, retraction.row)) + " taken back";
}

std::string running_text(const Recording& recording, const Plane& plane, const Box& box, sim::EventId playhead) {
  const std::size_t count = happened(box.growth, playhead);
  if (count == 0) return {};
  const Growth& latest = box.growth[count - 1];
  const std::size_t stamps = happened(box.stamps, playhead);
  if (stamps > 0 && box.stamps[stamps - 1].first > latest.id) return {};
  const std::string so_far = " so far";
  if (plane.lane.total == Total::Records) {
    return std::to_string(latest.records) + (latest.records == 1 ? " record" : " records") + so_far;
  }
  if (latest.keys <= kKeysNamed) return joined(key_values(recording, plane, box, count), ", ") + so_far;
  if (plane.lane.total == Total::Sum) return std::to_string(latest.total) + of_keys(latest.keys) + so_far;
  return std::to_string(latest.keys) + " keys" + so_far;
}

}  // namespace wavetank::visualizer
