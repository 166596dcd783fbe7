// What each choice of a table means.
#include "properties/generators/table_choice.hpp"

#include <array>
#include <utility>

#include "engine/base/assert.hpp"

namespace wavetank::properties {
namespace {

using engine::AggregateKind;
using engine::Millis;

enum Kind : std::uint32_t {
  kIntervalJoin = 1,
  kInnerJoin,  // then left, right, full, semi, anti
  kAntiJoin = 7,
  kTemporalJoin,
  kLeftTemporalJoin,
  kGroupBy,
  kOverRows,
  kOverRange,
  kDeduplicate,  // one of each way
  kLastDeduplicate = kDeduplicate + 5,
  kTopAppended,
  kTopUpdated,
  kTopOfChanges,
  kMaterialize,
};
static_assert(kMaterialize + 1 == kTableChoices.kind);

constexpr Millis kLife{6};
constexpr Millis kMiniBatch{5};

std::optional<Millis> life_of(const TableChoice& choice) {
  return choice.manner % 2 == 1 ? std::optional(kLife) : std::nullopt;
}
scenarios::Updates updates_of(const TableChoice& choice) {
  return choice.manner < 2 ? scenarios::Updates::Retract : scenarios::Updates::Upsert;
}

scenarios::JoinInputs drawn_inputs(const TableChoice& choice, const std::string& right) {
  return {right, "key", "key", choice.shape % 2 == 0 ? "" : "value <= right_value"};
}

scenarios::IntervalJoinNode drawn_interval(const TableChoice& choice, const std::string& right) {
  static constexpr std::array<std::pair<int, int>, kTableChoices.shape> kBounds = {
      {{-5, 5}, {0, 10}, {-10, 1}, {2, 7}, {-4, -1}, {0, 0}}};
  const auto [lower, upper] = kBounds[choice.shape];
  return {drawn_inputs(choice, right), Millis{lower}, Millis{upper},
          static_cast<scenarios::JoinBounds>(choice.manner % 4), engine::LateRecords::Count};
}

scenarios::RegularJoinNode drawn_join(const TableChoice& choice, const std::string& right) {
  scenarios::RegularJoinNode join{.inputs = drawn_inputs(choice, right)};
  join.kind = static_cast<engine::JoinKind>(choice.kind - kInnerJoin);
  if (choice.shape == 4) join.right.unique = {"value"};
  if (choice.shape == 5) join.right.unique = {"key"};
  return join;
}

scenarios::TemporalJoinNode drawn_temporal(const TableChoice& choice, const std::string& right) {
  const bool pads = choice.kind == kLeftTemporalJoin;
  return {drawn_inputs(choice, right),
          pads ? engine::Unmatched::Padded : engine::Unmatched::Dropped,
          choice.manner % 2 == 1 ? engine::TimeDomain::Processing : engine::TimeDomain::Event,
          {}};
}

scenarios::GroupByNode drawn_groups(const TableChoice& choice) {
  scenarios::GroupByNode groups{.key = "key", .updates = updates_of(choice), .ttl = life_of(choice)};
  if (choice.shape % 3 != 2) groups.aggregates.push_back({"n", AggregateKind::Count, "", ""});
  groups.aggregates.push_back({"total", AggregateKind::Sum, "value", ""});
  if (choice.feed == 0 && choice.shape % 2 == 1) {
    groups.aggregates.push_back({"least", AggregateKind::Min, "value", ""});
    groups.aggregates.push_back({"most", AggregateKind::Max, "value", ""});
  }
  if (choice.shape >= 4 && !groups.ttl) groups.mini_batch = kMiniBatch;
  return groups;
}

scenarios::OverNode drawn_frames(const TableChoice& choice) {
  scenarios::OverNode over{.key = "key",
                           .aggregates = {{"n", AggregateKind::Count, "", ""},
                                          {"total", AggregateKind::Sum, "value", ""},
                                          {"least", AggregateKind::Min, "value", ""}}};
  const bool is_bounded = choice.shape > 0;
  if (choice.kind == kOverRows && is_bounded) over.preceding_rows = choice.shape - 1;
  if (choice.kind == kOverRange) over.frame = engine::FrameUnit::Range;
  if (choice.kind == kOverRange && is_bounded) over.preceding_time = Millis{(choice.shape - 1) * 4};
  return over;
}

bool keeps_one(const TableChoice& choice) { return choice.kind >= kDeduplicate && choice.kind <= kLastDeduplicate; }
engine::KeptRow kept_row(const TableChoice& choice) { return static_cast<engine::KeptRow>(choice.kind - kDeduplicate); }

scenarios::TopNNode drawn_ranking(const TableChoice& choice) {
  scenarios::TopNNode top{.key = "key", .rows = choice.shape % 3 + 1, .skip = choice.shape / 3, .by = "value"};
  if (choice.manner % 2 == 1) top.order = engine::SortOrder::Ascending;
  if (choice.manner >= 2) top.number = "number";
  if (choice.kind == kTopOfChanges) top.takes = engine::RankedRows::Retract;
  if (choice.kind != kTopUpdated) return top;
  top.takes = engine::RankedRows::Update;
  top.identity = {"value"};
  top.by = "ts";
  return top;
}

}  // namespace

bool joins(const TableChoice& choice) { return choice.kind >= kIntervalJoin && choice.kind <= kLeftTemporalJoin; }

bool takes_changes_on_left(const TableChoice& choice) {
  if (keeps_one(choice)) return kept_row(choice) == engine::KeptRow::LastOfChanges;
  return (choice.kind >= kInnerJoin && choice.kind <= kAntiJoin) || choice.kind == kGroupBy ||
         choice.kind == kTopOfChanges || choice.kind == kMaterialize;
}

bool takes_changes_on_right(const TableChoice& choice) {
  return choice.kind >= kInnerJoin && choice.kind <= kLeftTemporalJoin;
}

scenarios::AnyNode drawn_table(const TableChoice& choice, const std::string& right) {
  if (keeps_one(choice))
    return scenarios::DeduplicateNode{"key", kept_row(choice), updates_of(choice), life_of(choice)};
  switch (choice.kind) {
    case kIntervalJoin: return drawn_interval(choice, right);
    case kTemporalJoin:
    case kLeftTemporalJoin: return drawn_temporal(choice, right);
    case kGroupBy: return drawn_groups(choice);
    case kOverRows:
    case kOverRange: return drawn_frames(choice);
    case kTopAppended:
    case kTopUpdated:
    case kTopOfChanges: return drawn_ranking(choice);
    case kMaterialize:
      return scenarios::UpsertMaterializeNode{
          "key", choice.shape % 2 == 1 ? std::vector<std::string>{"value"} : std::vector<std::string>{},
          life_of(choice)};
    default: break;
  }
  WT_REQUIRE(choice.kind >= kInnerJoin && choice.kind <= kAntiJoin, choice.kind);
  return drawn_join(choice, right);
}

}  // namespace wavetank::properties
