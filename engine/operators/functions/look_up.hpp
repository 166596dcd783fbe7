// Records of a keyed stream beside the latest row of a broadcast one: enriched by it, or refused.
//
// Each subtask keeps the latest row per rule key (PF-07); a deletion takes it away. A record is looked at with the rule
// that is there when it arrives: one that comes later has never been (PF-08). Without a rule its fields are null, and a
// condition of a null does not hold.
#pragma once

#include <optional>
#include <vector>

#include "engine/operators/process/broadcast_function.hpp"
#include "engine/operators/row_expression.hpp"

namespace wavetank::engine {

// An expression over the fields of a record and, after them, those of a rule.
class RuledExpression {
 public:
  // `expression` was compiled against both, in order. REQUIRES: at most kFieldsMax fields each.
  RuledExpression(Expression expression, std::size_t fields, std::size_t rule_fields);

  [[nodiscard]] Cell evaluate(const Rows& rows, RowId row, std::optional<RowId> rule) const;
  [[nodiscard]] bool holds(const Rows& rows, RowId row, std::optional<RowId> rule) const;

 private:
  Expression expression_;
  std::size_t fields_;
  std::size_t rule_fields_;
};

struct LookUpSpec {
  std::uint32_t rule_key = 0;  // field of a rule
  FieldType key_type = FieldType::Text;
  std::uint32_t look_up = 0;  // field of a record, of the same type
  std::optional<RuledExpression> condition;
  std::vector<RuledExpression> fields;  // of the result; none: the record as it is
  SchemaId rule{};
  SchemaId result{};
};

// `Key`: TextId where the rule's key is a text, else std::int64_t.
template <StoredKey Key>
class LookUpFunction final : public BroadcastFunction {
 public:
  explicit LookUpFunction(LookUpSpec spec)
      : spec_(std::move(spec)), rules_(layout_.template broadcast<Key, RowId>("rules", spec_.rule)) {
    WT_REQUIRE(spec_.fields.size() <= kFieldsMax, spec_.fields.size());
  }

  [[nodiscard]] const StateLayout& layout() const override { return layout_; }
  void on_record(const Record& record, RuledContext& context) const override;
  void on_broadcast(const Record& record, BroadcastContext& context) const override;

 private:
  LookUpSpec spec_;
  StateLayout layout_;
  BroadcastHandle<Key, RowId> rules_;
};

extern template class LookUpFunction<TextId>;
extern template class LookUpFunction<std::int64_t>;

}  // namespace wavetank::engine
