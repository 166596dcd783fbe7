// Interval join: pairs whose times lie within the bounds, of rows that were there together (PF-09 to PF-12).
#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "properties/oracle/tables/models.hpp"
#include "properties/oracle/tables/pairs.hpp"

namespace wavetank::properties {
namespace {

using engine::EventTime;
using engine::Millis;
using scenarios::JoinBounds;

class IntervalPairs final : public TableModel {
 public:
  IntervalPairs(const scenarios::IntervalJoinNode& node, TableContext context)
      : node_(node), context_(std::move(context)) {}

  void take(const Arrival& record, engine::InputIndex input, TableStep& step) override {
    if (record.key == engine::kNoKey) return;  // RJ-06
    if (record.time < watermark_) {            // PF-10
      step.refused.push_back(record.at);
      return;
    }
    const std::size_t side = engine::index_of(input);
    OneKey& key = keys_[record.key];
    for (const TimedRow& partner : key[1 - side]) {
      const TimedRow own{record.time, record.row};
      say_if_pair(side == 0 ? own : partner, side == 0 ? partner : own, step);
    }
    key[side].push_back({record.time, record.row});
  }

  // PF-11: a row goes when the watermark reaches the last time that a partner of it may have, and its own.
  void advance(EventTime to, const Arrival& /*control*/, TableStep& /*step*/) override {
    watermark_ = to;
    for (auto& [id, key] : keys_) {
      std::erase_if(key[0], [&](const TimedRow& row) { return last_time(row.time, node_.upper, upper_moved()) <= to; });
      std::erase_if(key[1], [&](const TimedRow& row) {
        return last_time(row.time, Millis{-node_.lower.count}, lower_moved()) <= to;
      });
    }
  }

 private:
  struct TimedRow {
    EventTime time;
    engine::RowId row = engine::kNoRow;
  };
  using OneKey = std::array<std::vector<TimedRow>, 2>;  // left, right

  // An exclusive bound is a millisecond closer.
  [[nodiscard]] std::int64_t lower_moved() const {
    return node_.bounds == JoinBounds::Both || node_.bounds == JoinBounds::Lower ? 0 : 1;
  }
  [[nodiscard]] std::int64_t upper_moved() const {
    return node_.bounds == JoinBounds::Both || node_.bounds == JoinBounds::Upper ? 0 : 1;
  }
  static EventTime last_time(EventTime own, Millis distance, std::int64_t moved) {
    return std::max(own, engine::saturating_add(own, Millis{engine::saturating_add(distance.count, -moved)}));
  }

  void say_if_pair(const TimedRow& left, const TimedRow& right, TableStep& step) const {
    const Millis apart = engine::saturating_between(left.time, right.time);
    const Millis least{engine::saturating_add(node_.lower.count, lower_moved())};
    const Millis most{engine::saturating_add(node_.upper.count, -upper_moved())};
    if (apart < least || apart > most) return;
    const Matching matching = matches(node_.inputs.condition, {left.row, right.row}, context_.facts);
    if (matching == Matching::Unknown) step.known = false;
    if (matching != Matching::Yes) return;
    Fields pair = pair_fields({left.row, right.row}, context_.facts);
    pair.emplace_back(std::max(left.time, right.time).ticks());  // PF-12
    step.table.change(std::nullopt, pair);
  }

  const scenarios::IntervalJoinNode& node_;
  TableContext context_;
  EventTime watermark_ = EventTime::min();
  std::map<engine::KeyId, OneKey> keys_;
};

}  // namespace

AnyTableModel model_of(const scenarios::IntervalJoinNode& node, const TableContext& context) {
  return std::make_unique<IntervalPairs>(node, context);
}

}  // namespace wavetank::properties
