// Event-time sort: keeps records until the watermark has passed them, then sends them in order. Watermarks alone do
// not reorder records; this operator does, within the bound that the watermarks promise.
//
// By event time, then by one field if the specification names one, then by arrival (SO-01). A record at or before the
// time of the last record sent comes too late to be put in its place: it is dropped and counted, or sent aside (SO-02);
// one between there and the watermark still finds its place and leaves with the next watermark (SO-03). What was sent
// last is kept in a snapshot, so a restore does not let records in that were late before it (SO-04).
//
// Cost: O(log n) comparisons a record, n records waiting.
#pragma once

#include <optional>
#include <vector>

#include "engine/core/operator.hpp"
#include "engine/windows/window_spec.hpp"

namespace wavetank::engine {

enum class SortOrder : std::uint8_t { Ascending, Descending };

// Records of equal time are put in the order of this field of theirs; null comes first in ascending order.
struct SortField {
  std::uint32_t field = 0;
  SortOrder order = SortOrder::Ascending;
};

struct SortSpec {
  SchemaId schema{};  // of the records
  std::optional<SortField> then_by{};
  LateRecords late = LateRecords::Count;  // to the side output: beyond the real system
  Mutants mutants{};
};

class SortOperator final : public Operator {
 public:
  explicit SortOperator(SortSpec spec) : spec_(spec) {}

  [[nodiscard]] ReplayClass replay_class() const override { return ReplayClass::OrderDependent; }
  [[nodiscard]] State open(const Subtask& subtask, const Snapshot& snapshot, Moment moment,
                           Effects& effects) const override;
  void on_batch(InputIndex input, std::span<const Record> records, Moment moment, State& state,
                Effects& effects) const override;
  void on_control(const Control& control, Moment moment, State& state, Effects& effects) const override;
  // All of it in the first key group: one subtask sorts a stream.
  [[nodiscard]] Snapshot snapshot(const State& state, const Facts& facts) const override;

 private:
  struct Waiting {
    Record record;
    std::uint64_t arrival = 0;
  };
  struct Contents {
    std::vector<Waiting> waiting;  // a heap, the first to leave on top
    std::uint64_t arrivals = 0;
    std::optional<EventTime> sent;  // the time of the last record sent
  };
  // Whether `a` leaves after `b`.
  class After;

  [[nodiscard]] int compare_fields(RowId a, RowId b, const Facts& facts) const;
  void refuse(const Record& record, std::uint64_t missing, Effects& effects) const;
  void send_up_to(EventTime watermark, const Facts& facts, Contents& contents, Effects& effects) const;

  SortSpec spec_;
};

}  // namespace wavetank::engine
