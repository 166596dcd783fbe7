// Temporal join: each left row with the version of its time, once the watermark is there (PF-21, PF-22), or with the one
// that is there when it arrives (PF-23).
#include <algorithm>
#include <map>
#include <utility>

#include "properties/oracle/tables/models.hpp"
#include "properties/oracle/tables/pairs.hpp"

namespace wavetank::properties {
namespace {

using engine::EventTime;

class Versions final : public TableModel {
 public:
  Versions(const scenarios::TemporalJoinNode& node, TableContext context) : node_(node), context_(std::move(context)) {}

  void take(const Arrival& record, engine::InputIndex input, TableStep& step) override {
    if (input == engine::InputIndex{1} && record.key == engine::kNoKey) return;  // RJ-06
    OneKey& key = keys_[record.key];
    if (node_.time == engine::TimeDomain::Processing) return meet(record, input, key, step);
    if (input == engine::InputIndex{0}) {
      // What takes back may find another version than the row did.
      if (!adds(context_.facts.rows.kind(record.row))) step.known = false;
      key.waiting.push_back({record.time, record.row});
    } else {
      key.versions[record.time] = record.row;
    }
    if (!key.timer || record.time < *key.timer) key.timer = record.time;
  }

  void advance(EventTime to, const Arrival& /*control*/, TableStep& step) override {
    for (auto& [id, key] : keys_) {
      if (key.timer && *key.timer <= to) on_timer(key, to, step);
    }
  }

 private:
  struct TimedRow {
    EventTime time;
    engine::RowId row = engine::kNoRow;
  };
  struct OneKey {
    std::vector<TimedRow> waiting;                // on the left
    std::map<EventTime, engine::RowId> versions;  // the last to come for each time
    std::optional<EventTime> timer;               // PF-22: one, for the earliest time that came since it last fired
  };

  // One version, at the beginning of time.
  void meet(const Arrival& record, engine::InputIndex input, OneKey& key, TableStep& step) const {
    if (input == engine::InputIndex{1}) {
      key.versions[EventTime::min()] = record.row;
      return;
    }
    if (!adds(context_.facts.rows.kind(record.row))) step.known = false;
    say({record.time, record.row}, key, step);
  }

  void on_timer(OneKey& key, EventTime watermark, TableStep& step) const {
    key.timer.reset();
    std::vector<TimedRow> rest;
    for (const TimedRow& row : key.waiting) {
      if (row.time <= watermark) {
        say(row, key, step);
        continue;
      }
      rest.push_back(row);
      if (!key.timer || row.time < *key.timer) key.timer = row.time;
    }
    key.waiting = rest;
    // All but the newest that rows on time can reach.
    const auto beyond = key.versions.upper_bound(watermark);
    if (beyond != key.versions.begin()) key.versions.erase(key.versions.begin(), std::prev(beyond));
  }

  void say(const TimedRow& row, const OneKey& key, TableStep& step) const {
    const auto after = key.versions.upper_bound(row.time);
    engine::RowId version = after == key.versions.begin() ? engine::kNoRow : std::prev(after)->second;
    if (version != engine::kNoRow && !adds(context_.facts.rows.kind(version))) version = engine::kNoRow;
    if (version != engine::kNoRow) {
      const Matching matching = matches(node_.inputs.condition, {row.row, version}, context_.facts);
      if (matching == Matching::Unknown) step.known = false;
      if (matching != Matching::Yes) version = engine::kNoRow;
    }
    if (version == engine::kNoRow && node_.unmatched == engine::Unmatched::Dropped) return;
    const bool alone = version == engine::kNoRow;
    Fields said = joined(fields_of(row.row, context_.facts),
                         alone ? nulls(context_.right.size()) : fields_of(version, context_.facts));
    said.emplace_back(row.time.ticks());
    step.table.change(std::nullopt, said);
  }

  const scenarios::TemporalJoinNode& node_;
  TableContext context_;
  std::map<engine::KeyId, OneKey> keys_;
};

}  // namespace

AnyTableModel model_of(const scenarios::TemporalJoinNode& node, const TableContext& context) {
  return std::make_unique<Versions>(node, context);
}

}  // namespace wavetank::properties
