// Sequences: finds in the records of a key what a pattern describes, in order of event time (SQ-01 to SQ-12).
//
// Records wait until the watermark has reached them; a record at or before the watermark is late. Then they are taken
// in order of time, of arrival among equals. Matches leave on the main output, beginnings that ran out of time on
// `kTimedOut`, late records on `kLateRecords` (or they are dropped and counted).
//
// Cost: for each record, all partial matches of its key; a loop that passes over what fits (`Any`) doubles them.
#pragma once

#include "engine/operators/process/process_function.hpp"
#include "engine/operators/sequence/sequence_runs.hpp"
#include "engine/windows/window_spec.hpp"

namespace wavetank::engine {

class SequenceFunction final : public ProcessFunction {
 public:
  static constexpr OutputIndex kTimedOut{1};
  static constexpr OutputIndex kLateRecords{2};

  // REQUIRES: as said at the members of `spec` and at plan_sequence.
  SequenceFunction(SequenceSpec spec, LateRecords late);

  [[nodiscard]] const StateLayout& layout() const override { return layout_; }
  [[nodiscard]] ReplayClass replay_class() const override { return ReplayClass::OrderDependent; }
  [[nodiscard]] std::uint32_t outputs() const override { return 3; }
  void on_record(const Record& record, ProcessContext& context) const override;
  void on_timer(EventTime time, ProcessContext& context) const override;

 private:
  // Rows with their times: two lists of one length.
  struct TimedRowsHandle {
    ListHandle<EventTime> times;
    ListHandle<RowId> rows;
  };
  using TimedRows = std::vector<SequenceRecord>;

  [[nodiscard]] static TimedRows load(const TimedRowsHandle& handle, ProcessContext& context);
  static void store(const TimedRowsHandle& handle, std::span<const SequenceRecord> rows, ProcessContext& context);
  // Takes the records at or before the watermark out of those that wait, in order.
  [[nodiscard]] TimedRows take_due(ProcessContext& context) const;
  [[nodiscard]] SequenceState load_state(ProcessContext& context) const;
  void store_state(const SequenceState& state, ProcessContext& context) const;
  void send(const SequenceResult& result, const SequenceState& state, ProcessContext& context) const;
  [[nodiscard]] Cell measured(const SequenceMeasure& measure, const TakenRecords& taken, const SequenceState& state,
                              Facts& facts) const;

  SequenceSpec spec_;
  LateRecords late_;
  SequencePlan plan_;
  StateLayout layout_;
  TimedRowsHandle waiting_;
  TimedRowsHandle taken_;             // of partial and complete matches
  ListHandle<std::int64_t> partial_;  // for each: its place, how many it took, their stages and records
  ListHandle<std::int64_t> complete_;
};

}  // namespace wavetank::engine
