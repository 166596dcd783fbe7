// The window operator: any assigner, trigger, evictor and lateness, keyed or not (WO-01 to WO-24).
//
// One record's way: the assigner names its windows; a session's window first takes in the sessions that it touches
// (merging_set.hpp). Late windows are skipped; into each other one the record is added, then the trigger is asked, which
// may fire, purge or set timers; a timer for the end of the window's state is set last (WO-04, WO-06). If all windows
// were late, the record goes to the late output or is counted (WO-14). Timers come due with the watermark and with the
// task's clock; each asks the trigger, and the one at cleanup time ends the window's state (WO-16).
//
// Contents and trigger state lie in a table by (key, window). Windows that all keys share and that fire once run faster
// on AlignedWindowOperator; `make_window_operator` chooses.
#pragma once

#include <optional>
#include <vector>

#include "engine/operators/window/any_window.hpp"
#include "engine/windows/merging_set.hpp"
#include "engine/windows/trigger.hpp"
#include "engine/windows/window_table.hpp"

namespace wavetank::engine {

class WindowOperator final : public AnyWindowOperator {
 public:
  // REQUIRES: is_valid(spec).
  explicit WindowOperator(WindowSpec spec);

  [[nodiscard]] ReplayClass replay_class() const override;
  [[nodiscard]] State open(const Subtask& subtask, const Snapshot& snapshot, Moment moment,
                           Effects& effects) const override;
  void on_batch(InputIndex input, std::span<const Record> records, Moment moment, State& state,
                Effects& effects) const override;
  void on_control(const Control& control, Moment moment, State& state, Effects& effects) const override;
  void on_timer(TimerTag tag, Moment moment, State& state, Effects& effects) const override;
  [[nodiscard]] Snapshot snapshot(const State& state, const Facts& facts) const override;

  [[nodiscard]] WindowCounts counts(const State& state) const override;

 private:
  struct Contents {
    explicit Contents(const WindowSpec& spec)
        : table(spec.aggregates.size(), keeps_records(spec)), sessions(spec.mutants) {}
    Subtask subtask;
    EventTime watermark = EventTime::min();        // not part of a snapshot (WM-09)
    ProcessingTime armed = ProcessingTime::max();  // when the host was asked to call; MAX: never
    std::optional<Millis> stagger;                 // chosen at the first record; not part of a snapshot, either (AS-05)
    bool ended = false;                            // the input is over: the clock calls no more (TM-11)
    std::uint64_t dropped = 0;
    WindowTable table;
    MergingSet sessions;
    KeyedTimers timers;
    Lists lists;
    std::vector<Window> windows;                // scratch
    std::vector<Cell> cells;                    // scratch
    std::vector<std::int64_t> sums;             // scratch: aggregates over kept records
    std::vector<Element> evicted;               // scratch
    SessionMerge merge;                         // scratch
    std::vector<TriggerState> merged_triggers;  // scratch
  };
  struct Step {  // what the functions of one step share
    Moment moment;
    Contents& contents;
    Effects& effects;
    TimerOrder order;
    EventTime passed = EventTime::min();  // the watermark before the one that this step brings
    InputIndex input{};                   // of the records of this step
  };
  // A key's part of a window, and where its contents are: elsewhere if it is a session that grew.
  struct Pane {
    KeyId key;
    Window window;
    WindowId id{};
    WindowId state{};
  };
  enum class Joined : std::uint8_t { Yes, Skipped, Failed };

  [[nodiscard]] Step step_of(Moment moment, Contents& contents, Effects& effects) const;
  // The clock that ends the windows (WO-16).
  [[nodiscard]] TimeDomain own_domain() const {
    return is_event_time(spec_.assigner) ? TimeDomain::Event : TimeDomain::Processing;
  }
  [[nodiscard]] bool is_over(const Window& window, const Step& step) const;

  [[nodiscard]] bool accept(const Record& record, Step& step) const;
  [[nodiscard]] bool assign(const Record& record, Step& step) const;
  [[nodiscard]] Millis stagger_by(const Record& record, Step& step) const;
  [[nodiscard]] Joined join_plain(const Record& record, KeyId key, const Window& window, Step& step) const;
  [[nodiscard]] Joined join_session(const Record& record, KeyId key, const Window& window, Step& step) const;
  [[nodiscard]] bool merge_sessions(const Record& record, KeyId key, Step& step) const;
  void fold_contents(KeyId key, Cause cause, Step& step) const;
  void join(const Record& record, const Pane& pane, Step& step) const;
  void add(const Record& record, const Pane& pane, Step& step) const;

  void on_due(const Timer& timer, TimeDomain domain, Cause cause, Step& step) const;
  [[nodiscard]] bool find_pane(const Timer& timer, Step& step, Pane& pane) const;
  void fire_and_purge(const Pane& pane, TriggerResult result, FireReason reason, Cause cause, Step& step) const;
  [[nodiscard]] FireReason reason_of(const Pane& pane, const Timer& timer, TimeDomain domain, const Step& step) const;
  void emit(const Pane& pane, FireReason reason, Cause cause, Step& step) const;
  void meet(const Pane& pane, FireReason reason, Cause cause, Step& step) const;
  void say_pairs(const Pane& pane, Cause cause, Step& step) const;
  void say_groups(const Pane& pane, Cause cause, Step& step) const;
  void evict_from(std::vector<Element>& elements, KeyId key, Cause cause, Step& step) const;
  void begin_result(const Pane& pane, Step& step) const;
  void tell(const Pane& pane, WindowTable::Slot slot, FireReason reason, Cause cause, Step& step) const;
  void take_back(KeyId key, EventTime time, WindowEntry& entry, Cause cause, Step& step) const;
  void clear(const Pane& pane, Cause cause, Step& step) const;
  // TimerScope::set or TimerScope::remove.
  using TimerChange = void (TimerScope::*)(TimeDomain domain, std::int64_t time);
  void change_cleanup_timer(KeyId key, const Window& window, WindowId id, Step& step, TimerChange change) const;
  static void pass_on(const Control& control, Effects& effects);
  void drain(TimeDomain domain, std::int64_t due, Cause cause, Step& step) const;
  void arm(Step& step) const;
  void encode_entry(WindowTable::Slot slot, const Contents& contents, const Facts& facts, Encoder& encoder) const;
  void decode_entry(Decoder& decoder, KeyId key, Facts& facts, Contents& contents) const;
  void restore(const Snapshot& snapshot, Facts& facts, Contents& contents) const;

  // Calls `ask(call)` with what the trigger remembers of (key, window), and keeps what it remembers after.
  template <typename Ask>
  auto with_trigger(KeyId key, const Window& window, WindowId id, Step& step, const Ask& ask) const {
    WindowTable& table = step.contents.table;
    WindowTable::Slot slot = trigger_.remembers() ? table.find({key, id}) : WindowTable::kNone;
    TriggerState state = slot == WindowTable::kNone ? TriggerState{} : table.trigger(slot);
    TriggerCall call{window, step.contents.watermark, step.moment.now,
                     TimerScope(step.contents.timers, step.order, key, id, step.moment.new_timers), state};
    const auto result = ask(call);
    if (slot == WindowTable::kNone && state.set == 0) return result;
    WT_ASSERT(trigger_.remembers(), state.set);
    if (slot == WindowTable::kNone) slot = table.find_or_add({key, id});
    table.set_trigger(slot, state);
    table.drop_if_empty(slot);
    return result;
  }

  Trigger trigger_;
};

}  // namespace wavetank::engine
