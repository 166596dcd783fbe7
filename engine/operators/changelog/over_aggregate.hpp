// OVER aggregates: each row by event time, with what the rows of its key before it come to.
//
// A row leaves as +I, its aggregates behind its fields, once the watermark has reached its time: in order of time, then
// of arrival. Rows of equal time: a frame of rows counts them one by one, a frame of a range gives all of them the
// aggregate of all (OV-01). What is late differs with the frame, and is dropped and counted:
//
//   bounded     at or before the key's last timer; before the first, at or before 0. A row behind the watermark but
//               after that is taken, and leaves with the next watermark (OV-02)
//   unbounded   at or before the watermark (OV-03). Its timers are set at the watermark, never before 0: with a negative
//               watermark nothing leaves (OV-04)
//
// A bounded range forgets a key that has been still for long (OV-05).
//
// Cost: the rows that wait and those of the frame, for each watermark that sends some.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/base/mutant.hpp"
#include "engine/operators/changelog/change_aggregate.hpp"
#include "engine/operators/changelog/row_changes.hpp"
#include "engine/operators/process/process_function.hpp"

namespace wavetank::engine {

enum class FrameUnit : std::uint8_t { Rows, Range };

struct OverFrame {
  FrameUnit unit = FrameUnit::Rows;
  std::optional<std::int64_t> preceding{};  // rows, or milliseconds, before the current row; none: all
};

struct OverSpec {
  std::vector<ChangeAggregate> aggregates;
  OverFrame frame{};
  SchemaId schema{};  // of the rows
  SchemaId result{};  // their fields, then one for each aggregate
  Mutants mutants{};
};

class OverFunction final : public ProcessFunction {
 public:
  // REQUIRES: at least one aggregate; preceding >= 0.
  OverFunction(OverSpec spec, Facts& facts);

  [[nodiscard]] const StateLayout& layout() const override { return layout_; }
  // What is late, and rows of one time.
  [[nodiscard]] ReplayClass replay_class() const override { return ReplayClass::OrderDependent; }
  void on_record(const Record& record, ProcessContext& context) const override;
  void on_timer(EventTime time, ProcessContext& context) const override;

 private:
  struct TimedRow {
    EventTime time;
    RowId row = kNoRow;
  };
  using TimedRows = std::vector<TimedRow>;
  // Rows with their times: two lists of one length.
  struct TimedRowsHandle {
    ListHandle<EventTime> times;
    ListHandle<RowId> rows;
  };

  [[nodiscard]] bool is_bounded() const { return spec_.frame.preceding.has_value(); }
  [[nodiscard]] bool is_bounded_range() const { return is_bounded() && spec_.frame.unit == FrameUnit::Range; }
  [[nodiscard]] EventTime late_until(ProcessContext& context) const;
  void postpone_clean_up(EventTime time, ProcessContext& context) const;
  // OV-05; whether there was nothing else to do.
  [[nodiscard]] bool clean_up(EventTime time, ProcessContext& context) const;

  [[nodiscard]] static TimedRows load(const TimedRowsHandle& handle, ProcessContext& context);
  static void store(const TimedRowsHandle& handle, std::span<const TimedRow> rows, ProcessContext& context);
  // Takes the rows at or before the watermark out of those that wait, in the order in which they leave.
  [[nodiscard]] TimedRows take_due(ProcessContext& context) const;
  void send_unbounded(std::span<const TimedRow> due, ProcessContext& context) const;
  void send_bounded(std::span<const TimedRow> due, ProcessContext& context) const;
  // How many of `due` from `first` on share the aggregate of the first.
  [[nodiscard]] std::size_t peers(std::span<const TimedRow> due, std::size_t first) const;
  [[nodiscard]] bool is_in_frame(std::span<const TimedRow> rows, std::size_t at) const;
  void emit(const TimedRow& row, std::span<const Cell> accumulated, ProcessContext& context) const;

  OverSpec spec_;
  ChangeAccumulator accumulator_;
  SchemaId state_schema_;
  StateLayout layout_;
  TimedRowsHandle waiting_;
  TimedRowsHandle kept_;             // of a bounded frame: what was sent and may still count
  ValueHandle<RowId> accumulated_;   // of an unbounded one
  ValueHandle<EventTime> last_;      // the key's last timer
  ValueHandle<EventTime> clean_up_;  // of a bounded range
};

}  // namespace wavetank::engine
