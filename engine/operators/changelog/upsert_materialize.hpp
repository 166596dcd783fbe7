// Upsert materialisation: puts updates back in order in front of a sink that knows rows by a key.
//
// After a re-key, the retraction of an old row and the insertion of a new one may come over different channels, in either
// order. A sink that simply obeys would delete the row that came last. This keeps, per sink key, every row that is there
// now, and shows the last of them: a retraction takes its own row out of the list, wherever that stands (UM-01).
//
// Cost: the rows of a key are looked through one by one.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/base/mutant.hpp"
#include "engine/operators/changelog/row_changes.hpp"
#include "engine/operators/process/process_function.hpp"

namespace wavetank::engine {

struct UpsertMaterializeSpec {
  // The fields by which the source knows a row; none: all of them.
  std::vector<std::uint32_t> upsert_key{};
  std::optional<TimeToLive> ttl{};  // of the whole list: each write renews all of it
  SchemaId schema{};                // of the rows, in and out
  Mutants mutants{};
};

class UpsertMaterializeFunction final : public ProcessFunction {
 public:
  UpsertMaterializeFunction(UpsertMaterializeSpec spec, Facts& facts);

  [[nodiscard]] const StateLayout& layout() const override { return layout_; }
  [[nodiscard]] ReplayClass replay_class() const override;
  void on_record(const Record& record, ProcessContext& context) const override;

 private:
  using Found = std::vector<RowId>::iterator;

  // The first row that is `row` to the source.
  [[nodiscard]] Found find(std::vector<RowId>& list, RowId row, const Rows& rows) const;
  void add(std::vector<RowId> list, RowId row, ProcessContext& context) const;
  void take_back(std::vector<RowId> list, const Record& record, ProcessContext& context) const;
  void put(std::span<const RowId> list, ProcessContext& context) const;

  UpsertMaterializeSpec spec_;
  TextId state_name_;
  StateLayout layout_;
  ListHandle<RowId> rows_;
};

}  // namespace wavetank::engine
