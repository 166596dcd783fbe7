// The window operator of streaming SQL: tumbling, hopping and cumulating windows over slices (AS-15 to AS-17).
//
// A record is added to one slice, however many windows contain it; a window merges its slices when it fires. There is
// no allowed lateness: a record whose slice is over still counts in those of its windows that are not, else it is
// dropped and counted. Unlike the stream API's operator this one keeps its watermark in its state.
#pragma once

#include <vector>

#include "engine/core/operator.hpp"
#include "engine/state/timer_queue.hpp"
#include "engine/windows/window_spec.hpp"
#include "engine/windows/window_table.hpp"

namespace wavetank::engine {

struct SliceWindowSpec {
  WindowAssignerSpec assigner;        // Aligned with size a multiple of slide, or Cumulate; event time
  std::vector<Aggregate> aggregates;  // one of them a count: a window without records says nothing
  SchemaId result{};                  // key if keyed, window_start, window_end, one field per aggregate
  bool keyed = true;
};

// AS-16: whether windows of `spec` are made of whole slices.
[[nodiscard]] bool is_sliceable(const WindowAssignerSpec& spec);

class SliceWindowOperator final : public Operator {
 public:
  // REQUIRES: is_sliceable(spec.assigner).
  explicit SliceWindowOperator(SliceWindowSpec spec);

  [[nodiscard]] ReplayClass replay_class() const override { return ReplayClass::OrderDependent; }
  [[nodiscard]] State open(const Subtask& subtask, const Snapshot& snapshot, Moment moment,
                           Effects& effects) const override;
  void on_batch(InputIndex input, std::span<const Record> records, Moment moment, State& state,
                Effects& effects) const override;
  // A watermark below the current one is forwarded as the current one (AS-17).
  void on_control(const Control& control, Moment moment, State& state, Effects& effects) const override;
  [[nodiscard]] Snapshot snapshot(const State& state, const Facts& facts) const override;

  // Late records that were counted, since the operator was opened.
  [[nodiscard]] std::uint64_t dropped(const State& state) const;

 private:
  struct Contents {
    explicit Contents(std::size_t width) : slices(width, false) {}
    Subtask subtask;
    EventTime watermark = EventTime::min();
    std::uint64_t dropped = 0;
    WindowTable slices;  // by key and the slice's own bounds
    TimerQueue timers;   // of windows: at their end
    Lists lists;
    std::vector<std::int64_t> sums;  // scratch: a window's slices merged
    std::vector<Cell> cells;         // scratch
  };
  struct Step {  // what the functions of one step share
    Moment moment;
    Contents& contents;
    Effects& effects;
    TimerOrder order;
  };

  [[nodiscard]] bool cumulates() const { return spec_.assigner.kind == AssignerKind::Cumulate; }
  [[nodiscard]] bool shares_slices() const {
    return !cumulates() && spec_.assigner.shape.slide != spec_.assigner.shape.size;
  }
  [[nodiscard]] Millis slice_length() const { return spec_.assigner.shape.slide; }
  [[nodiscard]] EventTime slice_end(EventTime time) const;
  [[nodiscard]] EventTime cycle_start(EventTime slice_end) const;
  [[nodiscard]] EventTime last_window_end(EventTime slice_end) const;
  [[nodiscard]] Window window_ending(EventTime end) const;
  [[nodiscard]] Window slice_ending(EventTime end) const;
  // Where the contents of late records and of merged slices are kept.
  [[nodiscard]] EventTime merge_target(EventTime slice_end) const;
  [[nodiscard]] bool has_fired(EventTime end, EventTime watermark) const;

  void accept(const Record& record, Step& step) const;
  void add(const Record& record, KeyId key, EventTime slice_end, Step& step) const;
  void set_timer(KeyId key, EventTime window_end, Step& step) const;
  void fire(const Timer& timer, Cause cause, Step& step) const;
  [[nodiscard]] bool merge_slices(KeyId key, EventTime window_end, Step& step, std::uint32_t& seen) const;
  void merge_into_first(KeyId key, EventTime window_end, Step& step) const;
  void expire(KeyId key, EventTime window_end, Cause cause, Step& step) const;
  void drop_slice(KeyId key, EventTime slice_end, Step& step) const;
  void emit(KeyId key, EventTime window_end, std::uint32_t seen, Cause cause, Step& step) const;
  void restore(const Snapshot& snapshot, Facts& facts, Contents& contents) const;

  SliceWindowSpec spec_;
  Accumulator accumulator_;
};

}  // namespace wavetank::engine
