// Joins: two inputs, and what pairs their rows.
#include "scenarios/format/parts/parts.hpp"

namespace wavetank::scenarios {
namespace {

// The members that all joins have; `verb` names the right side's stream.
JoinInputs read_inputs(Members& members, std::string_view verb) {
  JoinInputs inputs;
  members.read(verb, inputs.right, as_text);
  members.read("key", inputs.key, as_text);
  inputs.right_key = inputs.key;
  members.read("right_key", inputs.right_key, as_text);
  members.read("when", inputs.condition, as_text);
  return inputs;
}

// "when" is no member here: a filter below says the same of a pair.
WindowNode read_meeting_windows(Members& members, const JoinInputs& inputs, Errors& errors) {
  WindowNode window;
  window.key = inputs.key;
  if (const std::optional<Place> place = members.find("window")) read_joined_windows(*place, window, errors);
  members.read("allowed_lateness", window.allowed_lateness, as_length);
  return window;
}

std::optional<std::vector<std::string>> read_key_fields(const Place& place, Errors& errors) {
  if (!is_array(place, "fields", errors)) return std::nullopt;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < place.json->items.size(); ++i) {
    if (auto name = as_text(place.item(i), errors)) names.push_back(*std::move(name));
  }
  return names;
}

// How a side is told apart: its rows' unique fields; the join key alone if these are it; else all fields.
void read_side(Members& members, std::string_view unique, std::string_view ttl, JoinSideNode& side) {
  members.read(unique, side.unique, read_key_fields);
  members.read(ttl, side.time_to_live, as_length);
}

}  // namespace

IntervalJoinNode read_interval_join(Members& members, Errors& /*errors*/) {
  IntervalJoinNode join;
  join.inputs = read_inputs(members, "interval_join");
  members.read("lower", join.lower, as_length);
  members.read("upper", join.upper, as_length);
  members.read("bounds", join.bounds, as_word(kBoundsWords));
  members.read("late", join.late, as_word(kLateWords));
  return join;
}

RegularJoinNode read_join(Members& members, Errors& /*errors*/) {
  RegularJoinNode join;
  join.inputs = read_inputs(members, "join");
  members.read("kind", join.kind, as_word(kJoinKindWords));
  read_side(members, "unique", "time_to_live", join.left);
  read_side(members, "right_unique", "right_time_to_live", join.right);
  return join;
}

TemporalJoinNode read_temporal_join(Members& members, Errors& /*errors*/) {
  TemporalJoinNode join;
  join.inputs = read_inputs(members, "temporal_join");
  members.read("kind", join.unmatched, as_word(kTemporalKindWords));
  members.read("time", join.time, as_word(kTimeWords));
  members.read("retention", join.retention, as_length);
  return join;
}

WindowJoinNode read_window_join(Members& members, Errors& errors) {
  WindowJoinNode join;
  join.inputs = read_inputs(members, "window_join");
  join.windows = read_meeting_windows(members, join.inputs, errors);
  return join;
}

CoGroupNode read_co_group(Members& members, Errors& errors) {
  CoGroupNode group;
  group.inputs = read_inputs(members, "co_group");
  group.windows = read_meeting_windows(members, group.inputs, errors);
  const std::string_view what = "names and aggregates";
  if (const std::optional<Place> place = members.find("aggregate")) {
    group.windows.aggregates = read_named(*place, what, read_aggregate, errors);
  }
  if (const std::optional<Place> place = members.find("right_aggregate")) {
    group.right_aggregates = read_named(*place, what, read_aggregate, errors);
  }
  return group;
}

}  // namespace wavetank::scenarios
