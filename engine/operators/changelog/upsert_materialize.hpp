// Upsert materialisation: puts updates back in order in front of a sink that knows rows by a key.
//
// After a re-key, the retraction of an old row and the insertion of a new one may come over different channels, in either
// order. A sink that simply obeys would delete the row that came last. This keeps, per sink key, every row that is there
// now, and shows the last of them: a retraction takes its own row out of the list, wherever that stands (UM-01).
//
// The list lies in the order of arrival, and once more in the order of what names a row, with the number of its arrival:
// so one is found by halves in either.
//
// Cost: O(log n) comparisons a change, n rows of its key.
#pragma once

#include <optional>
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
  // The rows of the current key.
  struct List {
    ListEdit<RowId> rows;             // by arrival
    ListEdit<std::int64_t> arrivals;  // the number of each
    ListEdit<RowId> named;            // by what names them, then by arrival
    ListEdit<std::int64_t> numbers;   // of those
  };
  // Of the rows that are `row` to the source, in the order of names.
  struct Found {
    std::size_t first = 0;
    bool is_there = false;
  };

  [[nodiscard]] List open(ProcessContext& context) const;
  // Where the row of that number is among the arrivals.
  [[nodiscard]] static std::size_t arrival_of(const List& list, std::int64_t number);
  [[nodiscard]] Found find(const List& list, RowId row, const Facts& facts) const;
  void add(List& list, RowId row, ProcessContext& context) const;
  void take_back(List& list, const Record& record, ProcessContext& context) const;
  void close(List& list, ProcessContext& context) const;
  static void forget(List& list);
  static void clear_if_empty(List& list);

  UpsertMaterializeSpec spec_;
  TextId state_name_;
  StateLayout layout_;
  ListHandle<RowId> rows_;
  ListHandle<std::int64_t> arrivals_;
  ListHandle<RowId> named_;
  ListHandle<std::int64_t> numbers_;
};

}  // namespace wavetank::engine
