// Group-by without windows: after each row, what its group comes to now, as a changelog.
//
// The first row of a group gives +I, a change −U and +U; a group whose last row is taken back is gone: −D with what it
// came to (CL-02). A row that changes nothing to be seen says nothing, unless the state has a time to live: then the
// same row is sent again, so that the states behind it live as long (CL-04). A retraction for a group that is not there,
// lost, ahead of its row, or expired, is ignored (CL-05).
//
// With mini-batches a group speaks only when the watermark has come to the end of one: what came of all rows since is
// said as one change, and nothing if it comes to the same (CL-06). The final watermark says what still waits.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "engine/base/mutant.hpp"
#include "engine/operators/changelog/change_aggregate.hpp"
#include "engine/operators/changelog/row_changes.hpp"
#include "engine/operators/process/process_function.hpp"

namespace wavetank::engine {

struct GroupAggregateSpec {
  std::vector<ChangeAggregate> aggregates;
  UpdateKinds updates{};
  std::optional<TimeToLive> ttl{};
  std::optional<Millis> mini_batch{};  // of event time; > 0
  SchemaId result{};                   // key, one field for each aggregate
  Mutants mutants{};
};

class GroupAggregateFunction final : public ProcessFunction {
 public:
  // REQUIRES: at least one aggregate; as said at the members of `spec`.
  GroupAggregateFunction(GroupAggregateSpec spec, Facts& facts);

  [[nodiscard]] const StateLayout& layout() const override { return layout_; }
  [[nodiscard]] ReplayClass replay_class() const override;
  void on_record(const Record& record, ProcessContext& context) const override;
  // The end of a mini-batch.
  void on_timer(EventTime time, ProcessContext& context) const override;

 private:
  // The cells of a row: an accumulator's or a result's.
  using Cells = std::array<Cell, kFieldsMax>;

  [[nodiscard]] Cells result_of(std::span<const Cell> accumulated, const ProcessContext& context) const;
  void emit(RowKind kind, const Cells& result, ProcessContext& context) const;
  // Says what changed: `now` is nothing for a group that is gone, `before` for one that is new.
  void tell(const std::optional<Cells>& before, const std::optional<Cells>& now, ProcessContext& context) const;
  void join_batch(EventTime time, ProcessContext& context) const;
  // The group's accumulator; zeros without one.
  [[nodiscard]] Cells accumulated(std::optional<RowId> group, const Rows& rows) const;

  GroupAggregateSpec spec_;
  ChangeAccumulator accumulator_;
  SchemaId state_schema_;
  TextId state_name_;
  StateLayout layout_;
  ValueHandle<RowId> groups_;
  ValueHandle<RowId> said_;  // with mini-batches: what the group said last
};

}  // namespace wavetank::engine
