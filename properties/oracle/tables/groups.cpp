// Group-by without windows: what the rows of a key that are there come to (CL-01 to CL-06).
#include <map>
#include <set>
#include <utility>

#include "properties/oracle/tables/changing_aggregates.hpp"
#include "properties/oracle/tables/models.hpp"

namespace wavetank::properties {
namespace {

using engine::EventTime;
using engine::Millis;

// The last millisecond of the mini-batch that holds `time`.
EventTime batch_end(EventTime time, Millis length) {
  std::int64_t into = time.ticks() % length.count;
  if (into < 0) into += length.count;
  return engine::saturating_add(time, Millis{length.count - 1 - into});
}

class Groups final : public TableModel {
 public:
  Groups(const scenarios::GroupByNode& node, TableContext context) : node_(node), context_(std::move(context)) {}

  void take(const Arrival& record, engine::InputIndex /*input*/, TableStep& step) override {
    Group& group = groups_[record.key];
    if (node_.ttl && group.written && engine::saturating_add(*group.written, *node_.ttl) <= record.now) group = {};
    const std::int64_t sign = adds(context_.facts.rows.kind(record.row)) ? 1 : -1;
    if (group.rows.empty() && sign < 0) return;  // CL-05
    group.rows.push_back({record.row, sign});
    group.written = record.now;
    group.key = value_of(record.row, node_.key, context_.facts);
    if (rows_left(group.rows) == 0) group.rows.clear();
    if (!node_.mini_batch) return tell(group, step);
    const bool has_begun = watermark_ != EventTime::min();
    const EventTime next = has_begun ? engine::saturating_add(watermark_, Millis{1}) : record.time;
    group.ends.insert(batch_end(next, *node_.mini_batch));
  }

  // CL-06.
  void advance(EventTime to, const Arrival& /*control*/, TableStep& step) override {
    watermark_ = to;
    for (auto& [key, group] : groups_) {
      if (group.ends.empty() || *group.ends.begin() > to) continue;
      group.ends.erase(group.ends.begin(), group.ends.upper_bound(to));
      tell(group, step);
    }
  }

 private:
  struct Group {
    std::vector<SignedRow> rows;  // since it was last empty
    std::optional<std::int64_t> key;
    std::optional<engine::ProcessingTime> written;
    std::set<EventTime> ends;  // of the mini-batches that it waits for
    std::optional<Fields> shown;
  };

  void tell(Group& group, TableStep& step) const {
    std::optional<Fields> now;
    if (!group.rows.empty()) {
      now = Fields{group.key};
      const Fields values = changing_aggregates(node_.aggregates, group.rows, context_.facts);
      now->insert(now->end(), values.begin(), values.end());
    }
    step.table.change(group.shown, now);
    if (node_.ttl && now && group.shown == now) step.repeated.push_back(*now);
    group.shown = now;
  }

  const scenarios::GroupByNode& node_;
  TableContext context_;
  EventTime watermark_ = EventTime::min();
  std::map<engine::KeyId, Group> groups_;
};

}  // namespace

AnyTableModel model_of(const scenarios::GroupByNode& node, const TableContext& context) {
  return std::make_unique<Groups>(node, context);
}

}  // namespace wavetank::properties
