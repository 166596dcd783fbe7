// Rules of operators whose results change: their members, what they send, and what they can take.
#include <algorithm>

#include "scenarios/format/members.hpp"
#include "scenarios/format/quote.hpp"
#include "scenarios/format/rules/changelogs.hpp"
#include "scenarios/format/rules/rules.hpp"
#include "scenarios/format/time_text.hpp"

namespace wavetank::scenarios {
namespace {

using engine::Field;
using engine::FieldType;

void check_positive(const std::optional<engine::Millis>& length, std::string_view member, std::string_view what,
                    const NodeCheck& check) {
  if (!length || length->count > 0) return;
  check.findings.add(check.pointer + "/" + std::string(member),
                     std::string(what) + " must be longer than no time; found " + to_text(*length));
}

// No lists and reductions: they cannot take back.
void check_changing(const std::vector<AggregateSpec>& aggregates, const std::string& pointer, const NodeCheck& check) {
  for (const AggregateSpec& each : aggregates) {
    if (each.kind != engine::AggregateKind::List && each.kind != engine::AggregateKind::Reduce) continue;
    check.findings.add(pointer + "/" + escaped(each.name), "only count, sum, min and max are kept here",
                       "lists and reductions belong in a window");
  }
  if (aggregates.size() > engine::kChangeAggregatesMax) {
    check.findings.add(pointer, "at most " + std::to_string(engine::kChangeAggregatesMax) + " aggregates; found " +
                                    std::to_string(aggregates.size()));
  }
}

// The places of fields by name; an error names each that is unknown.
void check_names(const std::vector<std::string>& names, std::string_view member, const NodeCheck& check) {
  for (std::size_t i = 0; check.takes && i < names.size(); ++i) {
    const std::string at = part(check.pointer + "/" + std::string(member), i);
    (void)check_field(names[i], *check.takes, at, check.findings);
  }
}

// What an operator sends whatever comes; nothing if it passes on what it takes.
template <typename Op>
std::optional<RowsSent> sends(const Op& /*op*/) {
  return RowsSent::Inserts;
}
RowsSent of(Updates updates) { return updates == Updates::Retract ? RowsSent::Changes : RowsSent::Upserts; }
template <typename Op>
  requires requires(const Op& op) { op.updates; }
std::optional<RowsSent> sends(const Op& op) {
  return of(op.updates);
}
// A group that vanishes, and a row that leaves a ranking, are deletions however updates are said.
std::optional<RowsSent> sends(const TopNNode& /*op*/) { return RowsSent::Changes; }
std::optional<RowsSent> sends(const DeduplicateNode& op) {
  using engine::KeptRow;
  if (op.keep == KeptRow::FirstArrived || op.keep == KeptRow::EarliestWaited) return RowsSent::Inserts;
  return op.keep == KeptRow::LastOfChanges ? RowsSent::Changes : of(op.updates);
}
std::optional<RowsSent> sends(const UpsertMaterializeNode& /*op*/) { return RowsSent::Upserts; }
std::optional<RowsSent> sends(const WindowNode& op) {
  return op.accumulation == Accumulation::Retracting ? RowsSent::Changes : RowsSent::Inserts;
}
// A row without a partner is taken back when one comes; an inner join's pairs change as its inputs do.
std::optional<RowsSent> sends(const RegularJoinNode& op) {
  return op.kind == engine::JoinKind::Inner ? std::nullopt : std::optional(RowsSent::Changes);
}
// A left row goes on with its own kind.
std::optional<RowsSent> sends(const TemporalJoinNode& /*op*/) { return std::nullopt; }
std::optional<RowsSent> sends(const MapNode& /*op*/) { return std::nullopt; }
std::optional<RowsSent> sends(const FilterNode& /*op*/) { return std::nullopt; }
std::optional<RowsSent> sends(const ProjectNode& /*op*/) { return std::nullopt; }
std::optional<RowsSent> sends(const FlatMapNode& /*op*/) { return std::nullopt; }
std::optional<RowsSent> sends(const SplitNode& /*op*/) { return std::nullopt; }
std::optional<RowsSent> sends(const TimestampsNode& /*op*/) { return std::nullopt; }
std::optional<RowsSent> sends(const SortNode& /*op*/) { return std::nullopt; }

// What an operator can take, and why.
struct Taking {
  RowsSent most = RowsSent::Changes;
  bool needs_retractions = false;  // rows that replace without taking back would count twice
  std::string_view rule;
};
template <typename Op>
Taking takes(const Op& /*op*/) {
  return {};
}
Taking takes(const GroupByNode& op) {
  const bool keeps_extremes = std::ranges::any_of(op.aggregates, [](const AggregateSpec& each) {
    return each.kind == engine::AggregateKind::Min || each.kind == engine::AggregateKind::Max;
  });
  return {keeps_extremes ? RowsSent::Inserts : RowsSent::Changes, true,
          keeps_extremes ? "a minimum or maximum takes nothing back (CL-03)" : ""};
}
Taking takes(const OverNode& /*op*/) {
  return {RowsSent::Inserts, false, "a row that has been sent with its frame is not taken back (OV-01)"};
}
Taking takes(const IntervalJoinNode& /*op*/) {
  return {RowsSent::Inserts, false, "a pair that was said is not taken back (PF-12)"};
}
Taking takes(const WindowJoinNode& /*op*/) {
  return {RowsSent::Inserts, false, "a window says all its pairs again, and takes none back (PF-13)"};
}
Taking takes(const CoGroupNode& /*op*/) {
  return {RowsSent::Inserts, false, "a window says both sides again, and takes nothing back (PF-13)"};
}
Taking takes(const PatternNode& /*op*/) {
  return {RowsSent::Inserts, false, "a match that was said is not taken back (SQ-03)"};
}
Taking takes(const DeduplicateNode& op) {
  if (op.keep == engine::KeptRow::LastOfChanges) return {};
  return {RowsSent::Inserts, false, "only \"last-of-changes\" can take back"};
}
Taking takes(const RollingNode& /*op*/) {
  return {RowsSent::Inserts, false, "it adds what is taken back; a group_by takes it back (CL-03)"};
}
Taking takes(const FunnelNode& /*op*/) {
  return {RowsSent::Inserts, false, "a step that was reached is not taken back"};
}
Taking takes(const SinkNode& op) {
  const bool is_whole = op.folds == engine::Folding::Retractions;
  return {RowsSent::Changes, is_whole, ""};
}
Taking takes(const TopNNode& op) {
  if (op.takes == engine::RankedRows::Retract) return {RowsSent::Changes, true, ""};
  const bool updates = op.takes == engine::RankedRows::Update;
  return {updates ? RowsSent::Upserts : RowsSent::Inserts, false, "only \"takes\": \"retract\" keeps all rows (TN-02)"};
}

}  // namespace

RowsSent rows_before(const Scenario& scenario, const Resolved& resolved, std::size_t node) {
  RowsSent most = RowsSent::Inserts;
  std::vector<Upstream> open = resolved.upstreams.at(node);
  while (!open.empty()) {  // ends: an operator stands below what it takes from
    const Upstream from = open.back();
    open.pop_back();
    const AnyNode& op = scenario.pipeline.at(from.node).op;
    std::optional<RowsSent> sent = std::visit([](const auto& each) { return sends(each); }, op);
    // A late output carries what went in.
    if (std::holds_alternative<WindowNode>(op) && from.output != engine::kMainOutput) sent = std::nullopt;
    if (sent) {
      most = std::max(most, *sent);
      continue;
    }
    const std::vector<Upstream>& more = resolved.upstreams.at(from.node);
    open.insert(open.end(), more.begin(), more.end());
  }
  return most;
}

void check_changelogs(const Scenario& scenario, const Resolved& resolved, Findings& findings) {
  if (resolved.upstreams.size() != scenario.pipeline.size()) return;
  for (std::size_t node = 0; node < scenario.pipeline.size(); ++node) {
    const Taking taking = std::visit([](const auto& op) { return takes(op); }, scenario.pipeline[node].op);
    const RowsSent sent = rows_before(scenario, resolved, node);
    if (sent > taking.most) {
      findings.add(part("/pipeline", node), "rows that change reach it; " + std::string(taking.rule));
    } else if (sent == RowsSent::Upserts && taking.needs_retractions) {
      findings.add(part("/pipeline", node), "rows reach it that replace others without taking them back",
                   R"(write "updates": "retract" at the operator above)");
    }
  }
}

Fields check_group_by(const GroupByNode& group_by, const NodeCheck& check) {
  const std::string pointer = check.pointer + "/group_by";
  check_positive(group_by.ttl, "time_to_live", "a time to live", check);
  check_positive(group_by.mini_batch, "mini_batch", "a mini-batch", check);
  check_changing(group_by.aggregates, pointer, check);
  const std::optional<Field> key = check_key(group_by.key, check);
  return check_aggregates(group_by.aggregates, pointer, key ? Fields({*key}) : std::nullopt, check);
}

Fields check_over(const OverNode& over, const NodeCheck& check) {
  const std::string pointer = check.pointer + "/over";
  const bool is_range = over.frame == engine::FrameUnit::Range;
  if (is_range && over.preceding_rows) {
    check.findings.add(check.pointer + "/preceding_rows", "a range is of time", "write \"preceding_time\"");
  }
  if (!is_range && over.preceding_time) {
    check.findings.add(check.pointer + "/preceding_time", "this frame is of rows", R"(write "frame": "range")");
  }
  if (over.preceding_time && over.preceding_time->count < 0) {
    check.findings.add(check.pointer + "/preceding_time",
                       "rows before cannot be later; found " + to_text(*over.preceding_time));
  }
  check_changing(over.aggregates, pointer, check);
  const bool has_key = check_key(over.key, check).has_value();
  return check_aggregates(over.aggregates, pointer, has_key ? check.takes : std::nullopt, check);
}

Fields check_deduplicate(const DeduplicateNode& deduplicate, const NodeCheck& check) {
  check_positive(deduplicate.ttl, "time_to_live", "a time to live", check);
  return check_key(deduplicate.key, check) ? check.takes : std::nullopt;
}

Fields check_top_n(const TopNNode& top_n, const NodeCheck& check) {
  check_positive(top_n.ttl, "time_to_live", "a time to live", check);
  if (top_n.rows == 0) check.findings.add(check.pointer + "/top_n", "no row is shown; found 0");
  const bool updates = top_n.takes == engine::RankedRows::Update;
  if (updates == top_n.identity.empty()) {
    check.findings.add(check.pointer + "/identity",
                       updates ? "what names a row that is updated is missing" : "only updated rows have an identity",
                       updates ? "for example [\"id\"]" : R"(write "takes": "update")");
  }
  check_names(top_n.identity, "identity", check);
  if (!check_key(top_n.key, check) || !check.takes) return std::nullopt;
  const std::string at = check.pointer + "/by";
  const Field* const by = check_field(top_n.by, *check.takes, at, check.findings);
  if (by != nullptr && by->type == FieldType::Opaque) {
    check.findings.add(at, quote(by->name) + " is opaque and has no order", "declare it \"decimal(2)\", for example");
  }
  std::vector<Field> fields = *check.takes;
  if (top_n.number.empty()) return fields;
  if (std::ranges::any_of(fields, [&](const Field& field) { return field.name == top_n.number; })) {
    check.findings.add(check.pointer + "/number", "there is a field " + quote(top_n.number) + " already");
  }
  fields.push_back({.name = top_n.number});
  return fields;
}

Fields check_upsert_materialize(const UpsertMaterializeNode& materialize, const NodeCheck& check) {
  check_positive(materialize.ttl, "time_to_live", "a time to live", check);
  check_names(materialize.source_key, "upsert_materialize", check);
  return check_key(materialize.key, check) ? check.takes : std::nullopt;
}

}  // namespace wavetank::scenarios
