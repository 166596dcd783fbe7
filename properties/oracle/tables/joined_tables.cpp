// Regular join: of two tables, what SQL says of the rows that are there (RJ-01 to RJ-03).
#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "engine/base/assert.hpp"
#include "properties/oracle/tables/changing_aggregates.hpp"
#include "properties/oracle/tables/models.hpp"
#include "properties/oracle/tables/pairs.hpp"

namespace wavetank::properties {
namespace {

using engine::JoinKind;
using engine::RowId;

class JoinedTables final : public TableModel {
 public:
  JoinedTables(const scenarios::RegularJoinNode& node, TableContext context)
      : node_(node), context_(std::move(context)) {}

  void take(const Arrival& record, engine::InputIndex input, TableStep& step) override {
    const std::size_t side = engine::index_of(input);
    OneKey& key = record.key == engine::kNoKey ? no_key_[side] : keys_[record.key];
    if (adds(context_.facts.rows.kind(record.row))) {
      const std::optional<RowId> replaced = replaced_by(record.row, side, key[side]);
      // RJ-03: as shipped, the pairs of the replaced row stay.
      if (replaced && context_.semantics.upsert_in_join == engine::UpsertInJoin::CountsBoth) step.known = false;
      if (replaced) take_out({side, *replaced}, key, step);
      put_in({side, record.row}, key, step);
      return;
    }
    const Fields fields = fields_of(record.row, context_.facts);
    const auto found =
        std::ranges::find_if(key[side], [&](RowId other) { return fields_of(other, context_.facts) == fields; });
    if (found == key[side].end()) {
      step.known = false;  // pairs are taken back that nobody said
    } else {
      take_out({side, *found}, key, step);
    }
  }

 private:
  using Rows = std::vector<RowId>;
  using OneKey = std::array<Rows, 2>;  // left, right

  struct OneRow {
    std::size_t side = 0;
    RowId row = engine::kNoRow;
  };

  [[nodiscard]] std::optional<RowId> replaced_by(RowId row, std::size_t side, const Rows& rows) const {
    const std::vector<std::string>& unique = side == 0 ? node_.left.unique : node_.right.unique;
    if (unique.empty()) return std::nullopt;
    for (const RowId other : rows) {
      const bool same = std::ranges::all_of(unique, [&](const std::string& field) {
        return value_of(other, field, context_.facts) == value_of(row, field, context_.facts);
      });
      if (same) return other;
    }
    return std::nullopt;
  }

  // What is said of the partners alone changes, too.
  void put_in(const OneRow& row, OneKey& key, TableStep& step) const {
    const Rows partners = partners_of(row, key, step);
    tell_partners_alone(-1, row, partners, {key, step});
    key[row.side].push_back(row.row);
    tell_partners_alone(1, row, partners, {key, step});
    tell_row(1, row, partners, step);
  }
  void take_out(const OneRow& row, OneKey& key, TableStep& step) const {
    const Rows partners = partners_of(row, key, step);
    tell_row(-1, row, partners, step);
    tell_partners_alone(-1, row, partners, {key, step});
    key[row.side].erase(std::ranges::find(key[row.side], row.row));
    tell_partners_alone(1, row, partners, {key, step});
  }

  // The rows of the other side that it matches.
  [[nodiscard]] Rows partners_of(const OneRow& row, const OneKey& key, TableStep& step) const {
    Rows partners;
    for (const RowId other : key[1 - row.side]) {
      const bool is_left = row.side == 0;
      const JoinedPair pair = is_left ? JoinedPair{row.row, other} : JoinedPair{other, row.row};
      const Matching matching = matches(node_.inputs.condition, pair, context_.facts);
      if (matching == Matching::Unknown) step.known = false;
      if (matching == Matching::Yes) partners.push_back(other);
    }
    return partners;
  }

  struct Table {
    const OneKey& key;
    TableStep& step;
  };
  // What each partner says by itself, with the rows that are there now; `change`: it comes or goes.
  void tell_partners_alone(std::int64_t change, const OneRow& row, const Rows& partners, const Table& table) const {
    const std::size_t far = 1 - row.side;
    for (const RowId partner : partners) {
      const bool has_partner = !partners_of({far, partner}, table.key, table.step).empty();
      if (speaks_alone(far, has_partner)) tell(change, alone({far, partner}), table.step);
    }
  }
  // The row's pairs, or itself.
  void tell_row(std::int64_t change, const OneRow& row, const Rows& partners, TableStep& step) const {
    if (speaks_alone(row.side, !partners.empty())) tell(change, alone(row), step);
    if (says_left_only()) return;
    for (const RowId other : partners) {
      const JoinedPair pair = row.side == 0 ? JoinedPair{row.row, other} : JoinedPair{other, row.row};
      tell(change, pair_fields(pair, context_.facts), step);
    }
  }
  static void tell(std::int64_t change, const Fields& row, TableStep& step) {
    if (change > 0) return step.table.change(std::nullopt, row);
    step.table.change(row, std::nullopt);
  }

  [[nodiscard]] bool speaks_alone(std::size_t side, bool has_partner) const {
    if (says_left_only()) return side == 0 && has_partner == (node_.kind == JoinKind::Semi);
    return !has_partner && (side == 0 ? keeps_left() : keeps_right());
  }
  [[nodiscard]] Fields alone(const OneRow& row) const {
    Fields fields = fields_of(row.row, context_.facts);
    if (says_left_only()) return fields;
    return row.side == 0 ? joined(fields, nulls(context_.right.size())) : joined(nulls(context_.takes.size()), fields);
  }
  [[nodiscard]] bool says_left_only() const { return node_.kind == JoinKind::Semi || node_.kind == JoinKind::Anti; }
  [[nodiscard]] bool keeps_left() const { return node_.kind == JoinKind::Left || node_.kind == JoinKind::Full; }
  [[nodiscard]] bool keeps_right() const { return node_.kind == JoinKind::Right || node_.kind == JoinKind::Full; }

  const scenarios::RegularJoinNode& node_;
  TableContext context_;
  std::map<engine::KeyId, OneKey> keys_;
  std::array<OneKey, 2> no_key_;  // RJ-06: by side, so that rows with a null key never meet
};

}  // namespace

AnyTableModel model_of(const scenarios::RegularJoinNode& node, const TableContext& context) {
  return std::make_unique<JoinedTables>(node, context);
}

}  // namespace wavetank::properties
