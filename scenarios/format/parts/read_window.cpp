// A window: which windows there are, when they speak, what they say, and what late records get.
#include "engine/windows/evictor.hpp"
#include "scenarios/format/parts/parts.hpp"
#include "scenarios/format/windowing.hpp"

namespace wavetank::scenarios {
namespace {

using engine::AssignerKind;
using engine::TriggerKind;

constexpr std::array kSqlWindows{
    Alternative{"tumble", &shape::kTumble},
    Alternative{"hop", &shape::kHop},
    Alternative{"cumulate", &shape::kCumulate},
};
constexpr std::array kJoinedWindows{
    Alternative{"tumbling", &shape::kTumbling},
    Alternative{"sliding", &shape::kSliding},
    Alternative{"session", &shape::kSession},
};
constexpr std::array kWindows{
    Alternative{"tumbling", &shape::kTumbling}, Alternative{"sliding", &shape::kSliding},
    Alternative{"session", &shape::kSession},   Alternative{"session_gap_field", &shape::kSessionByField},
    Alternative{"cumulate", &shape::kCumulate}, Alternative{"global", &shape::kGlobal},
    Alternative{"count", &shape::kCountWindow},
};

// AS-13: global windows with a trigger by count; one that slides keeps the last records, the other none.
void read_count_window(Members& members, WindowNode& window, Errors& errors) {
  window.assigner = AssignerKind::Global;
  std::int64_t count = 0;
  std::int64_t slide = 0;
  const auto read = [&](std::string_view name, std::int64_t& into) {
    if (!members.read(name, into, as_integer)) return false;
    if (into > 0) return true;
    errors.expected(*members.find(name), "a number of records above 0");
    return false;
  };
  const bool has_count = read("count", count);
  if (members.find("slide")) {
    if (!read("slide", slide) || !has_count) return;
    window.evictor = {.kind = engine::EvictorKind::Count, .count = count};
    window.trigger.parts = {{.kind = TriggerKind::Count, .count = slide}};
  } else if (has_count) {
    window.trigger.parts = {{.kind = TriggerKind::Purging}, {.kind = TriggerKind::Count, .count = count}};
  }
}

void read_global(const Members& members, WindowNode& window, Errors& errors) {
  window.assigner = AssignerKind::Global;
  const Place place = *members.find("global");
  if (place.json->kind != JsonKind::Boolean || !place.json->boolean) {
    errors.expected(place, "true", "leave it out for other windows");
  }
}

void read_aligned(Members& members, const Shape& shape, WindowNode& window) {
  const bool cumulates = &shape == &shape::kCumulate;
  window.assigner = cumulates ? AssignerKind::Cumulate : AssignerKind::Aligned;
  members.read(shape.name, window.shape.size, as_length);
  members.read("offset", window.shape.offset, as_length);
  window.shape.slide = window.shape.size;
  if (cumulates) members.read("step", window.shape.slide, as_length);
  if (&shape == &shape::kSliding) members.read("slide", window.shape.slide, as_length);
  if (&shape == &shape::kTumbling) members.read("stagger", window.stagger, as_word(kStaggerWords));
}

// Whether they are count windows, which say themselves when they speak.
bool read_windows(const Place& place, WindowNode& window, Errors& errors) {
  const Shape* const shape = find_alternative(place, kWindows, "what the windows are", errors);
  if (shape == nullptr) return false;
  Members members(place, *shape, errors);
  members.read("time", window.time, as_word(kTimeWords));
  if (shape == &shape::kSession) {
    window.assigner = AssignerKind::Session;
    members.read("session", window.session_gap, as_length);
  } else if (shape == &shape::kSessionByField) {
    window.assigner = AssignerKind::SessionByField;
    members.read("session_gap_field", window.session_gap_field, as_text);
  } else if (shape == &shape::kGlobal) {
    read_global(members, window, errors);
  } else if (shape == &shape::kCountWindow) {
    read_count_window(members, window, errors);
    return true;
  } else {
    read_aligned(members, *shape, window);
  }
  return false;
}

// When the windows speak and what they say then.
void read_firing(Members& members, WindowNode& window, Errors& errors) {
  if (const std::optional<Place> place = members.find("trigger")) {
    if (auto text = read_trigger(*place, window.time, errors)) {
      window.trigger = std::move(text->trigger);
      window.trigger_field = std::move(text->field);
    }
  }
  const bool has_accumulation = members.read("accumulation", window.accumulation, as_word(kAccumulationWords));
  if (has_accumulation && window.accumulation == Accumulation::Accumulating && purges(window.trigger)) {
    errors.add(*members.find("accumulation"), "a purging trigger drops what was said; nothing accumulates (TR-12)",
               "leave \"purging\" out, or write \"discarding\"");
  }
  if (const std::optional<Place> place = members.find("evictor")) read_evictor(*place, window, errors);
}

}  // namespace

WindowNode read_window(Members& members, Errors& errors) {
  WindowNode window;
  members.read("key", window.key, as_text);
  const std::optional<Place> windows = members.find("window");
  if (windows && read_windows(*windows, window, errors)) {
    for (const std::string_view name : {"trigger", "accumulation", "evictor"}) {
      const std::optional<Place> place = members.find(name);
      if (!place) continue;
      errors.add(*place, "count windows have " + quote(name) + " of their own (AS-13)",
                 "write {\"global\": true} in \"window\", and the trigger and the evictor beside it");
    }
  } else {
    read_firing(members, window, errors);
  }
  members.read("allowed_lateness", window.allowed_lateness, as_length);
  members.read("late", window.late, as_word(kLateWords));
  const std::optional<Place> aggregates = members.find("aggregate");
  if (aggregates) window.aggregates = read_named(*aggregates, "names and aggregates", read_aggregate, errors);
  return window;
}

void read_joined_windows(const Place& place, WindowNode& window, Errors& errors) {
  const Shape* const shape = find_alternative(place, kJoinedWindows, "what the windows are", errors);
  if (shape == nullptr) return;
  Members members(place, *shape, errors);
  members.read("time", window.time, as_word(kTimeWords));
  if (shape != &shape::kSession) return read_aligned(members, *shape, window);
  window.assigner = AssignerKind::Session;
  members.read("session", window.session_gap, as_length);
}

SqlWindowNode read_sql_window(Members& members, Errors& errors) {
  SqlWindowNode window;
  members.read("key", window.key, as_text);
  const std::optional<Place> aggregates = members.find("aggregate");
  if (aggregates) window.aggregates = read_named(*aggregates, "names and aggregates", read_aggregate, errors);
  const std::optional<Place> place = members.find("sql_window");
  const Shape* const shape = place ? find_alternative(*place, kSqlWindows, "what the windows are", errors) : nullptr;
  if (shape == nullptr) return window;
  Members windows(*place, *shape, errors);
  windows.read(shape->name, window.shape.size, as_length);
  windows.read("offset", window.shape.offset, as_length);
  window.shape.slide = window.shape.size;
  if (shape == &shape::kHop) windows.read("slide", window.shape.slide, as_length);
  if (shape != &shape::kCumulate) return window;
  window.assigner = AssignerKind::Cumulate;
  windows.read("step", window.shape.slide, as_length);
  if (const std::optional<Place> time = windows.find("time")) {
    errors.add(*time, "windows of SQL are of event time", "leave \"time\" out");
  }
  return window;
}

const Shape* find_alternative(const Place& place, std::span<const Alternative> alternatives, std::string_view what,
                              Errors& errors) {
  std::vector<std::string_view> members;
  std::vector<Alternative> found;
  for (const Alternative& alternative : alternatives) {
    members.push_back(alternative.member);
    if (place.json->find(alternative.member) == nullptr) continue;
    if (found.empty() || found.back().shape != alternative.shape) found.push_back(alternative);
  }
  if (found.size() == 1) return found.front().shape;
  if (found.size() > 1) {
    errors.add(place, quote(found[0].member) + " and " + quote(found[1].member) + " exclude each other",
               "leave one of the two out");
    return nullptr;
  }
  if (place.json->kind != JsonKind::Object) {
    errors.expected(place, "an object that says " + std::string(what) + " by one of its members: " + any_of(members));
    return nullptr;
  }
  std::string hint;
  for (const std::string& name : place.json->names) {
    if (hint.empty()) hint = hint_of(name, members);
  }
  errors.add(place, "expected a member that says " + std::string(what) + ": " + any_of(members), hint);
  return nullptr;
}

}  // namespace wavetank::scenarios
