// Top-n: the rows of each key from one number to another (TN-01 to TN-05).
#include <algorithm>
#include <map>
#include <utility>

#include "properties/oracle/tables/changing_aggregates.hpp"
#include "properties/oracle/tables/models.hpp"

namespace wavetank::properties {
namespace {

using engine::RankedRows;

class Rankings final : public TableModel {
 public:
  Rankings(const scenarios::TopNNode& node, TableContext context) : node_(node), context_(std::move(context)) {}

  void take(const Arrival& record, engine::InputIndex /*input*/, TableStep& step) override {
    Ranking& ranking = rankings_[record.key];
    const Ranking before = ranking;
    if (adds(context_.facts.rows.kind(record.row))) {
      add(ranking, record.row);
    } else if (!take_back(ranking, record.row)) {
      step.known = false;  // TN-05: the numbers are wrong from here on
    }
    // TN-04: what is cut off never comes back.
    if (node_.takes != RankedRows::Retract && ranking.size() > end()) ranking.resize(end());
    for (const Fields& row : shown(before)) step.table.change(row, std::nullopt);
    for (const Fields& row : shown(ranking)) step.table.change(std::nullopt, row);
  }

 private:
  using Ranking = std::vector<engine::RowId>;  // by number

  [[nodiscard]] std::size_t end() const { return std::size_t{node_.skip} + node_.rows; }

  void add(Ranking& ranking, engine::RowId row) const {
    if (node_.takes == RankedRows::Update) {
      const auto known = std::ranges::find_if(ranking, [&](engine::RowId other) { return is_same(other, row); });
      if (known != ranking.end() && order(*known, row) == 0) {
        *known = row;
        return;
      }
      if (known != ranking.end()) ranking.erase(known);
    }
    const auto behind = std::ranges::find_if(ranking, [&](engine::RowId other) { return order(row, other) < 0; });
    ranking.insert(behind, row);  // TN-01: the last among its equals
  }

  // Whether it was there.
  [[nodiscard]] bool take_back(Ranking& ranking, engine::RowId row) const {
    const Fields fields = fields_of(row, context_.facts);
    const auto known =
        std::ranges::find_if(ranking, [&](engine::RowId other) { return fields_of(other, context_.facts) == fields; });
    if (known == ranking.end()) return false;
    ranking.erase(known);
    return true;
  }

  [[nodiscard]] bool is_same(engine::RowId a, engine::RowId b) const {
    return std::ranges::all_of(node_.identity, [&](const std::string& field) {
      return value_of(a, field, context_.facts) == value_of(b, field, context_.facts);
    });
  }

  // Negative: a is ranked before b. Null is the least.
  [[nodiscard]] int order(engine::RowId a, engine::RowId b) const {
    const int rising = compare(value_of(a, node_.by, context_.facts), value_of(b, node_.by, context_.facts));
    return node_.order == engine::SortOrder::Ascending ? rising : -rising;
  }
  [[nodiscard]] int compare(std::optional<std::int64_t> a, std::optional<std::int64_t> b) const {
    if (a == b) return 0;
    if (!a || !b) return a ? 1 : -1;
    if (is_text()) return text(*a).compare(text(*b));
    return *a < *b ? -1 : 1;
  }
  [[nodiscard]] bool is_text() const {
    const auto field = std::ranges::find(context_.takes, node_.by, &engine::Field::name);
    return field->type == engine::FieldType::Text || field->type == engine::FieldType::Bytes;
  }
  [[nodiscard]] std::string_view text(std::int64_t bits) const {
    return context_.facts.texts.bytes(engine::TextId{static_cast<std::uint32_t>(bits)});
  }

  [[nodiscard]] std::vector<Fields> shown(const Ranking& ranking) const {
    std::vector<Fields> rows;
    for (std::size_t i = node_.skip; i < std::min(end(), ranking.size()); ++i) {
      rows.push_back(fields_of(ranking[i], context_.facts));
      if (!node_.number.empty()) rows.back().emplace_back(static_cast<std::int64_t>(i) + 1);
    }
    return rows;
  }

  const scenarios::TopNNode& node_;
  TableContext context_;
  std::map<engine::KeyId, Ranking> rankings_;
};

}  // namespace

AnyTableModel model_of(const scenarios::TopNNode& node, const TableContext& context) {
  return std::make_unique<Rankings>(node, context);
}

}  // namespace wavetank::properties
