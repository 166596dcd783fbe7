// A rolling aggregate: after each record, what a key has come to so far.
//
// The state is one row, the last result; so it lives and expires as a whole (PF-06). A record for which the condition
// does not hold is not added: it only reads, and is answered with what there is. That is where the two ways to renew a
// time to live differ (PF-05).
#pragma once

#include <optional>
#include <vector>

#include "engine/operators/process/process_function.hpp"
#include "engine/operators/row_expression.hpp"
#include "engine/windows/aggregate.hpp"

namespace wavetank::engine {

struct RollingSpec {
  std::vector<Aggregate> aggregates;       // no lists
  std::optional<RowExpression> condition;  // which records are added; none: all
  std::optional<TimeToLive> ttl;
  SchemaId result{};  // key, one field per aggregate
};

class RollingFunction final : public ProcessFunction {
 public:
  // REQUIRES: at least one aggregate and no list.
  RollingFunction(RollingSpec spec, Texts& texts);

  [[nodiscard]] const StateLayout& layout() const override { return layout_; }
  [[nodiscard]] ReplayClass replay_class() const override;
  void on_record(const Record& record, ProcessContext& context) const override;

 private:
  [[nodiscard]] RowId fold(std::optional<RowId> so_far, std::optional<RowId> next, ProcessContext& context) const;

  RollingSpec spec_;
  TextId state_name_;
  StateLayout layout_;
  ValueHandle<RowId> so_far_;
};

}  // namespace wavetank::engine
