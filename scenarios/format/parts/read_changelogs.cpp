// Operators whose results change.
#include "scenarios/format/parts/parts.hpp"

namespace wavetank::scenarios {
namespace {

template <typename Op>
void read_updates(Members& members, Op& node) {
  members.read("key", node.key, as_text);
  members.read("updates", node.updates, as_word(kUpdateWords));
  members.read("time_to_live", node.ttl, as_length);
}

std::vector<AggregateSpec> read_aggregates_of(Members& members, std::string_view name, Errors& errors) {
  const std::optional<Place> place = members.find(name);
  if (!place) return {};
  return read_named(*place, "names and aggregates", read_aggregate, errors);
}

}  // namespace

GroupByNode read_group_by(Members& members, Errors& errors) {
  GroupByNode group_by;
  read_updates(members, group_by);
  group_by.aggregates = read_aggregates_of(members, "group_by", errors);
  members.read("mini_batch", group_by.mini_batch, as_length);
  return group_by;
}

OverNode read_over(Members& members, Errors& errors) {
  OverNode over;
  members.read("key", over.key, as_text);
  over.aggregates = read_aggregates_of(members, "over", errors);
  members.read("frame", over.frame, as_word(kFrameWords));
  members.read("preceding_rows", over.preceding_rows, as_count);
  members.read("preceding_time", over.preceding_time, as_length);
  return over;
}

DeduplicateNode read_deduplicate(Members& members, Errors& /*errors*/) {
  DeduplicateNode deduplicate;
  read_updates(members, deduplicate);
  members.read("deduplicate", deduplicate.keep, as_word(kKeptRowWords));
  return deduplicate;
}

TopNNode read_top_n(Members& members, Errors& /*errors*/) {
  TopNNode top_n;
  read_updates(members, top_n);
  members.read("top_n", top_n.rows, as_count);
  members.read("skip", top_n.skip, as_count);
  members.read("by", top_n.by, as_text);
  members.read("order", top_n.order, as_word(kOrderWords));
  members.read("takes", top_n.takes, as_word(kRankedRowsWords));
  members.read("identity", top_n.identity, read_names);
  members.read("number", top_n.number, as_text);
  return top_n;
}

UpsertMaterializeNode read_upsert_materialize(Members& members, Errors& /*errors*/) {
  UpsertMaterializeNode materialize;
  members.read("key", materialize.key, as_text);
  members.read("upsert_materialize", materialize.source_key, read_names);
  members.read("time_to_live", materialize.ttl, as_length);
  return materialize;
}

}  // namespace wavetank::scenarios
