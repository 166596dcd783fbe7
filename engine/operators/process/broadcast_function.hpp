// User functions over a keyed stream and a broadcast one (PF-07): records of the keyed stream are looked at with rules
// that the broadcast stream brings to all subtasks.
#pragma once

#include "engine/operators/process/process_function.hpp"
#include "engine/state/broadcast_state.hpp"

namespace wavetank::engine {

// The keyed side, and timers: reads the broadcast state, writes the state of its key.
class RuledContext final : public ProcessContext {
 public:
  RuledContext(const ProcessContext& keyed, const BroadcastState& broadcast)
      : ProcessContext(keyed), broadcast_(broadcast) {}

  template <StoredKey Key, Stored T>
  [[nodiscard]] BroadcastView<Key, T> rules(const BroadcastHandle<Key, T>& handle) const {
    return {broadcast_.table(handle.place), facts()};
  }

 private:
  const BroadcastState& broadcast_;
};

// The broadcast side: no current key and no timers; writes the broadcast state, may go through the state of all keys.
class BroadcastContext {
 public:
  struct Stores {
    KeyedStore& keyed;
    BroadcastState& broadcast;
  };
  BroadcastContext(const ProcessCall& call, Moment moment, Stores stores, Effects& effects)
      : call_(call), moment_(moment), stores_(stores), effects_(effects) {}

  [[nodiscard]] EventTime watermark() const { return stores_.keyed.watermark; }
  [[nodiscard]] ProcessingTime now() const { return moment_.now; }
  [[nodiscard]] Facts& facts() const { return moment_.facts; }

  template <StoredKey Key, Stored T>
  [[nodiscard]] BroadcastMap<Key, T> rules(const BroadcastHandle<Key, T>& handle) {
    return {stores_.broadcast.table(handle.place), moment_.facts};
  }
  // Calls `visit(key, state)` for every key of this subtask that has something in the state of `handle`, in order
  // (DT-02). It may change and remove what it sees.
  template <typename Handle, typename Visit>
  void each_key(const Handle& handle, const Visit& visit) {
    KeyedStore& keyed = stores_.keyed;
    const StateOrder order{moment_.facts, keyed.subtask.max_parallelism};
    for (const StateName& name : keyed.state.names(handle.place, order)) {
      visit(name.key, access(keyed.state, handle, {name, moment_.now, moment_.facts}));
    }
  }
  void emit(RowId row, OutputIndex output = kMainOutput) {
    effects_.emit(output, Record{call_.timestamp, row, kNoKey, call_.cause});
  }
  // For the trace: what the function decided (base/note.hpp).
  void note(NoteKind kind, std::uint64_t a, std::uint64_t b) { effects_.note(kind, call_.cause, a, b); }

 private:
  ProcessCall call_;
  Moment moment_;
  Stores stores_;
  Effects& effects_;
};

class BroadcastFunction {
 public:
  BroadcastFunction() = default;
  BroadcastFunction(const BroadcastFunction&) = delete;
  BroadcastFunction& operator=(const BroadcastFunction&) = delete;
  virtual ~BroadcastFunction() = default;

  // The same in every call.
  [[nodiscard]] virtual const StateLayout& layout() const = 0;
  [[nodiscard]] virtual std::uint32_t outputs() const { return 1; }

  virtual void on_record(const Record& record, RuledContext& context) const = 0;
  // PF-08: what it writes must not depend on where between the keyed records it comes.
  virtual void on_broadcast(const Record& record, BroadcastContext& context) const = 0;
  virtual void on_timer(EventTime /*time*/, RuledContext& /*context*/) const {}
  virtual void on_timer(ProcessingTime /*time*/, RuledContext& /*context*/) const {}
};

}  // namespace wavetank::engine
