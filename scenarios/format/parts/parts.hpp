// The parts of a scenario's reader; read.cpp puts them together.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/format/members.hpp"
#include "scenarios/format/scenario.hpp"
#include "scenarios/format/validate.hpp"

namespace wavetank::scenarios {

// What clocks show at simulated zero, as event time: lengths of time in event times count from there.
[[nodiscard]] engine::EventTime base_of(const Scenario& scenario);

[[nodiscard]] Input read_input(const Place& place, engine::EventTime base, Errors& errors);
[[nodiscard]] std::vector<InputEvent> read_events(const Place& place, const Input& input, engine::EventTime base,
                                                  Errors& errors);
// `before`: the node above, which a node takes from unless it says otherwise.
[[nodiscard]] Node read_node(const Place& place, const Node* before, Errors& errors);
[[nodiscard]] WindowNode read_window(Members& members, Errors& errors);
[[nodiscard]] SqlWindowNode read_sql_window(Members& members, Errors& errors);
// Those that two inputs can share: tumbling, sliding or sessions.
void read_joined_windows(const Place& place, WindowNode& window, Errors& errors);
[[nodiscard]] FunnelNode read_funnel(Members& members, Errors& errors);
[[nodiscard]] SilenceNode read_silence(Members& members, Errors& errors);
[[nodiscard]] RollingNode read_rolling(Members& members, Errors& errors);
[[nodiscard]] ConnectNode read_connect(Members& members, Errors& errors);
[[nodiscard]] GroupByNode read_group_by(Members& members, Errors& errors);
[[nodiscard]] OverNode read_over(Members& members, Errors& errors);
[[nodiscard]] DeduplicateNode read_deduplicate(Members& members, Errors& errors);
[[nodiscard]] TopNNode read_top_n(Members& members, Errors& errors);
[[nodiscard]] UpsertMaterializeNode read_upsert_materialize(Members& members, Errors& errors);
// An array of fields' names.
[[nodiscard]] std::optional<std::vector<std::string>> read_names(const Place& place, Errors& errors);
[[nodiscard]] IntervalJoinNode read_interval_join(Members& members, Errors& errors);
[[nodiscard]] RegularJoinNode read_join(Members& members, Errors& errors);
[[nodiscard]] TemporalJoinNode read_temporal_join(Members& members, Errors& errors);
[[nodiscard]] WindowJoinNode read_window_join(Members& members, Errors& errors);
[[nodiscard]] CoGroupNode read_co_group(Members& members, Errors& errors);
[[nodiscard]] PatternNode read_pattern(Members& members, Errors& errors);
// A name that is the user's, and the text beside it: a field and its expression, an output and its condition.
using NamedText = std::pair<std::string, std::string>;
[[nodiscard]] std::optional<NamedText> read_named_text(const Place& place, const std::string& name, Errors& errors);
struct TriggerText {
  engine::TriggerSpec trigger;
  std::string field;  // of a delta
};
// Intervals are of `time` unless they say otherwise.
[[nodiscard]] std::optional<TriggerText> read_trigger(const Place& place, engine::TimeDomain time, Errors& errors);
void read_evictor(const Place& place, WindowNode& window, Errors& errors);
struct DeltaText {
  std::string field;
  std::int64_t threshold = 0;
};
[[nodiscard]] std::optional<DeltaText> read_delta(const Place& place, Errors& errors);
// "count()", "sum(value)", "reduce(value, acc + value)".
[[nodiscard]] std::optional<AggregateSpec> read_aggregate(const Place& place, const std::string& name, Errors& errors);
[[nodiscard]] engine::WatermarkStrategy read_watermark(const Place& place, std::string& mark, Errors& errors);
[[nodiscard]] LinkSpec read_link(const Place& place, Errors& errors);
[[nodiscard]] ClusterSpec read_cluster(const Place& place, Errors& errors);
[[nodiscard]] FaultSpec read_fault(const Place& place, Errors& errors);
// Expected values are typed by the schema of their sink.
[[nodiscard]] Expectations read_expectations(const Place& place, const Scenario& scenario, const Resolved& resolved,
                                             Errors& errors);

// One of several shapes, told by a member that it has and the others have not.
struct Alternative {
  std::string_view member;
  const Shape* shape;
};
// Nothing after an error. `what`: "what the windows are".
[[nodiscard]] const Shape* find_alternative(const Place& place, std::span<const Alternative> alternatives,
                                            std::string_view what, Errors& errors);

// The parts of an object whose members' names are the user's, in order.
template <typename Read>
auto read_named(const Place& place, std::string_view what, const Read& read, Errors& errors) {
  std::vector<typename decltype(read(place, std::string(), errors))::value_type> parts;
  if (!is_object(place, what, errors)) return parts;
  refuse_repeated_names(place, errors);
  for (std::size_t i = 0; i < place.json->items.size(); ++i) {
    if (auto part = read(place.member(i), place.json->names[i], errors)) parts.push_back(*std::move(part));
  }
  return parts;
}

// A field's value in JSON.
[[nodiscard]] std::optional<Value> read_value(const Place& place, const engine::Field& field, engine::EventTime base,
                                              Errors& errors);

}  // namespace wavetank::scenarios
