// Deduplication: the one row of each key that is kept (PF-19, PF-20, DD-01, DD-02).
#include <map>
#include <utility>

#include "properties/oracle/tables/models.hpp"

namespace wavetank::properties {
namespace {

using engine::EventTime;
using engine::KeptRow;

class KeptRows final : public TableModel {
 public:
  KeptRows(const scenarios::DeduplicateNode& node, TableContext context) : node_(node), context_(std::move(context)) {}

  void take(const Arrival& record, engine::InputIndex /*input*/, TableStep& step) override {
    OneKey& key = keys_[record.key];
    if (node_.keep == KeptRow::EarliestWaited) return wait(record, key, step);
    if (key.kept && is_over(key.written, record.now)) key.kept.reset();  // nobody is told
    if (!adds(context_.facts.rows.kind(record.row))) return lose(key, step);
    if (key.kept && !replaces(record, key)) return;
    const Fields now = fields_of(record.row, context_.facts);
    step.table.change(key.kept, now);
    if (node_.ttl && key.kept == now) step.repeated.push_back(now);
    key = {.kept = now, .time = record.time, .written = record.now, .sent = {}};
  }

  void advance(EventTime to, const Arrival& control, TableStep& step) override {
    watermark_ = to;
    if (node_.keep != KeptRow::EarliestWaited) return;
    for (auto& [id, key] : keys_) {
      if (!key.kept || key.time > to) continue;
      step.table.change(std::nullopt, key.kept);
      key.kept.reset();
      key.sent = control.now;
    }
  }

 private:
  struct OneKey {
    std::optional<Fields> kept;  // EarliestWaited: what waits
    EventTime time;              // of that row
    engine::ProcessingTime written;
    std::optional<engine::ProcessingTime> sent;  // EarliestWaited: when the key has spoken
  };

  [[nodiscard]] bool is_over(engine::ProcessingTime written, engine::ProcessingTime now) const {
    return node_.ttl && engine::saturating_add(written, *node_.ttl) <= now;
  }

  [[nodiscard]] bool replaces(const Arrival& record, const OneKey& key) const {
    switch (node_.keep) {
      case KeptRow::FirstArrived: return false;
      case KeptRow::LastArrived:
      case KeptRow::LastOfChanges: return true;
      case KeptRow::Earliest: return record.time < key.time;
      case KeptRow::Latest: return record.time >= key.time;  // DD-01
      case KeptRow::EarliestWaited: break;
    }
    return false;
  }

  // Whatever row it is that was taken back.
  static void lose(OneKey& key, TableStep& step) {
    if (key.kept) step.table.change(key.kept, std::nullopt);
    key = {};
  }

  // DD-02.
  void wait(const Arrival& record, OneKey& key, TableStep& step) const {
    if (record.time < watermark_) {
      step.refused.push_back(record.at);
      return;
    }
    if (key.sent && !is_over(*key.sent, record.now)) return;
    if (key.kept && key.time <= record.time) return;
    key = {.kept = fields_of(record.row, context_.facts), .time = record.time, .written = record.now, .sent = {}};
  }

  const scenarios::DeduplicateNode& node_;
  TableContext context_;
  EventTime watermark_ = EventTime::min();
  std::map<engine::KeyId, OneKey> keys_;
};

}  // namespace

AnyTableModel model_of(const scenarios::DeduplicateNode& node, const TableContext& context) {
  return std::make_unique<KeptRows>(node, context);
}

}  // namespace wavetank::properties
