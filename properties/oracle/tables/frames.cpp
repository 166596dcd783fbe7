// OVER: each row with what the rows of its frame come to, once the watermark is there (OV-01 to OV-05).
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "properties/oracle/tables/changing_aggregates.hpp"
#include "properties/oracle/tables/models.hpp"

namespace wavetank::properties {
namespace {

using engine::EventTime;
using engine::Millis;

class Frames final : public TableModel {
 public:
  Frames(const scenarios::OverNode& node, TableContext context) : node_(node), context_(std::move(context)) {}

  void take(const Arrival& record, engine::InputIndex /*input*/, TableStep& step) override {
    OneKey& key = keys_[record.key];
    const EventTime late_until = is_bounded() ? key.last_timer : watermark_;  // OV-02, OV-03
    if (record.time <= late_until) {
      step.refused.push_back(record.at);
      return;
    }
    key.waiting.push_back({record.time, record.row});
    if (!is_bounded()) return;
    key.timers.insert(record.time);
    if (node_.preceding_time) keep_longer(record.time, *node_.preceding_time, key);
  }

  void advance(EventTime to, const Arrival& /*control*/, TableStep& step) override {
    watermark_ = to;
    for (auto& [id, key] : keys_) {
      if (!is_bounded() && to >= EventTime(0)) send(key, step);  // OV-04
      while (!key.timers.empty() && *key.timers.begin() <= to) on_timer(key, step);
    }
  }

 private:
  struct TimedRow {
    EventTime time;
    engine::RowId row = engine::kNoRow;
  };
  struct OneKey {
    std::vector<TimedRow> waiting;
    std::vector<TimedRow> sent;  // in the order in which they left
    std::set<EventTime> timers;  // of bounded frames
    EventTime last_timer{0};
    std::optional<EventTime> clean_up;
  };

  [[nodiscard]] bool is_bounded() const { return node_.preceding_rows || node_.preceding_time; }
  [[nodiscard]] bool counts_rows() const { return node_.frame == engine::FrameUnit::Rows; }

  // OV-05.
  static void keep_longer(EventTime time, Millis preceding, OneKey& key) {
    const std::int64_t length = preceding.count;
    const EventTime least = engine::saturating_add(engine::saturating_add(time, Millis{length}), Millis{1});
    if (key.clean_up && *key.clean_up >= least) return;
    key.clean_up = engine::saturating_add(least, Millis{length / 2});
    key.timers.insert(*key.clean_up);
  }

  void on_timer(OneKey& key, TableStep& step) const {
    const EventTime time = *key.timers.begin();
    key.timers.erase(key.timers.begin());
    if (key.clean_up && *key.clean_up <= time) {
      key.waiting.clear();
      key.sent.clear();
      key.last_timer = EventTime(0);
      key.clean_up.reset();
      return;
    }
    send(key, step);
    key.last_timer = time;
  }

  // OV-01: all that the watermark has reached.
  void send(OneKey& key, TableStep& step) const {
    std::vector<TimedRow> due;
    std::ranges::copy_if(key.waiting, std::back_inserter(due), [&](const TimedRow& row) { return is_due(row); });
    std::erase_if(key.waiting, [&](const TimedRow& row) { return is_due(row); });
    std::ranges::stable_sort(due, {}, &TimedRow::time);
    for (std::size_t i = 0; i < due.size(); ++i) {
      key.sent.push_back(due[i]);
      const bool has_peer = i + 1 < due.size() && due[i + 1].time == due[i].time;
      if (!counts_rows() && has_peer) continue;
      const std::size_t peers = counts_rows() ? 1 : peers_of_last(due, i);
      const Fields values = changing_aggregates(node_.aggregates, frame_of_last(key.sent), context_.facts);
      for (std::size_t k = i + 1 - peers; k <= i; ++k) say(due[k], values, step);
    }
  }
  [[nodiscard]] bool is_due(const TimedRow& row) const { return row.time <= watermark_; }

  static std::size_t peers_of_last(const std::vector<TimedRow>& due, std::size_t last) {
    std::size_t peers = 1;
    while (peers <= last && due[last - peers].time == due[last].time) ++peers;
    return peers;
  }

  [[nodiscard]] std::vector<SignedRow> frame_of_last(const std::vector<TimedRow>& sent) const {
    std::vector<SignedRow> frame;
    for (std::size_t i = 0; i < sent.size(); ++i) {
      const bool by_rows = !node_.preceding_rows || sent.size() - 1 - i <= *node_.preceding_rows;
      const bool by_time =
          !node_.preceding_time || engine::saturating_between(sent[i].time, sent.back().time) <= *node_.preceding_time;
      if (by_rows && by_time) frame.push_back({sent[i].row, 1});
    }
    return frame;
  }

  void say(const TimedRow& row, const Fields& values, TableStep& step) const {
    Fields said = fields_of(row.row, context_.facts);
    said.insert(said.end(), values.begin(), values.end());
    said.emplace_back(row.time.ticks());
    step.table.change(std::nullopt, said);
  }

  const scenarios::OverNode& node_;
  TableContext context_;
  EventTime watermark_ = EventTime::min();
  std::map<engine::KeyId, OneKey> keys_;
};

}  // namespace

AnyTableModel model_of(const scenarios::OverNode& node, const TableContext& context) {
  return std::make_unique<Frames>(node, context);
}

}  // namespace wavetank::properties
