// The window operator for windows that all keys share and that fire at their end: tumbling and sliding event-time
// windows, event-time trigger, allowed lateness, late records to a side output or a counter (AS-01 to AS-07, TR-04).
//
// One record's way: the assigner names its windows, newest first (WO-01); late windows are skipped (WO-03); into each
// other one it is added, then the trigger is asked (WO-04, WO-05): behind the watermark the window fires at once,
// else a timer for its last instant is set. If all windows were late, the record goes to the late output or is
// counted, never both (WO-14). A watermark W fires all timers <= W in the order time, key group, key, window (DT-01)
// before it is forwarded (TM-03).
//
// Windows that overlap share their records: one that has not fired has no pane of its own, its records lie in slices
// (engine/windows/slices.hpp), and one note says which windows a record joined. When it fires, its slices are combined
// into a pane, which then lives until cleanup time as any other. Where the order of records means something (lists,
// reductions), and for windows that were open at a restore, each window has its pane from the first record on.
//
// All other windows run on WindowOperator, and these could, too: the answers are the same (a test says so), only slower.
// Cost: amortised O(1) a record, and a slice and key of a firing; a watermark that no timer is due for costs one comparison.
#pragma once

#include <vector>

#include "engine/operators/window/any_window.hpp"
#include "engine/windows/assigner.hpp"
#include "engine/windows/firing_order.hpp"
#include "engine/windows/pane_table.hpp"
#include "engine/windows/slices.hpp"

namespace wavetank::engine {

class AlignedWindowOperator final : public AnyWindowOperator {
 public:
  // REQUIRES: is_valid(spec) and is_aligned(spec).
  explicit AlignedWindowOperator(WindowSpec spec);

  [[nodiscard]] ReplayClass replay_class() const override { return ReplayClass::OrderDependent; }
  [[nodiscard]] State open(const Subtask& subtask, const Snapshot& snapshot, Moment moment,
                           Effects& effects) const override;
  void on_batch(InputIndex input, std::span<const Record> records, Moment moment, State& state,
                Effects& effects) const override;
  void on_control(const Control& control, Moment moment, State& state, Effects& effects) const override;
  [[nodiscard]] Snapshot snapshot(const State& state, const Facts& facts) const override;

  [[nodiscard]] WindowCounts counts(const State& state) const override;

 private:
  enum class Due : std::uint8_t { Fire, Clear };
  struct DuePane {
    EventTime time;
    Due what;
    EventTime start;  // of the window
  };
  // The windows that a slice serves, until the watermark reaches the oldest one's last instant.
  struct Sharing {
    WindowId oldest{};
    std::uint32_t count = 0;
    bool whole = false;  // no window of the slice is missing
    EventTime until = EventTime::min();
  };
  enum class Shared : std::uint8_t { None, Some, All };
  struct Contents {
    Subtask subtask;
    EventTime watermark = EventTime::min();  // not part of a snapshot (WM-09)
    EventTime next_due = EventTime::max();   // no timer is before it
    std::uint64_t dropped = 0;
    PaneTable panes;
    PaneTable slices;
    std::vector<Sharing> sharing;              // by slot of its slice
    EventTime paned_until = EventTime::min();  // windows whose last instant is not beyond it have panes
    Lists lists;
    // The windows beyond it have not fired, and share slices.
    [[nodiscard]] EventTime bound() const { return std::max(watermark, paned_until); }
    std::vector<DuePane> due_panes;        // scratch
    std::vector<std::uint32_t> key_order;  // all keys in the order of DT-01, as long as there are no more
    std::vector<std::uint32_t> places;     // scratch
    std::vector<DueEntry> due;             // scratch
    std::vector<DueEntry> sorting;         // scratch
    std::vector<Cell> cells;               // scratch
  };
  struct Step {  // what the functions of one step share
    Moment moment;
    Contents& contents;
    Effects& effects;
  };

  void accept(const Record& record, Step& step) const;
  [[nodiscard]] std::size_t find_ways(std::span<const Record> records, std::span<PaneTable::Slot> ways,
                                      const Step& step) const;
  [[nodiscard]] PaneTable::Slot find_way(EventTime time, const Contents& contents) const;
  void add_together(std::span<const Record> records, std::span<const PaneTable::Slot> ways, Step& step) const;
  void add(const Record& record, Pane& pane, std::uint32_t place, Step& step) const;
  [[nodiscard]] Shared share(const Record& record, Step& step) const;
  [[nodiscard]] std::optional<PaneTable::Slot> slice_for(EventTime time, Step& step) const;
  [[nodiscard]] bool is_shared(const Window& window, EventTime bound) const;
  template <typename Visit>
  void each_shared(const Contents& contents, EventTime bound, EventTime until, const Visit& visit) const;
  PaneTable::Slot combine(EventTime start, WindowId id, const PaneTable& slices, PaneTable& panes) const;
  void remove_slices(EventTime watermark, Contents& contents) const;
  [[nodiscard]] PaneTable all_panes(const Contents& contents) const;
  void join(const Record& record, const Window& window, Step& step) const;
  void find_entries(std::span<const Record> records, std::span<const PaneTable::Slot> ways, PaneTable& table,
                    std::span<EntryWords> entries) const;
  void begin_results(const Window& window, Contents& contents) const;
  [[nodiscard]] RowId result_of(const Pane& pane, std::uint32_t place, Step& step) const;
  void fire(PaneTable::Slot slot, std::uint32_t place, FireReason reason, Cause cause, Step& step) const;
  void advance(EventTime watermark, Cause cause, Step& step) const;
  void collect_due(EventTime bound, Contents& contents) const;
  void fire_pane(PaneTable::Slot slot, Cause cause, Step& step) const;
  void fire_together(Pane& pane, std::span<const std::uint32_t> places, Cause cause, Step& step) const;
  [[nodiscard]] std::span<const std::uint32_t> order_entries(const Pane& pane, Step& step) const;
  template <typename KeyAt>
  void sort_places(std::vector<std::uint32_t>& places, const KeyAt& key_at, Step& step) const;
  void clear_pane(PaneTable::Slot slot, Cause cause, Step& step) const;
  void clear(Pane& pane, std::uint32_t place, Cause cause, Step& step) const;
  void remove_panes(EventTime watermark, Contents& contents) const;
  [[nodiscard]] std::size_t group_of(KeyId key, const Keys& keys, const Subtask& subtask) const;
  void set_timers(PaneTable::Slot slot, std::uint32_t place, Contents& contents) const;
  void restore(const Snapshot& snapshot, Facts& facts, Contents& contents) const;

  const bool slices_;  // windows overlap, and what their slices make can be combined

  static constexpr std::uint32_t kBothTimers = Pane::kFireTimer | Pane::kClearTimer;
  // How many records are looked at before the first of them is added.
  static constexpr std::size_t kTogether = 64;
  // From so many on it is worth remembering in which order entries fire.
  static constexpr std::uint32_t kManyDue = 512;
  // So many results, or ends of entries, are told at once.
  static constexpr std::uint32_t kAtOnce = 128;
  // How many entries ahead a cache is told what comes.
  static constexpr std::size_t kHintEntry = 12;
};

}  // namespace wavetank::engine
