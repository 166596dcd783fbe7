// Deduplication: one row per key stays, the first or the last one.
//
//   FirstArrived    the first to arrive, as +I; all others are dropped. Nothing is ever taken back
//   LastArrived     each row replaces the one before; an equal one says nothing, unless a time to live must be renewed
//   LastOfChanges   the same over a changelog: a retraction deletes the row that is kept, whatever it takes back
//   Earliest        by event time, at once: a row replaces the kept one if it is older (DD-01)
//   Latest          by event time, at once: if it is as old or younger, so the later arrival wins
//   EarliestWaited  by event time, when the watermark has passed it: then it is final, as +I. A row behind the
//                   watermark is late: dropped and counted (DD-02)
#pragma once

#include <optional>

#include "engine/base/mutant.hpp"
#include "engine/operators/changelog/row_changes.hpp"
#include "engine/operators/process/process_function.hpp"

namespace wavetank::engine {

enum class KeptRow : std::uint8_t { FirstArrived, LastArrived, LastOfChanges, Earliest, Latest, EarliestWaited };

struct DeduplicateSpec {
  KeptRow keep = KeptRow::FirstArrived;
  UpdateKinds updates{};
  // +I for the first row of a key; without it and without −U every row is an upsert, +U (LastOfChanges says +I always).
  bool insert = true;
  std::optional<TimeToLive> ttl{};  // EarliestWaited: of what was sent, not of what waits
  SchemaId schema{};                // of the rows, in and out
  Mutants mutants{};
};

class DeduplicateFunction final : public ProcessFunction {
 public:
  DeduplicateFunction(const DeduplicateSpec& spec, Facts& facts);

  [[nodiscard]] const StateLayout& layout() const override { return layout_; }
  [[nodiscard]] ReplayClass replay_class() const override;
  void on_record(const Record& record, ProcessContext& context) const override;
  void on_timer(EventTime time, ProcessContext& context) const override;

 private:
  void keep_first(const Record& record, ProcessContext& context) const;
  void keep_last(const Record& record, ProcessContext& context) const;
  void keep_last_of_changes(const Record& record, ProcessContext& context) const;
  void keep_by_time(const Record& record, ProcessContext& context) const;
  void wait(const Record& record, ProcessContext& context) const;

  // What an earlier row of the key left, if it still lives.
  [[nodiscard]] std::optional<RowId> kept(ProcessContext& context) const;
  void put(RowId row, ProcessContext& context) const;
  void replace(std::optional<RowId> before, RowId row, ProcessContext& context) const;
  void ignore(const Record& record, ProcessContext& context) const;

  DeduplicateSpec spec_;
  TextId state_name_;
  StateLayout layout_;
  ValueHandle<RowId> row_;
  ValueHandle<EventTime> time_;     // of the row, where time decides
  ValueHandle<std::int64_t> sent_;  // EarliestWaited: the key has spoken
};

}  // namespace wavetank::engine
