// Upsert materialisation: of the rows of a key that are there, the last one is shown (UM-01).
#include <algorithm>
#include <map>
#include <utility>

#include "properties/oracle/tables/changing_aggregates.hpp"
#include "properties/oracle/tables/models.hpp"

namespace wavetank::properties {
namespace {

class ShownLast final : public TableModel {
 public:
  ShownLast(const scenarios::UpsertMaterializeNode& node, TableContext context)
      : node_(node), context_(std::move(context)) {}

  void take(const Arrival& record, engine::InputIndex /*input*/, TableStep& step) override {
    OneKey& key = keys_[record.key];
    const bool is_over = node_.ttl && engine::saturating_add(key.written, *node_.ttl) <= record.now;
    if (is_over) key.rows.clear();  // nobody is told
    const auto known = std::ranges::find_if(key.rows, [&](engine::RowId row) { return is_same(row, record.row); });
    if (adds(context_.facts.rows.kind(record.row))) {
      // A row that the source knows keeps its place, and is shown all the same.
      if (known == key.rows.end() || node_.source_key.empty()) {
        key.rows.push_back(record.row);
      } else {
        *known = record.row;
      }
      key.written = record.now;
      return step.table.change(std::nullopt, fields_of(record.row, context_.facts));
    }
    if (known == key.rows.end()) return;
    const bool was_last = known + 1 == key.rows.end();
    key.rows.erase(known);
    key.written = record.now;
    if (key.rows.empty()) return step.table.change(fields_of(record.row, context_.facts), std::nullopt);
    if (was_last) step.table.change(std::nullopt, fields_of(key.rows.back(), context_.facts));
  }

 private:
  struct OneKey {
    std::vector<engine::RowId> rows;
    engine::ProcessingTime written;
  };

  [[nodiscard]] bool is_same(engine::RowId a, engine::RowId b) const {
    if (node_.source_key.empty()) return fields_of(a, context_.facts) == fields_of(b, context_.facts);
    return std::ranges::all_of(node_.source_key, [&](const std::string& field) {
      return value_of(a, field, context_.facts) == value_of(b, field, context_.facts);
    });
  }

  const scenarios::UpsertMaterializeNode& node_;
  TableContext context_;
  std::map<engine::KeyId, OneKey> keys_;
};

}  // namespace

AnyTableModel model_of(const scenarios::UpsertMaterializeNode& node, const TableContext& context) {
  return std::make_unique<ShownLast>(node, context);
}

}  // namespace wavetank::properties
