// Joins, operators whose results change, and patterns of a stream with a key.
#include <utility>

#include "scenarios/build/pipeline.hpp"

namespace wavetank::build {
namespace {

engine::Millis millis_of(Length length) { return engine::Millis{length.count()}; }
std::optional<engine::Millis> millis_of(const std::optional<Length>& length) {
  return length ? std::optional(millis_of(*length)) : std::nullopt;
}

scenarios::JoinSideNode side_node(const JoinSideTable& side) { return {side.unique, millis_of(side.time_to_live)}; }

}  // namespace

scenarios::JoinInputs KeyedStream::inputs_with(const KeyedStream& right, const std::string& condition) const {
  return {right.stream_.from(), key_, right.key_, condition};
}

Stream KeyedStream::interval_join(const KeyedStream& right, const IntervalJoin& options) const {
  scenarios::IntervalJoinNode node{.inputs = inputs_with(right, options.condition),
                                   .lower = millis_of(options.lower),
                                   .upper = millis_of(options.upper),
                                   .bounds = options.bounds};
  if (options.late_left || options.late_right) node.late = engine::LateRecords::SideOutput;
  const Stream pairs = add("interval-join", std::move(node));
  if (options.late_left) pairs.tag(*options.late_left, "late_left");
  if (options.late_right) pairs.tag(*options.late_right, "late_right");
  return pairs;
}

Stream KeyedStream::join(const KeyedStream& right, const RegularJoin& options) const {
  return add("join", scenarios::RegularJoinNode{inputs_with(right, options.condition), options.kind,
                                                side_node(options.left), side_node(options.right)});
}

Stream KeyedStream::temporal_join(const KeyedStream& versions, const TemporalJoin& options) const {
  return add("temporal-join", scenarios::TemporalJoinNode{inputs_with(versions, options.condition), options.unmatched,
                                                          options.time, millis_of(options.retention)});
}

Stream KeyedStream::window_join(const KeyedStream& right, const Windows& windows, Length allowed_lateness) const {
  scenarios::WindowJoinNode node{inputs_with(right, ""), windows.node};
  node.windows.key = key_;
  node.windows.allowed_lateness = millis_of(allowed_lateness);
  return add("window-join", std::move(node));
}

Stream KeyedStream::co_group(const KeyedStream& right, const Windows& windows, const CoGroup& options) const {
  scenarios::CoGroupNode node{inputs_with(right, ""), windows.node, specs_of(options.right)};
  node.windows.key = key_;
  node.windows.allowed_lateness = millis_of(options.allowed_lateness);
  node.windows.aggregates = specs_of(options.left);
  return add("co-group", std::move(node));
}

Stream KeyedStream::group_by_of(const Grouping& options, const std::vector<Aggregate>& aggregates) const {
  return add("group-by", scenarios::GroupByNode{key_, specs_of(aggregates), options.updates,
                                                millis_of(options.time_to_live), millis_of(options.mini_batch)});
}

Stream KeyedStream::over_of(const Frame& frame, const std::vector<Aggregate>& aggregates) const {
  return add("over", scenarios::OverNode{key_, specs_of(aggregates), frame.unit, frame.rows, millis_of(frame.time)});
}

Stream KeyedStream::deduplicate(const Deduplicate& options) const {
  return add("deduplicate",
             scenarios::DeduplicateNode{key_, options.keep, options.updates, millis_of(options.time_to_live)});
}

Stream KeyedStream::top_n(const TopN& options) const {
  return add("top-n", scenarios::TopNNode{.key = key_,
                                          .rows = options.rows,
                                          .skip = options.skip,
                                          .by = options.by,
                                          .order = options.order,
                                          .takes = options.takes,
                                          .identity = options.identity,
                                          .number = options.number,
                                          .updates = options.updates,
                                          .ttl = millis_of(options.time_to_live)});
}

Stream KeyedStream::upsert_materialize(const UpsertMaterialize& options) const {
  return add("upsert-materialize",
             scenarios::UpsertMaterializeNode{key_, options.source_key, millis_of(options.time_to_live)});
}

Stream KeyedStream::pattern(const Pattern& pattern, const std::optional<OutputTag>& late) const {
  scenarios::PatternNode node = pattern.node();
  node.key = key_;
  if (late) node.late = engine::LateRecords::SideOutput;
  const Stream matches = add("pattern", std::move(node));
  if (late) matches.tag(*late, "late");
  return matches;
}

}  // namespace wavetank::build
